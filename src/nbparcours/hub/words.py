"""The hub's own pages in the language of whoever looks at them: the one they chose, or their browser's."""

import functools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nbparcours.course.text import DIRECTION, Lang

COOKIE = "nbparcours-lang"
_FILES = Path(__file__).with_name("words")


@functools.cache
def words(lang: Lang) -> dict[str, str]:
    """Return every sentence of the hub's pages in `lang`."""
    found: dict[str, str] = json.loads((_FILES / f"{lang}.json").read_text("utf-8"))
    return {"lang": lang, "dir": DIRECTION[lang], **found}


def language(request: Any) -> Lang:
    """Return the language asked for in the address, kept in the cookie, or preferred by the browser."""
    asked = [value.decode("ascii", "ignore") for value in request.query_arguments.get("lang", [])]
    kept = request.cookies.get(COOKIE)
    for choice in (*asked, kept.value if kept else ""):
        if choice in ("fr", "ar"):
            return "ar" if choice == "ar" else "fr"
    return preferred(request.headers.get("Accept-Language", ""))


def preferred(header: str) -> Lang:
    """Return the first of our languages that a browser's header names."""
    ranked: list[tuple[float, str]] = []
    for part in header.split(",")[:20]:
        tag, _, rest = part.strip().partition(";q=")
        try:
            ranked.append((-float(rest or 1), tag[:2].lower()))
        except ValueError:
            continue
    return "ar" if next((tag for _, tag in sorted(ranked) if tag in ("fr", "ar")), "fr") == "ar" else "fr"


def speak(static_url: Any) -> dict[str, str]:
    """Return the words for the page being drawn.

    JupyterHub hands its templates no request; the method that makes addresses of static files is bound to the
    handler, which has it. A chosen language is kept for the next page.
    """
    handler = static_url.__self__
    lang = language(handler.request)
    if handler.request.query_arguments.get("lang"):
        handler.set_cookie(COOKIE, lang, path="/", samesite="Lax", max_age=180 * 86400)
    return words(lang)


def for_templates(_user: Any) -> Callable[[Any], dict[str, str]]:
    """Give templates `speak`; JupyterHub calls what is callable with the user first."""
    return speak
