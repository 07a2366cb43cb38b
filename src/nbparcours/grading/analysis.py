"""What a session says of its questions and of its groups, for people who decide what to mend.

Everybody answers other questions, so a question is judged among those who drew it, and the test's reliability over its
slots. Fewer than ten people are never described: they could be recognised, and their numbers say nothing.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from nbparcours.course.text import LANGUAGES, Lang
from nbparcours.grading import statistics
from nbparcours.grading.statistics import Dif

#: The smallest group that is described.
LEAST = 10
_BANDS = 5
_OMITTED = ""


@dataclass(frozen=True)
class Response:
    """One learner's answer to the item drawn for a slot: its score as a share of the points, and what was chosen."""

    item: str
    score: float
    chosen: tuple[str, ...]


@dataclass(frozen=True)
class Person:
    """One hand-in without a name: language, whether it passed, slot -> response, and minutes taken if known."""

    language: Lang
    passed: bool
    responses: Mapping[str, Response]
    minutes: float | None = None

    @cached_property
    def total(self) -> float:
        """Return the points of all slots."""
        return math.fsum(response.score for response in self.responses.values())


@dataclass(frozen=True)
class Choice:
    """How often an option was chosen, as shares of those who drew the item, of its lower and of its upper group."""

    option: str
    correct: bool
    share: float
    lower: float
    upper: float


@dataclass(frozen=True)
class ItemReport:
    """One item among the `n` who drew it. Shares lie between 0 and 1; None where fewer than ten, or no spread."""

    item: str
    slot: str
    n: int
    facility: float | None
    point_biserial: float | None
    discrimination: float | None
    omitted: float | None
    by_language: Mapping[Lang, float | None]
    dif: Dif | None
    choices: tuple[Choice, ...]

    @property
    def remarks(self) -> list[str]:
        """Return what a trainer should look at: codes, worst first."""
        found = []
        if self.point_biserial is not None and self.point_biserial < 0:
            found.append("negative")
        if self.dif and self.dif.flag != "A":
            found.append("harder_ar" if self.dif.delta < 0 else "harder_fr")
        if self.facility is not None and not 0.2 <= self.facility <= 0.95:
            found.append("hard" if self.facility < 0.2 else "easy")
        if self.point_biserial is not None and 0 <= self.point_biserial < 0.1:
            found.append("weak")
        if self.omitted is not None and self.omitted > 0.1:
            found.append("omitted")
        return found


@dataclass(frozen=True)
class GroupReport:
    """A group of learners; everything but `few` is None when there are fewer than ten."""

    few: bool
    n: int | None
    passed: float | None
    mean: float | None
    minutes: float | None


@dataclass(frozen=True)
class Analysis:
    """A whole session. `kr20` and `alpha` as `statistics` defines them; `same_items` says which one the draw allows."""

    everybody: GroupReport
    languages: Mapping[Lang, GroupReport]
    out_of: int
    totals: tuple[float, ...]
    same_items: bool
    kr20: float | None
    alpha: float | None
    standard_error: float | None
    items: tuple[ItemReport, ...]

    def as_json(self) -> dict[str, Any]:
        """Return it for programs; it holds no learner and nothing of a group under ten."""
        return {"schema": 1, **asdict(self), "items": [asdict(i) | {"remarks": i.remarks} for i in self.items]}


def analyse(people: Sequence[Person], keys: Mapping[str, Iterable[str]]) -> Analysis:
    """Analyse a session; `keys` is item -> its right options (none for kinds that are not a choice of options)."""
    drawn: dict[tuple[str, str], list[Person]] = {}
    for person in people:
        for slot, response in person.responses.items():
            drawn.setdefault((slot, response.item), []).append(person)
    matrix = [[person.responses[slot].score for slot in sorted(person.responses)] for person in people]
    enough = len(people) >= LEAST and len({len(row) for row in matrix}) == 1
    same = len(drawn) == len({slot for slot, _ in drawn})
    reliability = statistics.alpha(matrix) if enough else None
    totals = [person.total for person in people]
    return Analysis(
        everybody=group(people),
        languages=_languages(people),
        out_of=max((len(row) for row in matrix), default=0),
        totals=tuple(sorted(totals)) if enough else (),
        same_items=same,
        kr20=statistics.kr20(matrix) if enough and same else None,
        alpha=reliability,
        standard_error=statistics.standard_error(totals, reliability),
        items=tuple(
            report(slot, item, found, set(keys.get(item, ()))) for (slot, item), found in sorted(drawn.items())
        ),
    )


