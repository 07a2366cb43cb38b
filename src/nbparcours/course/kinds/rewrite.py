"""Rewriting a clumsy question, then comparing: what is written stays on the device."""

from typing import Any, ClassVar, Self

from pydantic import Field, model_validator

from nbparcours.course.kinds.base import Body, Choice, Key, Named, PrivateActivity, unique
from nbparcours.course.kinds.sheet import Blank, Block, Line, Lines, Sheet, Words
from nbparcours.course.text import Lang, Text

_MODELS = Text(fr="Ce que l’on peut dire :", ar="ما يمكن قوله:")
_POINTS = Text(fr="Votre formulation, à comparer :", ar="صياغتكم، للمقارنة:")


class Phrase(Choice):
    """A clumsy wording (`text`), what is wrong with it (`why`), better ones, and points to compare with."""

    why: Text
    models: tuple[Text, ...] = Field(min_length=1)
    points: tuple[Named, ...] = Field(min_length=2)


def _compared(phrase: Phrase, lang: Lang) -> tuple[Block, ...]:
    models = Lines(tuple(Line(model.get(lang)) for model in phrase.models))
    points = Lines(tuple(Line(point.text.get(lang)) for point in phrase.points), boxes=True)
    return Words(_MODELS.get(lang)), models, Words(_POINTS.get(lang)), points


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

    def sheet(self, lang: Lang) -> Sheet:
        """Return the wordings with room for better ones; then what is wrong, others, and a list to compare with."""
        task = (Line(phrase.text.get(lang), under=(Blank(rows=2),)) for phrase in self.phrases)
        solved = (Line(phrase.text.get(lang), why=phrase.id, under=_compared(phrase, lang)) for phrase in self.phrases)
        return Sheet((Lines(tuple(task), ordered=True),), (Lines(tuple(solved), ordered=True),))
