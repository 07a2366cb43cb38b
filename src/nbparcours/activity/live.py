"""The spec of a live activity: made from the sources or, where the kit travels without them, read as it was made.

In the atelier's browser there is neither a checkout nor the libraries that read one: they are imported when needed.
"""

import json
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nbparcours.course.load import Course
    from nbparcours.course.text import Lang

#: Every activity's spec, by language and id; only the atelier has this file.
MADE = Path(__file__).parent / "static" / "specs.json"
Specs = dict[str, dict[str, dict[str, Any]]]


class ActivityError(Exception):
    """The activity cannot be shown; a notebook prints the sentence alone."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


def live_spec(ident: str, lang: "Lang | None") -> dict[str, Any]:
    """Return the spec of the activity `ident` in `lang`, else in the language of the notebook's folder."""
    said = lang or language()
    return _made(ident, said) if MADE.is_file() else _from_sources(ident, said)


def _made(ident: str, lang: "Lang") -> dict[str, Any]:
    try:
        return _read()[lang][ident]
    except KeyError:
        raise ActivityError(f"Aucune activité « {ident} » dans ce cours.") from None


@cache
def _read() -> Specs:
    found: Specs = json.loads(MADE.read_text("utf-8"))
    return found


def _from_sources(ident: str, lang: "Lang") -> dict[str, Any]:
    from nbparcours.activity.spec import spec
    from nbparcours.course.places import Places

    course = course_of(Places())
    found = next((c.activities[ident] for c in course.contents.values() if ident in c.activities), None)
    if found is None:
        raise ActivityError(f"Aucune activité « {ident} » dans {course.places.modules / 'activities'}.")
    return spec(found, lang, course)


@cache
def course_of(places: Any) -> "Course":
    """Return the course in `places`, read once; raise `ActivityError` where there is none."""
    from nbparcours.course.load import load
    from nbparcours.course.problem import SourceError

    try:
        return load(places)
    except (SourceError, OSError):
        raise ActivityError(
            f"Le cours est introuvable dans {places.home} : donnez son dossier dans NBPARCOURS_HOME."
        ) from None


def language() -> "Lang":
    """Return the language of the notebook's folder."""
    named = os.environ.get("NBPARCOURS_LANG") or Path.cwd().name
    return "ar" if named == "ar" else "fr"
