"""Single and multiple choice (and the vignette of the final test: a short case, then a single choice)."""

from typing import Any, ClassVar, Self

from pydantic import Field, model_validator

from nbparcours.course.kinds.base import Activity, Body, Choice, Key
from nbparcours.course.kinds.sheet import Line, Lines, Sheet
from nbparcours.course.text import Lang, Text


class Option(Choice):
    """An option; `correct` marks the key, or part of it."""

    correct: bool = False
    why: Text


class ChoiceBody(Body):
    """Two options or more, each with the reason why it is right or wrong."""

    kinds: ClassVar = ("single", "multiple", "vignette")
    options: tuple[Option, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _has_a_key(self) -> Self:
        right = sum(option.correct for option in self.options)
        if not right or (right > 1 and getattr(self, "kind", "") != "multiple"):
            raise ValueError(f"{right} options are marked correct; a single choice needs exactly one")
        if len({option.id for option in self.options}) < len(self.options):
            raise ValueError("two options have the same id")
        return self

    def key(self) -> Key:
        """Return `{"correct": [option ids]}`."""
        return {"correct": [option.id for option in self.options if option.correct]}

    def face(self, lang: Lang) -> dict[str, Any]:
        """Return `{"options": [...]}`."""
        return {"options": [option.face(lang) for option in self.options]}

    def choices(self) -> dict[str, Choice]:
        """Return the options by id."""
        return {option.id: option for option in self.options}

    def sheet(self, lang: Lang, prefix: str = "") -> Sheet:
        """Return the options with boxes; `prefix` comes before the names of their reasons."""
        task = Lines(tuple(Line(option.text.get(lang)) for option in self.options), boxes=True)
        solved = (Line(o.text.get(lang), right=o.correct, why=prefix + o.id) for o in self.options)
        return Sheet((task,), (Lines(tuple(solved)),))


class ChoiceActivity(ChoiceBody, Activity):
    """A single or multiple choice inside a module."""
