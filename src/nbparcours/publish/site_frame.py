"""What the frame of every page of the site needs to know, as plain data for its templates."""

from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter

from nbparcours.course.dates import month
from nbparcours.course.load import Course
from nbparcours.course.settings import HelpLine
from nbparcours.course.text import DIRECTION, LANGUAGES, Lang, Text
from nbparcours.publish import pages, site_rows
from nbparcours.publish.site_cut import Part
from nbparcours.publish.site_refs import HOME
from nbparcours.publish.site_rows import Row, row

GENERATED = (pages.TEXTS, pages.GLOSSARY)
#: The pages of book/pages, by the group of the contents in which they stand.
ATELIER = "atelier"
RESOURCES = ("fiches", ATELIER)
SEARCH = "recherche"
PRACTICAL = ("aide", "hors-ligne", "verifier", "accessibilite", "confidentialite", "a-propos")
TEAMS = ("formateurs", "exploitants")
WRITTEN = (SEARCH, *RESOURCES, *PRACTICAL, *TEAMS)
_NAMES: dict[Lang, str] = {"fr": "Français", "ar": "العربية"}


def read_words(path: Path, lang: Lang) -> dict[str, str]:
    """Return the words of the frame in `lang`."""
    texts = TypeAdapter(dict[str, Text]).validate_python(yaml.safe_load(path.read_text("utf-8")))
    return {name: text.get(lang) for name, text in texts.items()}


def frame(
    course: Course, lang: Lang, words: dict[str, str], titles: dict[str, str], cuts: dict[str, list[Part]]
) -> dict[str, Any]:
    """Return the data of the frame: `titles` heads the pages on offer, `cuts` holds those of each notebook."""
    settings = course.settings
    other = next(language for language in LANGUAGES if language != lang)
    modules = [site_rows.module(m, lang, cuts.get(m.file, []), words["minutes"]) for m in settings.modules]
    generated = [site_rows.notebook(cuts[name], pages.title(name, lang), {}) for name in GENERATED]
    beside = [row(name, books[lang].title) for name, books in course.pages.items()]
    for step in generated[0]["parts"][:1]:
        step["title"] = words["all_texts"]
    whole = [module for module in modules if module["href"]] + generated
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
        "search": row(SEARCH, titles[SEARCH]),
        "groups": _groups(generated, beside, titles, words),
        "parts": site_rows.places(whole),
        "around": site_rows.steps([row(HOME, words["home"]), *whole]),
        "help_lines": [_line(h, lang, words) for h in settings.help_lines if h.confidence != "low"],
    }


def _groups(generated: list[Row], beside: list[Row], titles: dict[str, str], words: dict[str, str]) -> list[Row]:
    written = {
        name: [row(page, titles[page]) for page in group if page in titles]
        for name, group in (("resources", RESOURCES), ("practical", PRACTICAL), ("teams", TEAMS))
    }
    written["resources"] = [*generated, *written["resources"]]
    written["practical"] = [*beside, *written["practical"]]
    return [{"title": words[name], "rows": rows} for name, rows in written.items()]


def _line(line: HelpLine, lang: Lang, words: dict[str, str]) -> Row:
    seen = words["seen"].format(month(line.seen, lang)) if line.seen else ""
    return {"number": line.number, "name": line.name.get(lang), "note": line.note.get(lang), "seen": seen}
