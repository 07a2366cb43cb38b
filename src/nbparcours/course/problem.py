"""What an author is told when something in the sources does not hold."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Problem:
    """A fault in a source file: where it is and what to do about it.

    A `notice` is worth knowing and stops nothing.
    """

    code: str
    path: Path
    line: int
    message: str
    notice: bool = False

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.code} {self.message}"


class SourceError(Exception):
    """The course cannot be used as it stands; `problems` says why, one line each."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
