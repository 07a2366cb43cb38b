"""Sorting cards into categories."""

from typing import Any, ClassVar, Self

from pydantic import Field, model_validator

from nbparcours.course.kinds.base import Activity, Body, Choice, Key, Named, unique
from nbparcours.course.kinds.sheet import Line, Lines, Sheet, Words
from nbparcours.course.text import Id, Lang, Text


class Category(Named):
    """A pile that cards go to."""


class Card(Choice):
    """A card and the category it belongs to."""

    category: Id
    why: Text


class SortingActivity(Activity, Body):
    """Cards, each of which belongs to exactly one category."""

    kinds: ClassVar = ("sorting",)
    categories: tuple[Category, ...] = Field(min_length=2)
    cards: tuple[Card, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _cards_have_a_home(self) -> Self:
        known = {category.id for category in self.categories}
        lost = [card.id for card in self.cards if card.category not in known]
        if lost:
            raise ValueError(f"cards without a known category: {', '.join(lost)}")
        unique(self.cards, "cards")
        return self

    def key(self) -> Key:
        """Return `{"map": {card: category}}`."""
        return {"map": {card.id: card.category for card in self.cards}}

    def face(self, lang: Lang) -> dict[str, Any]:
        """Return `{"categories": [...], "cards": [...]}`."""
        categories = [category.face(lang) for category in self.categories]
        return {"categories": categories, "cards": [card.face(lang) for card in self.cards]}

    def choices(self) -> dict[str, Choice]:
        """Return the cards by id."""
        return {card.id: card for card in self.cards}

    def sheet(self, lang: Lang) -> Sheet:
        """Return the categories and the cards; each card with its category."""
        names = {category.id: category.text.get(lang) for category in self.categories}
        task = (Words(" · ".join(names.values())), Lines(tuple(Line(f"{c.text.get(lang)} : ………") for c in self.cards)))
        solved = (Line(c.text.get(lang), answer=names[c.category], why=c.id) for c in self.cards)
        return Sheet(task, (Lines(tuple(solved)),))
