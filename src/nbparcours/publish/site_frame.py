"""What the frame of every page of the site needs to know, as plain data for its templates."""

from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter

from nbparcours.course.load import Course
from nbparcours.course.settings import HelpLine, Module
from nbparcours.course.text import DIRECTION, LANGUAGES, Lang, Text
from nbparcours.publish import pages

Row = dict[str, str]

HOME = "index"
GENERATED = (pages.TEXTS, pages.GLOSSARY)
PRACTICAL = ("aide", "verifier", "a-propos", "accessibilite", "confidentialite")
_NAMES: dict[Lang, str] = {"fr": "Français", "ar": "العربية"}
_MONTHS: dict[Lang, tuple[str, ...]] = {
    "fr": (
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
    "ar": (
        *("يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو"),
        *("يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"),
    ),
}


def read_words(path: Path, lang: Lang) -> dict[str, str]:
    """Return the words of the frame in `lang`."""
    texts = TypeAdapter(dict[str, Text]).validate_python(yaml.safe_load(path.read_text("utf-8")))
    return {name: text.get(lang) for name, text in texts.items()}


def frame(course: Course, lang: Lang, words: dict[str, str], titles: dict[str, str]) -> dict[str, Any]:
    """Return the data of the frame; `titles` gives the heading of each of the practical pages."""
    settings = course.settings
    other = next(language for language in LANGUAGES if language != lang)
    modules = [_module(module, lang, words) for module in settings.modules]
    generated = [_row(name, pages.title(name, lang)) for name in GENERATED]
    reading = [_row(HOME, words["home"]), *(row for row in modules if row["href"]), *generated]
    return {
        "lang": lang,
        "dir": DIRECTION[lang],
        "other": {"lang": other, "dir": DIRECTION[other], "name": _NAMES[other]},
        "title": settings.title.get(lang),
        "tagline": settings.tagline.get(lang),
        "notice": settings.notice.get(lang),
        "exit_url": settings.exit_url,
        "version": words["version"].format(settings.version),
        "words": words,
        "modules": modules,
        "groups": [
            {"title": words["resources"], "rows": generated},
            {"title": words["practical"], "rows": [_row(name, titles[name]) for name in PRACTICAL]},
        ],
        "around": _around(reading),
        "help_lines": [_line(h, lang, words) for h in settings.help_lines if h.confidence != "low"],
    }


def month(when: str, lang: Lang) -> str:
    """Write `2023-09` out, with the names of the months used in Morocco."""
    year, number = when.split("-")
    return f"{_MONTHS[lang][int(number) - 1]} {year}"


def _row(name: str, title: str) -> Row:
    return {"href": f"{name}.html", "title": title}


def _module(module: Module, lang: Lang, words: dict[str, str]) -> Row:
    href = f"{module.file}.html" if module.status == "ready" else ""
    return {"href": href, "title": module.title.get(lang), "minutes": words["minutes"].format(module.minutes)}


def _around(reading: list[Row]) -> dict[str, dict[str, Row | None]]:
    """Return previous and next of each page that has a place in the reading order."""
    padded = [None, *reading, None]
    return {
        row["href"].removesuffix(".html"): {"previous": padded[at], "next": padded[at + 2]}
        for at, row in enumerate(reading)
    }


def _line(line: HelpLine, lang: Lang, words: dict[str, str]) -> Row:
    seen = words["seen"].format(month(line.seen, lang)) if line.seen else ""
    return {"number": line.number, "name": line.name.get(lang), "note": line.note.get(lang), "seen": seen}
