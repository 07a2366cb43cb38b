"""Sorting cards into categories."""

from typing import Any, ClassVar, Self

from pydantic import Field, model_validator

from nbparcours.course.kinds.base import Activity, Body, Choice, Key
from nbparcours.course.text import Id, Lang, Strict, Text


class Category(Strict):
    """A pile that cards go to."""

    id: Id
    text: Text


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
        if len({card.id for card in self.cards}) < len(self.cards):
            raise ValueError("two cards have the same id")
        return self

    def key(self) -> Key:
        """Return `{"map": {card: category}}`."""
        return {"map": {card.id: card.category for card in self.cards}}

    def face(self, lang: Lang) -> dict[str, Any]:
        """Return `{"categories": [...], "cards": [...]}`."""
        categories = [{"id": c.id, "text": c.text.get(lang)} for c in self.categories]
        return {"categories": categories, "cards": [card.face(lang) for card in self.cards]}

    def choices(self) -> dict[str, Choice]:
        """Return the cards by id."""
        return {card.id: card for card in self.cards}
