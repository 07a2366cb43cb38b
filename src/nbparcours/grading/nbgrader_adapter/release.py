"""Opening a session: the test is made, proved to hold no key, and put where learners fetch it."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.exchange import ExchangeError
from nbgrader.exchange.default import ExchangeReleaseAssignment

from nbparcours.course.load import Course
from nbparcours.course.places import Places
from nbparcours.grading.blueprint import Paper, RefusalError, paper, rules
from nbparcours.grading.files import write
from nbparcours.grading.inbound import entries
from nbparcours.grading.nbgrader_adapter.config import install
from nbparcours.grading.nbgrader_adapter.desk import Desk
from nbparcours.grading.nbgrader_adapter.gradebook import knows, rows
from nbparcours.grading.notebook import NAME, make_notebook
from nbparcours.grading.secrecy import leaks

OnStep = Callable[[str, int, int], None]
_STEPS = ("questions", "notebook", "proof", "release")


def release(course: Course, places: Places, session: str, on_step: OnStep | None = None) -> str:
    """Release the test of `session` and return nbgrader's name of it.

    Raises `RefusalError` when the bank does not fill the blueprint, when a key would reach learners, and when the test
    changed after someone handed it in. Released again unchanged, it is left alone.
    """
    step = on_step or (lambda name, done, total: None)
    desk = Desk(places, course.settings.id, session)
    step(_STEPS[0], 0, len(_STEPS))
    filled = paper(course)
    said = rules(places.home / "assignments" / "final-test")
    text = json.dumps(make_notebook(course, filled, said, session), ensure_ascii=False, indent=1) + "\n"
    with desk.alone():
        _Release(desk, filled, text).run(step)
    return desk.assignment


class _Release:
    def __init__(self, desk: Desk, filled: Paper, text: str) -> None:
        self.desk = desk
        self.items = [item for items in filled.values() for item in items]
        self.text = text
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
        step(_STEPS[2], 2, len(_STEPS))
        self._prove()
        step(_STEPS[3], 3, len(_STEPS))
        if not (self.offered.is_file() and self.offered.read_bytes() == self.made.read_bytes()):
            self._offer()
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
        waiting = inbound.is_dir() and entries(inbound, self.desk.assignment)
        return bool(waiting or self.desk.learners() or rows(self.desk))

    def _generate(self) -> None:
        try:
            self.desk.convert(GenerateAssignment, force=True)
        except NbGraderException:
            said = self.desk.fault.text or "no reason given"
            raise RefusalError(f"nbgrader could not make the assignment ({said})") from None

    def _prove(self) -> None:
        """Refuse to release, and remove what was made, if anything secret is in it."""
        folder: Path = self.made.parent
        found = leaks(folder, self.items)
        if found:
            shutil.rmtree(folder)
            raise RefusalError("nothing was released, since learners could read the key: " + "; ".join(found[:3]))

    def _offer(self) -> None:
        try:
            self.desk.exchange(ExchangeReleaseAssignment, force=True)
        except (ExchangeError, OSError) as error:
            raise RefusalError(f"the exchange {self.desk.places.exchange} cannot be written to ({error})") from None
