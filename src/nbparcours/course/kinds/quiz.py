"""The self-check at the end of a module: single and multiple choices, scored together."""

from typing import Any, ClassVar, Self

from pydantic import Field, model_validator

from nbparcours.course.kinds.base import Activity, Body, Choice, Key, unique
from nbparcours.course.kinds.choice import ChoiceBody
from nbparcours.course.kinds.sheet import Line, Lines, Sheet
from nbparcours.course.text import Id, Lang, Text


class Question(ChoiceBody):
    """One question of a self-check."""

    id: Id
    kind: str = "single"
    objective: Id
    cites: tuple[str, ...] = ()
    prompt: Text

    def asked(self, lang: Lang) -> dict[str, Any]:
        """Return `{"id", "kind", "prompt", "options"}`."""
        return {"id": self.id, "kind": self.kind, "prompt": self.prompt.get(lang), **self.face(lang)}


def questions_sheet(questions: tuple[Question, ...], lang: Lang) -> Sheet:
    """Return the questions with their options; then with the answers."""
    sheets = [(question.prompt.get(lang), question.sheet(lang, f"{question.id}/")) for question in questions]
    task = Lines(tuple(Line(prompt, under=sheet.task) for prompt, sheet in sheets), ordered=True)
    solved = Lines(tuple(Line(prompt, under=sheet.solution) for prompt, sheet in sheets), ordered=True)
    return Sheet((task,), (solved,))


class QuizActivity(Activity, Body):
    """Questions that are checked one by one and counted together."""

    kinds: ClassVar = ("quiz",)
    questions: tuple[Question, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        unique(self.questions, "questions")
        return self

    def key(self) -> Key:
        """Return `{"questions": {question id: {"kind": ..., "key": ...}}}`."""
        return {"questions": {q.id: {"kind": q.kind, "key": q.key()} for q in self.questions}}

    def face(self, lang: Lang) -> dict[str, Any]:
        """Return `{"questions": [{"id", "kind", "prompt", "options"}]}`."""
        return {"questions": [q.asked(lang) for q in self.questions]}

    def choices(self) -> dict[str, Choice]:
        """Return the options by `question id/option id`."""
        return {f"{q.id}/{name}": choice for q in self.questions for name, choice in q.choices().items()}

    def sheet(self, lang: Lang) -> Sheet:
        """Return the questions, then their answers."""
        return questions_sheet(self.questions, lang)
