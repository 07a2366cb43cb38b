"""Hand-ins through a real exchange: grades equal stock nbgrader's, and nobody's fault is another's."""

import csv
import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from distributed import LocalCluster
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory

import grading_helpers as small
from nbparcours.course.load import Course
from nbparcours.course.places import Places
from nbparcours.grading.blueprint import RefusalError
from nbparcours.grading.nbgrader_adapter import grade, release, results
from nbparcours.grading.nbgrader_adapter.config import configured
from nbparcours.grading.report import embedded
from nbparcours.grading.spread import Spread
from nbparcours.grading.summary import Summary

# All of them are of nbgrader itself (release_feedback.py, apps/api.py, api.py).
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore:Object of type", "ignore:Passing unrecog")

SESSION, NAME = "demo", "final-test-demo"


@dataclass
class Class:
    """A released session."""

    places: Places
    course: Course

    def learner(self, name: str) -> small.Learner:
        return small.Learner(self.places, self.course, name, SESSION)

    def values(self, name: str, answer: Callable[[Course, str], Any]) -> dict[str, Any]:
        drawn = small.drawn(self.course, SESSION, name)
        return {item: answer(self.course, item) for item in drawn.values()}

    def hand_in(self, name: str, answer: Callable[[Course, str], Any] | None, language: str = "fr") -> Path:
        values = self.values(name, answer) if answer else {}
        return self.learner(name).hand_in(values, language, name=f"Nom de {name}")

    def grade(self) -> Summary:
        return grade(self.course, self.places, SESSION)

    def points(self) -> dict[str, float]:
        return {result.learner: result.points for result in results(self.places, SESSION)}

    def rows(self) -> list[tuple[Any, ...]]:
        return small.grade_rows(self.places.trainer / "gradebook.db")

    def marked(self) -> dict[str, bytes]:
        trainer = self.places.trainer
        return {str(p.relative_to(trainer)): p.read_bytes() for p in (trainer / "autograded").glob("*/*/*")}

    def submitted(self, name: str) -> Path:
        return self.places.trainer / "submitted" / name / NAME


@pytest.fixture
def demo(tmp_path: Path) -> Class:
    places = small.home(tmp_path)
    course = small.read(places)
    release(course, places, SESSION)
    return Class(places, course)


PARTIAL = sum(small.PARTIAL[kind] for kind in small.SLOTS.values())


def test_three_learners(demo: Class) -> None:
    demo.hand_in("amina", small.right)
    demo.hand_in("brahim", small.partial, "ar")
    demo.hand_in("chadia", None)
    summary = demo.grade()
    assert (summary.collected, summary.graded, summary.feedback) == (3, 3, 3)
    assert (summary.rejected, summary.failed) == ([], [])
    found = results(demo.places, SESSION)
    assert [(r.learner, r.points, r.out_of, r.passed, r.language, r.name) for r in found] == [
        ("amina", 5.0, 5.0, True, "fr", "Nom de amina"),
        ("brahim", pytest.approx(PARTIAL), 5.0, False, "ar", "Nom de brahim"),
        ("chadia", 0.0, 5.0, False, "fr", "Nom de chadia"),
    ]
    for row in demo.rows():
        assert row[4] is not None
        assert row[7] == 0


def test_each_learner_fetches_their_own_feedback_without_a_key(demo: Class) -> None:
    for name, answer in (("amina", small.right), ("brahim", small.partial)):
        demo.hand_in(name, answer, "ar" if name == "brahim" else "fr")
    demo.grade()
    for found in results(demo.places, SESSION):
        (path,) = demo.learner(found.learner).fetch_feedback()
        assert embedded(path) == found.as_json()
        text = path.read_text("utf-8")
        assert f'<html lang="{found.language}"' in text
        for secret in ("secrète", "correct", "HIDDEN", "mark(", '"map"', '"order"'):
            assert secret not in text


def test_graded_again_nothing_changes(demo: Class) -> None:
    demo.hand_in("amina", small.right)
    demo.hand_in("brahim", small.partial)
    demo.grade()
    dump = list(sqlite3.connect(demo.places.trainer / "gradebook.db").iterdump())
    files = {p: p.stat().st_mtime_ns for p in demo.places.trainer.rglob("*.*") if p.name in ("test.html", "test.ipynb")}
    again = demo.grade()
    assert (again.collected, again.graded, again.unchanged) == (0, 0, 2)
    assert list(sqlite3.connect(demo.places.trainer / "gradebook.db").iterdump()) == dump
    assert {path: path.stat().st_mtime_ns for path in files} == files


