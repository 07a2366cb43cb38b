"""Grading a session from collecting to feedback, in one process, one learner at a time.

Every step looks at what is already there, so a run that was stopped is completed by the next one, and a run after a
complete one changes nothing.
"""

import time
from collections.abc import Callable

from nbgrader.converters import Autograde, GenerateFeedback
from nbgrader.converters.base import NbGraderException
from nbgrader.exchange import ExchangeError
from nbgrader.exchange.default import ExchangeReleaseFeedback

from nbparcours.course.load import Course
from nbparcours.course.places import Places
from nbparcours.grading.blueprint import RefusalError
from nbparcours.grading.marks import Result
from nbparcours.grading.nbgrader_adapter.collect import CanonicalCollect
from nbparcours.grading.nbgrader_adapter.desk import Desk
from nbparcours.grading.nbgrader_adapter.gradebook import Row, rows
from nbparcours.grading.nbgrader_adapter.marked import is_marked
from nbparcours.grading.nbgrader_adapter.results import results_of
from nbparcours.grading.notebook import NAME
from nbparcours.grading.report import embedded
from nbparcours.grading.summary import Failed, Summary

OnStep = Callable[[str, int, int], None]


def grade(course: Course, places: Places, session: str, on_step: OnStep | None = None) -> Summary:
    """Collect, mark, write feedback and return it; raise `RefusalError` when the session is not released."""
    desk = Desk(places, course.settings.id, session)
    if desk.about() is None:
        raise RefusalError(f"session {session!r} is not released here; run `nbparcours release {session}` first")
    started = time.monotonic()
    with desk.alone():
        summary = _Grading(desk, on_step or (lambda name, done, total: None)).run()
    summary.seconds = time.monotonic() - started
    return summary


class _Grading:
    def __init__(self, desk: Desk, step: OnStep) -> None:
        self.desk = desk
        self.step = step
        self.summary = Summary(desk.assignment)

    def run(self) -> Summary:
        """Do the three steps; what fails for one learner is listed and the others go on."""
        self._collect()
        learners = self.desk.learners()
        known = rows(self.desk)
        for index, learner in enumerate(learners):
            self.step("autograde", index, len(learners))
            self._mark(learner, known.get(learner, []))
        self._list_ungraded(learners)
        results = results_of(self.desk)
        for index, result in enumerate(results):
            self.step("feedback", index, len(results))
            self._return(result)
        self.step("feedback", len(results), len(results))
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

    def _mark(self, learner: str, known: list[Row]) -> None:
        if is_marked(self.desk, learner, known):
            self.summary.unchanged += 1
        elif self._try(learner, lambda: self.desk.convert(Autograde, learner, force=True)):
            self.summary.graded += 1

    def _list_ungraded(self, learners: list[str]) -> None:
        """No grade may be missing in silence: nbgrader exports a missing one as 0."""
        listed = {failed.learner for failed in self.summary.failed}
        after = rows(self.desk)
        for learner in learners:
            found = after.get(learner, [])
            if learner not in listed and (not found or any(row.auto is None for row in found)):
                self.summary.failed.append(Failed(learner, "a grade is missing in the gradebook"))

    def _return(self, result: Result) -> None:
        """Write the learner's page unless it already says the same, and put it where they fetch it."""
        learner = result.learner
        path = self.desk.folder("feedback", learner) / f"{NAME}.html"
        if embedded(path) != result.as_json() and not self._try(
            learner, lambda: self.desk.convert(GenerateFeedback, learner, force=True)
        ):
            return
        if self._try(learner, lambda: self.desk.exchange(ExchangeReleaseFeedback, learner)):
            self.summary.feedback += 1

    def _try(self, learner: str, work: Callable[[], object]) -> bool:
        self.desk.fault.text = ""
        try:
            work()
        except (NbGraderException, ExchangeError, OSError, ValueError, KeyError) as error:
            reason = self.desk.fault.text or f"{type(error).__name__}: {error}"
            self.summary.failed.append(Failed(learner, reason))
            return False
        return True
