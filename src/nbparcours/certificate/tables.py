"""The register's tables, for SQLite and PostgreSQL alike, and the door to them."""

import contextlib
import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import CheckConstraint, Column, Connection, Index, Integer, MetaData, Table, Text, create_engine, event
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import DDL

from nbparcours.certificate import steps
from nbparcours.certificate.errors import CertificateFault

STATUSES = ("pending", "issued", "revoked", "replaced", "erased")
_META = MetaData()

CERTIFICATE = Table(
    "certificate",
    _META,
    Column("serial", Text, primary_key=True),
    Column("session", Text, nullable=False),
    Column("learner", Text, nullable=False),  # salted hash
    Column("name", Text, nullable=False),  # salted hash, empty once erased
    Column("key", Text, nullable=False),
    Column("date", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("changed", Text, nullable=False),
    CheckConstraint("status IN ('" + "', '".join(STATUSES) + "')"),
)
# A learner has one certificate in a session; those that another one replaced stay in the register.
Index(
    "one_each",
    CERTIFICATE.c.session,
    CERTIFICATE.c.learner,
    unique=True,
    sqlite_where=CERTIFICATE.c.status != "replaced",
    postgresql_where=CERTIFICATE.c.status != "replaced",
)
AUDIT = Table(
    "audit",
    _META,
    Column("line", Integer, primary_key=True, autoincrement=True),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("serial", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("chain", Text, nullable=False),  # hash of the line before and of this one
)
_FROZEN_SQLITE = """CREATE TRIGGER IF NOT EXISTS audit_{verb} BEFORE {verb} ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"""
_FROZEN_POSTGRES = """
CREATE OR REPLACE FUNCTION audit_frozen() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$;
CREATE OR REPLACE TRIGGER audit_frozen BEFORE UPDATE OR DELETE ON audit
FOR EACH ROW EXECUTE FUNCTION audit_frozen()"""
for _verb in ("UPDATE", "DELETE"):
    _frozen = DDL(_FROZEN_SQLITE.format(verb=_verb))  # type: ignore[no-untyped-call]
    event.listen(AUDIT, "after_create", _frozen.execute_if(dialect="sqlite"))
_frozen = DDL(_FROZEN_POSTGRES)  # type: ignore[no-untyped-call]
event.listen(AUDIT, "after_create", _frozen.execute_if(dialect="postgresql"))


class Door:
    """The way into the register's database: one transaction at a time, each whole or not at all."""

    def __init__(self, file: Path) -> None:
        url = make_url(os.environ.get("NBPARCOURS_REGISTER") or f"sqlite:///{file}")
        self.name = url.render_as_string(hide_password=True).removeprefix("sqlite:///")
        self.engine = _engine(url)
        with self.writing() as base:
            steps.settle(base, lambda: _META.create_all(base))

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """Yield a connection that nobody else writes beside."""
        try:
            with self.engine.begin() as base:
                if base.dialect.name == "postgresql":
                    base.exec_driver_sql("SELECT pg_advisory_xact_lock(72114)")
                yield base
        except SQLAlchemyError as error:
            why = str(getattr(error, "orig", None) or type(error).__name__).splitlines()[0]
            raise CertificateFault(f"the register {self.name} cannot be used: {why}") from None


@lru_cache(maxsize=4)
def _engine(url: Any) -> Engine:
    """Return the engine of an address: it holds no connection, and remembers how each statement is written."""
    engine = create_engine(url, poolclass=NullPool, **({"connect_args": {"timeout": 60}} if _is_sqlite(url) else {}))
    if _is_sqlite(url):
        # Python's driver would begin a transaction too late for two processes to take turns.
        event.listen(engine, "connect", lambda base, _: setattr(base, "isolation_level", None))
        event.listen(engine, "begin", lambda base: base.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _is_sqlite(url: Any) -> bool:
    return bool(url.get_backend_name() == "sqlite")
