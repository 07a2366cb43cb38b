"""Twenty-eight ways to break or trick grading that hold for stock nbgrader; ways round a session's rules; and ten
thousand hand-ins at random.

Each is one learner of one class, between two honest ones. Only `answers.json` counts, nothing of the learner's is
executed, nothing outside the course and the exchange is opened, and everybody has a grade or is listed.
"""

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import grading_helpers as small
from nbparcours.course.load import Course
from nbparcours.course.places import Places
from nbparcours.grading.blueprint import paper
from nbparcours.grading.handin import RejectionError, no_answers, read_answers
from nbparcours.grading.marking import Template
from nbparcours.grading.nbgrader_adapter import grade, release, results
from nbparcours.grading.slot import Work, source
from nbparcours.learner import answers as sheet
from nbparcours.learner.answers import Answers
from nbparcours.learner.session import NAME as TIMES

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore:Object of type", "ignore:Passing unrecog")
SESSION = "demo"
PARTIAL = sum(small.PARTIAL[kind] for kind in small.SLOTS.values())


@dataclass
class Attack:
    """What a learner can change between fetching and handing in, and afterwards in the exchange."""

    learner: small.Learner
    canary: Path

    @property
    def notebook(self) -> Path:
        return self.learner.test / "test.ipynb"

    def cells(self, change: Callable[[list[dict[str, Any]]], None]) -> None:
        found = json.loads(self.notebook.read_text("utf-8"))
        change(found["cells"])
        self.notebook.write_text(json.dumps(found), "utf-8")

    def code(self, text: str) -> None:
        def put(cells: list[dict[str, Any]]) -> None:
            for cell in cells:
                cell["source"] = f"open({str(self.canary)!r}, 'w')\n{text}"

        self.cells(put)

    def about(self, **changes: Any) -> None:
        self.cells(lambda cells: [cell["metadata"]["nbgrader"].update(changes) for cell in cells[1:]] and None)


def _no_cells(cells: list[dict[str, Any]]) -> None:
    del cells[1:]


def _twice(cells: list[dict[str, Any]]) -> None:
    cells += cells[1:]


def _markdown(cells: list[dict[str, Any]]) -> None:
    for number, cell in enumerate(cells):
        cells[number] = {key: cell[key] for key in ("id", "source", "metadata")} | {"cell_type": "markdown"}


def _kernel(attack: Attack) -> None:
    found = json.loads(attack.notebook.read_text("utf-8"))
    found["metadata"]["kernelspec"] = {"name": "no-such-kernel", "display_name": "x", "language": "x"}
    attack.notebook.write_text(json.dumps(found), "utf-8")


def _linked(attack: Attack) -> None:
    attack.notebook.unlink()
    attack.notebook.symlink_to(attack.learner.places.trainer / "source" / attack.learner.assignment / "test.ipynb")


#: Before handing in; the answers are honest, so each of these learners gets exactly what their answers deserve.
BEFORE: dict[str, Callable[[Attack], None]] = {
    "01 rewrites builtins": lambda a: a.code("import builtins; builtins.sorted = builtins.dict = lambda *_: 1"),
    "02 writes in the home folder": lambda a: a.code("open(__import__('os').path.expanduser('~/pwned'), 'w')"),
    "03 reads the key": lambda a: a.code("print(open('../../../gradebook.db', 'rb').read())"),
    "04 writes grades": lambda a: a.code(
        "import sqlite3; sqlite3.connect('../../../gradebook.db').execute('update grade set manual_score = 1')"
    ),
    "05 points 1000": lambda a: a.about(points=1000),
    "06 other grade_id": lambda a: a.about(grade_id="m1-s1"),
    "07 test cells as markdown": lambda a: a.cells(_markdown),
    "08 test cells unlocked": lambda a: a.about(solution=True, locked=False),
    "09 test cells deleted": lambda a: a.cells(_no_cells),
    "10 metadata stripped": lambda a: a.cells(lambda cells: [cell["metadata"].clear() for cell in cells] and None),
    "11 test cells twice": lambda a: a.cells(_twice),
    "12 schema 1": lambda a: a.about(schema_version=1),
    "13 a notebook of 50 MB": lambda a: a.notebook.write_bytes(b" " * 50_000_000),
    "14 half a notebook": lambda a: a.notebook.write_text("{", "utf-8"),
    "15 a notebook not in UTF-8": lambda a: a.notebook.write_bytes(b"\xff\xfe\x00"),
    "16 a kernel that is not there": _kernel,
    "17 no notebook": lambda a: a.notebook.unlink(),
    "20 the notebook is a link to the key": _linked,
    "21 an endless loop": lambda a: a.code("while True: pass"),
    "22 the kernel ends itself": lambda a: a.code("import os; os._exit(1)"),
    "24 thirty megabytes of output": lambda a: a.code("print('x' * 30_000_000)"),
    "28 one notebook more": lambda a: shutil.copy(a.notebook, a.notebook.with_name("more.ipynb")),
}


