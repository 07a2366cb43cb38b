"""A private look at oneself: statements, how often they are true, and what may help. Nothing is sent or scored."""

from typing import Any, ClassVar, Self

from pydantic import Field, model_validator

from nbparcours.course.kinds.base import Body, Choice, Key, Named, PrivateActivity, unique
from nbparcours.course.kinds.sheet import Grid, Line, Lines, Sheet, Words
from nbparcours.course.text import Lang, Text

_COUNT = Text(
    fr="Additionnez les points de vos réponses ; chaque réponse vaut :",
    ar="اجمعوا نقط أجوبتكم؛ ولكل جواب عدد النقط التالي:",
)
_FROM = Text(fr="Total à partir de {n}", ar="المجموع ابتداء من {n}")
_YOURS = Text(
    fr="C’est un repère pour vous, pas un diagnostic.",
    ar="هذا معلَم لكم أنتم وليس تشخيصا.",
)


class Level(Named):
    """How often; `points` add up to the total that the bands begin at."""

    points: int = Field(ge=0)


class Band(Choice):
    """What is said from a total of `at_least` points on: `text` in one line, `why` what may help."""

    why: Text
    at_least: int = Field(ge=0)


class InventoryActivity(PrivateActivity, Body):
    """Statements and levels; bands from the lowest total, 0, upwards."""

    kinds: ClassVar = ("inventory",)
    keep: bool = False
    statements: tuple[Named, ...] = Field(min_length=2)
    levels: tuple[Level, ...] = Field(min_length=2)
    bands: tuple[Band, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _bands_cover_everything(self) -> Self:
        for entries, what in ((self.statements, "statements"), (self.levels, "levels"), (self.bands, "bands")):
            unique(entries, what)
        starts = [band.at_least for band in self.bands]
        if starts[0] != 0 or starts != sorted(set(starts)):
            raise ValueError("bands begin at 0 and go up")
        return self

    def key(self) -> Key:
        """Return `{"statements": [ids]}`: there is no wrong answer."""
        return {"statements": [statement.id for statement in self.statements]}

    def face(self, lang: Lang) -> dict[str, Any]:
        """Return `{"statements", "levels": [{"id", "text", "points"}], "bands": [{"id", "text", "at_least"}]}`."""
        return {
            "statements": [statement.face(lang) for statement in self.statements],
            "levels": [{**level.face(lang), "points": level.points} for level in self.levels],
            "bands": [{**band.face(lang), "at_least": band.at_least} for band in self.bands],
        }

    def choices(self) -> dict[str, Choice]:
        """Return the bands by id."""
        return {band.id: band for band in self.bands}

    def sheet(self, lang: Lang) -> Sheet:
        """Return the statements with a box for each level; then how to add up, and what each total may mean."""
        head = ("", *(level.text.get(lang) for level in self.levels))
        boxes = ("☐",) * len(self.levels)
        task = Grid(head, tuple((statement.text.get(lang), *boxes) for statement in self.statements))
        points = Grid(head[1:], (tuple(str(level.points) for level in self.levels),))
        bands = (Line(_FROM.get(lang).format(n=band.at_least), band.text.get(lang), why=band.id) for band in self.bands)
        return Sheet((task,), (Words(_COUNT.get(lang)), points, Lines(tuple(bands)), Words(_YOURS.get(lang))))
