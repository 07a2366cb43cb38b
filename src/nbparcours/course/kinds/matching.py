"""Matching a left-hand thing with its right-hand one."""

from typing import Any, ClassVar, Self

from pydantic import Field, model_validator

from nbparcours.course.kinds.base import Activity, Body, Choice, Key, Named, opaque, unique
from nbparcours.course.kinds.sheet import Line, Lines, Sheet
from nbparcours.course.text import Lang, Text


class Pair(Choice):
    """A left-hand text (`text`) and the right-hand one (`match`) that goes with it."""

    match: Text
    why: Text


class Extra(Named):
    """A right-hand text that belongs to nothing."""


class MatchingBody(Body):
    """Pairs, and perhaps some right-hand texts too many."""

    kinds: ClassVar = ("matching",)
    pairs: tuple[Pair, ...] = Field(min_length=2)
    extras: tuple[Extra, ...] = ()

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        unique(self.pairs, "pairs")
        rights = [right.fr for right in self._rights()]
        if len(set(rights)) < len(rights):
            raise ValueError("two right-hand texts are the same")
        return self

    def _rights(self) -> list[Text]:
        return [*(pair.match for pair in self.pairs), *(extra.text for extra in self.extras)]

    def key(self) -> Key:
        """Return `{"map": {left id: right id}}`; right ids are opaque, since learners see both."""
        return {"map": {pair.id: opaque(pair.match) for pair in self.pairs}}

    def face(self, lang: Lang) -> dict[str, Any]:
        """Return `{"lefts": [...], "rights": [...]}`, the rights sorted by their text so as to give nothing away."""
        rights = [{"id": opaque(right), "text": right.get(lang)} for right in self._rights()]
        return {
            "lefts": [pair.face(lang) for pair in self.pairs],
            "rights": sorted(rights, key=lambda right: right["text"]),
        }

    def choices(self) -> dict[str, Choice]:
        """Return the pairs by id."""
        return {pair.id: pair for pair in self.pairs}

    def sheet(self, lang: Lang) -> Sheet:
        """Return the two columns, the right-hand one under letters; then each pair."""
        rights = sorted(right.get(lang) for right in self._rights())
        lefts = Lines(tuple(Line(pair.text.get(lang)) for pair in self.pairs))
        solved = (Line(p.text.get(lang), answer=p.match.get(lang), why=p.id) for p in self.pairs)
        return Sheet((lefts, Lines(tuple(map(Line, rights)), letters=True)), (Lines(tuple(solved)),))


class MatchingActivity(MatchingBody, Activity):
    """A matching exercise inside a module."""
