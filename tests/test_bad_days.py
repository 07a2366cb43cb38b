"""Days on which something breaks under a learner. Each ends with every answer that was said to be saved.

The hub killed and the proxy restarted during the test are in `test_hub_class.py`: they need a hub.
"""

import json
import multiprocessing
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import grading_helpers as desk
import learner_helpers as small
from nbparcours.course.load import Course
from nbparcours.course.places import Places
from nbparcours.course.schema import upgrade
from nbparcours.grading.nbgrader_adapter import grade, release
from nbparcours.learner import progress as module
from nbparcours.learner.progress import Progress

ITEMS = ("m1-i01", "m1-i02", "m1-i03", "m1-i04")
SUBMIT = {"course": "traite-maroc", "assignment": small.ASSIGNMENT}


def kept(server: small.Server) -> dict[str, Any]:
    """Return every answer to activities and to the test."""
    activities = server.ask("GET", "nbparcours/progress")[1]["activities"]
    return activities | server.ask("GET", f"nbparcours/test/{small.ASSIGNMENT}")[1]["answers"]["answers"]


def save(server: small.Server, activity: str, value: str = "a") -> int:
    state = {"state": {"value": [value], "attempts": 1}, "page": "01-m", "lang": "fr"}
    return server.ask("PUT", f"nbparcours/progress/{activity}", state)[0]


def answer(server: small.Server, number: int, value: str) -> tuple[int, str]:
    item = list(server.ask("GET", f"nbparcours/test/{small.ASSIGNMENT}")[1]["draw"].values())[number]
    body = {"value": [value], "lang": "ar"}
    return server.ask("PUT", f"nbparcours/test/{small.ASSIGNMENT}/answers/{item}", body)[0], item


# Without a hub: the learner's own server.


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Places]:
    """A learner whose disk is small and whose course is the release `current`."""
    base = tmp_path_factory.mktemp("bad-days")
    for name in ("old", "new"):
        small.build(Places(home=base / name))
    (base / "current").symlink_to(base / "old")
    made = Places(home=base / "current", data=base / "data")
    made.data.mkdir()
    mounted = os.geteuid() == 0
    if mounted:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(made.data)], check=True)
    try:
        yield made
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(made.data)], check=True)


@pytest.fixture(scope="module")
def server(places: Places) -> Iterator[small.Server]:
    small.release(places)
    small.fetch(places)
    with small.running(places) as running:
        assert {save(running, name) for name in ("m1-a1", "m1-a2")} == {200}  # what opens the test
        assert running.ask("POST", f"nbparcours/test/{small.ASSIGNMENT}/begin", {})[0] == 200
        yield running


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root: it mounts a disk of twelve megabytes")
def test_the_disk_is_full_during_a_save(server: small.Server, places: Places) -> None:
    assert (save(server, "m1-a1"), answer(server, 0, "a")[0]) == (200, 200)
    before = kept(server)
    ballast = places.data / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 65536)
        except OSError:
            while file.tell() % 4096 or os.statvfs(places.data).f_bavail:
                try:
                    file.write(b"x")
                except OSError:
                    break
    full = (save(server, "m1-a2", "x" * 9000), answer(server, 1, "b")[0])
    assert full == (507, 507)
    assert kept(server) == before
    ballast.unlink()
    assert (save(server, "m1-a2"), answer(server, 1, "b")[0]) == (200, 200)
    assert kept(server).keys() == before.keys() | {"m1-a2", answer(server, 1, "b")[1]}


def test_a_learner_works_in_two_browsers(server: small.Server) -> None:
    names = [f"m1-two-{number}" for number in range(40)]

    def browser(mine: list[str]) -> list[int]:
        return [save(server, name) for name in mine] + [answer(server, len(mine) % 2, "b")[0]]

    with ThreadPoolExecutor(2) as both:
        statuses = list(both.map(browser, (names[::2], names[1:30:2] + names[31::2])))
    assert {status for row in statuses for status in row} == {200}
    assert set(names) <= kept(server).keys()


def test_the_exchange_is_gone_and_comes_back(server: small.Server, places: Places) -> None:
    assert answer(server, 0, "b")[0] == 200
    before = kept(server)
    away = places.exchange.with_name("away")
    places.exchange.rename(away)
    assert server.ask("POST", f"nbparcours/test/{small.ASSIGNMENT}/handin", {})[0] == 200
    status, said = server.ask("POST", "nbparcours/exchange/submit", SUBMIT)
    assert (status, set(said["message"])) == (503, {"fr", "ar"})
    assert answer(server, 1, "a")[0] == 200  # saving does not need the exchange
    shutil.rmtree(places.exchange, ignore_errors=True)
    away.rename(places.exchange)
    assert server.ask("POST", "nbparcours/exchange/submit", SUBMIT)[0] == 200
    (handed,) = (places.exchange / "traite-maroc" / "inbound").iterdir()
    sent = json.loads((handed / "answers.json").read_text("utf-8"))["answers"]
    assert sent.keys() == {item for item in before if item in ITEMS} | {answer(server, 1, "a")[1]}


def test_the_course_is_upgraded_in_the_middle_of_a_session(server: small.Server, places: Places) -> None:
    """Last of those that share the server: it ends it, and a new one opens on the new release."""
    before = kept(server)
    new = places.home.with_name("new")
    link = places.home.with_name(".current")
    link.symlink_to(new)
    link.replace(places.home)
    assert save(server, "m1-during") == 200
    assert server.status("api/contents/fr/00-accueil.ipynb") == 200
    server.stop()
    shutil.rmtree(places.data / "share")
    with small.running(places) as after:
        assert kept(after).keys() == before.keys() | {"m1-during"}
        assert (places.learner / "fr").resolve().is_relative_to(new)


