"""Reading nbgrader's gradebook."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from nbgrader.api import (
    Assignment,
    Comment,
    Grade,
    Gradebook,
    GradeCell,
    Notebook,
    SolutionCell,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)

from nbparcours.grading.nbgrader_adapter.desk import Desk


@dataclass(frozen=True)
class Row:
    """One grade of a learner for a slot. `auto` is None when no program graded it; `waits` for a mark by hand."""

    slot: str
    auto: float | None
    score: float
    out_of: float
    by_hand: bool = False
    waits: bool = False


def each(desk: Desk) -> Iterator[tuple[str, list[Row]]]:
    """Yield learner and grades, in the order of their ids, in one query that never holds more than a few of them."""
    score, cell = Grade.auto_score, GradeCell
    with Gradebook(desk.course.db_url, desk.course.course_id) as book:
        query = (
            book.db.query(
                Student.id, cell.name, score, Grade.score, cell.max_score, cell.cell_type, Grade.needs_manual_grade
            )
            .select_from(Grade)
            .join(GradeCell, GradeCell.id == Grade.cell_id)
            .join(SubmittedNotebook, SubmittedNotebook.id == Grade.notebook_id)
            .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
            .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
            .join(Student, Student.id == SubmittedAssignment.student_id)
            .filter(Assignment.name == desk.assignment)
            .order_by(Student.id)
            .yield_per(1000)
        )
        for learner, found in groupby(query, key=lambda row: row[0]):
            yield learner, [_row(*values) for _, *values in found]


def _row(slot: str, auto: float | None, score: float, out_of: float, kind: str, needs: bool) -> Row:
    by_hand = kind != "code"
    return Row(slot, auto, score, out_of, by_hand, by_hand and needs)


def comments(desk: Desk) -> dict[str, dict[str, str]]:
    """Return what trainers wrote about open answers: learner -> slot -> words."""
    found: dict[str, dict[str, str]] = {}
    with Gradebook(desk.course.db_url, desk.course.course_id) as book:
        query = (
            book.db.query(SubmittedAssignment.student_id, SolutionCell.name, Comment.manual_comment)
            .select_from(Comment)
            .join(SolutionCell, SolutionCell.id == Comment.cell_id)
            .join(SubmittedNotebook, SubmittedNotebook.id == Comment.notebook_id)
            .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
            .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
            .filter(Assignment.name == desk.assignment, Comment.manual_comment.isnot(None))
        )
        for learner, slot, said in query:
            found.setdefault(learner, {})[slot] = said
    return found


def rows(desk: Desk) -> dict[str, list[Row]]:
    """Return every grade of the session by learner."""
    return dict(each(desk))


def knows(desk: Desk) -> bool:
    """Say whether the gradebook has the session's test."""
    with Gradebook(desk.course.db_url, desk.course.course_id) as book:
        query = book.db.query(Notebook.id).join(Assignment, Assignment.id == Notebook.assignment_id)
        return query.filter(Assignment.name == desk.assignment).first() is not None
