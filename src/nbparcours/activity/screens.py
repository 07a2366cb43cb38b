"""The two screens that the activities' renderer also draws: the learner's home page and the final test.

A screen's spec is data like an activity's. The test's holds every item in both languages, so that the language
can change at any moment without the server, and neither keys nor reasons, because learners receive all of it.
"""

from collections.abc import Mapping
from typing import Any

from nbparcours.activity.strings import message
from nbparcours.course.item import Item
from nbparcours.course.kinds import Activity
from nbparcours.course.load import Course
from nbparcours.course.places import HOME_PAGE
from nbparcours.course.settings import HelpLine, Module
from nbparcours.course.text import DIRECTION, LANGUAGES, Lang, Text

#: Expected, not enforced: 48 minutes for 40 questions, as the blueprint's source proposes.
MINUTES_PER_QUESTION = 1.2
PAGES = {"texts": "textes.ipynb", "glossary": "glossaire.ipynb"}


def home_spec(course: Course, lang: Lang) -> dict[str, Any]:
    """Return what the learner's home page shows in `lang` before anything is known of the learner."""
    settings = course.settings
    return {
        "schema": 1,
        "id": "home",
        "kind": "home",
        "lang": lang,
        "dir": DIRECTION[lang],
        "page": HOME_PAGE,
        "title": settings.title.get(lang),
        "notice": settings.notice.get(lang),
        "version": settings.version,
        "modules": [_module(course, module, lang) for module in settings.modules],
        "course_id": settings.id,
        "help_lines": [_help_line(line, lang) for line in settings.help_lines],
        "exit_url": settings.exit_url,
        "pages": PAGES,
    }


def _module(course: Course, module: Module, lang: Lang) -> dict[str, Any]:
    content = course.contents.get(module.id)
    activities = list(content.activities.values()) if content else []
    return {
        "id": module.id,
        "page": module.file,
        "title": module.title.get(lang),
        "minutes": module.minutes,
        "status": module.status,
        "activities": [activity.id for activity in activities if activity.required],
        "all": [_counted(activity) for activity in activities],
    }


def _counted(activity: Activity) -> dict[str, Any]:
    private = {"private": True} if activity.private else {}
    return {"id": activity.id, "minutes": activity.minutes, **private}


def _help_line(line: HelpLine, lang: Lang) -> dict[str, Any]:
    return {
        "number": line.number,
        "name": line.name.get(lang),
        "note": line.note.get(lang),
        "seen": line.seen,
    }


def test_spec(course: Course, session: str, lang: Lang = "fr") -> dict[str, Any]:  # noqa: PT028 - no pytest test
    """Return the final test of `session`, beginning in `lang`; never a key, never a reason."""
    name = f"final-test-{session}"
    return {
        "schema": 1,
        "id": name,
        "kind": "test",
        "session": session,
        "assignment": name,
        "course_id": course.settings.id,
        "lang": lang,
        "dir": DIRECTION[lang],
        "home": HOME_PAGE,
        "title": _both("test.title", course=course.settings.title),
        "rules": _rules(course),
        "minutes": _minutes(course),
        "modules": {module.id: _revision(module) for module in course.settings.modules},
        "items": {item.id: _item(item) for item in course.bank.values()},
    }


def _item(item: Item) -> dict[str, Any]:
    return {"slot": item.slot, "kind": item.kind, "fr": _face(item, "fr"), "ar": _face(item, "ar")}


def _face(item: Item, lang: Lang) -> dict[str, Any]:
    case = item.case.get(lang) if item.case else None
    return {"case": case, "stem": item.stem.get(lang), **item.face(lang)}


def _revision(module: Module) -> dict[str, str]:
    """Name the page to read again when a module went badly."""
    return {"fr": module.title.fr, "ar": module.title.ar, "page": module.file}


def _minutes(course: Course) -> int:
    return max(5, round(len(course.settings.blueprint) * MINUTES_PER_QUESTION / 5) * 5)


def _rules(course: Course) -> dict[str, str]:
    """Return the rules as lines, one rule a line."""
    settings = course.settings
    counted = _both(
        "test.rules",
        questions=len(settings.blueprint),
        minutes=_minutes(course),
        percent=round(settings.pass_rule.share * 100),
    )
    titles = {module.id: module.title for module in settings.modules}
    for module, points in settings.pass_rule.at_least.items():
        gate = _both("test.rule_gate", module=titles[module], points=points)
        counted = {lang: f"{counted[lang]}\n{gate[lang]}" for lang in LANGUAGES}
    return counted


def _both(key: str, **parts: Text | int) -> dict[str, str]:
    """Return a sentence of the catalogues in both languages; a bilingual part is said in the same one."""
    return {lang: _say(lang, key, parts) for lang in LANGUAGES}


def _say(lang: Lang, key: str, parts: Mapping[str, Text | int]) -> str:
    words = {name: part.get(lang) if isinstance(part, Text) else str(part) for name, part in parts.items()}
    return message(lang, key, **words)