def group(people: Sequence[Person]) -> GroupReport:
    """Describe a group, unless it is so small that its people could be recognised."""
    if len(people) < LEAST:
        return GroupReport(True, None, None, None, None)
    minutes = sorted(person.minutes for person in people if person.minutes is not None)
    middle = minutes[len(minutes) // 2] if len(minutes) >= LEAST else None
    passed = sum(person.passed for person in people) / len(people)
    return GroupReport(False, len(people), passed, statistics.mean([person.total for person in people]), middle)


def _languages(people: Sequence[Person]) -> dict[Lang, GroupReport]:
    """Describe all languages or none: who knows the whole and one part knows the other."""
    spoken = {lang: [person for person in people if person.language == lang] for lang in LANGUAGES}
    if any(0 < len(found) < LEAST for found in spoken.values()):
        return {lang: group([]) for lang in LANGUAGES}
    return {lang: group(found) for lang, found in spoken.items()}


def report(slot: str, item: str, people: Sequence[Person], key: set[str]) -> ItemReport:
    """Describe one item among those who drew it."""
    if len(people) < LEAST:
        return ItemReport(item, slot, len(people), None, None, None, None, dict.fromkeys(LANGUAGES), None, ())
    responses = [person.responses[slot] for person in people]
    scores = [response.score for response in responses]
    rest = [person.total - score for person, score in zip(people, scores, strict=True)]
    spoken = {lang: [s for p, s in zip(people, scores, strict=True) if p.language == lang] for lang in LANGUAGES}
    both = all(len(found) >= LEAST for found in spoken.values())
    return ItemReport(
        item,
        slot,
        len(people),
        statistics.mean(scores),
        statistics.correlation(scores, rest),
        statistics.discrimination(scores, [person.total for person in people]),
        sum(not response.chosen for response in responses) / len(people),
        {lang: statistics.mean(found) if both else None for lang, found in spoken.items()},
        _dif(slot, people) if both else None,
        _choices(people, responses, key) if key else (),
    )


def _choices(people: Sequence[Person], responses: Sequence[Response], key: set[str]) -> tuple[Choice, ...]:
    """Return the distractor table: a wrong option that the strong choose more than the weak is worth a look."""
    lower, upper = statistics.groups([person.total for person in people])
    every = [_count([responses[place] for place in places]) for places in (range(len(responses)), lower, upper)]
    options = sorted(set().union(*every, key))
    return tuple(Choice(o, o in key, *(shares.get(o, 0.0) for shares in every)) for o in options)


def _count(responses: Sequence[Response]) -> dict[str, float]:
    counted = Counter(option for response in responses for option in response.chosen or (_OMITTED,))
    return {option: times / len(responses) for option, times in counted.items()}


def _dif(slot: str, people: Sequence[Person]) -> Dif | None:
    """Compare Arabic (focal) with French (reference) among people of like totals; only the whole point counts."""
    order = sorted(people, key=lambda person: person.total)
    strata = []
    for band in range(_BANDS):
        members = order[band * len(order) // _BANDS : (band + 1) * len(order) // _BANDS]
        counted = Counter((p.language, p.responses[slot].score > 1 - 1e-9) for p in members)
        strata.append((counted["fr", True], counted["fr", False], counted["ar", True], counted["ar", False]))
    return statistics.mantel_haenszel(strata)
