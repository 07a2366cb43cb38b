"""Collecting: from each hand-in the answers alone, put beside our own copy of the released notebook."""

import hashlib
import json
import shutil
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeCollect
from nbgrader.utils import parse_utc

from nbparcours.grading.files import write
from nbparcours.grading.handin import ANSWERS, REASONS, RejectionError, no_answers, printable, read_answers
from nbparcours.grading.inbound import Entry, entries, opened, plausible
from nbparcours.grading.notebook import NAME
from nbparcours.grading.slot import SUBMISSION
from nbparcours.grading.summary import Rejected


@dataclass(frozen=True)
class _Taken:
    """What was read of a hand-in by its rightful owner; `fault` says why its answers cannot be used."""

    entry: Entry
    when: datetime
    secret: str
    raw: bytes
    answers: dict[str, Any]
    fault: str | None = None


class CanonicalCollect(ExchangeCollect):
    """nbgrader's collect, with nothing of the learner's taken but `answers.json`.

    The newest hand-in that can be used is taken; one that cannot goes to quarantine with the reason. A learner
    whose hand-ins are all unusable is graded as having answered nothing, and listed. `check_owner` (nbgrader's own
    option, on by default) demands that the folder's Unix owner is the learner it names; only where all
    learners share one Unix user, as in containers, may a trainer's `nbgrader_config.py` turn it off.
    """

    def init_src(self) -> None:
        """Find the hand-ins to this assignment, newest first for each learner."""
        self.assignment = self.coursedir.assignment_id
        self.released = Path(self.coursedir.format_path(self.coursedir.release_directory, ".", self.assignment))
        inbound = Path(self.root, self.coursedir.course_id, "inbound")
        self.session = self._session()
        if not self.session or not inbound.is_dir():
            self.fail("This assignment is not a released test of this course; release it with `nbparcours release`.")
        self.rejected: list[Rejected] = []
        self.taken = 0
        self.by_learner: dict[str, list[tuple[datetime, Entry]]] = defaultdict(list)
        for entry in entries(inbound, self.assignment):
            try:
                self.by_learner[entry.learner].append((_time(entry), entry))
            except RejectionError as rejection:
                self._reject(entry, rejection.code)

    def _session(self) -> str | None:
        """Only for a test of ours may our notebook stand in for the learner's."""
        try:
            about = json.loads((self.released / f"{NAME}.ipynb").read_text("utf-8"))["metadata"]["nbparcours"]
            return str(about["test"]["session"])
        except (OSError, ValueError, KeyError):
            return None

    def copy_files(self) -> None:
        """Take the newest usable hand-in of each learner."""
        for learner in sorted(self.by_learner):
            self._collect(sorted(self.by_learner[learner], key=lambda dated: dated[0], reverse=True))
        self.log.info("Collected %d hand-ins, rejected %d", self.taken, len(self.rejected))

    def _collect(self, newest_first: list[tuple[datetime, Entry]]) -> None:
        unusable: list[_Taken] = []
        chosen: _Taken | None = None
        for when, entry in newest_first:
            try:
                taken = self._take(entry, when)
            except RejectionError as rejection:
                self._reject(entry, rejection.code)
                continue
            if not taken.fault:
                chosen = taken
                break
            unusable.append(taken)
        for taken in unusable:
            self._reject(taken.entry, taken.fault or "", taken.raw, graded_as_empty=chosen is None)
        if last := chosen or next(iter(unusable), None):
            self._store(last)

    def _take(self, entry: Entry, when: datetime) -> _Taken:
        """Read a hand-in; raise `RejectionError` only when it is not its learner's own."""
        with opened(entry.path) as folder:
            if self.check_owner and folder.owner_name() != entry.learner:
                raise RejectionError("owner")
            secret, raw = folder.secret(), b""
            try:
                raw = folder.read(ANSWERS)
                return _Taken(entry, when, secret, raw, read_answers(raw, self.assignment))
            except RejectionError as rejection:
                return _Taken(entry, when, secret, raw, no_answers(self.assignment), rejection.code)

    def _store(self, taken: _Taken) -> None:
        """Write the learner's folder, complete before it gets its name; leave one that is as new alone."""
        final = Path(
            self.coursedir.format_path(self.coursedir.submitted_directory, taken.entry.learner, self.assignment)
        )
        known = self.coursedir.get_existing_timestamp(str(final))
        if known and known >= taken.when:
            return
        draft = final.with_name(f".{final.name}.draft")
        shutil.rmtree(draft, ignore_errors=True)
        who = {"learner": taken.entry.learner, "session": self.session, "assignment": self.assignment}
        write(draft / ANSWERS, json.dumps(taken.answers, sort_keys=True))
        write(draft / SUBMISSION, json.dumps(who, sort_keys=True))
        write(draft / "submission_secret.txt", taken.secret)
        write(draft / "timestamp.txt", f"{taken.when.isoformat(' ', 'microseconds')} UTC")
        shutil.copyfile(self.released / f"{NAME}.ipynb", draft / f"{NAME}.ipynb")
        shutil.rmtree(final, ignore_errors=True)
        draft.rename(final)
        self.taken += 1

    def _reject(self, entry: Entry, code: str, raw: bytes = b"", graded_as_empty: bool = False) -> None:
        """Keep what was wrong where a trainer can look at it, and never more than a hand-in's size of it."""
        name = hashlib.sha256(entry.path.name.encode("utf-8", "surrogateescape")).hexdigest()[:16]
        cell = Path(self.coursedir.root, "quarantine", str(self.session), name)
        about = {"learner": entry.learner, "folder": entry.path.name, "code": code, "reason": REASONS[code]}
        write(cell / "reason.json", json.dumps(about, indent=2))
        if raw:
            (cell / "answers.received").write_bytes(raw)
        self.rejected.append(Rejected(printable(entry.learner), code, str(cell), graded_as_empty))


def _time(entry: Entry) -> datetime:
    entry.check_learner()
    try:
        return plausible(parse_utc(entry.time))
    except (ValueError, OverflowError, TypeError, AttributeError):
        raise RejectionError("time") from None
