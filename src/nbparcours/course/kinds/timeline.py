"""A timeline: events put in order, whose dates appear once they are checked."""

from typing import Any, ClassVar

from pydantic import Field

from nbparcours.course.kinds.base import Activity, opaque
from nbparcours.course.kinds.ordering import OrderingBody, Step
from nbparcours.course.kinds.sheet import Blank, Line, Lines, Sheet
from nbparcours.course.text import Lang, Text

ORDER = Text(fr="L’ordre (lettres) :", ar="الترتيب (بالحروف):")


class Event(Step):
    """An event and its date, in words."""

    when: Text


class TimelineActivity(OrderingBody, Activity):
    """Events, written in their right order."""

    kinds: ClassVar = ("timeline",)
    steps: tuple[Event, ...] = Field(min_length=3)

    def face(self, lang: Lang) -> dict[str, Any]:
        """Return `{"steps": [...], "dates": {step id: words}}`; the dates are shown after an answer."""
        return {**super().face(lang), "dates": {opaque(step.text): step.when.get(lang) for step in self.steps}}

    def sheet(self, lang: Lang) -> Sheet:
        """Return the shuffled events with letters to put in order; the solution gives the dates."""
        events = tuple(Line(step["text"]) for step in self.face(lang)["steps"])
        dated = (Line(step.text.get(lang), step.when.get(lang), why=opaque(step.text)) for step in self.steps)
        return Sheet(
            task=(Lines(events, letters=True), Blank(ORDER.get(lang))),
            solution=(Lines(tuple(dated), ordered=True),),
        )
