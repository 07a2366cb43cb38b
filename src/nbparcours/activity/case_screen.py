"""The case study as the page of the final test draws it: the case, open questions, and what they are marked by."""

from typing import Any

from nbparcours.activity.strings import message
from nbparcours.course.case_study import CaseStudy, Criterion, Question
from nbparcours.course.load import Course
from nbparcours.course.places import HOME_PAGE
from nbparcours.course.text import DIRECTION, LANGUAGES, Lang
from nbparcours.learner.answers import WRITTEN_LENGTH


def case_spec(course: Course, case: CaseStudy, session: str, assignment: str, lang: Lang = "fr") -> dict[str, Any]:
    """Return the case study of `session`, beginning in `lang`."""
    return {
        "schema": 1,
        "id": assignment,
        "kind": "test",
        "task": "case-study",
        "session": session,
        "assignment": assignment,
        "course_id": course.settings.id,
        "lang": lang,
        "dir": DIRECTION[lang],
        "home": HOME_PAGE,
        "title": case.title.model_dump(),
        "rules": {lang: _rules(case, lang) for lang in LANGUAGES},
        "minutes": case.minutes,
        "modules": {question.id: question.title.model_dump() for question in case.questions},
        "items": {question.id: _item(case, question) for question in case.questions},
    }


def _rules(case: CaseStudy, lang: Lang) -> str:
    points = sum(question.points for question in case.questions)
    said = message(lang, "test.case_rules", minutes=str(case.minutes), points=str(points))
    return f"{case.notice.get(lang)}\n{said}"


def _item(case: CaseStudy, question: Question) -> dict[str, Any]:
    fr, ar = (_face(case, question, lang) for lang in LANGUAGES)
    return {"slot": question.id, "kind": "written", "fr": fr, "ar": ar}


def _face(case: CaseStudy, question: Question, lang: Lang) -> dict[str, Any]:
    return {
        "case": case.case.get(lang),
        "stem": question.prompt.get(lang),
        "criteria": [_criterion(criterion, lang) for criterion in question.criteria],
        "limit": WRITTEN_LENGTH,
    }


def _criterion(criterion: Criterion, lang: Lang) -> dict[str, Any]:
    return {"points": criterion.points, "text": criterion.text.get(lang), "full": criterion.full.get(lang)}
