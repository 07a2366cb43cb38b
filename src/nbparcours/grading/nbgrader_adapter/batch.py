"""Marking a class into the gradebook and into `autograded/`, a portion at a time, so that memory stays flat.

Nothing remembers how far a run came: marking is a pure function, so everything is marked again and only what differs
is written. A run killed anywhere is completed by the next; a run after a complete one writes nothing.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from nbparcours.grading.files import put
from nbparcours.grading.handin import ANSWERS
from nbparcours.grading.marking import Marked, mark
from nbparcours.grading.nbgrader_adapter.desk import Desk
from nbparcours.grading.nbgrader_adapter.ledger import Entry, Ledger, opened
from nbparcours.grading.nbgrader_adapter.template import template_of
from nbparcours.grading.notebook import NAME
from nbparcours.grading.slot import SUBMISSION, Work
from nbparcours.grading.spread import Spread
from nbparcours.grading.summary import Outcome

#: What stays beside the marked notebook; feedback needs the last two.
SIDE = (ANSWERS, SUBMISSION, "submission_secret.txt", "timestamp.txt")
_PORTION = 50


def mark_all(desk: Desk, learners: Sequence[str], spread: Spread) -> Iterator[Outcome]:
    """Mark the collected hand-ins of `learners` and yield what became of each, as soon as it is saved."""
    if not learners:
        return
    template = template_of(desk)
    template.slots  # noqa: B018  (a cell that `release` did not write stops here, before anything is saved)
    portions = [learners[start : start + _PORTION] for start in range(0, len(learners), _PORTION)]
    with opened(desk) as ledger:
        for marked in spread.map(partial(mark, template), (_read(desk, portion) for portion in portions)):
            yield from _save(desk, ledger, marked)


def _read(desk: Desk, learners: Sequence[str]) -> list[Work | Outcome]:
    found: list[Work | Outcome] = []
    for learner in learners:
        try:
            found.append(Work.read(desk.folder("submitted", learner)))
        except (OSError, ValueError, KeyError, TypeError) as error:
            found.append(Outcome(learner, fault=f"{type(error).__name__}: {error}"))
    return found


def _save(desk: Desk, ledger: Ledger, marked: Sequence[Marked | Outcome]) -> Iterator[Outcome]:
    stored = ledger.stored([one.learner for one in marked])
    for one in marked:
        if isinstance(one, Outcome):
            yield one
            continue
        try:
            yield Outcome(one.learner, _save_one(desk, ledger, stored.get(one.learner), one))
        except (OSError, ValueError, KeyError, SQLAlchemyError) as error:
            yield Outcome(one.learner, fault=f"{type(error).__name__}: {str(error).splitlines()[0]}")


def _save_one(desk: Desk, ledger: Ledger, submission: Any, one: Marked) -> bool:
    """Save the grades first and the notebook last, as nbgrader does; say whether anything was new."""
    handed_in = desk.folder("submitted", one.learner)
    entry = Entry(one.learner, desk.course.get_existing_timestamp(str(handed_in)), one.scores)
    new = not ledger.holds(submission, entry)
    if new:
        ledger.save(submission, entry)
    wanted = {name: (handed_in / name).read_bytes() for name in SIDE}
    wanted[f"{NAME}.ipynb"] = one.notebook.encode()
    return put(desk.folder("autograded", one.learner), wanted, 0o444) or new
