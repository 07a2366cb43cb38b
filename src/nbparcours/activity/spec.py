"""An activity and one language, as the JSON object that every host draws."""

from collections.abc import Iterable
from typing import Any

from nbparcours.course.dates import day
from nbparcours.course.kinds import Activity
from nbparcours.course.load import Course
from nbparcours.course.text import DIRECTION, Lang, Text

TEXTS_PAGE = "textes.ipynb"


def spec(activity: Activity, lang: Lang, course: Course) -> dict[str, Any]:
    """Return the spec of `activity` in `lang`, key and reasons included: it is practice, not a test."""
    return {
        "schema": 1,
        "id": activity.id,
        "kind": activity.kind,
        "lang": lang,
        "dir": DIRECTION[lang],
        "minutes": activity.minutes,
        "required": activity.required,
        "title": _said(activity.title, lang),
        "prompt": activity.prompt.get(lang),
        "intro": _said(activity.intro, lang),
        "hint": _said(activity.hint, lang),
        "private": activity.private,
        "keep": getattr(activity, "keep", True),
        "threshold": course.settings.selfcheck_share,
        **activity.face(lang),
        "key": activity.key(),
        "why": _reasons(activity, lang),
        "cites": _cites(activity, lang, course),
    }


def _said(text: Text | None, lang: Lang) -> str | None:
    return text.get(lang) if text else None


def _reasons(activity: Activity, lang: Lang) -> dict[str, Any]:
    return {
        name: {"text": choice.why.get(lang), "cites": list(choice.cites)}
        for name, choice in activity.choices().items()
        if choice.why
    }


def _cites(activity: Activity, lang: Lang, course: Course) -> list[dict[str, Any]]:
    """Return every text that the activity or one of its choices cites; `own` marks the activity's own."""
    own = list(activity.cites)
    for question in getattr(activity, "questions", ()):
        own += question.cites
    of_choices = [key for choice in activity.choices().values() for key in choice.cites]
    return [
        {
            "key": key,
            "label": course.references[key].label.get(lang),
            "href": f"{TEXTS_PAGE}#{key}",
            "own": key in own,
            "title": course.references[key].title.get(lang),
            "where": course.references[key].where.get(lang),
            "verified": day(course.references[key].verified_on, lang),
        }
        for key in _unique([*own, *of_choices])
        if key in course.references
    ]


def _unique(keys: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(keys))
