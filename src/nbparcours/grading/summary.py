"""What a trainer is told when grading is done."""

from dataclasses import asdict, dataclass, field
from typing import Any

from nbparcours.grading.handin import REASONS
from nbparcours.grading.notices import Notice


@dataclass(frozen=True)
class Rejected:
    """A hand-in that was not taken; `graded_as_empty` when its learner has no other."""

    learner: str
    code: str
    quarantine: str
    graded_as_empty: bool

    @property
    def reason(self) -> str:
        """Return the sentence for the trainer."""
        return REASONS[self.code]


@dataclass(frozen=True)
class Failed:
    """A learner who could not be graded, and why. Nobody else is touched by it."""

    learner: str
    reason: str


@dataclass(frozen=True)
class Outcome:
    """What became of one learner in one step: newly written or as before, or the reason why not."""

    learner: str
    changed: bool = False
    fault: str = ""


@dataclass
class Summary:
    """The end of `grade`: how many hand-ins are new, graded, as before, rejected, failed, or wait for a hand."""

    assignment: str
    collected: int = 0
    graded: int = 0
    unchanged: int = 0
    feedback: int = 0
    waiting: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    seconds: float = 0.0

    def as_json(self) -> dict[str, Any]:
        """Return what a program reads of it; it names learners, so it is for the trainer alone."""
        rejected = [asdict(one) | {"reason": one.reason} for one in self.rejected]
        told = [asdict(one) | {"reason": one.say()} for one in self.notices]
        lists = {"rejected": rejected, "notices": told}
        return {"schema": 1, **asdict(self), **lists, "seconds": round(self.seconds, 1)}
