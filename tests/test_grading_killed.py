"""`kill -9` at two dozen points of collecting, marking, returning and reporting: the next run gives the same tables.

The killed process is a fork of this one, and ends itself with SIGKILL at the n-th file, rename or SQL statement.
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

import grading_helpers as small
from nbparcours.course.load import Course
from nbparcours.course.places import Places
from nbparcours.grading.nbgrader_adapter import grade, release
from nbparcours.grading.nbgrader_adapter.session_report import write_report

pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore:Object of type", "ignore:Passing unrecog", "ignore:This process"
)
POINTS = 24
_WATCHED = {"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.chmod"}


def _run(course: Course, places: Places) -> None:
    grade(course, places, "demo")
    write_report(course, places, "demo")


def _forked(work: Callable[[], None], kill_at: int) -> tuple[int, int]:
    """Run `work` in a fork that kills itself at the event `kill_at`; return how it ended and how many it saw."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _child(work, kill_at, writer)
    os.close(writer)
    with os.fdopen(reader, "rb") as said:
        seen = said.read()
    _, status = os.waitpid(child, 0)
    return status, int(seen or b"0")


def _child(work: Callable[[], None], kill_at: int, writer: int) -> None:
    count = 0

    def tick(*_: Any) -> None:
        nonlocal count
        count += 1
        if count == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def heard(name: str, about: tuple[Any, ...]) -> None:
        if name in _WATCHED and (name != "open" or (about[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)):
            tick()

    code = 1
    try:
        event.listen(Engine, "before_cursor_execute", tick)
        event.listen(Engine, "commit", tick)
        sys.addaudithook(heard)
        work()
        os.write(writer, str(count).encode())
        code = 0
    finally:
        os._exit(code)


def _tables(places: Places) -> dict[str, Any]:
    """Return all that people see: grades, marked notebooks, results, what learners fetch, the report."""
    files = {
        str(path.relative_to(places.data)): path.read_bytes()
        for folder in ("trainer/submitted", "trainer/autograded", "trainer/feedback", "trainer/reports", "exchange")
        for path in (places.data / folder).rglob("*")
        if path.is_file()
    }
    return files | {"rows": small.grade_rows(places.trainer / "gradebook.db")}


@pytest.mark.slow
def test_killed_anywhere_nothing_is_lost(tmp_path: Path) -> None:
    places = small.home(tmp_path)
    course = small.read(places)
    release(course, places, "demo")
    for number in range(6):
        name = f"learner-{number}"
        drawn = small.drawn(course, "demo", name).values()
        answer = (small.right, small.partial)[number % 2]
        small.Learner(places, course, name, "demo").hand_in({item: answer(course, item) for item in drawn})

    def copied(name: str) -> Places:
        at = Places(home=places.home, data=tmp_path / name)
        shutil.copytree(places.data, at.data)
        return at

    whole = copied("whole")
    status, events = _forked(lambda: _run(course, whole), 0)
    assert status == 0
    assert events > 150
    wanted = _tables(whole)
    assert len(wanted["rows"]) == 6 * len(small.SLOTS)
    for number in range(POINTS):
        at = copied(f"killed-{number}")
        status, _ = _forked(lambda at=at: _run(course, at), 1 + number * (events - 1) // (POINTS - 1))  # type: ignore[misc]
        assert os.WTERMSIG(status) == signal.SIGKILL
        _run(course, at)
        assert _tables(at) == wanted, f"killed at point {number} of {POINTS}"
        left = [path for path in at.trainer.rglob(".*") if path.name != ".lock"]
        assert left == []
        shutil.rmtree(at.data)
