"""Putting steps in order."""

from typing import Any, ClassVar, Self

from pydantic import Field, model_validator

from nbparcours.course.kinds.base import Activity, Body, Choice, Key, opaque, unique
from nbparcours.course.kinds.sheet import Line, Lines, Sheet
from nbparcours.course.text import Lang


class Step(Choice):
    """One step; its place in the file is its right place."""


class OrderingBody(Body):
    """Steps, written in their right order."""

    kinds: ClassVar = ("ordering",)
    steps: tuple[Step, ...] = Field(min_length=3)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        unique(self.steps, "steps")
        return self

    def key(self) -> Key:
        """Return `{"order": [step ids]}`; the ids are opaque, since authors' ids may tell the order."""
        return {"order": [opaque(step.text) for step in self.steps]}

    def face(self, lang: Lang) -> dict[str, Any]:
        """Return `{"steps": [...]}` in a shuffled order that is the same in both languages and never the key."""
        return {"steps": [{"id": opaque(step.text), "text": step.text.get(lang)} for step in self._shuffled()]}

    def _shuffled(self) -> list[Step]:
        shuffled = sorted(self.steps, key=lambda step: opaque(step.text))
        return [*shuffled[1:], shuffled[0]] if shuffled == list(self.steps) else shuffled

    def choices(self) -> dict[str, Choice]:
        """Return the steps by the ids that are shown."""
        return {opaque(step.text): step for step in self.steps}

    def sheet(self, lang: Lang) -> Sheet:
        """Return the steps in the shuffled order with boxes to number; then in the right one."""
        task = Lines(tuple(Line(step.text.get(lang)) for step in self._shuffled()), boxes=True)
        solved = (Line(step.text.get(lang), why=opaque(step.text)) for step in self.steps)
        return Sheet((task,), (Lines(tuple(solved), ordered=True),))


class OrderingActivity(OrderingBody, Activity):
    """An ordering exercise inside a module."""
