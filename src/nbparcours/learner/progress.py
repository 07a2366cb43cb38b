"""A learner's progress: one SQLite file in their own home, written by their own server alone.

SQLite because it keeps every one of many concurrent writes and survives a kill in mid-write; the default
rollback journal because homes may be on a network file system, where WAL breaks.
"""

import contextlib
import json
import os
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from nbparcours.course.schema import kept_name, upgrade
from nbparcours.learner import refusal
from nbparcours.learner.refusal import Refusal, Said

STATE_BYTES = 20_000
#: A pause longer than this is counted as this: the learner was probably not reading.
PAUSE_SECONDS = 300
_WAIT_SECONDS = 5

#: Each step takes a store from one version to the next; one that learners have is never edited, only followed.
STEPS = (
    """
CREATE TABLE activity (id TEXT PRIMARY KEY, state TEXT NOT NULL, page TEXT NOT NULL, lang TEXT NOT NULL,
                       updated TEXT NOT NULL);
CREATE TABLE study (one INTEGER PRIMARY KEY CHECK (one = 1), seconds REAL NOT NULL, last TEXT);
INSERT INTO study VALUES (1, 0, NULL);
""",
)
VERSION = len(STEPS)
_UPSERT = """
INSERT INTO activity VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE
SET state = excluded.state, page = excluded.page, lang = excluded.lang, updated = excluded.updated
"""


_ALL = "SELECT id, state, page, lang, updated FROM activity ORDER BY updated, rowid"
_SECONDS = "SELECT seconds FROM study"
T = TypeVar("T")


def _now() -> datetime:
    return datetime.now(UTC)


def _refusal(error: sqlite3.Error) -> Refusal | None:
    """Return what to tell the learner, or None when the file itself is damaged."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR):  # last: a table is missing
        return None
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return refusal.busy()
    # a disk that refuses to grow a file shows as either of these
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
        return refusal.disk_full()
    return refusal.unwritable()


class Progress:
    """The store at `path`; `notice` is set once a damaged file had to be put aside."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notice: Said | None = None

    def put(self, activity: str, state: Any, page: str, lang: str) -> str:
        """Keep the state of one activity and return when it was saved."""
        text = json.dumps(state, ensure_ascii=False, separators=(",", ":"))
        if len(text.encode()) > STATE_BYTES:
            raise refusal.too_large()

        def write(db: sqlite3.Connection) -> str:
            saved = _now().isoformat(timespec="milliseconds")
            db.execute("BEGIN IMMEDIATE")
            db.execute(_UPSERT, (activity, text, page, lang, saved))
            _count(db)
            db.execute("COMMIT")
            return saved

        return self._do(write)

    def read(self) -> dict[str, Any]:
        """Return every activity's state, the last one worked on and the seconds spent."""
        rows, seconds = self._do(lambda db: (db.execute(_ALL).fetchall(), db.execute(_SECONDS).fetchone()[0]))
        activities = {row[0]: {"state": json.loads(row[1]), "updated": row[4]} for row in rows}
        last = {"id": rows[-1][0], "page": rows[-1][2], "lang": rows[-1][3]} if rows else None
        return {"activities": activities, "last": last, "seconds": int(seconds)}

    def export(self) -> dict[str, Any]:
        """Return everything the store holds about the learner, for the learner."""
        return {"schema": VERSION, "exported": _now().isoformat(timespec="seconds"), **self.read()}

    def erase(self) -> None:
        """Leave no trace of the learner's work, in damaged files and copies of earlier versions either."""

        def wipe(db: sqlite3.Connection) -> None:
            db.execute("BEGIN IMMEDIATE")
            db.execute("DELETE FROM activity")
            db.execute("UPDATE study SET seconds = 0, last = NULL")
            db.execute("COMMIT")
            db.execute("VACUUM")

        self._do(wipe)
        kept = (f"{self.path.stem}-*{self.path.suffix}.broken*", kept_name(self.path, "*"))
        for old in (found for pattern in kept for found in self.path.parent.glob(pattern)):
            old.unlink()
        self.notice = None

    def _do(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run `work` on the store; on a damaged file, put it aside and run it once more on a new one."""
        try:
            return self._once(work)
        except sqlite3.Error:
            self._set_aside()
        try:
            return self._once(work)
        except sqlite3.Error as error:
            raise refusal.unwritable() from error

    def _once(self, work: Callable[[sqlite3.Connection], T]) -> T:
        try:
            with contextlib.closing(_connect(self.path)) as db:
                return work(db)
        except sqlite3.Error as error:
            if said := _refusal(error):
                raise said from error
            raise
        except OSError as error:
            raise refusal.unwritable() from error

    def _set_aside(self) -> None:
        stamp = _now().strftime("%Y-%m-%d-%H%M%S-%f")
        aside = self.path.with_name(f"{self.path.stem}-{stamp}{self.path.suffix}.broken")
        self.path.rename(aside)
        journal = self.path.with_name(self.path.name + "-journal")
        if journal.exists():  # a stale journal must never be replayed onto the new file
            journal.rename(aside.with_name(aside.name + "-journal"))
        self.notice = {
            "fr": f"Le fichier de votre progression était endommagé. Il est gardé sous le nom {aside.name} ; "
            "une nouvelle progression a commencé.",
            "ar": f"كان ملف تقدمكم تالفا. وهو محفوظ باسم {aside.name}، وقد بدأ ملف تقدم جديد.",
        }


def _connect(path: Path) -> sqlite3.Connection:
    """Open a store of our version; raise `sqlite3.Error` when it is damaged or cannot be opened."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    db = sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)
    try:
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version > VERSION:
            raise refusal.newer()
        if version < VERSION:
            upgrade(db, STEPS)
            os.chmod(path, 0o600)  # noqa: PTH101 - what a learner answered is nobody else's business
        db.execute("PRAGMA secure_delete = ON")
    except BaseException:
        db.close()
        raise
    return db


def _count(db: sqlite3.Connection) -> None:
    """Add the time since the last save; needs no clock in the page."""
    now, (last,) = _now(), db.execute("SELECT last FROM study").fetchone()
    passed = (now - datetime.fromisoformat(last)).total_seconds() if last else 0
    counted = min(max(passed, 0), PAUSE_SECONDS)
    db.execute("UPDATE study SET seconds = seconds + ?, last = ?", (counted, now.isoformat()))
