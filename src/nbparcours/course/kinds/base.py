"""What every activity has, whatever its kind."""

import hashlib
from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self

from pydantic import Field, field_validator

from nbparcours.course.kinds.sheet import Sheet
from nbparcours.course.registry import Term
from nbparcours.course.text import Id, Lang, Strict, Text

#: A key as JSON: what the scorer of the same kind compares a learner's value with.
Key = dict[str, Any]


def opaque(text: Text) -> str:
    """Return an id that says nothing but which text it stands for: authors' ids may give the key away."""
    return "x" + hashlib.sha256(text.fr.encode()).hexdigest()[:10]


def unique(entries: tuple[Any, ...], what: str) -> None:
    """Raise `ValueError` if two of `entries` have the same id."""
    ids = [entry.id for entry in entries]
    twice = sorted({ident for ident in ids if ids.count(ident) > 1})
    if twice:
        raise ValueError(f"two {what} have the same id: {', '.join(twice)}")


class Choice(Strict):
    """One thing to choose, place or move, with the reason that feedback gives for it."""

    id: Id
    text: Text
    why: Text | None = None
    cites: tuple[str, ...] = ()

    def face(self, lang: Lang) -> dict[str, Any]:
        """Return what is shown of it before an answer."""
        return {"id": self.id, "text": self.text.get(lang)}


class Named(Strict):
    """Something that is only shown: a category, a level, a point of a checklist."""

    id: Id
    text: Text

    def face(self, lang: Lang) -> dict[str, Any]:
        """Return its id and its words."""
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
    def choices(self) -> Mapping[str, Choice]:
        """Return every choice that carries a reason, by the name feedback looks it up with."""

    def sheet(self, lang: Lang) -> Sheet:
        """Return the exercise and its solution as they are printed."""
        return Sheet()


@dataclass(frozen=True)
class Links:
    """What an activity may refer to by id: its module's other activities, and the glossary."""

    activities: Mapping[str, "Activity"] = field(default_factory=dict)
    glossary: Mapping[str, Term] = field(default_factory=dict)


class Activity(Body):
    """An activity of a module: its id is its cell's id and its progress key, in both languages."""

    #: What is written stays on the learner's device; their server hears that it was done, and nothing else.
    private: ClassVar[bool] = False

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

    def linked(self, links: Links) -> Self:
        """Return the activity with what it refers to by id; raise `ValueError` for an id that is not there."""
        return self


class PrivateActivity(Activity):
    """An activity about the learner: nothing of it is sent. `keep: false` also keeps it out of the browser's store."""

    private: ClassVar = True
    keep: bool = True
