"""What an administrator does with a server, with real accounts: backup, loss, restore, folders put right, removal."""

import os
import pwd
import shutil
import sqlite3
import stat
import tarfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from hub_world import World, needs_root, world
from nbparcours.hub import accounts, install
from nbparcours.hub.accounts import AccountError
from nbparcours.hub.backup import BackupError, backup, prune, restore
from nbparcours.hub.health import faults
from nbparcours.learner.progress import Progress

pytestmark = needs_root
WRITE = """
import sys
from pathlib import Path
from nbparcours.learner.progress import Progress
Progress(Path(sys.argv[1])).put("m1-a", {"value": ["b"]}, "01-m", "ar")
"""


@pytest.fixture
def server() -> Iterator[World]:
    with world() as made:
        for name in ("amina", "salma"):
            accounts.ensure(made.prefix + name, made.home(name))
            progress = made.home(name) / "parcours" / "progress.sqlite"
            python = str(made.base / "bin" / "python")
            done = made.as_user(made.prefix + name, python, "-c", WRITE, str(progress))
            assert done.returncode == 0, done.stderr
        yield made


def _hand_in(made: World, owner: str, claimed: str) -> Path:
    folder = made.layout.exchange / made.layout.course_id / "inbound" / f"{claimed}+t+1+x"
    done = made.as_user(made.prefix + owner, "sh", "-c", f"mkdir -m 750 '{folder}' && echo 1 > '{folder}/answers.json'")
    assert done.returncode == 0, done.stderr
    return folder


def test_what_is_lost_comes_back_to_whom_it_belongs(server: World) -> None:
    layout = server.layout
    honest, planted = _hand_in(server, "amina", "amina"), _hand_in(server, "salma", "amina2")
    with closing(sqlite3.connect(server.home("amina") / "parcours" / "progress.sqlite")) as busy:
        busy.execute("BEGIN IMMEDIATE")  # somebody is writing
        archive = backup(layout, server.base / "no-etc")
    assert (stat.S_IMODE(archive.stat().st_mode), archive.stat().st_uid) == (0o600, 0)
    owner = {path: path.stat().st_uid for path in (honest, planted, server.home("salma"))}
    accounts.remove(server.prefix + "amina", layout.erased)
    shutil.rmtree(layout.exchange)
    aside = restore(layout, archive)
    assert aside.is_dir()
    account = pwd.getpwnam(server.prefix + "amina")
    kept = server.home("amina") / "parcours" / "progress.sqlite"
    assert kept.stat().st_uid == account.pw_uid
    assert Progress(kept).read()["activities"]["m1-a"]["state"] == {"value": ["b"]}
    assert honest.stat().st_uid == account.pw_uid
    assert planted.stat().st_uid == owner[planted]  # a name in the exchange makes nobody its owner
    assert list(layout.faults()) == []
    assert server.as_user(server.prefix + "salma", "cat", str(kept)).returncode != 0


def test_a_bad_archive_changes_nothing(server: World, tmp_path: Path) -> None:
    before = sorted(server.layout.state.rglob("*"))
    for content in (b"", b"not an archive", b"\x1f\x8b\x08\x00 cut"):
        (tmp_path / "bad.tar.gz").write_bytes(content)
        with pytest.raises(BackupError, match="nothing was changed"):
            restore(server.layout, tmp_path / "bad.tar.gz")
    with tarfile.open(tmp_path / "bad.tar.gz", "w:gz") as archive:
        archive.add(__file__, "accounts.json")
    with pytest.raises(BackupError, match="nothing was changed"):
        restore(server.layout, tmp_path / "bad.tar.gz")
    assert sorted(server.layout.state.rglob("*")) == before


def test_old_archives_go(server: World) -> None:
    for day in range(5):
        (server.layout.backups / f"2026-01-0{day}-000000.tar.gz").touch()
    prune(server.layout, 2)
    assert sorted(path.name[:10] for path in server.layout.backups.iterdir()) == ["2026-01-03", "2026-01-04"]


def test_folders_are_put_right_and_health_says_which(server: World) -> None:
    inbound = server.layout.exchange / server.layout.course_id / "inbound"
    kept = _hand_in(server, "amina", "amina")
    inbound.chmod(0o777)
    server.layout.grader.chmod(0o755)
    said = "\n".join(faults(server.layout))
    for word in (str(inbound), str(server.layout.grader), "the hub does not answer", "runbook 9"):
        assert word in said
    server.layout.lay()
    assert list(server.layout.faults()) == []
    assert (kept / "answers.json").read_text("ascii") == "1\n"


def test_accounts_that_are_not_ours_are_not_touched(server: World) -> None:
    for work in (lambda: accounts.ensure("root", server.home("x")), lambda: accounts.remove("root", server.base)):
        with pytest.raises(AccountError, match="not made by this program"):
            work()
    assert pwd.getpwnam("root").pw_dir == "/root"
    with pytest.raises(AccountError):
        accounts.ensure(server.prefix + "amina", server.home("salma"))


def reluctant(folder: Path, times: int) -> Path:
    """Make a `userdel` that finds a process of the account at first, as a real one does right after a kill."""
    script = folder / "userdel"
    count = f"n=$(cat {folder}/n 2>/dev/null || echo 0); echo $((n + 1)) > {folder}/n"
    refuse = f'[ "$n" -lt {times} ] && {{ echo "user is currently used by process 1" >&2; exit 8; }}'
    script.write_text(f'#!/bin/sh\n{count}\n{refuse}\nexec {shutil.which("userdel")} "$@"\n', "utf-8")
    script.chmod(0o755)
    return folder


def test_removal_keeps_answers_unless_told(server: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base = server.base / "opt"
    system = install.System(
        etc=server.base / "etc",
        units=server.base / "units",
        rotation=server.base / "rotate",
        command=server.base / "command",
        base=base,
    )
    release = base / "releases" / "1"
    shutil.copytree(
        server.base / "code" / "deploy" / "server",
        release / "deploy" / "server",
        ignore=shutil.ignore_patterns("node_modules"),
    )
    system.units.mkdir()
    install.write_settings(system, release)
    said = [*install.install(system, server.layout, release), *install.install(system, server.layout, release)]
    assert "1 is in service" in said
    assert len(list(system.units.iterdir())) == 5
    list(install.uninstall(system, server.layout, everything=False))
    assert not base.exists()
    assert not list(system.units.iterdir())
    assert (server.home("amina") / "parcours" / "progress.sqlite").is_file()
    monkeypatch.setenv("PATH", f"{reluctant(tmp_path, 3)}:{os.environ['PATH']}")
    said = list(install.uninstall(system, server.layout, everything=True))
    assert [line for line in said if "still there" in line] == []
    assert not server.layout.state.exists()
    assert accounts.ours(server.prefix) == []
