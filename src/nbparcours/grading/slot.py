"""One slot of the test as a locked notebook cell: how it is written, read back and marked.

The cell is ordinary Python whose value is the score, so stock nbgrader with a kernel marks it as well. Our own
grader starts no kernel: it reads the two literals of the call, never executes anything, and comes to the same score.
"""

import ast
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbparcours.activity.score import score
from nbparcours.course.draw import draw
from nbparcours.course.item import Item
from nbparcours.grading.handin import ANSWERS, RejectionError, read_answers

#: Item id -> {"kind", "key"}: all that marking needs to know of a slot's candidates.
Candidates = Mapping[str, Mapping[str, Any]]

#: Who handed in, written beside `answers.json` by whoever collected it.
SUBMISSION = "submission.json"
_CALL = "mark"


class NotASlotError(ValueError):
    """The cell is not one that `source` wrote, so it must not be marked by reading it."""


def source(slot: str, items: Iterable[Item]) -> str:
    """Return the cell for `slot`; what lies between the two comments never reaches a learner."""
    return source_of(slot, {item.id: {"kind": item.kind, "key": item.key()} for item in items})


def source_of(slot: str, candidates: Candidates) -> str:
    """Return the cell for candidates that were read from another, or from the bank."""
    said = json.dumps(candidates, sort_keys=True, separators=(",", ":"))
    return "\n".join(
        (
            f"# {slot}",
            "### BEGIN HIDDEN TESTS",
            f"from {__name__} import {_CALL}",
            f"{_CALL}({slot!r}, {said!r})",
            "### END HIDDEN TESTS",
        )
    )


def read(cell: str) -> tuple[str, Candidates]:
    """Return the slot and the candidates that `source` wrote; raise `NotASlotError` for any other code."""
    try:
        match ast.parse(cell).body:
            case [
                ast.ImportFrom(module=module, names=[ast.alias(name=name, asname=None)], level=0),
                ast.Expr(
                    value=ast.Call(
                        func=ast.Name(id=called),
                        args=[ast.Constant(value=str(slot)), ast.Constant(value=str(said))],
                        keywords=[],
                    )
                ),
            ] if (module, name, called) == (__name__, _CALL, _CALL):
                return slot, json.loads(said)
    except (SyntaxError, ValueError, RecursionError):
        pass
    raise NotASlotError("this cell was not written by `nbparcours release`; release the session again")


@dataclass(frozen=True)
class Work:
    """What one learner handed in to one session."""

    learner: str
    session: str
    answers: Mapping[str, Any]

    @classmethod
    def read(cls, folder: Path) -> "Work":
        """Read the two files that collecting leaves in a learner's folder; unusable answers count as none."""
        who = json.loads((folder / SUBMISSION).read_text("utf-8"))
        try:
            answers = read_answers((folder / ANSWERS).read_bytes(), who["assignment"])["answers"]
        except (OSError, RejectionError):
            answers = {}
        return cls(who["learner"], who["session"], answers)

    def score(self, slot: str, candidates: Candidates) -> float:
        """Return the score of the one candidate that was drawn for this learner; no other counts."""
        drawn = draw({slot: list(candidates)}, self.session, self.learner)[slot]
        item = candidates[drawn]
        return float(score(item["kind"], item["key"], self.answers.get(drawn)))


def mark(slot: str, candidates: str) -> float:
    """Mark `slot` in the folder where nbgrader runs the notebook: the last value of a cell under a stock kernel."""
    return Work.read(Path.cwd()).score(slot, json.loads(candidates))
