"""Certifying a session: everyone who passed, did what is required and gave a name; each page goes to its learner."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nbparcours.certificate.batch import Job, issue_all
from nbparcours.certificate.errors import CertificateFault
from nbparcours.certificate.keys import SigningKey
from nbparcours.certificate.lifecycle import publish_list, waive
from nbparcours.course.load import Course
from nbparcours.course.places import Places
from nbparcours.grading.blueprint import RefusalError
from nbparcours.grading.marks import Result
from nbparcours.grading.nbgrader_adapter.desk import Desk
from nbparcours.grading.nbgrader_adapter.give_back import return_all
from nbparcours.grading.nbgrader_adapter.remarks import held_back
from nbparcours.grading.nbgrader_adapter.results import results_of

OnStep = Callable[[str, int, int], None]


@dataclass
class Certified:
    """What came of it: pages by learner, what was refused and why, names that changed since, who gave none, and
    who passed with activities missing."""

    pages: list[tuple[str, Path]] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    other_name: list[str] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)
    not_returned: list[str] = field(default_factory=list)
    incomplete: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Waiver:
    """A trainer's decision to certify these learners although activities are missing, and why."""

    learners: Sequence[str] = ()
    reason: str = ""


def certify(
    course: Course,
    places: Places,
    session: str,
    key: SigningKey,
    on_step: OnStep,
    processes: int = 0,
    waiver: Waiver | None = None,
) -> Certified:
    """Issue what is not issued yet, sign the list of what was withdrawn anew, and return the pages."""
    desk = Desk(places, course.settings.id, session)
    with desk.alone():
        passed = [result for result in results_of(desk) if result.passed]
        if not passed:
            raise RefusalError("nobody has passed this session yet: grade it first, or wait")
        done = Certified(unnamed=[result.learner for result in passed if not result.name])
        _sort_out(desk, done, passed, key, waiver or Waiver())
        kept_back = {learner for learner, _ in (*done.incomplete, *done.refused)}
        asked = [(one.learner, one.name) for one in passed if one.name and one.learner not in kept_back]
        outcomes = issue_all(Job(places, course.settings, session, key), asked, processes)
        for number, outcome in enumerate(outcomes, 1):
            if outcome.issued is None:
                done.refused.append((outcome.learner, outcome.fault))
            else:
                done.pages.append((outcome.learner, outcome.issued.path))
                done.other_name += [outcome.learner] if outcome.issued.other_name else []
            on_step(outcome.learner, number, len(asked))
        publish_list(places, key)
        give_back(desk, done, on_step)
    return done


def _sort_out(desk: Desk, done: Certified, passed: Sequence[Result], key: SigningKey, waiver: Waiver) -> None:
    """List whose activities are missing; those who are waived are noted in the register's log instead."""
    names = {result.learner: result.name for result in passed}
    if strangers := [one for one in waiver.learners if not names.get(one)]:
        raise RefusalError(f"{', '.join(strangers)}: has not passed this session, or gave no name; nothing to waive")
    for learner, notice in held_back(desk, names).items():
        if learner not in waiver.learners:
            done.incomplete.append((learner, notice.say()))
            continue
        try:
            waive(desk.places, desk.session, learner, names[learner], key, waiver.reason)
        except CertificateFault as fault:
            done.refused.append((learner, str(fault)))


def give_back(desk: Desk, done: Certified, on_step: OnStep) -> None:
    """Return the results again, each now with its certificate."""
    on_step("return", 0, 1)
    done.not_returned = [outcome.learner for outcome in return_all(desk) if outcome.fault]


def result_name(course: Course, places: Places, session: str, learner: str) -> str:
    """Return the name that a learner who passed wants printed now; raise `RefusalError` when there is none."""
    found = [one for one in results_of(Desk(places, course.settings.id, session)) if one.learner == learner]
    if not found or not found[0].passed or not found[0].name:
        raise RefusalError(f"{learner} has not passed session {session}, or gave no name; give one with --name")
    return found[0].name


def return_again(course: Course, places: Places, session: str) -> None:
    """Return a session's results after a certificate of it changed; a session of another desk is left alone."""
    desk = Desk(places, course.settings.id, session)
    if desk.about() is None:
        return
    with desk.alone():
        list(return_all(desk))
