"""What a trainer is told when grading is done."""

from dataclasses import dataclass, field

from nbparcours.grading.handin import REASONS


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


@dataclass
class Summary:
    """The end of `grade`: how many hand-ins are new, graded, as before, rejected or failed."""

    assignment: str
    collected: int = 0
    graded: int = 0
    unchanged: int = 0
    feedback: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    seconds: float = 0.0
