"""A poll before a module and after it: the second one shows what was gained."""

from typing import Any, ClassVar, Self

from pydantic import model_validator

from nbparcours.course.kinds.base import Activity, Body, Choice, Key, Links, unique
from nbparcours.course.kinds.quiz import Question, questions_sheet
from nbparcours.course.kinds.sheet import Sheet, Words
from nbparcours.course.text import Id, Lang, Text

LATER = Text(
    fr="Attendez la fin du module pour lire ceci : les mêmes questions y reviennent.",
    ar="انتظروا نهاية الوحدة لقراءة ما يلي: ستعود فيها الأسئلة نفسها.",
)


class PollActivity(Activity, Body):
    """Questions without feedback; or, with `after: <id of the first poll>`, the same ones with feedback and gain."""

    kinds: ClassVar = ("poll",)
    questions: tuple[Question, ...] = ()
    after: Id | None = None

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        if not self.questions and not self.after:
            raise ValueError("give questions, or name the first poll in after:")
        unique(self.questions, "questions")
        return self

    def linked(self, links: Links) -> Self:
        """Return the second poll with the questions of the first."""
        first = links.activities.get(self.after) if self.after else None
        if self.after and not isinstance(first, PollActivity):
            raise ValueError(f"{self.after!r} in after: is no poll of this module")
        return self.model_copy(update={"questions": first.questions}) if isinstance(first, PollActivity) else self

    def key(self) -> Key:
        """Return the questions' keys, as a self-check does."""
        return {"questions": {q.id: {"kind": q.kind, "key": q.key()} for q in self.questions}}

    def face(self, lang: Lang) -> dict[str, Any]:
        """Return `{"after": id or None, "questions": [...]}`."""
        return {"after": self.after, "questions": [q.asked(lang) for q in self.questions]}

    def choices(self) -> dict[str, Choice]:
        """Return the options by `question id/option id`."""
        return {f"{q.id}/{name}": choice for q in self.questions for name, choice in q.choices().items()}

    def sheet(self, lang: Lang) -> Sheet:
        """Return the questions, then their answers; those of the first poll ask to be read at the end."""
        sheet = questions_sheet(self.questions, lang)
        return sheet if self.after else Sheet(sheet.task, (Words(LATER.get(lang)), *sheet.solution))
