"""How a register of an earlier version becomes one of this version: numbered steps, each taken once, all or none.

A register is at most a few thousand lines, so a step may write it anew. A step that an installation has taken is never
edited, only followed by another; `tables` says what comes out at the end, and a test compares the two.
"""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, inspect

from nbparcours.certificate.errors import CertificateFault
from nbparcours.course.schema import keep

TABLE = "register_version"


def number_of(base: Connection) -> tuple[int, bool]:
    """Return the version of what is there, and whether it is written down; 0 is a database without a register."""
    tables = inspect(base).get_table_names()
    if TABLE in tables:
        return int(base.exec_driver_sql(f"SELECT version FROM {TABLE}").scalar_one()), True
    if "certificate" not in tables:
        return 0, False
    return (2 if "audit" in tables else 1), False  # both were in use before versions were written down


def _keys_withdrawals_and_a_log(base: Connection) -> None:
    """Make version 2 of 1 (SQLite only): which key signed is noted, a certificate may be withdrawn, acts are logged.

    The key of earlier certificates is not known here; their own signature names it.
    """
    for statement in (
        "ALTER TABLE certificate RENAME TO certificate_1",
        """CREATE TABLE certificate (
          serial TEXT NOT NULL PRIMARY KEY, session TEXT NOT NULL, learner TEXT NOT NULL, name TEXT NOT NULL,
          key TEXT NOT NULL, date TEXT NOT NULL, status TEXT NOT NULL, changed TEXT NOT NULL,
          CHECK (status IN ('pending', 'issued', 'revoked', 'replaced', 'erased')))""",
        "CREATE UNIQUE INDEX one_each ON certificate (session, learner) WHERE status != 'replaced'",
        """INSERT INTO certificate
          SELECT serial, session, learner, name, '', date, status, date || 'T00:00:00+00:00' FROM certificate_1""",
        "DROP TABLE certificate_1",
        """CREATE TABLE audit (line INTEGER NOT NULL PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL,
          what TEXT NOT NULL, serial TEXT NOT NULL, reason TEXT NOT NULL, chain TEXT NOT NULL)""",
        *(
            f"CREATE TRIGGER audit_{verb} BEFORE {verb} ON audit "
            "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
            for verb in ("UPDATE", "DELETE")
        ),
    ):
        base.exec_driver_sql(statement)


#: STEPS[n - 1] takes a register from version n to n + 1.
STEPS: tuple[Callable[[Connection], None], ...] = (_keys_withdrawals_and_a_log,)


def settle(base: Connection, make: Callable[[], None], steps: tuple[Callable[[Connection], None], ...] = STEPS) -> None:
    """Bring the register of an open transaction to this version; `make` makes a new one. What was is kept beside."""
    newest, (found, written) = len(steps) + 1, number_of(base)
    if found > newest:
        raise CertificateFault(
            f"this register is of version {found} and the program knows {newest}: it was used with a later version of "
            "the program. Nothing was changed; install that version or a later one"
        )
    if found == 0:
        make()
    elif found < newest:
        _keep(base, found)
        for step in steps[found - 1 :]:
            step(base)
    if found < newest or not written:
        _write(base, newest)


def _write(base: Connection, number: int) -> None:
    base.exec_driver_sql(f"CREATE TABLE IF NOT EXISTS {TABLE} (version INTEGER NOT NULL)")
    base.exec_driver_sql(f"DELETE FROM {TABLE}")
    base.exec_driver_sql(f"INSERT INTO {TABLE} VALUES ({number})")


def _keep(base: Connection, number: int) -> None:
    """Copy what was: a file beside the file, or tables beside the tables; a copy that is there is the older one."""
    if base.dialect.name != "sqlite":
        for table in ("certificate", "audit"):
            base.exec_driver_sql(f"CREATE TABLE IF NOT EXISTS {table}_version_{number} AS TABLE {table}")
        return
    keep(Path(str(base.engine.url.database)), number)
