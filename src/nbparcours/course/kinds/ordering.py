"""Putting steps in order."""

from typing import Any, ClassVar, Self

from pydantic import Field, model_validator

from nbparcours.course.kinds.base import Activity, Body, Choice, Key, opaque
from nbparcours.course.text import Lang


class Step(Choice):
    """One step; its place in the file is its right place."""


class OrderingBody(Body):
    """Steps, written in their right order."""

    kinds: ClassVar = ("ordering",)
    steps: tuple[Step, ...] = Field(min_length=3)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        if len({step.id for step in self.steps}) < len(self.steps):
            raise ValueError("two steps have the same id")
        return self

    def key(self) -> Key:
        """Return `{"order": [step ids]}`; the ids are opaque, since authors' ids may tell the order."""
        return {"order": [opaque(step.text) for step in self.steps]}

    def face(self, lang: Lang) -> dict[str, Any]:
        """Return `{"steps": [...]}` in a shuffled order that is the same in both languages and never the key."""
        shuffled = sorted(self.steps, key=lambda step: opaque(step.text))
        if shuffled == list(self.steps):
            shuffled = [*shuffled[1:], shuffled[0]]
        return {"steps": [{"id": opaque(step.text), "text": step.text.get(lang)} for step in shuffled]}

    def choices(self) -> dict[str, Choice]:
        """Return the steps by the ids that are shown."""
        return {opaque(step.text): step for step in self.steps}


class OrderingActivity(OrderingBody, Activity):
    """An ordering exercise inside a module."""
