"""The referral-path builder: one choice a stage, and the path grows."""

from typing import Any, ClassVar, Self

from pydantic import Field, model_validator

from nbparcours.course.kinds.base import Activity, Body, Choice, Key, Named, unique
from nbparcours.course.kinds.choice import Option
from nbparcours.course.kinds.sheet import Line, Lines, Sheet
from nbparcours.course.text import Lang


class Stage(Named):
    """A stage and what may be done there; several options may be right."""

    options: tuple[Option, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _has_a_right_one(self) -> Self:
        unique(self.options, "options")
        if not any(option.correct for option in self.options):
            raise ValueError(f"no option of stage {self.id!r} is marked correct")
        return self


class PathwayActivity(Activity, Body):
    """Stages, in the order of the path."""

    kinds: ClassVar = ("pathway",)
    stages: tuple[Stage, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        unique(self.stages, "stages")
        return self

    def key(self) -> Key:
        """Return `{"stages": {stage: [right option ids]}}`."""
        return {"stages": {s.id: [option.id for option in s.options if option.correct] for s in self.stages}}

    def face(self, lang: Lang) -> dict[str, Any]:
        """Return `{"stages": [{"id", "text", "options": [...]}]}`."""
        return {"stages": [{**s.face(lang), "options": [o.face(lang) for o in s.options]} for s in self.stages]}

    def choices(self) -> dict[str, Choice]:
        """Return the options by `stage id/option id`."""
        return {f"{stage.id}/{option.id}": option for stage in self.stages for option in stage.options}

    def sheet(self, lang: Lang) -> Sheet:
        """Return the numbered stages with boxes."""
        return Sheet(
            task=(Lines(tuple(self._asked(stage, lang) for stage in self.stages), ordered=True),),
            solution=(Lines(tuple(self._solved(stage, lang) for stage in self.stages), ordered=True),),
        )

    @staticmethod
    def _asked(stage: Stage, lang: Lang) -> Line:
        options = tuple(Line(option.text.get(lang)) for option in stage.options)
        return Line(stage.text.get(lang), under=(Lines(options, boxes=True),))

    @staticmethod
    def _solved(stage: Stage, lang: Lang) -> Line:
        options = tuple(Line(o.text.get(lang), right=o.correct, why=f"{stage.id}/{o.id}") for o in stage.options)
        return Line(stage.text.get(lang), under=(Lines(options),))
