"""A small course with every kind of test item, a trainer's folder, an exchange, and learners who hand in."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

import yaml
from nbgrader.api import Gradebook
from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange.default import ExchangeFetchAssignment, ExchangeFetchFeedback, ExchangeSubmit
from traitlets.config import Config

from nbparcours.course.case_study import CaseStudy
from nbparcours.course.draw import draw
from nbparcours.course.load import Course, load
from nbparcours.course.places import Places
from nbparcours.grading.blueprint import Task, assignment_of

ROOT = Path(__file__).parents[1]
SLOTS = {
    "m1-s1": "single",
    "m1-s2": "multiple",
    "m1-s3": "matching",
    "m6-s1": "ordering",
    "m6-s2": "vignette",
}
#: Every hand-in of these tests comes from the one Unix user who runs them.
ONE_USER = "c.CanonicalCollect.check_owner = False\n"


def both(text: str) -> dict[str, str]:
    return {"fr": f"{text} en français", "ar": f"{text} بالعربية"}


def why(item: str, name: str) -> dict[str, str]:
    return both(f"Raison secrète {item} {name}")


def _body(item: str, kind: str) -> dict[str, Any]:
    if kind == "matching":
        names = ("p1", "p2", "p3")
        return {"pairs": [{"id": n, "text": both(n), "match": both(f"côté {n}"), "why": why(item, n)} for n in names]}
    if kind == "ordering":
        return {"steps": [{"id": n, "text": both(n)} for n in ("e3", "e1", "e4", "e2")]}
    right = {"multiple": "ac"}.get(kind, "b")
    return {
        "options": [
            {"id": n, "text": both(f"option {n}"), "correct": n in right, "why": why(item, n)} for n in ("a", "b", "c")
        ]
    }


def bank() -> list[dict[str, Any]]:
    items = []
    for slot, kind in SLOTS.items():
        for number in (1, 2):
            name = f"{slot}-i{number}"
            about = {"id": name, "slot": slot, "kind": kind, "objective": "m1-o1", "level": "apply", "cites": []}
            note = {"note": f"note d'auteur secrète {name}", "stem": both(f"Énoncé l'un {name}")}
            items.append(about | note | _body(name, kind) | ({"case": both("Cas")} if kind == "vignette" else {}))
    return items


def case_study() -> CaseStudy:
    """The course's own case study: there is one, and it is short."""
    return next(iter(load(Places(home=ROOT)).cases.values()))


@cache
def _empty_gradebook() -> bytes:
    """nbgrader takes seconds to make one, since it calls a command for it; once is enough for all tests."""
    path = Path(tempfile.mkdtemp()) / "gradebook.db"
    commands = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    with mock.patch.dict(os.environ, {"PATH": commands}), Gradebook(f"sqlite:///{path}", "traite-maroc"):
        pass
    return path.read_bytes()


def home(folder: Path) -> Places:
    """Write the small course's sources and return its places; its trainer accepts hand-ins of one Unix user."""
    settings = yaml.safe_load((ROOT / "modules" / "course.yml").read_text("utf-8"))
    modules = {module["id"]: module for module in settings["modules"]}
    settings["modules"] = [modules[m] | {"status": "planned"} for m in ("m1", "m6")]
    settings["blueprint"] = [{"id": s, "module": s[:2], "kind": [k], "candidates": 2} for s, k in SLOTS.items()]
    settings["pass_rule"] = {"share": 0.7, "at_least": {"m6": 1}}
    places = Places(home=folder / "home", data=folder / "data")
    (places.modules).mkdir(parents=True)
    (places.modules / "course.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    write_bank(places, bank())
    shutil.copytree(ROOT / "assignments" / "final-test", places.home / "assignments" / "final-test")
    shutil.copytree(ROOT / "grading", places.home / "grading")
    places.trainer.mkdir(parents=True)
    text = (ROOT / "grading" / "nbgrader_config.py").read_text("utf-8")
    (places.trainer / "nbgrader_config.py").write_text(text + ONE_USER, "utf-8")
    (places.trainer / "gradebook.db").write_bytes(_empty_gradebook())
    return places


def write_bank(places: Places, items: list[dict[str, Any]]) -> None:
    folder = places.home / "assignments" / "bank"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "01.yml").write_text(yaml.safe_dump(items, allow_unicode=True), "utf-8")