def test_a_run_that_was_stopped_is_completed(demo: Class) -> None:
    for name in ("amina", "brahim", "chadia", "dalal"):
        demo.hand_in(name, small.partial)
    demo.grade()
    rows, points = demo.rows(), demo.points()
    trainer = demo.places.trainer
    with sqlite3.connect(trainer / "gradebook.db") as book:
        book.execute("UPDATE grade SET auto_score = NULL, needs_manual_grade = 1 WHERE rowid = 1")
    half = trainer / "autograded" / "brahim" / NAME / "test.ipynb"
    half.chmod(0o644)
    half.write_text(half.read_text("utf-8")[:900], "utf-8")
    shutil.rmtree(trainer / "submitted" / "chadia")
    page = trainer / "feedback" / "dalal" / NAME / "test.html"
    page.write_text(page.read_text("utf-8")[:200], "utf-8")
    shutil.rmtree(demo.places.exchange / "traite-maroc" / "feedback")
    assert set(demo.points()) < set(points)
    demo.grade()
    assert demo.rows() == rows
    assert demo.points() == points
    assert len(list((demo.places.exchange / "traite-maroc" / "feedback").glob("*.html"))) == 4
    assert embedded(page) is not None


def test_the_newest_hand_in_counts(demo: Class) -> None:
    amina = demo.learner("amina")
    amina.hand_in(demo.values("amina", small.partial))
    demo.grade()
    amina.hand_in(demo.values("amina", small.right))
    summary = demo.grade()
    assert (summary.collected, summary.graded) == (1, 1)
    assert demo.points() == {"amina": 5.0}
    late = amina.hand_in({})
    late.rename(late.with_name(f"amina+{NAME}+2021-01-01 00:00:00 UTC+x"))
    demo.grade()
    assert demo.points() == {"amina": 5.0}


def test_a_hand_correction_in_formgrader_counts_and_stays(demo: Class) -> None:
    demo.hand_in("amina", None)
    demo.grade()
    with sqlite3.connect(demo.places.trainer / "gradebook.db") as book:
        book.execute("UPDATE grade SET manual_score = 0.5 WHERE rowid = 1")
    summary = demo.grade()
    assert (summary.graded, summary.unchanged) == (0, 1)
    assert demo.points() == {"amina": 0.5}
    page = embedded(demo.places.trainer / "feedback" / "amina" / NAME / "test.html")
    assert page is not None
    assert page["points"] == 0.5


def test_a_session_that_is_not_released_is_refused(demo: Class) -> None:
    with pytest.raises(RefusalError, match="nbparcours release other"):
        grade(demo.course, demo.places, "other")
    assert results(demo.places, "other") == []


def test_nothing_about_learners_is_printed(demo: Class, capfd: pytest.CaptureFixture[str]) -> None:
    demo.hand_in("amina", small.right)
    bad = demo.hand_in("brahim", small.right)
    (bad / "answers.json").write_text("{", "utf-8")
    capfd.readouterr()
    demo.grade()
    assert capfd.readouterr() == ("", "")


# ---- equal to stock nbgrader, row by row ----


@pytest.mark.slow
def test_grades_equal_stock_nbgraders(demo: Class, tmp_path: Path) -> None:
    """A separate course folder and gradebook, stock classes, a real kernel, the same answers."""
    demo.hand_in("amina", small.right)
    demo.hand_in("brahim", small.partial, "ar")
    demo.hand_in("chadia", None)
    demo.learner("dalal").hand_in({item: {"x": [1]} for item in demo.course.bank})
    (demo.hand_in("élise b.", small.right) / "answers.json").write_text("{", "utf-8")
    demo.grade()
    stock = tmp_path / "stock"
    stock.mkdir()
    (stock / "nbgrader_config.py").write_text('c = get_config()\nc.CourseDirectory.course_id = "traite-maroc"\n')
    for step in ("source", "submitted"):
        shutil.copytree(demo.places.trainer / step, stock / step)
    for command in ("generate_assignment", "autograde"):
        done = small.nbgrader(stock, command, NAME)
        assert done.returncode == 0, done.stderr
    theirs = small.grade_rows(stock / "gradebook.db")
    assert len(theirs) == 5 * len(small.SLOTS)
    assert demo.rows() == theirs
    assert {round(row[4], 3) for row in theirs} == {0.0, 0.333, 0.5, 1.0}


