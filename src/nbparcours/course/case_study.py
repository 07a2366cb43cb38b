"""The case study: a composite case, two open questions, and what each answer is marked by, in both languages."""

from typing import Self

from pydantic import Field, model_validator

from nbparcours.course.text import Id, Strict, Text


class Criterion(Strict):
    """One thing that an answer is marked by: its points, what is looked for, and what half of them is for."""

    points: int = Field(gt=0, le=20)
    text: Text
    full: Text
    part: Text


class Question(Strict):
    """An open question; its id is the id of the cell that a trainer marks."""

    id: Id
    title: Text
    prompt: Text
    criteria: tuple[Criterion, ...] = Field(min_length=1)

    @property
    def points(self) -> int:
        """Return the most that an answer can get."""
        return sum(criterion.points for criterion in self.criteria)


class CaseStudy(Strict):
    """The whole of a file in `assignments/case-study/`."""

    id: Id
    version: int = 1
    minutes: int = Field(gt=0, le=240)
    title: Text
    notice: Text
    case: Text
    cites: tuple[str, ...]
    questions: tuple[Question, ...] = Field(min_length=1, max_length=4)
    note: str = ""

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        if len({question.id for question in self.questions}) < len(self.questions):
            raise ValueError("two questions have the same id")
        return self
