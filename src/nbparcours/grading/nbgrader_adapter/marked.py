"""Telling a hand-in that was marked to the end from one that was not, without keeping a record of its own."""

import json
from pathlib import Path

from nbparcours.grading.handin import ANSWERS
from nbparcours.grading.nbgrader_adapter.desk import Desk
from nbparcours.grading.nbgrader_adapter.gradebook import Row
from nbparcours.grading.notebook import NAME
from nbparcours.grading.slot import SUBMISSION


def is_marked(desk: Desk, learner: str, grades: list[Row]) -> bool:
    """Say whether the grades are those of the hand-in that was collected last.

    nbgrader writes the marked notebook, with its outputs, only after the grades are saved.
    """
    if not grades or any(row.auto is None and not row.by_hand for row in grades):
        return False
    handed_in, marked = desk.folder("submitted", learner), desk.folder("autograded", learner)
    same = all(_bytes(handed_in / n) == _bytes(marked / n) for n in (ANSWERS, SUBMISSION, "timestamp.txt"))
    return same and handed_in.is_dir() and _has_outputs(marked / f"{NAME}.ipynb")


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _has_outputs(path: Path) -> bool:
    try:
        cells = json.loads(path.read_text("utf-8"))["cells"]
        graded = [cell for cell in cells if cell["metadata"].get("nbgrader", {}).get("grade")]
        return all(cell["outputs"] for cell in graded if cell["cell_type"] == "code")
    except (OSError, ValueError, KeyError):
        return False
