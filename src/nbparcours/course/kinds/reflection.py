"""Free reflection: words that nobody else receives."""

from typing import Any, ClassVar

from pydantic import Field

from nbparcours.course.kinds.base import Body, Choice, Key, PrivateActivity
from nbparcours.course.text import Lang, Text


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
