"""Listing, fetching and handing in by nbgrader, each act in a process of its own: nothing here imports nbgrader.

One act at a time for one learner, however many tabs ask. The list is asked for again only when something moved.
"""

import asyncio
import json
import logging
import sys
from pathlib import Path
from typing import Any, Literal

from nbparcours.course.places import Places
from nbparcours.learner import refusal

Act = Literal["list", "fetch", "submit", "feedback"]
Rows = list[dict[str, Any]]
_ONCE = "nbparcours.learner.nbgrader_adapter.once"
_SECONDS = 300  # on a machine where fifty hand in at the same moment
_log = logging.getLogger(__name__)


class Exchange:
    """One learner's way to nbgrader."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self._turn = asyncio.Lock()
        self._known: dict[str, tuple[list[int], Rows]] = {}

    async def tests(self, course: str) -> Rows:
        """Return a row for each test that is released or was handed in, as nbgrader sees it."""
        async with self._turn:
            mark, known = self._known.get(course, ([], []))
            if mark != self._shared(course) + self._own(course):
                known = await self._do("list", course, "")
            return known

    async def act(self, act: Act, course: str, assignment: str) -> Rows:
        """Do it and return the rows afterwards."""
        async with self._turn:
            return await self._do(act, course, assignment)

    async def _do(self, act: Act, course: str, assignment: str) -> Rows:
        before = self._shared(course)  # what the desk moves meanwhile is asked for again
        said = await self._once(act, course, assignment)
        rows: Rows = said["tests"]
        if said["failed"]:
            _log.error("nbgrader could not %s: %s", act, said["failed"])
            if act == "submit":
                raise refusal.no_exchange()
        self._known[course] = (before + self._own(course), rows)
        return rows

    async def _once(self, act: Act, course: str, assignment: str) -> dict[str, Any]:
        # -P and the folder: what a learner put into their own must not be imported here
        line = [sys.executable, "-P", "-m", _ONCE, act, course, assignment]
        try:
            process = await asyncio.create_subprocess_exec(*line, stdout=asyncio.subprocess.PIPE, cwd=self.places.data)
            said, _ = await _patiently(process)
            found: dict[str, Any] = json.loads(said.splitlines()[-1])
        except (OSError, TimeoutError, ValueError, IndexError) as error:
            raise refusal.no_exchange() from error
        return found

    def _shared(self, course: str) -> list[int]:
        """Return when the desk last put something into, or took out of, what learners fetch from."""
        return [_changed(self.places.exchange / course / part) for part in ("outbound", "feedback")]

    def _own(self, course: str) -> list[int]:
        """Return when the learner's own folders last changed."""
        own = self.places.learner
        tests = sorted(folder for folder in own.iterdir() if folder.is_dir() and not folder.is_symlink())
        return [
            _changed(each) for each in (self.places.data / "submitted" / course, own, *(t / "feedback" for t in tests))
        ]


async def _patiently(process: asyncio.subprocess.Process) -> tuple[bytes, bytes]:
    try:
        return await asyncio.wait_for(process.communicate(), _SECONDS)
    except TimeoutError:
        process.kill()
        raise


def _changed(folder: Path) -> int:
    try:
        return folder.stat().st_mtime_ns
    except OSError:
        return 0
