"""What was really handed in: nbgrader keeps a copy of each submission for the learner, and only that copy is proof.

A receipt in `answers.json` alone says that the learner wanted to hand in, not that nbgrader took it.
"""

import glob
from pathlib import Path

from nbparcours.learner import answers as sheet


def handed_in(cache: Path, learner: str, assignment: str) -> list[dict[str, str]]:
    """Return time and receipt of every hand-in, oldest first."""
    mark = f"{glob.escape(learner)}+{glob.escape(assignment)}+*"
    found = sorted(cache.glob(f"*/{mark}"), key=lambda folder: folder.name)
    return [{"when": folder.name.split("+")[2], "receipt": _receipt(folder, assignment)} for folder in found]


def _receipt(folder: Path, assignment: str) -> str:
    try:
        return sheet.read(folder, assignment).receipt
    except ValueError:
        return ""
