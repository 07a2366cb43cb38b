"""A fetched final test (or case study): which items this learner meets, what was answered, hand-in and result."""

import getpass
import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nbparcours.course import name as rule
from nbparcours.course.draw import arrange, draw
from nbparcours.course.places import Places
from nbparcours.learner import admission, refusal, result
from nbparcours.learner import answers as sheet
from nbparcours.learner.answers import Answers, Done
from nbparcours.learner.completion import ACTIVITY
from nbparcours.learner.handed import handed_in
from nbparcours.learner.refusal import Refusal
from nbparcours.learner.session import Session, extra_minutes

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")
_MAX_NOTEBOOK = 8 * 1024 * 1024


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
    """The test in `folder`, as one learner sees it; `about` is what the release says of it."""

    places: Places
    folder: Path
    assignment: str
    learner: str
    about: Mapping[str, Any]
    faces: Mapping[str, Any]

    @classmethod
    def open(cls, places: Places, assignment: str, learner: str) -> "FinalTest":
        """Find a fetched test; refuse names that are not one, whatever else they may lead to."""
        folder = places.learner / assignment
        if not _NAME.fullmatch(assignment) or folder.is_symlink():
            raise _unknown()
        try:
            made = _notebook(folder / "test.ipynb")
            about = made["metadata"]["nbparcours"]["test"]
            found = cls(places, folder, assignment, learner, about, _faces(made))
            known = bool(found.drawn) and about.get("assignment") == assignment
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise _unknown() from error
        if not known:
            raise _unknown()
        return found

    @property
    def drawn(self) -> dict[str, str]:
        """Return slot -> item, as grading will draw it again."""
        return draw(self.about["slots"], self.about["session"], self.learner)

    def session(self) -> Session:
        """Return the session's times: those in the exchange now, else those that were fetched."""
        course = str(self.about.get("course_id") or "-")
        return Session.read(self.places.exchange / course / "outbound" / self.assignment, self.folder)

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

    def state(self, done: Done) -> dict[str, Any]:
        """Return what the test's page needs to begin, with a notice when an unreadable file was put aside."""
        try:
            found, notice = self.answers(), {}
        except Refusal as said:
            found, notice = Answers(assignment=self.assignment), {"notice": said.message}
        handed = handed_in(self.places.data / "submitted", self.learner, self.assignment)
        proved = found.receipt if handed and handed[-1]["receipt"] == found.receipt else ""
        closed = self._closed(found, done)
        return {
            "draw": self.drawn,
            "order": self.order(),
            "answers": {**found.document(), "receipt": proved},
            "learner": self.learner,
            "handed": handed,
            "session": self._times(found),
            "closed": closed.as_json() if closed else None,
            **notice,
        }

    def order(self) -> dict[str, list[str]]:
        """Return item -> the order in which this learner meets its options, in both languages alike."""
        faces = {item: self.faces.get(item, {}).get("fr", {}) for item in self.drawn.values()}
        ids = {
            item: [one["id"] for one in face.get("options") or face.get("rights") or ()] for item, face in faces.items()
        }
        return {item: arrange(names, self.about["session"], self.learner, item) for item, names in ids.items() if names}

    def begin(self, done: Done) -> Answers:
        """Open the questions: the time starts, once."""
        found = self.answers()
        if found.begun:
            return found
        if closed := self._closed(found, done):
            raise closed.refusal()
        begun = found.model_copy(update={"begun": sheet.now()})
        sheet.write(self.folder, begun)
        return begun

    def answer(self, item: str, value: Any, lang: Any, done: Done) -> None:
        """Keep the answer to one drawn item; a null takes it back."""
        if item not in self.drawn.values():
            raise _unknown()
        if value is not None and isinstance(value, str) != (item in self.about.get("written", ())):
            raise refusal.malformed()
        found = self.begin(done)
        if closed := self._closed(found, done):
            raise closed.refusal()
        kept = {name: old for name, old in found.answers.items() if name != item}
        self._write(found, answers=kept if value is None else {**kept, item: value}, language=lang)

    def name(self, name: Any) -> None:
        """Keep the name that the learner wants on the certificate; an empty one takes it back."""
        try:
            fit = rule.clean(name) if isinstance(name, str) and name.strip() else name
        except rule.UnfitName as fault:
            raise refusal.unfit_name(fault.code) from None
        self._write(self.answers(), name=fit.strip() if isinstance(fit, str) else fit)

    def mark(self, marked: Any) -> None:
        """Keep which questions are to be looked at again, wherever the learner goes on."""
        if not isinstance(marked, list) or not all(one in self.drawn.values() for one in marked):
            raise refusal.malformed()
        sheet.write(self.folder, self.answers().model_copy(update={"marked": marked}))

    def extra(self, code: Any) -> int:
        """Take the code by which a trainer gives more time."""
        minutes = extra_minutes(code, self.about["session"], self.learner) if isinstance(code, str) else None
        if minutes is None:
            raise Refusal(
                409,
                "Ce code n'est pas celui de cette session pour votre compte. Vérifiez-le avec l'équipe du cours.",
                "هذا الرمز لا يخص حسابكم في دورة الامتحان هذه. تحققوا منه مع فريق الدورة.",
            )
        sheet.write(self.folder, self.answers().model_copy(update={"extra": minutes}))
        return minutes

    def hand_in(self, done: Done) -> str:
        """Write the progress and the receipt into the file that is about to be submitted."""
        found = self.answers()
        session = self.session()
        if session.late(datetime.now(UTC)):
            raise admission.Closed("late", session.closes).refusal()
        ready = sheet.changed(found, progress=done.model_dump())
        code = sheet.receipt(ready)
        sheet.write(self.folder, ready.model_copy(update={"receipt": code}))
        return code

    def result(self) -> dict[str, Any] | None:
        """Return the newest result that came back with nbgrader's feedback, with when to try again."""
        found = result.newest(self.folder, self.assignment)
        if not found or found.get("passed") or "passed" not in found:
            return found
        failed = [one for one in (*self._before(), found) if not one.get("passed")]
        again = admission.retry_at(map(admission.handed_in, failed), self._waits())
        return {**found, "again": again.isoformat(timespec="seconds")} if again else found

    def certificate(self) -> bytes | None:
        """Return the PDF that came inside the newest result; None while there is none."""
        return result.certificate(self.folder, self.assignment)

    def _closed(self, found: Answers, done: Done) -> admission.Closed | None:
        if found.begun:
            return admission.go_on(self.session(), datetime.fromisoformat(found.begun), found.extra)
        asked = self.about.get("required") is not None
        left = max(0, done.required - len(done.done)) if asked else 0
        return admission.begin(self.session(), left, self._before(), self._waits())

    def _before(self) -> Sequence[Mapping[str, Any]]:
        return result.of_other_sessions(self.places.learner, self.assignment, self.about["session"])

    def _waits(self) -> Sequence[int]:
        return list(self.about.get("wait_hours", ()))

    def _times(self, found: Answers) -> dict[str, Any]:
        session = self.session()
        begun = datetime.fromisoformat(found.begun) if found.begun else None
        left = admission.seconds_left(session, begun, found.extra)
        said = session.model_dump(mode="json", exclude={"version"})
        return {**said, "extra": found.extra, "begun": found.begun, "left": left}

    def _write(self, found: Answers, /, **parts: Any) -> None:
        changed = sheet.changed(found, **parts)
        if changed != found.model_copy(update={"receipt": ""}):  # saving the same again keeps the receipt
            sheet.write(self.folder, changed.model_copy(update={"changed": sheet.now()}))


def _notebook(path: Path) -> dict[str, Any]:
    if path.stat().st_size > _MAX_NOTEBOOK:
        raise ValueError("too large for a test")
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def _faces(made: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what the test's page shows of its items."""
    for cell in made["cells"]:
        for output in cell.get("outputs", ()):
            if isinstance(items := output.get("data", {}).get(ACTIVITY, {}).get("items"), dict):
                return items
    return {}
