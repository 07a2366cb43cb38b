"""The trainer's nbgrader course in this process: its folders, and a quiet way to run nbgrader's steps."""

import fcntl
import glob
import json
import logging
import os
import shutil
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory

from nbparcours.course.places import Places
from nbparcours.grading.accommodation import extra_time
from nbparcours.grading.blueprint import RefusalError, Task, assignment_of
from nbparcours.grading.nbgrader_adapter.config import configured
from nbparcours.grading.notebook import NAME, shown_in
from nbparcours.grading.notices import Terms
from nbparcours.learner.session import Session


class _LastFault(logging.Handler):
    """Keeps the last line of nbgrader's last error, which it logs and does not raise."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.text = ""

    def emit(self, record: logging.LogRecord) -> None:
        """Remember a traceback's last line; nbgrader's sentences after it say less."""
        text = record.getMessage().strip()
        if text.startswith("Traceback"):
            self.text = text.splitlines()[-1]


class Desk:
    """One session of one course on the trainer's machine: its test, or its case study."""

    def __init__(self, places: Places, course_id: str, session: str, task: Task = "final-test") -> None:
        self.places = places
        self.session = session
        self.task = task
        self.assignment = assignment_of(session, task)
        self.config = configured(places, course_id)
        self.fault = _LastFault()
        # nbgrader's log names learners and quotes hidden tests: nothing of it may reach a terminal or a file.
        self.log = logging.Logger(__name__)
        self.log.addHandler(self.fault)
        self.course = self.directory()
        _let_nbgrader_find_alembic()

    def directory(self, learner: str = "*") -> CourseDirectory:
        """Return nbgrader's view of the folders, for one learner or all."""
        student = learner if learner == "*" else glob.escape(learner)
        return CourseDirectory(config=self.config, log=self.log, assignment_id=self.assignment, student_id=student)

    def folder(self, step: str, learner: str = ".") -> Path:
        """Return the folder of a step (`source`, `release`, `submitted`, ...)."""
        return Path(self.course.format_path(getattr(self.course, f"{step}_directory"), learner, self.assignment))

    def convert(self, step: type, learner: str = "*", **options: Any) -> None:
        """Run one of nbgrader's converters, without the warnings that it is known to cause in SQLAlchemy."""
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Object of type .* not in session", module="nbgrader")
            step(coursedir=self.directory(learner), config=self.config, log=self.log, **options).start()

    def exchange(self, step: type, learner: str = "*", **options: Any) -> Any:
        """Run one of nbgrader's exchange steps and return it."""
        auth = Authenticator(config=self.config, log=self.log)
        made = step(coursedir=self.directory(learner), authenticator=auth, config=self.config, log=self.log, **options)
        made.start()
        return made

    def outbound(self) -> Path:
        """Return the folder from which learners fetch this test."""
        return Path(str(self.config.Exchange.root), self.course.course_id, "outbound", self.assignment)

    def about(self) -> dict[str, Any] | None:
        """Return what the released notebook says of the test, or None when the session is not released."""
        try:
            return dict(self._released()["metadata"]["nbparcours"]["test"])
        except (OSError, ValueError, KeyError):
            return None

    def terms(self) -> Terms:
        """Return what the released session allows, for whoever compares hand-ins with it."""
        test, times = self.about() or {}, Session.read(self.folder("release"))
        return Terms(test, shown_in(self._released()), times, extra_time(self.places.trainer, self.session))

    def _released(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder("release") / f"{NAME}.ipynb").read_text("utf-8"))
        return found

    def learners(self) -> list[str]:
        """Return the learners whose hand-in was collected."""
        submitted = self.folder("submitted", "*").parent.parent
        return sorted(path.parent.name for path in submitted.glob(f"*/{self.assignment}"))

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep a second release or grading out while one is under way."""
        self.places.trainer.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self.places.trainer / ".lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise RefusalError("another release or grading is under way; try again when it is done") from None
            yield


def _let_nbgrader_find_alembic() -> None:
    """Put this Python's commands on the path: nbgrader calls one when it makes a gradebook, venv activated or not."""
    if not shutil.which("alembic"):
        os.environ["PATH"] = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)))
