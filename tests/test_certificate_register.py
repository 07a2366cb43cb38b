"""Issuing twice, at once, and interrupted: one learner, one certificate, whole or absent."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from certificate_helpers import BOTH, DAY, ROOT, places, settings
from nbparcours.certificate import CertificateFault, NameFault, issue, public_keys, trusted, verify
from nbparcours.certificate.keyring import demo_key
from nbparcours.certificate.lifecycle import publish_list
from nbparcours.certificate.scan import texts

_RUN = """
import sys
from datetime import date
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from certificate_helpers import places, settings
from nbparcours.certificate import issue
print("ready", flush=True)
for number in range(int(sys.argv[2])):
    print(issue(places(Path(sys.argv[1])), settings(), "s1", f"learner{number}", "Aïcha", on=date(2026, 11, 23)).serial)
"""


def start(folder: Path, number: int) -> "subprocess.Popen[str]":
    arguments = [sys.executable, "-c", _RUN, str(folder), str(number), str(ROOT / "tests")]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)


def rows(folder: Path) -> list[tuple[str, ...]]:
    base = sqlite3.connect(places(folder).certificates / "register.sqlite")
    try:
        return base.execute("SELECT serial, session, learner, name, date, status FROM certificate").fetchall()
    finally:
        base.close()


def pages(folder: Path) -> list[Path]:
    return sorted(places(folder).certificates.glob("s*/*.pdf"))


def test_certifying_twice_gives_the_same_number_and_file(tmp_path: Path) -> None:
    first = issue(places(tmp_path), settings(), "s1", "fatima", BOTH, on=DAY)
    content = first.path.read_bytes()
    second = issue(places(tmp_path), settings(), "s1", "fatima", BOTH)
    assert (first.already, second.already) == (False, True)
    assert (second.serial, second.path, second.other_name) == (first.serial, first.path, False)
    assert second.path.read_bytes() == content
    assert len(rows(tmp_path)) == 1


def test_another_learner_or_session_is_another_certificate(tmp_path: Path) -> None:
    asked = [("s1", "fatima"), ("s1", "aicha"), ("s2", "fatima")]
    serials = {issue(places(tmp_path), settings(), *who, BOTH, on=DAY).serial for who in asked}
    assert len(serials) == 3


def test_another_name_does_not_replace_the_first(tmp_path: Path) -> None:
    first = issue(places(tmp_path), settings(), "s1", "fatima", BOTH, on=DAY)
    content = first.path.read_bytes()
    second = issue(places(tmp_path), settings(), "s1", "fatima", "Autre Nom", on=DAY)
    assert second.other_name
    assert second.path.read_bytes() == content
    first.path.unlink()
    with pytest.raises(CertificateFault, match="the name has changed"):
        issue(places(tmp_path), settings(), "s1", "fatima", "Autre Nom", on=DAY)


def test_a_lost_page_is_made_again_with_its_number_and_date(tmp_path: Path) -> None:
    first = issue(places(tmp_path), settings(), "s1", "fatima", BOTH, on=DAY)
    said = texts(first.path)
    first.path.unlink()
    second = issue(places(tmp_path), settings(), "s1", "fatima", BOTH)
    assert second.already
    assert texts(second.path) == said


def test_the_register_names_nobody(tmp_path: Path) -> None:
    made = issue(places(tmp_path), settings(), "s1", "fatima", BOTH, on=DAY)
    register = places(tmp_path).certificates / "register.sqlite"
    data = register.read_bytes()
    assert made.serial.encode() in data
    assert b"fatima" not in data
    assert "فاطمة".encode() not in data
    assert b"Idrissi" not in data
    assert register.stat().st_mode & 0o077 == 0
    assert made.path.stat().st_mode & 0o077 == 0
    assert made.path.parent.stat().st_mode & 0o077 == 0


def test_the_same_learner_has_another_hash_elsewhere(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        issue(places(tmp_path / folder), settings(), "s1", "fatima", BOTH, on=DAY)
    assert rows(tmp_path / "a")[0][2] != rows(tmp_path / "b")[0][2]


@pytest.mark.parametrize("session", ["", "../x", "a/b", ".hidden", "x" * 65, "é"])
def test_a_session_cannot_name_another_folder(session: str, tmp_path: Path) -> None:
    with pytest.raises(CertificateFault, match="session's name"):
        issue(places(tmp_path), settings(), session, "fatima", BOTH, on=DAY)


@pytest.mark.parametrize("name", ["", "Ali\u200f", "王芳"])
def test_a_bad_name_leaves_nothing_behind(name: str, tmp_path: Path) -> None:
    with pytest.raises(NameFault):
        issue(places(tmp_path), settings(), "s1", "fatima", name, on=DAY)
    assert not places(tmp_path).certificates.exists()


def test_a_broken_register_is_one_sentence(tmp_path: Path) -> None:
    issue(places(tmp_path), settings(), "s1", "fatima", BOTH, on=DAY)
    (places(tmp_path).certificates / "register.sqlite").write_bytes(b"not a database at all" * 100)
    with pytest.raises(CertificateFault, match=r"register\.sqlite cannot be used"):
        issue(places(tmp_path), settings(), "s1", "fatima", BOTH, on=DAY)


def test_processes_at_once_agree(tmp_path: Path) -> None:
    running = [start(tmp_path, 4) for _ in range(4)]
    said = [process.communicate()[0].split() for process in running]
    assert [process.returncode for process in running] == [0] * 4
    assert all(lines == said[0] and len(lines) == 5 for lines in said)
    assert len(rows(tmp_path)) == 4
    house = places(tmp_path)
    assert len(public_keys(house)) == 1
    publish_list(house, demo_key(house))
    assert [verify(page, trusted(house)).status for page in pages(tmp_path)] == ["valid"] * 4
    assert [path.name for path in places(tmp_path).certificates.glob("**/.*")] == []


@pytest.mark.parametrize("delay", [0.0, 0.05, 0.1, 0.2, 0.35, 0.5])
def test_a_kill_leaves_no_half_page_and_no_lost_number(delay: float, tmp_path: Path) -> None:
    process = start(tmp_path, 200)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(delay)
    os.kill(process.pid, signal.SIGKILL)
    said = process.communicate()[0].split()
    publish_list(places(tmp_path), demo_key(places(tmp_path)))
    keys = trusted(places(tmp_path))
    before = {page.stem for page in pages(tmp_path)}
    assert all(verify(page, keys).status == "valid" for page in pages(tmp_path))
    finished = start(tmp_path, len(before) + 1)
    again = finished.communicate()[0].split()[1:]
    assert finished.returncode == 0
    assert again[: len(said)] == said[: len(again)]
    assert {page.stem for page in pages(tmp_path)} == set(again) >= before
    assert [path.name for path in places(tmp_path).certificates.glob("s1/.*")] == []


def test_a_run_stopped_before_the_page_goes_on_with_its_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as context:
        context.setattr("nbparcours.certificate.keyfile.write", stop)
        with pytest.raises(KeyboardInterrupt):
            issue(places(tmp_path), settings(), "s1", "fatima", BOTH, on=DAY)
    (serial,) = [row[0] for row in rows(tmp_path)]
    assert rows(tmp_path)[0][5] == "pending"
    assert pages(tmp_path) == []
    made = issue(places(tmp_path), settings(), "s1", "fatima", BOTH)
    assert (made.serial, made.already) == (serial, False)
    assert rows(tmp_path)[0][4:] == (DAY.isoformat(), "issued")
    assert verify(made.path, trusted(places(tmp_path))).status == "list too old"  # nothing was published yet


def test_a_page_put_before_the_register_heard_of_it_stands(tmp_path: Path) -> None:
    """A run was killed between the page and the register's last word; the next one brings another name."""
    first = issue(places(tmp_path), settings(), "s1", "fatima", BOTH, on=DAY)
    content = first.path.read_bytes()
    with sqlite3.connect(places(tmp_path).certificates / "register.sqlite") as base:
        base.execute("UPDATE certificate SET status = 'pending'")
    base.close()
    before = rows(tmp_path)[0][3]
    second = issue(places(tmp_path), settings(), "s1", "fatima", "Autre Nom", on=DAY)
    assert (second.serial, second.already, second.other_name) == (first.serial, True, True)
    assert second.path.read_bytes() == content
    assert (rows(tmp_path)[0][3], rows(tmp_path)[0][5]) == (before, "issued")
