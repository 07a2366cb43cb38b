"""The session's case study as a notebook: the page, then for each question its criteria and a cell to mark."""

from typing import Any

from nbparcours.activity.bundle import screen_bundle
from nbparcours.activity.case_screen import case_spec
from nbparcours.course.case_study import CaseStudy, Question
from nbparcours.course.load import Course
from nbparcours.course.text import DIRECTION, LANGUAGES, Lang
from nbparcours.grading.blueprint import RefusalError, assignment_of
from nbparcours.grading.notebook import frame

_HEAD: dict[Lang, tuple[str, str, str, str]] = {
    "fr": ("Critère", "Points", "Tous les points", "La moitié"),
    "ar": ("المعيار", "النقط", "كل النقط", "النصف"),
}
#: nbgrader gives 0 by itself to whoever leaves this as it is.
_EMPTY = "(sans réponse · بلا جواب)"


def the_case(course: Course) -> CaseStudy:
    """Return the course's case study."""
    if not course.cases:
        raise RefusalError("there is no case study: assignments/case-study/ holds none")
    return next(iter(course.cases.values()))


def make_case_notebook(course: Course, case: CaseStudy, session: str) -> dict[str, Any]:
    """Return the notebook. The same sources and session always give the same bytes."""
    spec = case_spec(course, case, session, assignment_of(session, "case-study"))
    cells = [cell for question in case.questions for cell in (_criteria(question), _answer(question))]
    return frame(course, {"final-test": screen_bundle(spec)}, cells, spec["title"], _about(course, case, session))


def _about(course: Course, case: CaseStudy, session: str) -> dict[str, Any]:
    names = [question.id for question in case.questions]
    return {
        "session": session,
        "assignment": assignment_of(session, "case-study"),
        "task": "case-study",
        "course_id": course.settings.id,
        "title": case.title.model_dump(),
        "slots": {name: [name] for name in names},
        "written": names,
        "modules": {q.id: {"title": q.title.model_dump(), "slots": [q.id]} for q in case.questions},
        "pass_rule": {"share": 0.5, "at_least": {}},
    }


def _criteria(question: Question) -> dict[str, Any]:
    """Return the cell that stands before the answer in formgrader; learners see the same on their page."""
    grading = {"grade": False, "grade_id": f"{question.id}-criteres", "locked": True, "solution": False, "task": False}
    text = "\n\n".join(_table(question, lang) for lang in LANGUAGES)
    return _markdown(f"{question.id}-criteres", text, {**grading, "schema_version": 3, "cell_type": "markdown"})


def _table(question: Question, lang: Lang) -> str:
    head = "".join(f"<th>{name}</th>" for name in _HEAD[lang])
    rows = (
        f"<tr><td>{c.text.get(lang)}</td><td>{c.points}</td><td>{c.full.get(lang)}</td><td>{c.part.get(lang)}</td></tr>"
        for c in question.criteria
    )
    title = f"<p><b>{question.title.get(lang)}</b></p>"
    table = f'<table cellpadding="6"><tr>{head}</tr>{"".join(rows)}</table>'  # formgrader sets no space between cells
    return f'<div lang="{lang}" dir="{DIRECTION[lang]}">{title}{table}</div>'


def _answer(question: Question) -> dict[str, Any]:
    grading = {"grade": True, "grade_id": question.id, "locked": False, "points": question.points, "solution": True}
    return _markdown(question.id, _EMPTY, {**grading, "schema_version": 3, "task": False, "cell_type": "markdown"})


def _markdown(name: str, source: str, grading: dict[str, Any]) -> dict[str, Any]:
    metadata = {"deletable": False, "editable": False, "nbgrader": grading}
    return {"cell_type": "markdown", "id": name, "metadata": metadata, "source": source}
