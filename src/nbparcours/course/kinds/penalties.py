"""The penalty explorer: circumstances in, the tier of the law out. It teaches and is no legal advice."""

from typing import Any, ClassVar, Self

from pydantic import Field, model_validator

from nbparcours.course.kinds.base import Activity, Body, Choice, Key, unique
from nbparcours.course.kinds.sheet import Blank, Grid, Line, Lines, Sheet, Words
from nbparcours.course.text import Id, Lang, Text

TIER = Text(fr="Palier", ar="الدرجة")
YEARS = Text(fr="Privation de liberté (années)", ar="العقوبة السالبة للحرية (بالسنوات)")
FINE = Text(fr="Amende (dirhams)", ar="الغرامة (بالدرهم)")
LIFE = Text(fr="réclusion perpétuelle", ar="السجن المؤبد")
FACTS = Text(fr="Circonstances :", ar="الظروف:")
CASES = Text(
    fr="Quelles circonstances chaque cas contient-il, et quel palier ?", ar="ما الظروف الواردة في كل حالة، وما الدرجة؟"
)
WHICH = Text(
    fr="Lettres des circonstances (aucune est possible), palier :", ar="حروف الظروف (ويمكن ألا يوجد أي ظرف)، والدرجة:"
)
SPAN = Text(fr="de {least} à {most}", ar="من {least} إلى {most}")
NONE = Text(fr="aucune circonstance", ar="لا ظرف")


class Tier(Choice):
    """A penalty: `years` of imprisonment (or `life`) and a `fine` in dirhams, each from least to most."""

    why: Text
    years: tuple[int, int] | None = None
    life: bool = False
    fine: tuple[int, int] | None = None

    @model_validator(mode="after")
    def _names_a_penalty(self) -> Self:
        if bool(self.years) == self.life:
            raise ValueError(f"tier {self.id!r} needs either years or life: true")
        return self


class Fact(Choice):
    """A circumstance and the tier that it raises the penalty to."""

    why: Text
    tier: Id


class Case(Choice):
    """A short case and the facts of the list that it holds; `why` reasons it through."""

    why: Text
    facts: tuple[Id, ...]


class PenaltiesActivity(Activity, Body):
    """Tiers from the lightest to the gravest, the facts that lead to them, and cases to work out."""

    kinds: ClassVar = ("penalties",)
    notice: Text
    tiers: tuple[Tier, ...] = Field(min_length=2)
    facts: tuple[Fact, ...] = Field(min_length=2)
    cases: tuple[Case, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _names_are_known(self) -> Self:
        for entries, what in ((self.tiers, "tiers"), (self.facts, "facts"), (self.cases, "cases")):
            unique(entries, what)
        tiers, facts = {tier.id for tier in self.tiers}, {fact.id for fact in self.facts}
        if odd := {fact.tier for fact in self.facts} - tiers:
            raise ValueError(f"unknown tiers: {', '.join(sorted(odd))}")
        if odd := {name for case in self.cases for name in case.facts} - facts:
            raise ValueError(f"unknown facts: {', '.join(sorted(odd))}")
        return self

    def tier(self, facts: tuple[str, ...]) -> Tier:
        """Return the gravest tier that `facts` lead to, else the first."""
        named = {fact.tier for fact in self.facts if fact.id in facts}
        return next((tier for tier in reversed(self.tiers) if tier.id in named), self.tiers[0])

    def key(self) -> Key:
        """Return `{"cases": {case: [facts]}}`."""
        return {"cases": {case.id: list(case.facts) for case in self.cases}}

    def face(self, lang: Lang) -> dict[str, Any]:
        """Return `{"notice", "tiers": [{"id", "text", "years", "life", "fine"}], "facts": [...], "cases": [...]}`."""
        tiers = [
            {**t.face(lang), "years": _bounds(t.years), "life": t.life, "fine": _bounds(t.fine)} for t in self.tiers
        ]
        facts = [{**fact.face(lang), "tier": fact.tier} for fact in self.facts]
        cases = [case.face(lang) for case in self.cases]
        return {"notice": self.notice.get(lang), "tiers": tiers, "facts": facts, "cases": cases}

    def choices(self) -> dict[str, Choice]:
        """Return tiers by `tier/id`, facts by id, cases by `case/id`."""
        tiers: dict[str, Choice] = {f"tier/{tier.id}": tier for tier in self.tiers}
        return {**tiers, **{f.id: f for f in self.facts}, **{f"case/{case.id}": case for case in self.cases}}

    def sheet(self, lang: Lang) -> Sheet:
        """Return the tiers as a table and the cases with a line to write on; then the tier of each."""
        facts = Lines(tuple(Line(fact.text.get(lang)) for fact in self.facts), letters=True)
        asked = (Line(case.text.get(lang), under=(Blank(WHICH.get(lang)),)) for case in self.cases)
        task = (Words(self.notice.get(lang)), self._table(lang), Words(FACTS.get(lang)), facts, Words(CASES.get(lang)))
        return Sheet((*task, Lines(tuple(asked), ordered=True)), self._solution(lang))

    def _table(self, lang: Lang) -> Grid:
        rows = (
            (
                t.text.get(lang),
                _span(t.years, lang) if t.years else LIFE.get(lang),
                _span(t.fine, lang) if t.fine else "—",
            )
            for t in self.tiers
        )
        return Grid((TIER.get(lang), YEARS.get(lang), FINE.get(lang)), tuple(rows))

    def _solution(self, lang: Lang) -> tuple[Lines, ...]:
        tiers = (Line(tier.text.get(lang), why=f"tier/{tier.id}") for tier in self.tiers)
        named = {tier.id: tier.text.get(lang) for tier in self.tiers}
        facts = (Line(fact.text.get(lang), named[fact.tier], why=fact.id) for fact in self.facts)
        cases = (Line(c.text.get(lang), self._answer(c, lang), why=f"case/{c.id}") for c in self.cases)
        return Lines(tuple(tiers)), Lines(tuple(facts), letters=True), Lines(tuple(cases), ordered=True)

    def _answer(self, case: Case, lang: Lang) -> str:
        facts = [fact.text.get(lang) for fact in self.facts if fact.id in case.facts]
        return " · ".join([*facts, self.tier(case.facts).text.get(lang)] if facts else [NONE.get(lang)])


def _bounds(bounds: tuple[int, int] | None) -> list[int] | None:
    return list(bounds) if bounds else None


def grouped(number: int) -> str:
    """Write 200000 as the course's prose groups it, in both languages: by narrow spaces."""
    return f"{number:,}".replace(",", "\u202f")


def _span(bounds: tuple[int, int], lang: Lang) -> str:
    least, most = (grouped(bound) for bound in bounds)
    return SPAN.get(lang).format(least=least, most=most) if least != most else most
