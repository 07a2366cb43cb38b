"""From scores per slot to a result: points, points per module, passed or not."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from nbparcours.course.settings import PassRule
from nbparcours.course.text import Lang

#: Sums of thirds must not fail a learner who has exactly the share that is asked for.
_EPSILON = 1e-9


@dataclass(frozen=True)
class Points:
    """Points gained, of so many."""

    points: float
    out_of: float

    def __add__(self, other: "Points") -> "Points":
        return Points(self.points + other.points, self.out_of + other.out_of)

    def reach(self, share: float) -> bool:
        """Say whether they are at least this share of all."""
        return self.out_of > 0 and self.points >= share * self.out_of - _EPSILON

    @property
    def percent(self) -> int:
        """Return the share in whole percent, never rounded up: 69.9 is not 70."""
        return math.floor(100 * self.points / self.out_of + _EPSILON) if self.out_of else 0

    def as_json(self) -> dict[str, float]:
        """Return what the result says of them."""
        return {"points": round(self.points, 4), "out_of": round(self.out_of, 4)}


@dataclass(frozen=True)
class Result:
    """What one learner achieved in one session."""

    assignment: str
    learner: str
    name: str
    language: Lang
    points: float
    out_of: float
    passed: bool
    date: str
    modules: dict[str, Points] = field(default_factory=dict)
    #: when it was handed in, and when this learner may try again, both as UTC in ISO form
    handed_in: str = ""
    again: str = ""
    #: what the trainer wrote about an open answer: slot -> words
    comments: dict[str, str] = field(default_factory=dict)

    @property
    def total(self) -> Points:
        """Return all points."""
        return Points(self.points, self.out_of)

    def as_json(self) -> dict[str, Any]:
        """Return the object that feedback carries. It holds no key and no answer."""
        return {
            "schema": 1,
            "assignment": self.assignment,
            "learner": self.learner,
            "language": self.language,
            **self.total.as_json(),
            "modules": {module: points.as_json() for module, points in self.modules.items()},
            "passed": self.passed,
            "date": self.date,
            "handed_in": self.handed_in,
            **({"again": self.again} if self.again else {}),
            **({"comments": self.comments} if self.comments else {}),
        }


def by_module(slots: Mapping[str, Points], modules: Mapping[str, list[str]]) -> dict[str, Points]:
    """Add up the slots of each module, in the order of the modules."""
    none = Points(0, 0)
    return {module: sum((slots[s] for s in names if s in slots), none) for module, names in modules.items()}


def passes(total: Points, modules: Mapping[str, Points], rule: PassRule) -> bool:
    """Apply the pass rule: a share of all points, and a least number in the modules that it names."""
    none = Points(0, 0)
    enough = all(modules.get(module, none).points >= least - _EPSILON for module, least in rule.at_least.items())
    return enough and total.reach(rule.share)


@dataclass(frozen=True)
class HandedIn:
    """What collecting knows of a hand-in: when it was made (`2026-11-24 10:00:00 …`), and which attempt it is."""

    time: str
    attempt: int = 1

    @property
    def when(self) -> datetime:
        """Return the moment; nbgrader writes UTC."""
        return datetime.fromisoformat(self.time[:19]).replace(tzinfo=UTC)

    def again(self, waits: Sequence[int]) -> str:
        """Return when the next attempt may begin, if this one was not passed."""
        if not waits:
            return ""
        wait = timedelta(hours=waits[(self.attempt - 1) % len(waits)])
        return (self.when + wait).isoformat(timespec="seconds")


def result(
    test: Mapping[str, Any],
    slots: Mapping[str, Points],
    learner: str,
    handin: Mapping[str, Any],
    handed: HandedIn,
    comments: Mapping[str, str] | None = None,
) -> Result:
    """Make the result of `learner`; `test` is what the released notebook says of the test."""
    modules = by_module(slots, {name: about["slots"] for name, about in test["modules"].items()})
    total = sum(slots.values(), Points(0, 0))
    passed = passes(total, modules, PassRule.model_validate(test["pass_rule"]))
    return Result(
        assignment=test["assignment"],
        learner=learner,
        name=handin["name"],
        language=handin["language"],
        points=total.points,
        out_of=total.out_of,
        passed=passed,
        date=handed.time[:10],
        modules=modules,
        handed_in=handed.when.isoformat(timespec="seconds"),
        again="" if passed else handed.again(test.get("wait_hours", ())),
        comments=dict(comments or {}),
    )
