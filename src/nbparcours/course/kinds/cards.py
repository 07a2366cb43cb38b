"""Flash cards: think, turn the card, say whether you knew."""

from typing import Any, ClassVar, Self

from pydantic import Field, model_validator

from nbparcours.course.kinds.base import Activity, Body, Choice, Key, unique
from nbparcours.course.kinds.sheet import Blank, Line, Lines, Sheet
from nbparcours.course.text import Id, Lang, Strict, Text


class Card(Strict):
    """A question on the `front`, its answer on the `back`."""

    id: Id
    front: Text
    back: Text
    cites: tuple[str, ...] = ()


class CardsActivity(Activity, Body):
    """A small deck; what was not known comes back."""

    kinds: ClassVar = ("cards",)
    cards: tuple[Card, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        unique(self.cards, "cards")
        return self

    def key(self) -> Key:
        """Return `{"cards": [ids]}`."""
        return {"cards": [card.id for card in self.cards]}

    def face(self, lang: Lang) -> dict[str, Any]:
        """Return `{"cards": [{"id", "front"}]}`; the backs are the reasons."""
        return {"cards": [{"id": card.id, "front": card.front.get(lang)} for card in self.cards]}

    def choices(self) -> dict[str, Choice]:
        """Return the cards by id: the back is the reason."""
        return {c.id: Choice(id=c.id, text=c.front, why=c.back, cites=c.cites) for c in self.cards}

    def sheet(self, lang: Lang) -> Sheet:
        """Return the fronts with room for an answer; then each with its back."""
        task = (Line(card.front.get(lang), under=(Blank(rows=2),)) for card in self.cards)
        solved = (Line(card.front.get(lang), why=card.id) for card in self.cards)
        return Sheet((Lines(tuple(task), ordered=True),), (Lines(tuple(solved), ordered=True),))