def test_a_store_of_the_first_format_takes_every_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "progress.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        upgrade(db, module.STEPS[:1])
        db.execute("INSERT INTO activity VALUES ('m1-old', '{}', '01-m', 'ar', '2026-01-01T00:00:00.000+00:00')")
    later = (*module.STEPS, "ALTER TABLE activity ADD COLUMN note TEXT; UPDATE activity SET note = 'kept'")
    broken = (*later, "CREATE TABLE half (x); INSERT INTO nowhere VALUES (1)")
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        with pytest.raises(sqlite3.OperationalError):
            upgrade(db, broken)
        assert db.execute("PRAGMA user_version").fetchone()[0] == len(later)  # the step that failed left nothing
        assert db.execute("SELECT id, note FROM activity").fetchall() == [("m1-old", "kept")]
        assert db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'half'").fetchone()[0] == 0
    (copy,) = tmp_path.glob("progress-version-*.sqlite")  # what was, for whoever must go back
    assert (copy.name, copy.stat().st_mode & 0o777) == ("progress-version-1.sqlite", 0o600)
    assert list(Progress(copy).read()["activities"]) == ["m1-old"]
    path.unlink()
    Progress(path).put("m1-new", {}, "01-m", "fr")
    assert list(Progress(path).read()["activities"]) == ["m1-new"]
    Progress(path).erase()
    assert [left.name for left in tmp_path.iterdir()] == ["progress.sqlite"]


def test_the_clock_goes_back_a_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Progress(tmp_path / "progress.sqlite")
    store.put("m1-a", {"value": ["a"]}, "01-m", "fr")
    monkeypatch.setattr(module, "_now", lambda: datetime.now(UTC) - timedelta(days=365))
    store.put("m1-b", {"value": ["b"]}, "01-m", "fr")
    store.put("m1-a", {"value": ["c"]}, "01-m", "fr")
    found = store.read()
    assert found["activities"]["m1-a"]["state"] == {"value": ["c"]}
    assert found["activities"].keys() == {"m1-a", "m1-b"}
    assert found["seconds"] >= 0


# On the desk.


@pytest.fixture
def trainer(tmp_path: Path) -> Places:
    return desk.home(tmp_path)


def opened(places: Places, session: str) -> Course:
    course = desk.read(places)
    release(course, places, session)
    return course


def pupil(places: Places, course: Course, session: str, name: str, wrong: bool = False) -> desk.Learner:
    learner = desk.Learner(places, course, name, session)
    give = desk.partial if wrong else desk.right
    learner.hand_in({item: give(course, item) for item in desk.drawn(course, session, name).values()})
    return learner


def points(places: Places) -> dict[str, float]:
    found: dict[str, float] = {}
    for row in desk.grade_rows(places.trainer / "gradebook.db"):
        found[row[1]] = found.get(row[1], 0) + row[4]
    return found


def test_the_clock_was_years_ahead_at_hand_in(trainer: Places) -> None:
    """What was handed in later, by a clock that was put right, is what counts; graded in between or not."""
    course = opened(trainer, "clock")
    learner = pupil(trainer, course, "clock", "amina", wrong=True)
    for entry in (trainer.exchange / course.settings.id / "inbound").iterdir():
        ahead = "2051-01-01 00:00:00.000000 UTC"
        (entry / "timestamp.txt").write_text(ahead, "utf-8")
        entry.rename(entry.with_name(f"amina+{learner.assignment}+{ahead}+x"))
    grade(course, trainer, "clock")
    few = points(trainer)["amina"]
    pupil(trainer, course, "clock", "amina")
    grade(course, trainer, "clock")
    assert points(trainer)["amina"] == len(desk.SLOTS) > few


def _hand_in(places: Places, names: list[str]) -> None:
    course = desk.read(places)
    for name in names:
        pupil(places, course, "rush", name)


def test_fifty_hand_in_during_the_last_minute(trainer: Places) -> None:
    """Four processes hand in while the desk is grading; a second grading has everybody."""
    course = opened(trainer, "rush")
    names = [f"learner-{number:02}" for number in range(50)]
    fork = multiprocessing.get_context("fork")
    writers = [fork.Process(target=_hand_in, args=(trainer, names[start::4])) for start in range(4)]
    for writer in writers:
        writer.start()
    grade(course, trainer, "rush")
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    summary = grade(course, trainer, "rush")
    assert (len(summary.rejected), len(summary.failed)) == (0, 0)
    assert points(trainer) == dict.fromkeys(names, len(desk.SLOTS))


def test_the_gradebook_is_restored_from_last_night(trainer: Places, tmp_path: Path) -> None:
    course = opened(trainer, "night")
    pupil(trainer, course, "night", "amina")
    pupil(trainer, course, "night", "youssef", wrong=True)
    grade(course, trainer, "night")
    book = trainer.trainer / "gradebook.db"
    night = tmp_path / "night.db"
    with closing(sqlite3.connect(book)) as live, closing(sqlite3.connect(night)) as still:
        live.backup(still)
    pupil(trainer, course, "night", "salma")
    pupil(trainer, course, "night", "youssef")
    grade(course, trainer, "night")
    today = points(trainer)
    shutil.copyfile(night, book)
    assert points(trainer) != today
    grade(course, trainer, "night")
    assert points(trainer) == today
    assert today.keys() == {"amina", "youssef", "salma"}
