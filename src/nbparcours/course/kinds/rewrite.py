"""Rewriting a clumsy question, then comparing: what is written stays on the device."""

from typing import Any, ClassVar, Self

from pydantic import Field, model_validator

from nbparcours.course.kinds.base import Body, Choice, Key, Named, PrivateActivity, unique
from nbparcours.course.text import Lang, Text


class Phrase(Choice):
    """A clumsy wording (`text`), what is wrong with it (`why`), better ones, and points to compare with."""

    why: Text
    models: tuple[Text, ...] = Field(min_length=1)
    points: tuple[Named, ...] = Field(min_length=2)


class RewriteActivity(PrivateActivity, Body):
    """Wordings to put better."""

    kinds: ClassVar = ("rewrite",)
    phrases: tuple[Phrase, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        unique(self.phrases, "phrases")
        return self

    def key(self) -> Key:
        """Return `{"phrases": [ids]}`: there is no single right answer."""
        return {"phrases": [phrase.id for phrase in self.phrases]}

    def face(self, lang: Lang) -> dict[str, Any]:
        """Return `{"phrases": [{"id", "text", "models": [str], "points": [...]}]}`; models show after writing."""
        return {"phrases": [self._phrase(phrase, lang) for phrase in self.phrases]}

    @staticmethod
    def _phrase(phrase: Phrase, lang: Lang) -> dict[str, Any]:
        models = [model.get(lang) for model in phrase.models]
        return {**phrase.face(lang), "models": models, "points": [point.face(lang) for point in phrase.points]}

    def choices(self) -> dict[str, Choice]:
        """Return the phrases by id."""
        return {phrase.id: phrase for phrase in self.phrases}
