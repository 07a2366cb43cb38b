"""Grading a session again after a key was corrected in the bank, with a trail of who, when, what, before and after."""

import getpass
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException

from nbparcours.course.load import Course
from nbparcours.course.places import Places
from nbparcours.grading.blueprint import RefusalError
from nbparcours.grading.files import write
from nbparcours.grading.marking import Template
from nbparcours.grading.marks import Points, Result
from nbparcours.grading.nbgrader_adapter.batch import mark_all
from nbparcours.grading.nbgrader_adapter.desk import Desk
from nbparcours.grading.nbgrader_adapter.feedback import result_of
from nbparcours.grading.nbgrader_adapter.give_back import return_all
from nbparcours.grading.nbgrader_adapter.gradebook import Row, each
from nbparcours.grading.nbgrader_adapter.results import results_of
from nbparcours.grading.nbgrader_adapter.template import template_of
from nbparcours.grading.notebook import NAME, shown_in
from nbparcours.grading.rekey import KeyChange, Move, audit_line, changes, moves, rewritten
from nbparcours.grading.secrecy import leaks
from nbparcours.grading.slot import Work
from nbparcours.grading.spread import Spread
from nbparcours.grading.summary import Failed

OnStep = Callable[[str, int, int], None]


@dataclass
class Regrade:
    """What a regrade would do or did: the keys, the learners whose result moves, and who could not be graded."""

    keys: list[KeyChange]
    moved: list[Move]
    failed: list[Failed] = field(default_factory=list)


def preview(course: Course, places: Places, session: str) -> Regrade:
    """Say what `regrade` would change, and change nothing."""
    return _plan(course, Desk(places, course.settings.id, session))[0]


def regrade(course: Course, places: Places, session: str, on_step: OnStep | None = None) -> Regrade:
    """Take the bank's keys into a graded session, mark it again and return the new results.

    Killed at any point, a second run completes it. A score that a trainer set by hand stays.
    """
    desk = Desk(places, course.settings.id, session)
    with desk.alone():
        plan, made = _plan(course, desk)
        if plan.keys:
            _log(desk, plan)
            _put_keys(course, desk, made, plan.keys)
        _mark(desk, plan, on_step or (lambda name, done, total: None))
    return plan


def audit(places: Places, session: str) -> list[dict[str, Any]]:
    """Return the trail of a session, oldest first."""
    path = places.trainer / "audit" / f"{session}.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.is_file() else []


def _plan(course: Course, desk: Desk) -> tuple[Regrade, dict[str, Any]]:
    source = desk.folder("source") / f"{NAME}.ipynb"
    if not source.is_file():
        raise RefusalError(f"session {desk.session!r} is not released here")
    made = json.loads(source.read_text("utf-8"))
    if desk.about() is None:
        _generate(desk)  # a regrade was stopped between the two
    template = template_of(desk)
    found = changes(template.slots, course.bank, shown_in(made))
    after = _results(desk, Template(rewritten(template.notebook, found)))
    return Regrade(found, moves({one.learner: one for one in results_of(desk)}, after)), made


def _results(desk: Desk, template: Template) -> dict[str, Result]:
    """Return what everyone's result would be."""
    test = desk.about() or {}
    found = {}
    for learner, rows in each(desk):
        folder = desk.folder("submitted", learner)
        scores = template.mark(Work.read(folder)).scores
        slots = {row.slot: Points(_kept(row, scores[row.slot]), row.out_of) for row in rows}
        found[learner] = result_of(test, slots, learner, folder)
    return found


def _kept(row: Row, score: float | None) -> float:
    return row.score if score is None or row.score != (row.auto or 0.0) else score


def _log(desk: Desk, plan: Regrade) -> None:
    """Write the trail before anything changes; a run that completes a stopped one does not write it twice."""
    path = desk.places.trainer / "audit" / f"{desk.session}.jsonl"
    known = path.read_text("utf-8") if path.is_file() else ""
    line = audit_line(getpass.getuser(), datetime.now(UTC).isoformat(timespec="seconds"), plan.keys, plan.moved)
    last = json.loads(known.splitlines()[-1]) if known else {}
    if {**json.loads(line), "when": last.get("when")} != last:
        write(path, known + line + "\n")


def _put_keys(course: Course, desk: Desk, made: dict[str, Any], found: list[KeyChange]) -> None:
    text = json.dumps(rewritten(made, found), ensure_ascii=False, indent=1) + "\n"
    write(desk.folder("source") / f"{NAME}.ipynb", text)
    _generate(desk)
    told = leaks(desk.folder("release"), [course.bank[change.item] for change in found])
    if told:
        raise RefusalError("the new key would be readable: " + "; ".join(told[:3]))


def _generate(desk: Desk) -> None:
    """Let nbgrader take the source into its database; what learners receive comes out as it was."""
    try:
        desk.convert(GenerateAssignment, force=True)
    except NbGraderException:
        raise RefusalError(f"nbgrader could not take the new keys ({desk.fault.text or 'no reason given'})") from None


def _mark(desk: Desk, plan: Regrade, step: OnStep) -> None:
    learners = desk.learners()
    for name, outcomes in (("autograde", mark_all(desk, learners, Spread())), ("feedback", return_all(desk))):
        for done, outcome in enumerate(outcomes, start=1):
            step(name, done, len(learners))
            if outcome.fault:
                plan.failed.append(Failed(outcome.learner, outcome.fault))