def _answers_linked(folder: Path) -> None:
    (folder / "answers.json").unlink()
    (folder / "answers.json").symlink_to("/etc/passwd")


def _folder_linked(folder: Path) -> None:
    (folder / "more").symlink_to("/etc")


def _types(folder: Path) -> None:
    said = json.loads((folder / "answers.json").read_text("utf-8"))
    said["answers"] = {item: [{"x": 1}, None, 7] for item in said["answers"]}
    (folder / "answers.json").write_text(json.dumps(said), "utf-8")


#: In the exchange, and the points that are deserved.
AFTER: dict[str, tuple[Callable[[Path], None], float]] = {
    "18 answers are a link": (_answers_linked, 0),
    "19 a linked folder": (_folder_linked, PARTIAL),
    "23 answers of other types": (_types, 0),
}
#: Names that hand in: nbgrader takes them all, we take those that a user can have.
NAMES = {"25 o'hara": False, "26 é عربي": True, "27 ..%2f..%2fpwned": False}

_seen: list[tuple[str, bool]] = []
_watching = False


def _watch(event: str, about: tuple[Any, ...]) -> None:
    if _watching and event == "open" and isinstance(about[0], str | bytes):
        flags = about[2] or 0
        path = os.fsdecode(about[0])
        writes = bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
        _seen.append((os.path.realpath(path) if path.startswith("/") else path, writes))


@contextmanager
def watched() -> Iterator[list[tuple[str, bool]]]:
    """Note every file that this process opens, and whether to write."""
    global _watching
    _hook()
    _seen.clear()
    _watching = True
    try:
        yield _seen
    finally:
        _watching = False


@cache
def _hook() -> None:
    sys.addaudithook(_watch)


def _name(case: str) -> str:
    return "case-" + case[:2]


