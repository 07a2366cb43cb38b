"""Reading nbgrader's gradebook."""

from collections import defaultdict
from dataclasses import dataclass

from nbgrader.api import (
    Assignment,
    Grade,
    Gradebook,
    GradeCell,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)

from nbparcours.grading.nbgrader_adapter.desk import Desk


@dataclass(frozen=True)
class Row:
    """One grade: of a learner, for a slot. `auto` is None when it was never graded."""

    slot: str
    auto: float | None
    score: float
    out_of: float


def rows(desk: Desk) -> dict[str, list[Row]]:
    """Return every grade of the session by learner, in one query."""
    found: dict[str, list[Row]] = defaultdict(list)
    with Gradebook(desk.course.db_url, desk.course.course_id) as book:
        query = (
            book.db.query(Student.id, GradeCell.name, Grade.auto_score, Grade.score, GradeCell.max_score)
            .select_from(Grade)
            .join(GradeCell, GradeCell.id == Grade.cell_id)
            .join(SubmittedNotebook, SubmittedNotebook.id == Grade.notebook_id)
            .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
            .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
            .join(Student, Student.id == SubmittedAssignment.student_id)
            .filter(Assignment.name == desk.assignment)
        )
        for learner, slot, auto, score, out_of in query:
            found[learner].append(Row(slot, auto, score, out_of))
    return dict(found)


def knows(desk: Desk) -> bool:
    """Say whether the gradebook has the session's test."""
    with Gradebook(desk.course.db_url, desk.course.course_id) as book:
        query = book.db.query(Notebook.id).join(Assignment, Assignment.id == Notebook.assignment_id)
        return query.filter(Assignment.name == desk.assignment).first() is not None
