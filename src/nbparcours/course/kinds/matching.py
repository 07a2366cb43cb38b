"""Matching a left-hand thing with its right-hand one."""

from typing import Any, ClassVar, Self

from pydantic import Field, model_validator

from nbparcours.course.kinds.base import Activity, Body, Choice, Key
from nbparcours.course.text import Id, Lang, Strict, Text


class Pair(Choice):
    """A left-hand text (`text`) and the right-hand one (`match`) that goes with it."""

    match: Text
    why: Text


class Extra(Strict):
    """A right-hand text that belongs to nothing."""

    id: Id
    text: Text


class MatchingBody(Body):
    """Pairs, and perhaps some right-hand texts too many."""

    kinds: ClassVar = ("matching",)
    pairs: tuple[Pair, ...] = Field(min_length=2)
    extras: tuple[Extra, ...] = ()

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        ids = [*(pair.id for pair in self.pairs), *(extra.id for extra in self.extras)]
        if len(set(ids)) < len(ids):
            raise ValueError("two pairs or extras have the same id")
        return self

    def key(self) -> Key:
        """Return `{"map": {left id: right id}}`; the right-hand text of a pair has the pair's own id."""
        return {"map": {pair.id: pair.id for pair in self.pairs}}

    def face(self, lang: Lang) -> dict[str, Any]:
        """Return `{"lefts": [...], "rights": [...]}`, the rights sorted by their text so as to give nothing away."""
        rights = [{"id": pair.id, "text": pair.match.get(lang)} for pair in self.pairs]
        rights += [{"id": extra.id, "text": extra.text.get(lang)} for extra in self.extras]
        return {
            "lefts": [pair.face(lang) for pair in self.pairs],
            "rights": sorted(rights, key=lambda right: right["text"]),
        }

    def choices(self) -> dict[str, Choice]:
        """Return the pairs by id."""
        return {pair.id: pair for pair in self.pairs}


class MatchingActivity(MatchingBody, Activity):
    """A matching exercise inside a module."""
