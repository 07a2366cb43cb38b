"""The only place that imports nbgrader. It is used through its configuration points and never patched."""

from nbparcours.grading.nbgrader_adapter.grade import grade
from nbparcours.grading.nbgrader_adapter.release import release, release_case
from nbparcours.grading.nbgrader_adapter.results import results

__all__ = ["grade", "release", "release_case", "results"]
