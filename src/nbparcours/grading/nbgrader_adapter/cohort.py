"""A graded session as data for analysis: answers from what was collected, scores from the gradebook."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nbparcours.course.draw import draw
from nbparcours.grading.analysis import Person, Response
from nbparcours.grading.handin import ANSWERS
from nbparcours.grading.marks import Points, Result
from nbparcours.grading.nbgrader_adapter.desk import Desk
from nbparcours.grading.nbgrader_adapter.feedback import result_of
from nbparcours.grading.nbgrader_adapter.gradebook import Row, each
from nbparcours.grading.nbgrader_adapter.marked import is_marked
from nbparcours.grading.notebook import NAME
from nbparcours.grading.notices import minutes_taken
from nbparcours.grading.slot import Candidates, read


@dataclass(frozen=True)
class Cohort:
    """Everyone who is graded: their results (with names, for the trainer alone) and the same people without."""

    results: list[Result]
    people: list[Person]
    keys: dict[str, list[str]]


def cohort(desk: Desk) -> Cohort:
    """Read a session; nobody is in it before they are marked to the end."""
    test = desk.about() or {}
    candidates = dict(_candidates(desk))
    results, people = [], []
    for learner, rows in each(desk):
        if not is_marked(desk, learner, rows) or any(row.waits for row in rows):
            continue
        folder = desk.folder("submitted", learner)
        result = result_of(test, {row.slot: Points(row.score, row.out_of) for row in rows}, learner, folder)
        handin = json.loads((folder / ANSWERS).read_text("utf-8"))
        drawn = draw(test["slots"], test["session"], learner)
        responses = {row.slot: _response(row, drawn[row.slot], candidates, handin) for row in rows if row.slot in drawn}
        results.append(result)
        people.append(Person(result.language, result.passed, responses, minutes_taken(handin)))
    keys = {item: list(about["key"].get("correct", ())) for item, about in candidates.items()}
    return Cohort(results, people, keys)


def _candidates(desk: Desk) -> Iterator[tuple[str, Any]]:
    """Yield item and key from the source in force, which may be newer than the bank or older."""
    source = desk.folder("source") / f"{NAME}.ipynb"
    for cell in json.loads(source.read_text("utf-8"))["cells"] if source.is_file() else ():
        if cell["cell_type"] == "code" and cell["metadata"].get("nbgrader", {}).get("grade"):
            yield from read("".join(cell["source"]))[1].items()


def _response(row: Row, item: str, candidates: Candidates, handin: Any) -> Response:
    said = handin["answers"].get(item)
    options = "correct" in candidates.get(item, {}).get("key", {})
    chosen = tuple(sorted({str(option) for option in said})) if options and isinstance(said, list) else None
    answered = () if said in (None, [], {}, "") else ("…",)
    return Response(item, row.score / row.out_of if row.out_of else 0.0, answered if chosen is None else chosen)
