"""Feedback: nbgrader's feedback step with our own page, in the learner's language and without a key."""

import json
from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbconvert.exporters.exporter import Exporter
from nbgrader import utils

from nbparcours.certificate.lifecycle import page_for
from nbparcours.course.places import Places
from nbparcours.grading.handin import ANSWERS
from nbparcours.grading.marks import HandedIn, Points, Result, result
from nbparcours.grading.report import page
from nbparcours.grading.slot import SUBMISSION


class ResultExporter(HTMLExporter):
    """Turns a marked test into its learner's result page, and any other notebook into nbgrader's own feedback."""

    def from_notebook_node(self, nb: Any, resources: Any = None, **kw: Any) -> tuple[str, Any]:
        """Return the page; the preprocessors before it have put the gradebook's scores into the cells."""
        test = nb.metadata.get("nbparcours", {}).get("test")
        if not test:
            stock: tuple[str, Any] = super().from_notebook_node(nb, resources, **kw)
            return stock
        nb, resources = Exporter.from_notebook_node(self, nb, resources, **kw)
        slots = {about.grade_id: Points(about.score, about.points) for about in _graded(nb)}
        said = {about.grade_id: about.get("comment") for about in _graded(nb)}
        comments = {slot: words for slot, words in said.items() if words}
        folder = Path(resources["metadata"]["path"])
        learner = resources["nbgrader"]["student"]
        attached = page_for(Places(), test["session"], learner)
        return page(result_of(test, slots, learner, folder, comments), test, attached), resources


def _graded(nb: Any) -> list[Any]:
    return [cell.metadata.nbgrader for cell in nb.cells if utils.is_grade(cell)]


def result_of(
    test: Any, slots: dict[str, Points], learner: str, folder: Path, comments: dict[str, str] | None = None
) -> Result:
    """Make a learner's result from their scores and from what collecting left in `folder`."""
    handin = json.loads((folder / ANSWERS).read_text("utf-8"))
    who = json.loads((folder / SUBMISSION).read_text("utf-8"))
    handed = HandedIn((folder / "timestamp.txt").read_text("utf-8"), who.get("attempt", 1))
    return result(test, slots, learner, handin, handed, comments)
