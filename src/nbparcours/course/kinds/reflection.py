"""Free reflection: words that nobody else receives."""

from typing import Any, ClassVar

from pydantic import Field

from nbparcours.course.kinds.base import Body, Choice, Key, PrivateActivity
from nbparcours.course.kinds.sheet import Blank, Line, Lines, Sheet, Words
from nbparcours.course.text import Lang, Text

_YOURS = Text(fr="Il n’y a pas de réponse à trouver : la vôtre suffit.", ar="لا يوجد جواب واحد يُبحث عنه: جوابكم يكفي.")
_EXAMPLE = Text(fr="Un exemple :", ar="مثال:")


class ReflectionActivity(PrivateActivity, Body):
    """A question, `points` that help to begin, and perhaps an `example` to read afterwards."""

    kinds: ClassVar = ("reflection",)
    points: tuple[Text, ...] = ()
    example: Text | None = None
    rows: int = Field(default=6, ge=2, le=20)

    def key(self) -> Key:
        """Return `{}`: there is no right answer."""
        return {}

    def face(self, lang: Lang) -> dict[str, Any]:
        """Return `{"points": [str], "example": str or None, "rows": int}`."""
        example = self.example.get(lang) if self.example else None
        return {"points": [point.get(lang) for point in self.points], "example": example, "rows": self.rows}

    def choices(self) -> dict[str, Choice]:
        """Return nothing: nothing is judged."""
        return {}

    def sheet(self, lang: Lang) -> Sheet:
        """Return the points and lines to write on; then the example, if there is one."""
        points = (Lines(tuple(Line(point.get(lang)) for point in self.points)),) if self.points else ()
        example = (Words(_EXAMPLE.get(lang)), Words(self.example.get(lang))) if self.example else ()
        return Sheet((*points, Blank(rows=self.rows)), (Words(_YOURS.get(lang)), *example))
