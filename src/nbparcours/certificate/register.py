"""The register: which numbers were issued, to whom only as a salted hash.

Its write lock is also what keeps two processes from writing the same page at once.
"""

import contextlib
import hashlib
import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from nbparcours.certificate.errors import CertificateFault
from nbparcours.course.places import Places

_TABLE = """
CREATE TABLE IF NOT EXISTS certificate (
  serial  TEXT PRIMARY KEY,
  session TEXT NOT NULL,
  learner TEXT NOT NULL,  -- salted hash
  name    TEXT NOT NULL,  -- salted hash
  date    TEXT NOT NULL,
  status  TEXT NOT NULL CHECK (status IN ('pending', 'issued')),
  UNIQUE (session, learner)
) STRICT
"""


@dataclass(frozen=True)
class Entry:
    """One line of the register. It is pending until the page is on disk."""

    serial: str
    name: str
    on: date
    issued: bool


class Register:
    """The register of one installation."""

    def __init__(self, places: Places) -> None:
        places.certificates.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._path = places.certificates / "register.sqlite"
        self._salt = _salt(places.certificates / "keys" / "register.salt")
        with self._writing() as base:
            base.execute(_TABLE)
        self._path.chmod(0o600)

    def hash(self, *words: str) -> str:
        """Return a salted hash that only this installation can make again."""
        return hashlib.blake2b("\0".join(words).encode(), key=self._salt, digest_size=32).hexdigest()

    def reserve(self, serial: str, session: str, learner: str, name: str, on: date) -> Entry:
        """Return this learner's line of this session, writing it with `serial` when there is none."""
        who = self.hash("learner", session, learner)
        with self._writing() as base:
            base.execute(
                "INSERT OR IGNORE INTO certificate VALUES (?, ?, ?, ?, ?, 'pending')",
                (serial, session, who, self.hash("name", name), on.isoformat()),
            )
            row = base.execute(
                "SELECT serial, name, date, status FROM certificate WHERE session = ? AND learner = ?",
                (session, who),
            ).fetchone()
        return Entry(row[0], row[1], date.fromisoformat(row[2]), row[3] == "issued")

    def settle(self, serial: str, name: str, put: Callable[[], bool]) -> bool:
        """Let `put` place the page while the lock is held, then mark the line as issued.

        Return what `put` returned: whether the page, and so the name on it, is the one just set.
        """
        with self._writing() as base:
            fresh = put()
            if fresh:
                base.execute("UPDATE certificate SET name = ? WHERE serial = ?", (self.hash("name", name), serial))
            base.execute("UPDATE certificate SET status = 'issued' WHERE serial = ?", (serial,))
        return fresh

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        try:
            base = sqlite3.connect(self._path, timeout=60, isolation_level=None)
            with contextlib.closing(base):
                base.execute("BEGIN IMMEDIATE")
                yield base
                base.execute("COMMIT")
        except sqlite3.Error as error:
            raise CertificateFault(f"the register {self._path} cannot be used: {error}") from None


def _salt(path: Path) -> bytes:
    """Read the salt, drawn once; it lies beside the keys so that a copy of the register alone tells nothing."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.is_file():
        part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(32))
        with contextlib.suppress(FileExistsError):
            os.link(part, path)
        part.unlink()
    return path.read_bytes()
