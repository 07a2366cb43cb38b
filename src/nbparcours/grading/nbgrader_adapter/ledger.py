"""Writing a class's grades into nbgrader's gradebook: one connection for all, one transaction for each learner."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nbgrader.api import Comment, Grade, Gradebook, Student, SubmittedAssignment, SubmittedNotebook
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy.orm import selectinload

from nbparcours.grading.marking import Scores
from nbparcours.grading.nbgrader_adapter.desk import Desk
from nbparcours.grading.notebook import NAME


@dataclass(frozen=True)
class Entry:
    """What the gradebook is to hold of a learner: when they handed in, and their scores."""

    learner: str
    when: datetime | None
    scores: Scores


class Ledger:
    """An open gradebook at one assignment. Make it with `opened`."""

    def __init__(self, book: Gradebook, desk: Desk) -> None:
        self.book = book
        self.assignment = book.find_assignment(desk.assignment).id
        notebook = book.find_notebook(NAME, desk.assignment)
        self.notebook = notebook.id
        self.cells = {cell.id: cell.name for cell in notebook.grade_cells}
        self.solutions = [cell.id for cell in notebook.solution_cells]
        self.penalties = AssignLatePenalties(config=desk.config, log=desk.log)
        self.penalties.init_plugin()

    def stored(self, learners: Sequence[str]) -> dict[str, Any]:
        """Return learner -> submission, with its grades, in three queries."""
        book = self.book.db
        book.expunge_all()
        grades = selectinload(SubmittedAssignment.notebooks).selectinload(SubmittedNotebook.grades)
        query = book.query(SubmittedAssignment).options(grades)
        known = query.filter_by(assignment_id=self.assignment).filter(SubmittedAssignment.student_id.in_(learners))
        return {submission.student_id: submission for submission in known}

    def holds(self, submission: Any, entry: Entry) -> bool:
        """Say whether nothing is to be written. What a trainer set by hand is theirs and not compared."""
        if submission is None or submission.timestamp != entry.when:
            return False
        (stored,) = submission.notebooks
        return {self.cells[grade.cell_id]: grade.auto_score for grade in stored.grades} == entry.scores

    def save(self, submission: Any, entry: Entry) -> None:
        """Save all grades of a learner, or none."""
        book = self.book.db
        try:
            made = submission or self._new(entry.learner)
            made.timestamp = entry.when
            (stored,) = made.notebooks
            for grade in stored.grades:
                grade.auto_score = entry.scores[self.cells[grade.cell_id]]
                grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None
            book.flush()
            self._penalise(made, stored)
            book.commit()
        except BaseException:
            book.rollback()
            raise

    def _new(self, learner: str) -> Any:
        book = self.book.db
        if book.get(Student, learner) is None:
            book.add(Student(id=learner))
        stored = SubmittedNotebook(notebook_id=self.notebook)
        stored.grades = [Grade(cell_id=cell) for cell in self.cells]
        stored.comments = [Comment(cell_id=cell) for cell in self.solutions]
        made = SubmittedAssignment(assignment_id=self.assignment, student_id=learner, notebooks=[stored])
        book.add(made)
        return made

    def _penalise(self, made: Any, stored: Any) -> None:
        """Do as nbgrader's AssignLatePenalties, with the trainer's plug-in."""
        stored.late_submission_penalty = None
        if made.timestamp and made.total_seconds_late > 0:
            plugin = self.penalties.plugin_inst
            asked = plugin.late_submission_penalty(made.student_id, stored.score, made.total_seconds_late)
            if asked is not None:
                stored.late_submission_penalty = min(max(asked, 0), stored.score)


@contextmanager
def opened(desk: Desk) -> Iterator[Ledger]:
    """Open the gradebook for as long as a batch takes."""
    with Gradebook(desk.course.db_url, desk.course.course_id) as book:
        yield Ledger(book, desk)
