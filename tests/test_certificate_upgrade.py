"""A register of an earlier version is opened by this one: same numbers, same log, and what was is kept beside."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, inspect

from certificate_helpers import BOTH, DAY, places, settings
from nbparcours.certificate import CertificateFault, issue, steps, tables
from nbparcours.certificate.register import Register
from postgres_helpers import BIN, postgres

#: The first version's table, word for word.
FIRST = """
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
LEARNERS = ("amina", "salma", "youssef")


def file(folder: Path) -> Path:
    return places(folder).certificates / "register.sqlite"


def shape(path: Path) -> dict[str, object]:
    """Return what a register's tables hold and forbid, however they were written."""
    with closing(sqlite3.connect(path)) as base:
        kinds = base.execute("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'").fetchall()
        names = [name for kind, name in kinds if kind == "table"]
        columns = {name: base.execute(f"PRAGMA table_info({name})").fetchall() for name in names}
        unique = base.execute("PRAGMA index_list(certificate)").fetchall()
    return {"kinds": sorted(kinds), "columns": columns, "unique": sorted(row[1:] for row in unique)}


def everything(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as base:
        return list(base.iterdump())


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """An installation whose register is of the first version: three pages, one of them not put yet."""
    for learner in LEARNERS:
        issue(places(tmp_path), settings(), "s1", learner, BOTH, on=DAY)
    with closing(sqlite3.connect(file(tmp_path))) as new:
        rows = new.execute("SELECT serial, session, learner, name, date, status FROM certificate").fetchall()
    file(tmp_path).unlink()
    with closing(sqlite3.connect(file(tmp_path))) as old:
        old.execute(FIRST)
        old.executemany("INSERT INTO certificate VALUES (?, ?, ?, ?, ?, ?)", rows)
        old.execute("UPDATE certificate SET status = 'pending' WHERE serial = ?", (rows[2][0],))
        old.commit()
    return tmp_path


def test_the_first_version_goes_on(first: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    before = everything(file(first))
    again = [issue(places(first), settings(), "s1", learner, BOTH) for learner in LEARNERS]
    assert [made.already for made in again] == [True] * 3
    assert {made.path.stem for made in again} == {page.stem for page in places(first).certificates.glob("s1/*.pdf")}
    assert len({made.serial for made in again}) == 3
    register = Register(places(first))
    register.withdraw(again[0].serial, "revoked", "test")  # what the first version could not say
    assert [row[2] for row in register.log()] == ["issue", "revoke"]
    (kept,) = places(first).certificates.glob("register-version-*.sqlite")
    assert kept.name == "register-version-1.sqlite"
    assert kept.stat().st_mode & 0o077 == 0
    shutil.copy(kept, file(first))  # the way back, and forward again
    assert everything(file(first)) == before
    assert issue(places(first), settings(), "s1", "amina", BOTH).serial == again[0].serial
    new = tmp_path_factory.mktemp("new")
    Register(places(new))
    assert shape(file(first)) == shape(file(new))


def test_a_register_before_versions_were_noted_is_known_and_left_alone(tmp_path: Path) -> None:
    made = issue(places(tmp_path), settings(), "s1", "amina", BOTH, on=DAY)
    with closing(sqlite3.connect(file(tmp_path))) as base:
        base.execute(f"DROP TABLE {steps.TABLE}")
        base.commit()
    assert issue(places(tmp_path), settings(), "s1", "amina", BOTH).serial == made.serial
    assert list(places(tmp_path).certificates.glob("register-version-*")) == []


def test_a_step_that_fails_leaves_the_version_before(first: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(base: Connection) -> None:
        base.exec_driver_sql("DROP TABLE certificate")
        base.exec_driver_sql("INSERT INTO nowhere VALUES (1)")

    before = everything(file(first))
    with monkeypatch.context() as later:
        later.setattr(steps.settle, "__defaults__", ((*steps.STEPS, broken),))
        with pytest.raises(CertificateFault, match="cannot be used: no such table: nowhere"):
            Register(places(first))
    assert everything(file(first)) == before
    assert len(Register(places(first)).serials("issued", "pending")) == 3


def test_a_later_version_is_not_touched(first: Path) -> None:
    Register(places(first))
    with closing(sqlite3.connect(file(first))) as base:
        base.execute(f"UPDATE {steps.TABLE} SET version = 9")
        base.commit()
    before = file(first).read_bytes()
    with pytest.raises(CertificateFault, match=r"of version 9 and the program knows 2.*Nothing was changed"):
        issue(places(first), settings(), "s1", "amina", BOTH)
    assert file(first).read_bytes() == before


@pytest.mark.skipif(not BIN, reason="needs PostgreSQL's programs: apt install postgresql")
def test_in_postgresql_what_was_is_kept_as_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def note(base: Connection) -> None:
        base.exec_driver_sql("ALTER TABLE certificate ADD COLUMN note TEXT NOT NULL DEFAULT 'new'")

    with postgres() as address:
        monkeypatch.setenv("NBPARCOURS_REGISTER", address)
        made = issue(places(tmp_path), settings(), "s1", "amina", BOTH, on=DAY)
        engine = create_engine(address)
        with engine.begin() as base:
            steps.settle(base, lambda: None, (*steps.STEPS, note))
        with engine.begin() as base:
            assert steps.number_of(base) == (3, True)
            assert base.exec_driver_sql("SELECT serial, note FROM certificate").all() == [(made.serial, "new")]
            assert "note" not in {column["name"] for column in inspect(base).get_columns("certificate_version_2")}
            assert base.exec_driver_sql("SELECT serial FROM certificate_version_2").all() == [(made.serial,)]
        engine.dispose()
        with pytest.raises(CertificateFault, match="of version 3 and the program knows 2"):
            tables.Door(tmp_path / "unused.sqlite")
