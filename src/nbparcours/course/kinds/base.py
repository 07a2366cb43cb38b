"""What every activity has, whatever its kind."""

import hashlib
from abc import abstractmethod
from typing import Any, ClassVar

from pydantic import Field, field_validator

from nbparcours.course.text import Id, Lang, Strict, Text

#: A key as JSON: what the scorer of the same kind compares a learner's value with.
Key = dict[str, Any]


def opaque(text: Text) -> str:
    """Return an id that says nothing but which text it stands for: authors' ids may give the key away."""
    return "x" + hashlib.sha256(text.fr.encode()).hexdigest()[:10]


class Choice(Strict):
    """One thing to choose, place or move, with the reason that feedback gives for it."""

    id: Id
    text: Text
    why: Text | None = None
    cites: tuple[str, ...] = ()

    def face(self, lang: Lang) -> dict[str, Any]:
        """Return what is shown of it before an answer."""
        return {"id": self.id, "text": self.text.get(lang)}


class Body(Strict):
    """The part of an activity or test item that its kind decides."""

    kinds: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def key(self) -> Key:
        """Return the right answer, in the form that the scorer of this kind takes."""

    @abstractmethod
    def face(self, lang: Lang) -> dict[str, Any]:
        """Return what is shown in `lang`, without key or reasons."""

    @abstractmethod
    def choices(self) -> dict[str, Choice]:
        """Return every choice that carries a reason, by the name feedback looks it up with."""


class Activity(Body):
    """An activity of a module: its id is its cell's id and its progress key, in both languages."""

    id: Id
    kind: str
    minutes: float = Field(gt=0, le=30)
    required: bool = True
    objective: tuple[str, ...]
    cites: tuple[str, ...] = ()
    title: Text | None = None
    prompt: Text
    intro: Text | None = None
    hint: Text | None = None

    @field_validator("objective", mode="before")
    @classmethod
    def _one_or_more(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value
