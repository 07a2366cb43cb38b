"""`modules/course.yml`: what the course is, before any of its words."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from nbparcours.course.text import Id, Strict, Text, Words

#: A month as 2026-11: sources seldom give the day, and none is made up.
Month = Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]


class Objective(Strict):
    """What a learner can do after the module."""

    id: Id
    text: Text


class Section(Strict):
    """A part of a module; its id is the id of the Markdown cell that opens it."""

    id: Id
    title: Text
    minutes: int = Field(gt=0)


class Module(Strict):
    """One of the eight modules. A planned module has a title and minutes, and no notebook yet."""

    id: Id
    file: Words
    title: Text
    minutes: int
    status: Literal["ready", "planned"] = "ready"
    objectives: tuple[Objective, ...] = ()
    sections: tuple[Section, ...] = ()


class HelpLine(Strict):
    """A telephone line; volatile ones show the month in which they were last seen."""

    id: Id
    number: Words
    name: Text
    note: Text
    seen: Month | None = None
    confidence: Literal["high", "medium", "low"]


class Slot(Strict):
    """One place of the final test's blueprint."""

    id: Id
    module: Id
    kind: tuple[Literal["single", "multiple", "matching", "ordering", "vignette"], ...]
    candidates: int = 4


class PassRule(Strict):
    """When the final test is passed: a share of all points, and a least number of points in some modules."""

    share: float = Field(gt=0, le=1)
    at_least: dict[str, int] = Field(default_factory=dict)


class Access(Strict):
    """What lets a learner begin the final test: the modules' required activities, and time since a test not passed.

    `wait_hours` counts from the last hand-in: the first wait after the first test that was not passed, and so on; after
    the last of them it begins anew.
    """

    activities: Literal["required", "none"] = "required"
    wait_hours: tuple[Annotated[int, Field(ge=0, le=8760)], ...] = (24, 72, 168)


class Settings(Strict):
    """The whole of `course.yml`."""

    id: Id
    version: Words
    hours: int
    title: Text
    tagline: Text
    notice: Text
    exit_url: Words
    selfcheck_share: float = Field(gt=0, le=1)
    pass_rule: PassRule
    access: Access = Access()
    help_lines: tuple[HelpLine, ...]
    modules: tuple[Module, ...]
    blueprint: tuple[Slot, ...]
