"""Collecting: from each hand-in the answers alone, put beside our own copy of the released notebook."""

import json
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

from nbgrader.exchange.default import ExchangeCollect
from traitlets import Bool, Unicode

from nbparcours.grading.handin import ANSWERS, RejectionError, no_answers, read_answers
from nbparcours.grading.inbound import Entry, Folder, entries, entries_apart, opened
from nbparcours.grading.nbgrader_adapter.submitted import Quarantine, Submitted
from nbparcours.grading.nbgrader_adapter.taken import Taken, is_ahead, order, time_of
from nbparcours.grading.notebook import NAME
from nbparcours.grading.summary import Rejected
from nbparcours.learner.session import Session

#: How long nbgrader may take to copy a hand-in that was made in time.
_GRACE = timedelta(minutes=2)


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
        self.session = self._session() or ""
        self.closes = Session.read(self.released).closes
        if self.other_assignments and not self.session:
            super().init_src()
            return
        if not self.session or not inbound.is_dir():
            self.fail("This assignment is not a released test of this course; release it with `nbparcours release`.")
        self.rejected: list[Rejected] = []
        self.taken = 0
        self.submitted = Submitted(self.coursedir, self.released, self.session, self.assignment)
        self.quarantine = Quarantine(Path(self.coursedir.root, "quarantine", self.session))
        self.by_learner: dict[str, list[tuple[datetime, Entry]]] = defaultdict(list)
        for entry in (entries_apart if self.folder_each else entries)(inbound, self.assignment):
            try:
                self.by_learner[entry.learner].append((time_of(entry), entry))
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
            self._collect(sorted(self.by_learner[learner], key=lambda dated: order(dated[0]), reverse=True))
        self.log.info("Collected %d hand-ins, rejected %d", self.taken, len(self.rejected))

    def _collect(self, newest_first: list[tuple[datetime, Entry]]) -> None:
        unusable: list[Taken] = []
        chosen: Taken | None = None
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
            self.taken += self.submitted.keep(last)

    def _pass_over(self, taken: Taken) -> None:
        """Leave a hand-in for a better one: an earlier one in silence, not one whose date no honest clock gave."""
        if is_ahead(taken.when):
            self._reject(taken.entry, "ahead", taken.raw)

    def _take(self, entry: Entry, when: datetime) -> Taken:
        """Read a hand-in; raise `RejectionError` only when it is not its learner's own."""
        with opened(entry.path) as folder:
            if not self._is_own(entry, folder):
                raise RejectionError("owner")
            secret, raw = folder.secret(), b""
            self._check_time(when, folder.arrived())
            try:
                raw = folder.read(ANSWERS)
                return Taken(entry, when, secret, raw, read_answers(raw, self.assignment))
            except RejectionError as rejection:
                return Taken(entry, when, secret, raw, no_answers(self.assignment), rejection.code)

    def _is_own(self, entry: Entry, folder: Folder) -> bool:
        if self.folder_each:
            return entry.folder == entry.learner
        return not self.check_owner or folder.owner_name() == self.owner_prefix + entry.learner

    def _check_time(self, said: datetime, arrived: datetime) -> None:
        """Refuse what came after closing, by its learner's clock or, should that be wrong, by ours."""
        latest = max(said.replace(tzinfo=said.tzinfo or UTC), arrived)
        if self.closes and latest > self.closes + _GRACE:
            raise RejectionError("late")

    def _reject(self, entry: Entry, code: str, raw: bytes = b"", graded_as_empty: bool = False) -> None:
        self.rejected.append(self.quarantine.keep(entry, code, raw, graded_as_empty))
