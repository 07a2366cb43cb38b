"""A fetched final test: which items this learner meets, what was answered, hand-in and result."""

import getpass
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from nbparcours.course.draw import draw
from nbparcours.course.places import Places
from nbparcours.learner import answers as sheet
from nbparcours.learner.answers import Answers, Done
from nbparcours.learner.refusal import Refusal

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")
_MAX_NOTEBOOK = 8 * 1024 * 1024
_RESULT_ID = "nbparcours-result"
ACTIVITY = "application/vnd.nbparcours.activity+json"


def learner_id() -> str:
    """Return the name that nbgrader files this learner's submissions under."""
    return os.environ.get("JUPYTERHUB_USER") or getpass.getuser()


def _unknown() -> Refusal:
    return Refusal(
        404,
        "Ce test n'est pas dans votre dossier. Revenez à l'accueil et ouvrez-le de nouveau.",
        "هذا الاختبار غير موجود في مجلدكم. عودوا إلى الصفحة الرئيسية وافتحوه من جديد.",
    )


@dataclass
class FinalTest:
    """The test in `folder`, as one learner sees it."""

    folder: Path
    assignment: str
    drawn: dict[str, str]

    @classmethod
    def open(cls, places: Places, assignment: str, learner: str) -> "FinalTest":
        """Find a fetched test; refuse names that are not one, whatever else they may lead to."""
        folder = places.learner / assignment
        if not _NAME.fullmatch(assignment) or folder.is_symlink():
            raise _unknown()
        try:
            test = _notebook(folder / "test.ipynb")["metadata"]["nbparcours"]["test"]
            drawn = draw(test["slots"], test["session"], learner)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise _unknown() from error
        if test.get("assignment") != assignment:
            raise _unknown()
        return cls(folder, assignment, drawn)

    def answers(self) -> Answers:
        """Return what was answered so far; an unreadable file is put aside, and the learner told."""
        try:
            return sheet.read(self.folder, self.assignment)
        except ValueError as error:
            kept = sheet.set_aside(self.folder)
            raise Refusal(
                409,
                f"Le fichier de vos réponses était illisible. Il est gardé sous le nom {kept} ; un nouveau commence.",
                f"كان ملف أجوبتكم غير مقروء. وهو محفوظ باسم {kept}، ويبدأ الآن ملف جديد.",
            ) from error

    def state(self, learner: str) -> dict[str, Any]:
        """Return what the test's page needs to begin, with a notice when an unreadable file was put aside."""
        try:
            found, notice = self.answers(), {}
        except Refusal as said:
            found, notice = Answers(assignment=self.assignment), {"notice": said.message}
        return {"draw": self.drawn, "answers": found.document(), "learner": learner, **notice}

    def answer(self, item: str, value: Any, lang: Any) -> None:
        """Keep the answer to one drawn item; a null takes it back."""
        if item not in self.drawn.values():
            raise _unknown()
        found = self.answers()
        kept = {name: old for name, old in found.answers.items() if name != item}
        self._write(found, answers=kept if value is None else {**kept, item: value}, language=lang)

    def name(self, name: Any) -> None:
        """Keep the name that the learner wants on the certificate; an empty one takes it back."""
        self._write(self.answers(), name=name)

    def hand_in(self, done: Done) -> str:
        """Write the progress and the receipt into the file that is about to be submitted."""
        ready = sheet.changed(self.answers(), progress=done.model_dump())
        code = sheet.receipt(ready)
        sheet.write(self.folder, ready.model_copy(update={"receipt": code}))
        return code

    def _write(self, found: Answers, /, **parts: Any) -> None:
        changed = sheet.changed(found, **parts)
        if changed != found.model_copy(update={"receipt": ""}):  # saving the same again keeps the receipt
            sheet.write(self.folder, changed)

    def result(self) -> dict[str, Any] | None:
        """Return the newest result that came back with nbgrader's feedback."""
        for page in sorted(self.folder.glob("feedback/*/test.html"), reverse=True):
            found = _result(page)
            if found and found.get("assignment") == self.assignment:
                return found
        return None


def _notebook(path: Path) -> dict[str, Any]:
    if path.stat().st_size > _MAX_NOTEBOOK:
        raise ValueError("too large for a test")
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


class _ResultReader(HTMLParser):
    """Collects the text of the one script element that holds the result."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag == "script" and dict(attrs).get("id") == _RESULT_ID

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.text += data


def _result(page: Path) -> dict[str, Any] | None:
    reader = _ResultReader()
    try:
        if page.stat().st_size > _MAX_NOTEBOOK:
            return None
        reader.feed(page.read_text("utf-8"))
        found = json.loads(reader.text)
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def done(places: Places, activities: Mapping[str, Any]) -> Done:
    """Count the required activities that were checked at least once, as the home page does.

    What is required stands in the built home page: the learner's server needs no sources.
    """
    try:
        required = _required(_notebook(places.notebooks / "fr" / "00-accueil.ipynb"))
    except (OSError, ValueError, KeyError, TypeError):
        required = []
    finished = [name for name in required if _checked(activities.get(name))]
    return Done(done=finished, required=len(required))


def _required(home: Mapping[str, Any]) -> list[str]:
    outputs = [output for cell in home["cells"] for output in cell.get("outputs", [])]
    specs = [output["data"][ACTIVITY] for output in outputs if ACTIVITY in output.get("data", {})]
    modules = [module for spec in specs if spec["kind"] == "home" for module in spec["modules"]]
    return [name for module in modules for name in module["activities"]]


def _checked(kept: Any) -> bool:
    state = kept["state"] if kept else None
    attempts = state.get("attempts") if isinstance(state, dict) else None
    return isinstance(attempts, int) and attempts > 0
