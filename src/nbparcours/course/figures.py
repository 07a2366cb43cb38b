"""Diagrams as the sources say them: words and what belongs to what, never a place or a colour.

A form is a class here and a file of its name in `nbparcours.figure`, which draws it in either direction.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import Field, TypeAdapter, model_validator

from nbparcours.course.kinds import Activity
from nbparcours.course.kinds.base import unique
from nbparcours.course.kinds.penalties import PenaltiesActivity, Tier
from nbparcours.course.text import Id, Strict, Text


class Card(Strict):
    """A box: what it is called, and what is said of it."""

    id: Id
    name: Text
    note: Text | None = None
    lines: tuple[Text, ...] = ()


class Form(Strict):
    """What every diagram has: its id is its cell's id; `alt` says in a sentence what it shows."""

    id: Id
    title: Text
    alt: Text
    note: Text | None = None
    cites: tuple[str, ...] = Field(min_length=1)

    def linked(self, activities: Mapping[str, Activity]) -> Self:
        """Return the diagram with what it takes from an activity; raise `ValueError` if that is not there."""
        return self


class Without(Strict):
    """A case in which one part is not needed."""

    part: Id
    name: Text
    note: Text
    result: Text


class Elements(Form):
    """Parts that make a whole together, and the case in which one of them is not needed."""

    form: Literal["elements"]
    parts: tuple[Card, ...] = Field(min_length=2, max_length=3)
    name: Text
    result: Text
    without: Without

    @model_validator(mode="after")
    def _names_a_part(self) -> Self:
        unique(self.parts, "parts")
        if self.without.part not in {part.id for part in self.parts}:
            raise ValueError(f"{self.without.part!r} is no part; correct it")
        return self


class Stairs(Form):
    """The tiers of a penalty explorer as a staircase: its years, fines and circumstances, in short words."""

    form: Literal["stairs"]
    of: Id
    none: Text
    facts: dict[Id, Text]
    graver: Text
    tiers: tuple[Tier, ...] = ()
    raised: dict[Id, Id] = Field(default_factory=dict)

    def linked(self, activities: Mapping[str, Activity]) -> Self:
        """Take the tiers, and what raises to each, from the explorer `of`: they stand nowhere else."""
        source = activities.get(self.of)
        if not isinstance(source, PenaltiesActivity):
            raise ValueError(f"{self.id}: {self.of!r} is no penalty explorer of this module")
        facts = {fact.id: fact.tier for fact in source.facts}
        if odd := facts.keys() ^ self.facts.keys():
            raise ValueError(f"{self.id}: {', '.join(sorted(odd))} stands only here or only in {self.of}")
        return self.model_copy(update={"tiers": source.tiers, "raised": facts})


class Aside(Strict):
    """A way that leaves a step, or leads back to it."""

    step: Id
    name: Text
    note: Text | None = None


class Path(Form):
    """Steps in order, each with who acts; a way out of one of them, and the way back."""

    form: Literal["path"]
    steps: tuple[Card, ...] = Field(min_length=3)
    out: Aside
    back: Aside

    @model_validator(mode="after")
    def _names_steps(self) -> Self:
        unique(self.steps, "steps")
        if odd := {self.out.step, self.back.step} - {step.id for step in self.steps}:
            raise ValueError(f"unknown steps: {', '.join(sorted(odd))}")
        return self


class Column(Strict):
    """Boxes that do the same sort of thing; `chain` when one hands over to the next."""

    name: Text
    boxes: tuple[Card, ...]
    chain: bool = False


class Link(Strict):
    """What one box hands to another in the same row of the next column."""

    source: Id
    target: Id


class Map(Form):
    """Who does what: one that leads, one that watches, columns of those who act, and for whom."""

    form: Literal["map"]
    leads: Card
    watches: Card
    columns: tuple[Column, ...] = Field(min_length=2, max_length=3)
    links: tuple[Link, ...] = ()
    person: Card

    @model_validator(mode="after")
    def _links_lead_across(self) -> Self:
        boxes = [(box.id, (at, row)) for at, column in enumerate(self.columns) for row, box in enumerate(column.boxes)]
        places = dict(boxes)
        if len(places) < len(boxes):
            raise ValueError("two boxes have the same id")
        for link in self.links:
            here, there = places.get(link.source), places.get(link.target)
            if not here or not there or there != (here[0] + 1, here[1]):
                raise ValueError(f"{link.source!r} and {link.target!r} do not stand side by side")
        return self


Figure = Elements | Stairs | Path | Map
_READ: TypeAdapter[Figure] = TypeAdapter(Annotated[Figure, Field(discriminator="form")])


def parse_figure(data: Any) -> Figure:
    """Make the diagram that `data["form"]` names; raise pydantic's `ValidationError` for anything else."""
    return _READ.validate_python(data)
