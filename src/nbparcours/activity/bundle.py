"""The output that a built notebook stores for an activity: drawn, readable without JavaScript, or plain."""

from typing import Any

from nbparcours.activity.html import page
from nbparcours.activity.spec import spec
from nbparcours.course.kinds import Activity
from nbparcours.course.load import Course
from nbparcours.course.text import Lang

MIME = "application/vnd.nbparcours.activity+json"


def bundle(activity: Activity, lang: Lang, course: Course) -> dict[str, Any]:
    """Return the MIME bundle of an activity."""
    made = spec(activity, lang, course)
    return {MIME: made, "text/html": page(made, activity.sheet(lang)), "text/plain": made["prompt"]}


def screen_bundle(made: dict[str, Any]) -> dict[str, Any]:
    """Return the MIME bundle of a screen's spec."""
    title = made["title"]
    plain = title if isinstance(title, str) else title[made["lang"]]
    return {MIME: made, "text/html": page(made), "text/plain": plain}
