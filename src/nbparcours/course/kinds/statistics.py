"""The statistics explorer: one series at a time, with its source, its date and its limits; then questions."""

from typing import Any, ClassVar, Self

from pydantic import Field, model_validator

from nbparcours.course.kinds.base import Activity, Body, Choice, Key, unique
from nbparcours.course.kinds.quiz import Question, questions_sheet
from nbparcours.course.kinds.sheet import Block, Grid, Line, Lines, Sheet, Words
from nbparcours.course.text import Id, Lang, Strict, Text

YEAR = Text(fr="Année", ar="السنة")


class Series(Strict):
    """What one source counted: `values` by year; `measure` says of what, `note` how far it can be trusted."""

    id: Id
    source: Text
    measure: Text
    unit: Text
    values: dict[int, int | float] = Field(min_length=1)
    note: Text
    cites: tuple[str, ...] = Field(min_length=1)

    def table(self, lang: Lang) -> tuple[Block, ...]:
        """Return what is counted, by whom, how far it can be trusted, and the numbers."""
        head = f"{self.measure.get(lang)} — {self.source.get(lang)}. {self.note.get(lang)}"
        rows = tuple((str(year), _grouped(number)) for year, number in sorted(self.values.items()))
        return Words(head), Grid((YEAR.get(lang), self.unit.get(lang)), rows)


class StatisticsActivity(Activity, Body):
    """Series that are never drawn together, and questions about reading them."""

    kinds: ClassVar = ("statistics",)
    series: tuple[Series, ...] = Field(min_length=1)
    questions: tuple[Question, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        unique(self.series, "series")
        unique(self.questions, "questions")
        return self

    def key(self) -> Key:
        """Return the questions' keys, as a self-check does."""
        return {"questions": {q.id: {"kind": q.kind, "key": q.key()} for q in self.questions}}

    def face(self, lang: Lang) -> dict[str, Any]:
        """Return `{"series": [{"id", "source", "measure", "unit", "values": [[year, n]]}], "questions"}`."""
        return {
            "series": [self._series(series, lang) for series in self.series],
            "questions": [q.asked(lang) for q in self.questions],
        }

    @staticmethod
    def _series(series: Series, lang: Lang) -> dict[str, Any]:
        words = {name: getattr(series, name).get(lang) for name in ("source", "measure", "unit")}
        return {"id": series.id, **words, "values": [list(pair) for pair in sorted(series.values.items())]}

    def choices(self) -> dict[str, Choice]:
        """Return the series by `series/id`, whose reason is the note, and the options by `question id/option id`."""
        series = {f"series/{s.id}": Choice(id=s.id, text=s.measure, why=s.note, cites=s.cites) for s in self.series}
        options = {f"{q.id}/{name}": choice for q in self.questions for name, choice in q.choices().items()}
        return {**series, **options}

    def sheet(self, lang: Lang) -> Sheet:
        """Return every series as a table, then the questions; the solution also says where the series come from."""
        questions = questions_sheet(self.questions, lang)
        tables = tuple(block for series in self.series for block in series.table(lang))
        sources = tuple(Line(series.measure.get(lang), why=f"series/{series.id}") for series in self.series)
        return Sheet((*tables, *questions.task), (*questions.solution, Lines(sources)))


def _grouped(number: float) -> str:
    """Write 1234.5 as the course's prose does, in both languages."""
    return f"{number:,}".replace(",", "\u202f").replace(".", ",")
