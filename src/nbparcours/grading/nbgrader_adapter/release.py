"""Opening a session: the test is made, proved to hold no key, and put where learners fetch it."""

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.exchange import ExchangeError
from nbgrader.exchange.default import ExchangeReleaseAssignment
from pydantic import ValidationError

from nbparcours.course.item import Item
from nbparcours.course.load import Course
from nbparcours.course.places import Places
from nbparcours.grading.blueprint import RefusalError, paper, rules
from nbparcours.grading.case_study import make_case_notebook, the_case
from nbparcours.grading.files import write
from nbparcours.grading.inbound import entries, entries_apart
from nbparcours.grading.nbgrader_adapter.apart import is_apart
from nbparcours.grading.nbgrader_adapter.config import install
from nbparcours.grading.nbgrader_adapter.desk import Desk
from nbparcours.grading.nbgrader_adapter.gradebook import knows, rows
from nbparcours.grading.notebook import NAME, make_notebook
from nbparcours.grading.secrecy import leaks, strays
from nbparcours.learner.session import NAME as TIMES
from nbparcours.learner.session import Session

OnStep = Callable[[str, int, int], None]
_STEPS = ("questions", "notebook", "proof", "release")


def release(
    course: Course, places: Places, session: str, on_step: OnStep | None = None, times: Mapping[str, Any] | None = None
) -> str:
    """Release the test of `session` and return nbgrader's name of it.

    `times` are the fields of `learner.session.Session` that change; the others stay as they were released. Raises
    `RefusalError` when the bank does not fill the blueprint, when a key would reach learners, and when the test changed
    after someone handed it in. Released again unchanged, it is left alone.
    """
    step = on_step or (lambda name, done, total: None)
    desk = Desk(places, course.settings.id, session)
    step(_STEPS[0], 0, len(_STEPS))
    filled = paper(course)
    said = rules(places.home / "assignments" / "final-test")
    made = make_notebook(course, filled, said, session)
    _put(desk, made, [item for items in filled.values() for item in items], times, step)
    return desk.assignment


def release_case(
    course: Course, places: Places, session: str, on_step: OnStep | None = None, times: Mapping[str, Any] | None = None
) -> str:
    """Release the case study of `session`, which whoever wants may write, and return nbgrader's name of it."""
    desk = Desk(places, course.settings.id, session, "case-study")
    made = make_case_notebook(course, the_case(course), session)
    _put(desk, made, [], times, on_step or (lambda name, done, total: None))
    return desk.assignment


def _put(desk: Desk, made: dict[str, Any], items: list[Item], times: Mapping[str, Any] | None, step: OnStep) -> None:
    text = json.dumps(made, ensure_ascii=False, indent=1) + "\n"
    with desk.alone():
        _Release(desk, items, text, _changed(desk, times or {})).run(step)


def _changed(desk: Desk, times: Mapping[str, Any]) -> Session:
    """Return the session's times with those that change; refuse a session that closes before it opens."""
    before = Session.read(desk.folder("release"), desk.folder("source"))
    try:
        found = Session.model_validate({**before.model_dump(), **times})
    except ValidationError as fault:
        where, why = fault.errors()[0]["loc"], fault.errors()[0]["msg"]
        raise RefusalError(f"--{where[0]}: {why}") from None
    if found.opens and found.closes and found.closes <= found.opens:
        raise RefusalError("the session would close before it opens; give another --opens or --closes")
    return found


class _Release:
    def __init__(self, desk: Desk, items: list[Item], text: str, times: Session) -> None:
        self.desk = desk
        self.items = items
        self.text = text
        self.times = times.document()
        self.source = desk.folder("source") / f"{NAME}.ipynb"
        self.made = desk.folder("release") / f"{NAME}.ipynb"
        self.offered = desk.outbound() / f"{NAME}.ipynb"

    def run(self, step: Callable[[str, int, int], None]) -> None:
        """Do what is still to be done; killed at any point, a second run completes it."""
        install(self.desk.places)
        if not self._is_source():
            self._renew()
        step(_STEPS[1], 1, len(_STEPS))
        if not (self.made.is_file() and knows(self.desk)):
            self._generate()
        self._set_times(self.made)
        step(_STEPS[2], 2, len(_STEPS))
        self._prove()
        step(_STEPS[3], 3, len(_STEPS))
        if not (self.offered.is_file() and self.offered.read_bytes() == self.made.read_bytes()):
            self._offer()
        self._set_times(self.offered)
        step(_STEPS[3], 4, len(_STEPS))

    def _is_source(self) -> bool:
        return self.source.is_file() and self.source.read_text("utf-8") == self.text

    def _renew(self) -> None:
        """Put the new source in place; the notebook made of the old one goes first, so that it cannot outlive it."""
        if self._handed_in():
            raise RefusalError(
                f"the test of session {self.desk.session!r} has been handed in and its questions have changed since; "
                "release the new questions under another session name"
            )
        shutil.rmtree(self.made.parent, ignore_errors=True)
        write(self.source, self.text)

    def _handed_in(self) -> bool:
        inbound = self.desk.outbound().parent.parent / "inbound"
        find = entries_apart if is_apart(self.desk.config) else entries
        waiting = inbound.is_dir() and find(inbound, self.desk.assignment)
        return bool(waiting or self.desk.learners() or rows(self.desk))

    def _generate(self) -> None:
        try:
            self.desk.convert(GenerateAssignment, force=True)
        except NbGraderException:
            said = self.desk.fault.text or "no reason given"
            raise RefusalError(f"nbgrader could not make the assignment ({said})") from None

    def _set_times(self, notebook: Path) -> None:
        """Put the times beside the notebook in one step: learners may be reading them."""
        path = notebook.with_name(TIMES)
        if not path.is_file() or path.read_text("utf-8") != self.times:
            write(path, self.times)
            path.chmod(0o644)

    def _prove(self) -> None:
        """Refuse to release if anything secret is in what was made, which is then removed, or is public beside it."""
        folder: Path = self.made.parent
        found = leaks(folder, self.items)
        if found:
            shutil.rmtree(folder)
        else:
            found = [told for public in self._public() for told in strays(public, self.items)]
        if found:
            raise RefusalError("nothing was released, since learners could read the key: " + "; ".join(found[:3]))

    def _public(self) -> list[Path]:
        """Return what anybody reads: the built site and notebooks."""
        return [self.desk.places.site, self.desk.places.notebooks]

    def _offer(self) -> None:
        try:
            self.desk.exchange(ExchangeReleaseAssignment, force=True)
        except (ExchangeError, OSError) as error:
            raise RefusalError(f"the exchange {self.desk.places.exchange} cannot be written to ({error})") from None