def read(places: Places) -> Course:
    return load(places)


def drawn(course: Course, session: str, learner: str) -> dict[str, str]:
    return draw(course.candidates(), session, learner)


def right(course: Course, item: str) -> Any:
    key = course.bank[item].key()
    return next(iter(key.values()))


def partial(course: Course, item: str) -> Any:
    """An answer that deserves a part of the point, where its kind gives parts."""
    whole = right(course, item)
    if course.bank[item].kind == "multiple":
        return whole[:1]
    if course.bank[item].kind == "matching":
        return dict(list(whole.items())[:1])
    if course.bank[item].kind == "ordering":
        return [*whole[1:], whole[0]]
    return ["c"]


#: What `partial` deserves: (right − wrong) / all for matching, pairs in order for ordering.
PARTIAL = {"single": 0.0, "vignette": 0.0, "multiple": 1 / 2, "matching": 1 / 3, "ordering": 3 / 6}


def answers(session: str, values: dict[str, Any], language: str = "fr", **more: Any) -> dict[str, Any]:
    said = {"schema": 1, "assignment": assignment_of(session), "language": language, "answers": values}
    return said | {"name": "", "progress": {"done": [], "required": 0}, "receipt": "ABCD-EFGH"} | more


class Learner:
    """A learner with a folder and a cache of their own, who talks to the exchange through nbgrader itself."""

    def __init__(self, places: Places, course: Course, name: str, session: str, task: Task = "final-test") -> None:
        self.name, self.session, self.course = name, session, course
        self.folder = places.data / "learners" / name
        self.folder.mkdir(parents=True, exist_ok=True)
        self.places = places
        self.assignment = assignment_of(session, task)
        self.test = self.folder / self.assignment

    def _run(self, step: type, when: str | None = None) -> None:
        config = Config()
        config.CourseDirectory.course_id = self.course.settings.id
        config.CourseDirectory.assignment_id = self.assignment
        config.CourseDirectory.student_id = self.name
        config.Exchange.root = str(self.places.exchange)
        config.Exchange.cache = str(self.folder / "cache")
        config.Exchange.assignment_dir = str(self.folder)
        if when:
            config.Exchange.timestamp_format = f"{when} %Z"
        made = step(coursedir=CourseDirectory(config=config), authenticator=Authenticator(config=config), config=config)
        made.start()

    def fetch(self) -> None:
        self._run(ExchangeFetchAssignment)

    def write(self, said: Any) -> None:
        (self.test / "answers.json").write_text(json.dumps(said), "utf-8")

    def submit(self, when: str | None = None) -> Path:
        """Hand in, at `when` if given, and return the folder in the exchange."""
        before = set(self._inbound().iterdir())
        self._run(ExchangeSubmit, when)
        return (set(self._inbound().iterdir()) - before).pop()

    def _inbound(self) -> Path:
        return self.places.exchange / self.course.settings.id / "inbound"

    def fetch_feedback(self) -> list[Path]:
        self._run(ExchangeFetchFeedback)
        return sorted((self.test / "feedback").glob("*/test.html"))

    def hand_in(self, values: dict[str, Any], language: str = "fr", **more: Any) -> Path:
        """Fetch, answer and submit."""
        if not self.test.is_dir():
            self.fetch()
        self.write(answers(self.session, values, language, **more))
        return self.submit()


def nbgrader(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the stock command in `folder`."""
    command = [sys.executable, "-m", "nbgrader", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


#: Every grade, with SQL and nothing of ours.
GRADES = """
    SELECT a.name, s.student_id, n.name, c.name, g.auto_score, g.manual_score, gc.max_score, g.needs_manual_grade
    FROM grade g JOIN base_cell c ON c.id = g.cell_id JOIN grade_cells gc ON gc.id = c.id
    JOIN submitted_notebook sn ON sn.id = g.notebook_id JOIN notebook n ON n.id = sn.notebook_id
    JOIN submitted_assignment s ON s.id = sn.assignment_id JOIN assignment a ON a.id = s.assignment_id
    ORDER BY 1, 2, 3, 4
"""


def grade_rows(gradebook: Path) -> list[tuple[Any, ...]]:
    """Return every grade of a SQLite gradebook."""
    with sqlite3.connect(gradebook) as book:
        return book.execute(GRADES).fetchall()
