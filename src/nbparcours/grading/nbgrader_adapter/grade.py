"""Grading a session from collecting to feedback, in one process.

Every step looks at what is already there, so a run that was stopped is completed by the next one, and a run after a
complete one changes nothing.
"""

import time
from collections.abc import Callable, Iterator

from nbgrader.exchange import ExchangeError

from nbparcours.course.load import Course
from nbparcours.course.places import Places
from nbparcours.grading.blueprint import RefusalError, Task
from nbparcours.grading.nbgrader_adapter.batch import mark_all
from nbparcours.grading.nbgrader_adapter.collect import CanonicalCollect
from nbparcours.grading.nbgrader_adapter.desk import Desk
from nbparcours.grading.nbgrader_adapter.give_back import return_all
from nbparcours.grading.nbgrader_adapter.gradebook import each
from nbparcours.grading.nbgrader_adapter.remarks import notices_of
from nbparcours.grading.slot import NotASlotError
from nbparcours.grading.spread import Spread
from nbparcours.grading.summary import Failed, Outcome, Summary

OnStep = Callable[[str, int, int], None]


def grade(
    course: Course,
    places: Places,
    session: str,
    on_step: OnStep | None = None,
    spread: Spread | None = None,
    task: Task = "final-test",
) -> Summary:
    """Collect, mark, write feedback and return it; raise `RefusalError` when the session is not released."""
    desk = Desk(places, course.settings.id, session, task)
    if desk.about() is None:
        raise RefusalError(f"session {session!r} is not released here; run `nbparcours release {session}` first")
    started = time.monotonic()
    with desk.alone():
        summary = _Grading(desk, on_step or (lambda name, done, total: None)).run(spread or Spread())
    summary.seconds = time.monotonic() - started
    return summary


def has_case(course: Course, places: Places, session: str) -> bool:
    """Say whether the session's case study is released, so that it is graded with the test."""
    return Desk(places, course.settings.id, session, "case-study").about() is not None


class _Grading:
    def __init__(self, desk: Desk, step: OnStep) -> None:
        self.desk = desk
        self.step = step
        self.summary = Summary(desk.assignment)

    def run(self, spread: Spread) -> Summary:
        """Do the three steps; what fails for one learner is listed and the others go on."""
        self._collect()
        learners = self.desk.learners()
        try:
            for outcome in self._each("autograde", mark_all(self.desk, learners, spread), len(learners)):
                self.summary.graded += outcome.changed
                self.summary.unchanged += not outcome.changed
        except NotASlotError as error:
            raise RefusalError(str(error)) from None
        self.summary.notices = list(notices_of(self.desk, learners))
        ready = self._list_ungraded(learners)
        self.summary.feedback = sum(1 for _ in self._each("feedback", return_all(self.desk), ready))
        return self.summary

    def _collect(self) -> None:
        self.step("collect", 0, 1)
        try:
            collected = self.desk.exchange(CanonicalCollect)
        except (ExchangeError, OSError) as error:
            raise RefusalError(f"the hand-ins cannot be collected: {error}") from None
        self.summary.collected = collected.taken
        self.summary.rejected = collected.rejected
        self.step("collect", 1, 1)

    def _each(self, name: str, outcomes: Iterator[Outcome], total: int) -> Iterator[Outcome]:
        """Show the step's progress, list who failed, and yield the others."""
        self.step(name, 0, total)
        for done, outcome in enumerate(outcomes, start=1):
            self.step(name, done, total)
            if outcome.fault:
                self.summary.failed.append(Failed(outcome.learner, outcome.fault))
            else:
                yield outcome

    def _list_ungraded(self, learners: list[str]) -> int:
        """Return how many are graded; no grade may be missing in silence, since nbgrader exports it as 0."""
        missing = set(learners) - {failed.learner for failed in self.summary.failed}
        ready = 0
        for learner, found in each(self.desk):
            if all(row.auto is not None or row.by_hand for row in found):
                missing.discard(learner)
                waits = any(row.waits for row in found)
                self.summary.waiting += waits
                ready += not waits
        self.summary.failed += [Failed(one, "a grade is missing in the gradebook") for one in sorted(missing)]
        return ready
