"""Databases that outlive the program: each knows how many steps it has taken, and takes the missing ones in order."""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path


def upgrade(db: sqlite3.Connection, steps: Sequence[str]) -> None:
    """Take the missing steps, each in one transaction: a crash leaves the step before, whole.

    `db` commits by itself (`isolation_level=None`). Two programs may do this at once; each step is taken once.
    What was there before is kept beside it.
    """
    taken = int(db.execute("PRAGMA user_version").fetchone()[0])
    if 0 < taken < len(steps):
        keep(Path(db.execute("PRAGMA database_list").fetchone()[2]), taken)
    for number, step in enumerate(steps, 1):
        db.execute("BEGIN IMMEDIATE")
        try:
            if db.execute("PRAGMA user_version").fetchone()[0] < number:
                for statement in filter(str.strip, step.split(";")):
                    db.execute(statement)
                db.execute(f"PRAGMA user_version = {number}")
            db.execute("COMMIT")
        except BaseException:
            db.execute("ROLLBACK")
            raise


def kept_name(file: Path, version: int | str) -> str:
    """Return how the copy of an earlier version is called."""
    return f"{file.stem}-version-{version}{file.suffix}"


def keep(file: Path, version: int) -> None:
    """Copy a database as it was in an earlier version, for whoever must go back; the first copy stays."""
    copy = file.with_name(kept_name(file, version))
    if copy.exists():
        return
    draft = copy.with_name(f".{copy.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    try:
        with closing(sqlite3.connect(file)) as live, closing(sqlite3.connect(draft)) as still:
            live.backup(still)
        draft.rename(copy)
    finally:
        draft.unlink(missing_ok=True)
