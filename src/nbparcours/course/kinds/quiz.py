"""The self-check at the end of a module: single and multiple choices, scored together."""

from typing import Any, ClassVar, Self

from pydantic import Field, model_validator

from nbparcours.course.kinds.base import Activity, Body, Choice, Key
from nbparcours.course.kinds.choice import ChoiceBody
from nbparcours.course.text import Id, Lang, Text


class Question(ChoiceBody):
    """One question of a self-check."""

    id: Id
    kind: str = "single"
    objective: Id
    cites: tuple[str, ...] = ()
    prompt: Text


class QuizActivity(Activity, Body):
    """Questions that are checked one by one and counted together."""

    kinds: ClassVar = ("quiz",)
    questions: tuple[Question, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        if len({question.id for question in self.questions}) < len(self.questions):
            raise ValueError("two questions have the same id")
        return self

    def key(self) -> Key:
        """Return `{"questions": {question id: {"kind": ..., "key": ...}}}`."""
        return {"questions": {q.id: {"kind": q.kind, "key": q.key()} for q in self.questions}}

    def face(self, lang: Lang) -> dict[str, Any]:
        """Return `{"questions": [{"id", "kind", "prompt", "options"}]}`."""
        return {
            "questions": [
                {"id": q.id, "kind": q.kind, "prompt": q.prompt.get(lang), **q.face(lang)} for q in self.questions
            ]
        }

    def choices(self) -> dict[str, Choice]:
        """Return the options by `question id/option id`."""
        return {f"{q.id}/{name}": choice for q in self.questions for name, choice in q.choices().items()}