def test_a_batch_writes_what_nbgraders_own_autograde_writes(demo: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows, marked notebooks byte by byte: so formgrader's button and our command may be mixed."""
    monkeypatch.setenv("NBPARCOURS_HOME", str(demo.places.home))
    monkeypatch.setenv("NBPARCOURS_DATA", str(demo.places.data))
    for name, answer in (("amina", small.right), ("brahim", small.partial), ("chadia", None)):
        demo.hand_in(name, answer)
    demo.grade()
    ours, rows = demo.marked(), demo.rows()
    shutil.rmtree(demo.places.trainer / "autograded")
    done = small.nbgrader(demo.places.trainer, "autograde", NAME, "--force")
    assert done.returncode == 0, done.stderr
    assert demo.marked() == ours
    assert demo.rows() == rows
    assert demo.grade().unchanged == 3


@pytest.mark.slow
def test_processes_and_a_dask_cluster_mark_alike(demo: Class) -> None:
    names = [f"learner-{number}" for number in range(5)]
    for name in names:
        demo.hand_in(name, small.partial)
    demo.grade()
    rows, ours = demo.rows(), demo.marked()
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        for spread in (Spread(jobs=2), Spread(scheduler=cluster.scheduler_address)):
            shutil.rmtree(demo.places.trainer / "autograded")
            with sqlite3.connect(demo.places.trainer / "gradebook.db") as book:
                book.execute("UPDATE grade SET auto_score = NULL")
            summary = grade(demo.course, demo.places, SESSION, spread=spread)
            assert (summary.graded, summary.failed) == (5, [])
            assert (demo.rows(), demo.marked()) == (rows, ours)
    with pytest.raises(RefusalError, match="no Dask scheduler answers"):
        grade(demo.course, demo.places, SESSION, spread=Spread(scheduler="tcp://127.0.0.1:9"))


# ---- stock commands and formgrader on the same gradebook ----


def test_stock_commands_use_our_classes(demo: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBPARCOURS_HOME", str(demo.places.home))
    monkeypatch.setenv("NBPARCOURS_DATA", str(demo.places.data))
    demo.hand_in("amina", small.right)
    (demo.hand_in("brahim", small.right) / "answers.json").write_text("{", "utf-8")
    trainer = demo.places.trainer
    for command in ("collect", "autograde", "generate_feedback", "release_feedback"):
        done = small.nbgrader(trainer, command, NAME)
        assert done.returncode == 0, done.stderr
    done = small.nbgrader(trainer, "export", "--to", str(trainer / "grades.csv"))
    assert done.returncode == 0, done.stderr
    with (trainer / "grades.csv").open(encoding="utf-8", newline="") as table:
        scores = {line["student_id"]: line["score"] for line in csv.DictReader(table)}
    assert (scores["amina"], scores["brahim"]) == ("5.0", "0.0")
    assert demo.points() == {"amina": 5.0, "brahim": 0.0}
    assert "secrète" not in (trainer / "feedback" / "amina" / NAME / "test.html").read_text("utf-8")
    rows = demo.rows()
    assert (demo.grade().graded, demo.rows()) == (0, rows)


def test_formgraders_own_calls(demo: Class) -> None:
    """What formgrader's buttons call, in process, with the configuration that it would load."""
    demo.hand_in("amina", small.partial)
    config = configured(demo.places, "traite-maroc")
    api = NbGraderAPI(CourseDirectory(config=config), config=config)
    assert api.collect(NAME)["success"]
    assert api.autograde(NAME, "amina")["success"]
    assert api.generate_feedback(NAME, "amina")["success"]
    assert api.release_feedback(NAME, "amina")["success"]
    (submission,) = [s for s in api.get_submissions(NAME) if s["student"] == "amina"]
    assert submission["score"] == pytest.approx(PARTIAL)
    assert not submission["needs_manual_grade"]
    assert demo.points() == {"amina": pytest.approx(PARTIAL)}
    assert demo.grade().unchanged == 1


def _with_code(demo: Class, ran: Path) -> NbGraderAPI:
    """Put an ordinary code assignment beside the test; whoever executes it leaves the file `ran`."""
    cell = {
        "cell_type": "code",
        "id": "a",
        "execution_count": None,
        "outputs": [],
        "source": f"open({str(ran)!r}, 'w').close()",
        "metadata": {"nbgrader": small_grading("a")},
    }
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    text = json.dumps({"cells": [cell], "metadata": kernel, "nbformat": 4, "nbformat_minor": 5})
    source = demo.places.trainer / "source" / "code"
    handed_in = demo.places.trainer / "submitted" / "amina" / "code"
    for folder in (source, handed_in):
        folder.mkdir(parents=True)
        (folder / "code.ipynb").write_text(text, "utf-8")
    config = configured(demo.places, "traite-maroc")
    api = NbGraderAPI(CourseDirectory(config=config), config=config)
    assert api.generate_assignment("code")["success"]
    return api


def test_other_assignments_are_neither_collected_nor_executed(demo: Class, tmp_path: Path) -> None:
    """In this course, code is refused rather than run on the trainer's machine."""
    api = _with_code(demo, tmp_path / "ran")
    assert not api.autograde("code", "amina")["success"]
    assert not api.collect("code")["success"]
    assert not (tmp_path / "ran").exists()


def test_a_trainer_may_let_stock_nbgrader_run_other_assignments(demo: Class, tmp_path: Path) -> None:
    """Two lines in `nbgrader_config.py`; tests are still marked without a kernel."""
    config = demo.places.trainer / "nbgrader_config.py"
    allowed = "c.DeclarativeExecute.run_code = True\nc.CanonicalCollect.other_assignments = True\n"
    config.write_text(config.read_text("utf-8") + allowed, "utf-8")
    api = _with_code(demo, tmp_path / "ran")
    (demo.places.exchange / "traite-maroc" / "inbound").mkdir(parents=True, exist_ok=True)
    assert api.collect("code")["success"]
    assert api.autograde("code", "amina")["success"]
    assert (tmp_path / "ran").exists()
    demo.hand_in("amina", small.right)
    assert demo.grade().graded == 1
    assert demo.points() == {"amina": 5.0}


def small_grading(name: str) -> dict[str, Any]:
    kind = {"schema_version": 3, "grade": True, "grade_id": name, "locked": True}
    return kind | {"points": 1, "solution": False, "task": False, "cell_type": "code"}


# ---- hostile and broken hand-ins ----


def _raw(raw: bytes) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        (folder / "answers.json").write_bytes(raw)

    return change


def _link(target: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        (folder / "answers.json").unlink()
        (folder / "answers.json").symlink_to(target)

    return change


def _pipe(folder: Path) -> None:
    (folder / "answers.json").unlink()
    os.mkfifo(folder / "answers.json")


def _directory(folder: Path) -> None:
    (folder / "answers.json").unlink()
    (folder / "answers.json").mkdir()


def _missing(folder: Path) -> None:
    (folder / "answers.json").unlink()


def _other_test(folder: Path) -> None:
    said = json.loads((folder / "answers.json").read_text("utf-8"))
    (folder / "answers.json").write_text(json.dumps(said | {"assignment": "final-test-other"}), "utf-8")


HOSTILE: dict[str, tuple[Callable[[Path], None], str]] = {
    "link": (_link("/etc/passwd"), "file"),
    "pipe": (_pipe, "file"),
    "directory": (_directory, "file"),
    "missing": (_missing, "missing"),
    "large": (_raw(b'{"x": "' + b"x" * 10_000_000 + b'"}'), "size"),
    "not-json": (_raw(b"{"), "json"),
    "not-utf8": (_raw(b"\xff\xfe\x00"), "json"),
    "deep": (_raw(b'{"answers": ' + b"[" * 50_000), "json"),
    "list": (_raw(b"[1, 2]"), "schema"),
    "types": (_raw(b'{"schema": "1", "assignment": 3, "answers": "b"}'), "schema"),
    "other-test": (_other_test, "assignment"),
}


def test_unusable_answers_score_nothing_and_touch_nobody(demo: Class) -> None:
    demo.hand_in("amina", small.right)
    for name, (change, _) in HOSTILE.items():
        change(demo.hand_in(name, small.right))
    demo.hand_in("zineb", small.right)
    summary = demo.grade()
    assert summary.failed == []
    assert {(r.learner, r.code, r.graded_as_empty) for r in summary.rejected} == {
        (name, code, True) for name, (_, code) in HOSTILE.items()
    }
    assert demo.points() == {"amina": 5.0, "zineb": 5.0} | dict.fromkeys(HOSTILE, 0.0)
    assert all(row[4] is not None for row in demo.rows())
    for rejected in summary.rejected:
        kept = Path(rejected.quarantine)
        assert kept.parent == demo.places.trainer / "quarantine" / SESSION
        assert json.loads((kept / "reason.json").read_text("utf-8"))["reason"] == rejected.reason
        assert sum(path.stat().st_size for path in kept.iterdir()) < 70_000
    everything = b"".join(path.read_bytes() for path in demo.places.trainer.rglob("*") if path.is_file())
    assert b"root:x:" not in everything
    assert not [path for path in demo.places.trainer.rglob("*") if path.is_symlink()]
    again = demo.grade()
    assert (again.graded, len(again.rejected)) == (0, len(HOSTILE))


def test_a_usable_hand_in_wins_over_a_newer_unusable_one(demo: Class) -> None:
    demo.hand_in("amina", small.right)
    _raw(b"{")(demo.hand_in("amina", small.right))
    summary = demo.grade()
    assert [(r.code, r.graded_as_empty) for r in summary.rejected] == [("json", False)]
    assert demo.points() == {"amina": 5.0}


def test_a_hand_in_that_is_still_under_way_is_taken_the_next_time(demo: Class) -> None:
    """nbgrader copies the answers, then writes the secret: whoever grades in between must not take half a file."""
    demo.hand_in("brahim", small.right)
    folder = demo.hand_in("amina", small.right)
    secret, said = (folder / "submission_secret.txt").read_bytes(), (folder / "answers.json").read_bytes()
    (folder / "submission_secret.txt").unlink()
    (folder / "answers.json").write_bytes(said[:40])
    summary = demo.grade()
    assert [(r.learner, r.code, r.graded_as_empty) for r in summary.rejected] == [("amina", "unfinished", False)]
    assert demo.points() == {"brahim": 5.0}
    (folder / "answers.json").write_bytes(said)
    (folder / "submission_secret.txt").write_bytes(secret)
    assert demo.grade().rejected == []
    assert demo.points() == {"amina": 5.0, "brahim": 5.0}


def test_an_unusable_hand_in_can_be_mended(demo: Class) -> None:
    _raw(b"{")(demo.hand_in("amina", small.right))
    demo.grade()
    assert demo.points() == {"amina": 0.0}
    demo.hand_in("amina", small.right)
    demo.grade()
    assert demo.points() == {"amina": 5.0}


def test_answers_score_exactly_what_they_deserve(demo: Class) -> None:
    """Unknown slots and options, two answers to a single choice, wrong types, somebody else's draw."""
    mine = small.drawn(demo.course, SESSION, "amina")
    odd = {
        mine["m1-s1"]: ["b", "a"],
        mine["m1-s2"]: ["a", "c", "zz", "b"],
        mine["m1-s3"]: {"p1": "p1", "p2": "p1", "nobody": "p3"},
        mine["m6-s1"]: ["e3", "e1"],
        mine["m6-s2"]: 7,
        "m9-s9-i1": ["b"],
    }
    demo.learner("amina").hand_in(odd)
    others = {slot: (set(ids) - {mine[slot]}).pop() for slot, ids in demo.course.candidates().items()}
    drawn_alike = {name: small.drawn(demo.course, SESSION, name) for name in ("brahim", "chadia", "dalal", "elias")}
    name, drawn = next((n, d) for n, d in drawn_alike.items() if d != mine)
    demo.learner(name).hand_in({item: small.right(demo.course, item) for item in mine.values()})
    demo.grade()
    points = demo.points()
    assert points["amina"] == pytest.approx(0)
    assert points[name] == sum(drawn[slot] == mine[slot] for slot in mine) < 5
    assert others != mine


def _broken_notebook(path: Path, how: str) -> None:
    found = json.loads(path.read_text("utf-8"))
    if how == "duplicated":
        found["cells"] += found["cells"][1:]
    elif how == "stripped":
        found["cells"] = found["cells"][:1]
    elif how == "code":
        evil = "import builtins, os; builtins.sorted = None; os.system('touch /tmp/w/grading/pwned')"
        for cell in found["cells"]:
            cell["source"] = evil
            cell["metadata"] = {"nbgrader": small_grading("m1-s1") | {"solution": True, "points": 1000}}
    elif how == "old":
        found["cells"][1]["metadata"]["nbgrader"] = {"schema_version": 1, "grade": True, "grade_id": "m1-s1"}
    path.write_text("{" if how == "half" else json.dumps(found), "utf-8")


def test_whatever_a_learner_does_to_the_notebook_changes_nothing(demo: Class) -> None:
    ways = ("duplicated", "stripped", "code", "old", "half", "removed")
    for how in ways:
        learner = demo.learner(how)
        learner.fetch()
        test = learner.test / "test.ipynb"
        if how == "removed":
            test.unlink()
        else:
            _broken_notebook(test, how)
        (learner.test / "submission.json").write_text('{"learner": "amina", "session": "x"}', "utf-8")
        learner.hand_in(demo.values(how, small.partial))
    summary = demo.grade()
    assert (summary.failed, summary.rejected) == ([], [])
    assert demo.points() == {how: pytest.approx(PARTIAL) for how in ways}
    for how in ways:
        names = sorted(path.name for path in demo.submitted(how).iterdir())
        expected = ["answers.json", "submission.json", "submission_secret.txt", "test.ipynb", "timestamp.txt"]
        assert names == expected
        assert (demo.submitted(how) / "test.ipynb").read_bytes() == (
            demo.places.trainer / "release" / NAME / "test.ipynb"
        ).read_bytes()


ODD_FOLDERS = {
    f"..+{NAME}+2026-01-01 00:00:00 UTC+x": "learner",
    f"+{NAME}+2026-01-01 00:00:00 UTC+x": "learner",
    f".hidden+{NAME}+2026-01-01 00:00:00 UTC+x": "learner",
    f"*+{NAME}+2026-01-01 00:00:00 UTC+x": "learner",
    f"a\nb+{NAME}+2026-01-01 00:00:00 UTC+x": "learner",
    f"farid+{NAME}+yesterday+x": "time",
    f"farid+{NAME}++x": "time",
    f"farid+{NAME}+9999-12-31 23:59:59 UTC+x": "time",
    f"farid+{NAME}+0001-01-01 00:00:00 +1400+x": "time",
}


def test_folders_with_odd_names_stop_nobody(demo: Class) -> None:
    model = demo.hand_in("amina", small.right)
    for name in ODD_FOLDERS:
        shutil.copytree(model, model.with_name(name))
    (model.parent / (os.fsdecode(b"\xff") + f"+{NAME}+2026-01-01 00:00:00 UTC+x")).mkdir()
    model.with_name(f"ghita+{NAME}+2026-01-01 00:00:00 UTC+x").symlink_to(model)
    model.with_name(f"hamid+{NAME}+2026-01-01 00:00:00 UTC+x").write_text("a file", "utf-8")
    summary = demo.grade()
    assert summary.failed == []
    assert sorted(r.code for r in summary.rejected) == sorted([*ODD_FOLDERS.values(), "learner", "folder", "folder"])
    assert not any(r.graded_as_empty for r in summary.rejected)
    assert demo.points() == {"amina": 5.0}
    assert not (demo.places.trainer / NAME).exists()


def test_nobody_hands_in_for_somebody_else(demo: Class) -> None:
    """With the owner checked, as it is by default, only the Unix user who owns the folder can be its learner."""
    config = demo.places.trainer / "nbgrader_config.py"
    config.write_text(config.read_text("utf-8").replace(small.ONE_USER, ""), "utf-8")
    me = demo.learner("amina").folder.owner()
    demo.hand_in(me, small.partial)
    demo.hand_in("amina", small.right)
    summary = demo.grade()
    assert [(r.learner, r.code, r.graded_as_empty) for r in summary.rejected] == [("amina", "owner", False)]
    assert demo.points() == {me: pytest.approx(PARTIAL)}
    assert {row[1] for row in demo.rows()} == {me}


def test_one_learner_who_cannot_be_graded_stops_nobody(demo: Class) -> None:
    for name in ("amina", "brahim", "chadia"):
        demo.hand_in(name, small.right)
    demo.grade()
    shutil.rmtree(demo.places.trainer / "autograded" / "brahim")
    (demo.submitted("brahim") / "submission.json").write_text("{", "utf-8")
    shutil.rmtree(demo.places.trainer / "autograded" / "chadia")
    summary = demo.grade()
    assert [failed.learner for failed in summary.failed] == ["brahim"]
    assert "JSONDecodeError" in summary.failed[0].reason
    assert (summary.graded, summary.unchanged) == (1, 1)
    assert demo.points() == {"amina": 5.0, "chadia": 5.0}


def test_two_gradings_do_not_mix(demo: Class) -> None:
    import fcntl

    with (demo.places.trainer / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(RefusalError, match="under way"):
            demo.grade()