def test_all_twenty_eight_in_one_class(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    places = small.home(tmp_path)
    monkeypatch.setenv("NBPARCOURS_HOME", str(places.home))
    monkeypatch.setenv("NBPARCOURS_DATA", str(places.data))
    course = small.read(places)
    release(course, places, SESSION)
    canary = tmp_path / "executed"
    for name in ("amina", "zineb"):
        _hand_in(places, course, name, small.right)
    for case, change in BEFORE.items():
        learner = small.Learner(places, course, _name(case), SESSION)
        learner.fetch()
        change(Attack(learner, canary))
        _hand_in(places, course, _name(case), small.partial)
    for case, (alter, _) in AFTER.items():
        alter(_hand_in(places, course, _name(case), small.partial))
    model = places.exchange / course.settings.id / "inbound"
    honest = next(model.glob("amina+*"))
    for case in NAMES:
        shutil.copytree(honest, model / f"{case[3:]}+final-test-demo+2026-01-01 00:00:00 UTC+x")
    assert len(BEFORE) + len(AFTER) + len(NAMES) == 28
    with watched() as opened:
        summary = grade(course, places, SESSION)

    assert summary.failed == []
    assert not canary.exists()
    points = {result.learner: result.points for result in results(places, SESSION)}
    deserved = {_name(case): pytest.approx(PARTIAL) for case in BEFORE}
    deserved |= {_name(case): pytest.approx(value) for case, (_, value) in AFTER.items()}
    drawn = small.drawn(course, SESSION, "é عربي") == small.drawn(course, SESSION, "amina")
    assert (points.pop("é عربي") == 5.0) is drawn  # amina's answers, to the questions that this learner drew
    assert points == {"amina": 5.0, "zineb": 5.0} | deserved
    listed = {rejected.learner: rejected.code for rejected in summary.rejected}
    assert listed == {"case-18": "file"} | {case[3:]: "learner" for case, taken in NAMES.items() if not taken}
    rows = small.grade_rows(places.trainer / "gradebook.db")
    assert len(rows) == 28 * len(small.SLOTS)
    assert all(row[4] is not None and row[5] is None for row in rows)

    relative = {path for path, _ in opened if not path.startswith("/")}
    assert relative == {"answers.json", "submission_secret.txt"}  # in a hand-in, relative to its opened folder
    opened = [(path, writes) for path, writes in opened if path not in relative]
    roots = (places.trainer, places.exchange, places.home)
    own = (Path(sys.prefix), Path(sys.base_prefix), Path(release.__code__.co_filename).parents[2])
    strange = [path for path, _ in opened if not Path(path).is_relative_to(tmp_path) and not _below(path, own)]
    assert [path for path in strange if not path.startswith(("/dev/null", "/usr/lib", "/proc/"))] == []
    assert [path for path, writes in opened if writes and not _below(path, (*roots[:2], Path("/dev/null")))] == []
    assert b"root:x:" not in b"".join(p.read_bytes() for p in places.trainer.rglob("*") if p.is_file())


def _below(path: str, roots: tuple[Path, ...]) -> bool:
    return any(Path(path).is_relative_to(root.resolve()) for root in roots)


def _hand_in(places: Places, course: Course, name: str, answer: Callable[[Course, str], Any]) -> Path:
    values = {item: answer(course, item) for item in small.drawn(course, SESSION, name).values()}
    return small.Learner(places, course, name, SESSION).hand_in(values)


# ---- a session's rules ----
# Elsewhere: a clock set back past the closing, a closing that is moved (test_grading_session); a clock years ahead and
# put right again (test_bad_days); a hand-in in another's folder (test_grading_nbgrader, test_grading_apart); unknown
# slots and options, other types, size, bytes and links (test_grading_nbgrader).

NOW = datetime.now(UTC).replace(microsecond=0)
DAY = timedelta(days=1)


@dataclass
class Rules:
    """A learner, and what they may do to a session that closes in a month."""

    learner: small.Learner
    course: Course

    def made(self, answer: Callable[[Course, str], Any] = small.right, **more: Any) -> Answers:
        """What their server would write when the button is pressed."""
        mine = small.drawn(self.course, SESSION, self.learner.name).values()
        about = {"assignment": self.learner.assignment, "answers": {item: answer(self.course, item) for item in mine}}
        said = Answers.model_validate(about | more)
        return said.model_copy(update={"receipt": sheet.receipt(said)})

    def hand_in(self, said: Any, when: datetime | None = None) -> None:
        self.learner.write(said.document() if isinstance(said, Answers) else said)
        self.learner.submit(when and when.strftime("%Y-%m-%d %H:%M:%S.%f"))


def _after_closing(rules: Rules) -> None:
    times = rules.learner.test / TIMES
    times.write_text(times.read_text("utf-8").replace(str((NOW + 30 * DAY).year), "2099"), "utf-8")
    rules.hand_in(rules.made(), NOW + 40 * DAY)


def _dated_ahead(rules: Rules) -> None:
    rules.hand_in(rules.made(small.partial))
    rules.hand_in(rules.made(), NOW + 10 * DAY)


def _only_ahead(rules: Rules) -> None:
    rules.hand_in(rules.made(), NOW + 10 * DAY)


def _hides_the_time(rules: Rules) -> None:
    took = rules.made(begun=(NOW - 3 * DAY).isoformat(), changed=NOW.isoformat()).document()
    rules.hand_in(took | {"begun": took["changed"]})


def _promises_more_time(rules: Rules) -> None:
    rules.hand_in(rules.made(begun=(NOW - 3 * DAY).isoformat(), changed=NOW.isoformat(), extra=600))


def _says_all_is_done(rules: Rules) -> None:
    rules.hand_in(rules.made().document() | {"progress": {"done": ["m1-a1"] * 500, "required": 1}})


def _copies(rules: Rules) -> None:
    amina = rules.learner.folder.parent / "amina" / rules.learner.assignment / "answers.json"
    rules.hand_in(json.loads(amina.read_text("utf-8")))


#: Name -> what they do, the points that it deserves (None: nothing is taken), and what the trainer is told.
BREAKS: dict[str, tuple[Callable[[Rules], None], float | None, set[str]]] = {
    "after": (_after_closing, None, {"late"}),
    "ahead": (_dated_ahead, PARTIAL, {"ahead"}),
    "clock": (_only_ahead, 5.0, set()),  # a clock that is wrong and nothing better: it counts
    "hides": (_hides_the_time, 5.0, {"untouched"}),
    "promises": (_promises_more_time, 5.0, {"overtime"}),
    "says": (_says_all_is_done, 5.0, {"untouched"}),
}


def test_whoever_breaks_a_sessions_rules_gets_what_is_deserved_and_stops_nobody(tmp_path: Path) -> None:
    places = small.home(tmp_path)
    course = small.read(places)
    release(course, places, SESSION, times={"closes": NOW + 30 * DAY, "minutes": 60})
    actions = {name: action for name, (action, _, _) in BREAKS.items()}
    honest = {"amina": lambda rules: rules.hand_in(rules.made()), "zineb": lambda rules: rules.hand_in(rules.made())}
    for name, act in {"amina": honest["amina"], **actions, "copies": _copies, "zineb": honest["zineb"]}.items():
        learner = small.Learner(places, course, name, SESSION)
        learner.fetch()
        act(Rules(learner, course))
    summary = grade(course, places, SESSION)
    assert summary.failed == []
    told: dict[str, set[str]] = {}
    for one in (*summary.rejected, *summary.notices):
        told.setdefault(one.learner, set()).add(one.code)
    shared = small.drawn(course, SESSION, "amina").items() & small.drawn(course, SESSION, "copies").items()
    strange = {"strange"} if len(shared) < len(small.SLOTS) else set()
    assert told == {name: codes for name, (_, _, codes) in BREAKS.items() if codes} | (
        {"copies": strange} if strange else {}
    )
    points = {result.learner: result.points for result in results(places, SESSION)}
    deserved = {name: pytest.approx(value) for name, (_, value, _) in BREAKS.items() if value is not None}
    assert points == {"amina": 5.0, "zineb": 5.0, "copies": pytest.approx(len(shared))} | deserved
    again = grade(course, places, SESSION)
    assert (again.graded, again.rejected, again.notices) == (0, summary.rejected, summary.notices)


# ---- fuzzing ----


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return small.read(small.home(tmp_path_factory.mktemp("fuzzed")))


@pytest.fixture(scope="module")
def template(course: Course) -> Template:
    return Template({"cells": [_slot(name, source(name, items)) for name, items in paper(course).items()] + [_open()]})


def _slot(name: str, code: str) -> dict[str, Any]:
    about = {"grade": True, "grade_id": name, "solution": False}
    return {"cell_type": "code", "metadata": {"nbgrader": about}, "source": code.splitlines(True), "outputs": []}


def _open() -> dict[str, Any]:
    about = {"grade": True, "grade_id": "open-1", "solution": True}
    return {"cell_type": "markdown", "metadata": {"nbgrader": about}, "source": ["…"]}


IDS = [f"{slot}-i{number}" for slot in small.SLOTS for number in (1, 2)] + ["open-1", "zz", ""]
LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=4), st.sampled_from(["a", "b", "p1", "e1"])
)
_FEW = st.lists(LEAVES, max_size=3) | st.dictionaries(st.sampled_from(["p1", "p2", "", "a"]), LEAVES, max_size=2)
VALUES = LEAVES | _FEW | st.lists(_FEW, max_size=2)
ANSWERS = st.dictionaries(st.sampled_from(IDS), VALUES, max_size=4)
HAND_INS = st.fixed_dictionaries(
    {"schema": st.just(1) | VALUES, "assignment": st.just("final-test-demo") | LEAVES, "answers": ANSWERS | VALUES},
    optional={"language": st.sampled_from(["fr", "ar", "en"]), "name": LEAVES, "progress": VALUES, "x": VALUES},
)
RAW = HAND_INS.map(lambda said: json.dumps(said).encode()) | st.binary(max_size=60)


@settings(max_examples=10_000, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(raw=RAW, cut=st.integers(0, 400), flip=st.integers(0, 255))
def test_ten_thousand_hand_ins(template: Template, raw: bytes, cut: int, flip: int) -> None:
    """Refused with a reason, or marked: every slot has a score between 0 and 1, and the notebook is whole."""
    if cut < len(raw) // 8:
        raw = raw[:cut] + bytes([flip]) + raw[cut + 1 :]
    try:
        said = read_answers(raw, "final-test-demo")
    except RejectionError:
        said = no_answers("final-test-demo")
    marked = template.mark(Work("amina", "demo", said["answers"]))
    assert set(marked.scores) == {*small.SLOTS, "open-1"}
    assert all(score is not None and 0 <= score <= 1 for slot, score in marked.scores.items() if slot != "open-1")
    cells = json.loads(marked.notebook)["cells"]
    assert all(cell["outputs"] for cell in cells[:-1])
    written = said["answers"].get("open-1")
    assert (marked.scores["open-1"] is None) == (isinstance(written, str) and bool(written.strip()))
