"""The only place that imports nbgrader. It is used through its configuration points and never patched."""

# ruff: noqa: E402 - what nbgrader's libraries may do without has to be said before they come
from nbparcours.learner.lean import do_without

do_without("rfc3987_syntax", "isoduration")  # jsonschema would check addresses and durations that no notebook has

from nbparcours.grading.nbgrader_adapter.grade import grade
from nbparcours.grading.nbgrader_adapter.release import release, release_case
from nbparcours.grading.nbgrader_adapter.results import results

__all__ = ["grade", "release", "release_case", "results"]
