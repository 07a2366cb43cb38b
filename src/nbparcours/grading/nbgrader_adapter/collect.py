"""Collecting: from each hand-in the answers alone, put beside our own copy of the released notebook."""

import hashlib
import json
import shutil
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeCollect
from nbgrader.utils import parse_utc
from traitlets import Bool, Unicode

from nbparcours.grading.files import write
from nbparcours.grading.handin import (
    ANSWERS,
    REASONS,
    RejectionError,
    is_untouched,
    no_answers,
    printable,
    read_answers,
)
from nbparcours.grading.inbound import Entry, Folder, entries, entries_apart, opened, plausible
from nbparcours.grading.notebook import NAME
from nbparcours.grading.slot import SUBMISSION
from nbparcours.grading.summary import Rejected
from nbparcours.grading.written import fill, is_written
from nbparcours.learner.session import Session

#: How long nbgrader may take to copy a hand-in that was made in time.
_GRACE = timedelta(minutes=2)

#: How far ahead a clock may be before what it says counts less than anything else.
_AHEAD = timedelta(days=1)


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
    option, on by default) demands that the folder's Unix owner is the learner it names. Where all learners share
    one Unix user, as in containers, `folder_each` demands instead that it lies in the learner's own folder.
    """

    other_assignments = Bool(
        False, help="Collect assignments that are no test of ours as nbgrader does, links and all. See README.md."
    ).tag(config=True)

    owner_prefix = Unicode("", help="What stands before a learner's name in the name of their Unix account.").tag(
        config=True
    )

    folder_each = Bool(
        False,
        help="Each learner hands in to inbound/NAME, the only folder there that their server mounts. See apart.py.",
    ).tag(config=True)

    def init_src(self) -> None:
        """Find the hand-ins to this assignment, newest first for each learner."""
        self.assignment = self.coursedir.assignment_id
        self.released = Path(self.coursedir.format_path(self.coursedir.release_directory, ".", self.assignment))
        inbound = Path(self.root, self.coursedir.course_id, "inbound")
        self.session = self._session()
        self.closes = Session.read(self.released).closes
        if self.other_assignments and not self.session:
            super().init_src()
            return
        if not self.session or not inbound.is_dir():
            self.fail("This assignment is not a released test of this course; release it with `nbparcours release`.")
        self.rejected: list[Rejected] = []
        self.taken = 0
        self.by_learner: dict[str, list[tuple[datetime, Entry]]] = defaultdict(list)
        for entry in (entries_apart if self.folder_each else entries)(inbound, self.assignment):
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
        if not self.session:
            super().copy_files()
            return
        for learner in sorted(self.by_learner):
            self._collect(sorted(self.by_learner[learner], key=lambda dated: _order(dated[0]), reverse=True))
        self.log.info("Collected %d hand-ins, rejected %d", self.taken, len(self.rejected))

    def _collect(self, newest_first: list[tuple[datetime, Entry]]) -> None:
        unusable: list[_Taken] = []
        chosen: _Taken | None = None
        for when, entry in newest_first:
            try:
                taken = self._take(entry, when)
            except RejectionError as rejection:
                if not chosen or rejection.code == "owner":
                    self._reject(entry, rejection.code)
                continue
            if chosen:
                self._pass_over(taken)
            elif taken.fault:
                unusable.append(taken)
            else:
                chosen = taken
        for taken in unusable:
            self._reject(taken.entry, taken.fault or "", taken.raw, graded_as_empty=chosen is None)
        if last := chosen or next(iter(unusable), None):
            self._store(last)

    def _pass_over(self, taken: _Taken) -> None:
        """Leave a hand-in for a better one: an earlier one in silence, not one whose date no honest clock gave."""
        if _is_ahead(taken.when):
            self._reject(taken.entry, "ahead", taken.raw)

    def _take(self, entry: Entry, when: datetime) -> _Taken:
        """Read a hand-in; raise `RejectionError` only when it is not its learner's own."""
        with opened(entry.path) as folder:
            if not self._is_own(entry, folder):
                raise RejectionError("owner")
            secret, raw = folder.secret(), b""
            self._check_time(when, folder.arrived())
            try:
                raw = folder.read(ANSWERS)
                return _Taken(entry, when, secret, raw, read_answers(raw, self.assignment))
            except RejectionError as rejection:
                return _Taken(entry, when, secret, raw, no_answers(self.assignment), rejection.code)

    def _is_own(self, entry: Entry, folder: Folder) -> bool:
        if self.folder_each:
            return entry.folder == entry.learner
        return not self.check_owner or folder.owner_name() == self.owner_prefix + entry.learner

    def _check_time(self, said: datetime, arrived: datetime) -> None:
        """Refuse what came after closing, by its learner's clock or, should that be wrong, by ours."""
        latest = max(said.replace(tzinfo=said.tzinfo or UTC), arrived)
        if self.closes and latest > self.closes + _GRACE:
            raise RejectionError("late")

    def _store(self, taken: _Taken) -> None:
        """Write the learner's folder, complete before it gets its name; leave one that is as new alone."""
        final = Path(
            self.coursedir.format_path(self.coursedir.submitted_directory, taken.entry.learner, self.assignment)
        )
        known = self.coursedir.get_existing_timestamp(str(final))
        if known and _order(known) >= _order(taken.when):
            return
        draft = final.with_name(f".{final.name}.draft")
        shutil.rmtree(draft, ignore_errors=True)
        who = {"learner": taken.entry.learner, "session": self.session, "assignment": self.assignment}
        who |= {"untouched": is_untouched(taken.raw), **self._attempt(taken)}
        write(draft / ANSWERS, json.dumps(taken.answers, sort_keys=True))
        write(draft / SUBMISSION, json.dumps(who, sort_keys=True))
        write(draft / "submission_secret.txt", taken.secret)
        write(draft / "timestamp.txt", f"{taken.when.isoformat(' ', 'microseconds')} UTC")
        write(draft / f"{NAME}.ipynb", self._notebook(taken.answers["answers"]))
        shutil.rmtree(final, ignore_errors=True)
        draft.rename(final)
        self.taken += 1

    def _attempt(self, taken: _Taken) -> dict[str, Any]:
        """Return which session this is for its learner, and when they handed in the one before."""
        mine = Path(self.coursedir.format_path(self.coursedir.submitted_directory, taken.entry.learner, "x")).parent
        kind = self.assignment.removesuffix(str(self.session))
        others = (folder for folder in mine.glob(f"{kind}*") if folder.name != self.assignment)
        times = (self.coursedir.get_existing_timestamp(str(folder)) for folder in others)
        before = sorted(when for when in times if when and when < taken.when)
        previous = {"previous": f"{before[-1].isoformat(timespec='seconds')}+00:00"} if before else {}
        return {"attempt": len(before) + 1, **previous}

    def _notebook(self, answers: dict[str, Any]) -> str:
        """Return our own copy of the released notebook, with the learner's open answers where a trainer marks them."""
        text = (self.released / f"{NAME}.ipynb").read_text("utf-8")
        made = json.loads(text)
        if not any(map(is_written, made["cells"])):
            return text
        fill(made["cells"], answers)
        return json.dumps(made, ensure_ascii=False, indent=1) + "\n"

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


def _order(when: datetime) -> tuple[bool, datetime]:
    """Return what sorts hand-ins: one from a clock that ran ahead must not hide those made since it was put right."""
    return not _is_ahead(when), when.replace(tzinfo=when.tzinfo or UTC)


def _is_ahead(when: datetime) -> bool:
    return when.replace(tzinfo=when.tzinfo or UTC) > datetime.now(UTC) + _AHEAD
