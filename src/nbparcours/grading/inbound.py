"""Reading from the exchange's inbound folder, which every learner can write to.

Nothing is followed, nothing is opened that could block, and never more is read than a hand-in can be.
"""

import os
import pwd
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from nbparcours.grading.handin import LIMIT, RejectionError

_LEARNER = re.compile(r"\w(?:[\w.@ -]{0,62}[\w.@-])?")
_SECRET = re.compile(rb"[0-9A-Za-z]{32,256}")


@dataclass(frozen=True)
class Entry:
    """A folder in the inbound folder: whose it claims to be and when it claims to be handed in."""

    path: Path
    learner: str
    time: str

    @property
    def folder(self) -> str:
        """The name of the folder that it lies in: whose it is, where everyone has one of their own."""
        return self.path.parent.name

    def check_learner(self) -> None:
        """Refuse ids that could leave the course folder or that nbgrader would read as a pattern."""
        if not _LEARNER.fullmatch(self.learner):
            raise RejectionError("learner")


def entries(inbound: Path, assignment: str) -> list[Entry]:
    """Return the hand-ins to `assignment`, named `learner+assignment+time[+random]` by nbgrader."""
    found = ((path, *path.name.partition(f"+{assignment}+")) for path in sorted(inbound.iterdir()))
    return [Entry(path, learner, rest.split("+")[0]) for path, learner, mark, rest in found if mark]


def entries_apart(inbound: Path, assignment: str) -> list[Entry]:
    """Return the hand-ins where each learner has a folder of their name, the only one that their server can reach."""
    folders = [path for path in sorted(inbound.iterdir()) if path.is_dir() and not path.is_symlink()]
    return [entry for folder in folders for entry in entries(folder, assignment)]


@dataclass(frozen=True)
class Folder:
    """An opened hand-in; its files are opened relative to it, so that it cannot be swapped meanwhile."""

    handle: int
    owner: int

    def owner_name(self) -> str | None:
        """Return the Unix name of its owner."""
        try:
            return pwd.getpwuid(self.owner).pw_name
        except KeyError:
            return None

    def read(self, name: str, limit: int = LIMIT) -> bytes:
        """Return the bytes of the regular file `name` that belongs to the same owner."""
        try:
            handle = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=self.handle)
        except FileNotFoundError:
            raise RejectionError("missing") from None
        except OSError:
            raise RejectionError("file") from None
        try:
            about = os.fstat(handle)
            if not stat.S_ISREG(about.st_mode) or about.st_uid != self.owner:
                raise RejectionError("file")
            if about.st_size > limit:
                raise RejectionError("size")
            with os.fdopen(handle, "rb", closefd=False) as file:
                return file.read(limit + 1)
        finally:
            os.close(handle)

    def arrived(self) -> datetime:
        """Return when the hand-in was complete by the file system's clock, which no learner sets.

        It is the time of the inode's last change: `touch` cannot put it back, as it can the other times.
        """
        try:
            about = os.stat("submission_secret.txt", dir_fd=self.handle, follow_symlinks=False)
        except OSError:
            raise RejectionError("unfinished") from None
        return datetime.fromtimestamp(about.st_ctime, UTC)

    def secret(self) -> str:
        """Return the secret by which nbgrader lets this learner, and nobody else, fetch their feedback.

        nbgrader writes it last: without it, the other files may be half of what they will be.
        """
        try:
            raw = self.read("submission_secret.txt", 256)
        except RejectionError:
            raw = b""
        if not _SECRET.fullmatch(raw):
            raise RejectionError("unfinished")
        return raw.decode("ascii")


@contextmanager
def opened(path: Path) -> Iterator[Folder]:
    """Open a hand-in without following a link."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        raise RejectionError("folder") from None
    try:
        yield Folder(handle, os.fstat(handle).st_uid)
    finally:
        os.close(handle)


def plausible(when: datetime) -> datetime:
    """Refuse times that no clock shows, or they would sort before every honest one."""
    if not 2020 <= when.year <= 2100:
        raise RejectionError("time")
    return when
