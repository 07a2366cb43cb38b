"""Marking without a kernel: two preprocessors that stand in for nbgrader's own in its configuration."""

from pathlib import Path
from typing import Any

from nbformat.v4 import new_output
from nbgrader import utils
from nbgrader.api import Gradebook
from nbgrader.preprocessors import Execute, NbGraderPreprocessor, SaveAutoGrades
from traitlets import Bool

from nbparcours.grading.slot import NotASlotError, Work, read


class DeclarativeExecute(NbGraderPreprocessor):
    """Give each slot's cell the output that a kernel would give it, without executing anything.

    It fails on any graded code cell that is not a slot's, since a cell without an output would count as right, unless
    the trainer decided with `run_code` that this course has assignments with code.
    """

    run_code = Bool(
        False, help="Let nbgrader execute the learners' code of assignments that are no test of ours. See README.md."
    ).tag(config=True)

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Mark the notebook with the answers that stand beside it."""
        if self.run_code and not _is_test(nb):
            made: tuple[Any, Any] = Execute(parent=self.parent).preprocess(nb, resources)
            return made
        work = Work.read(Path(resources["metadata"]["path"]))
        graded = [cell for cell in nb.cells if utils.is_grade(cell) and not utils.is_solution(cell)]
        for number, cell in enumerate((cell for cell in graded if cell.cell_type == "code"), start=1):
            slot, candidates = read(cell.source)
            cell.execution_count = number
            cell.outputs = [self._output(work, slot, candidates, number)]
        return nb, resources

    def _output(self, work: Work, slot: str, candidates: Any, number: int) -> Any:
        try:
            shown = {"text/plain": repr(work.score(slot, candidates))}
        except Exception as error:  # what a kernel does with it: an error output, and no point
            return new_output("error", ename=type(error).__name__, evalue="", traceback=[type(error).__name__])
        return new_output("execute_result", data=shown, execution_count=number)


def _is_test(nb: Any) -> bool:
    """Say whether every graded cell is a slot's. nbgrader has put them back as they stand in its database."""
    sources = [cell.source for cell in nb.cells if utils.is_grade(cell) and not utils.is_solution(cell)]
    try:
        return bool([read(source) for source in sources])
    except NotASlotError:
        return False


class SaveAutoGradesAtOnce(SaveAutoGrades):
    """nbgrader's rule for each grade, in one transaction: a learner's grades are all saved or none is."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Save the notebook's grades."""
        about = resources["nbgrader"]
        with Gradebook(about["db_url"]) as gradebook:
            stored = gradebook.find_submission_notebook(about["notebook"], about["assignment"], about["student"])
            grades = {grade.name: grade for grade in stored.grades}
            comments = {comment.name: comment for comment in stored.comments}
            for cell in nb.cells:
                if utils.is_grade(cell):
                    self._grade(cell, grades[cell.metadata["nbgrader"]["grade_id"]])
                if utils.is_solution(cell) or utils.is_task(cell):
                    self._comment(cell, comments[cell.metadata["nbgrader"]["grade_id"]])
            gradebook.db.commit()
        return nb, resources

    def _grade(self, cell: Any, grade: Any) -> None:
        grade.auto_score, _ = utils.determine_grade(cell, self.log)
        grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None

    def _comment(self, cell: Any, comment: Any) -> None:
        untouched = cell.metadata["nbgrader"].get("checksum") == utils.compute_checksum(cell)
        comment.auto_comment = "No response." if untouched and not utils.is_task(cell) else None
