"""What the dashboard asks: which sessions there are, one session's data, what lies in quarantine."""

import json
from dataclasses import dataclass
from typing import Any

from nbparcours.course.load import Course
from nbparcours.course.places import Places
from nbparcours.grading.analysis import Analysis, analyse
from nbparcours.grading.blueprint import assignment_of
from nbparcours.grading.marks import Points, Result
from nbparcours.grading.nbgrader_adapter.cohort import cohort
from nbparcours.grading.nbgrader_adapter.desk import Desk
from nbparcours.grading.nbgrader_adapter.gradebook import each
from nbparcours.grading.nbgrader_adapter.remarks import held_back, notices_of
from nbparcours.grading.notices import Notice


@dataclass(frozen=True)
class Case:
    """The session's case study: its questions' titles, and each learner's points; None where a mark is awaited."""

    titles: dict[str, dict[str, str]]
    marks: dict[str, dict[str, Points | None]]
    notices: list[Notice]


@dataclass(frozen=True)
class Overview:
    """A session as it stands; `held_back` passed and may not be certified, `case` is None where none is open."""

    test: dict[str, Any]
    results: list[Result]
    analysis: Analysis
    quarantine: list[dict[str, str]]
    notices: list[Notice]
    held_back: dict[str, Notice]
    case: Case | None


def sessions(places: Places) -> list[str]:
    """Return the released sessions, the newest first."""
    mark = assignment_of("x")[:-1]
    found = (places.trainer / "release").glob(f"{mark}*")
    return [path.name.removeprefix(mark) for path in sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)]


def overview(course: Course, places: Places, session: str) -> Overview:
    """Read a session."""
    desk = Desk(places, course.settings.id, session)
    found = cohort(desk)
    return Overview(
        test=desk.about() or {},
        results=found.results,
        analysis=analyse(found.people, found.keys),
        quarantine=_quarantine(places, session),
        notices=list(notices_of(desk, desk.learners())),
        held_back=held_back(desk, [result.learner for result in found.results if result.passed]),
        case=_case(Desk(places, course.settings.id, session, "case-study")),
    )


def _case(desk: Desk) -> Case | None:
    about = desk.about()
    if about is None:
        return None
    titles = {name: module["title"] for name, module in about["modules"].items()}
    marks = {
        learner: {row.slot: None if row.waits else Points(row.score, row.out_of) for row in rows}
        for learner, rows in each(desk)
    }
    return Case(titles, marks, list(notices_of(desk, desk.learners())))


def _quarantine(places: Places, session: str) -> list[dict[str, str]]:
    folder = places.trainer / "quarantine" / session
    return [
        {**json.loads(path.read_text("utf-8")), "kept": str(path.parent.relative_to(places.trainer))}
        for path in sorted(folder.glob("*/reason.json"))
    ]
