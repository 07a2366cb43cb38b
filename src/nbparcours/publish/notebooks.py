"""Built notebooks: the sources with their activities drawn in, ready to open without a kernel."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbparcours.activity.bundle import bundle, screen_bundle
from nbparcours.activity.screens import home_spec
from nbparcours.course.bidi import isolate_markup
from nbparcours.course.load import PAUSE, Course
from nbparcours.course.notebook import Notebook
from nbparcours.course.places import HOME_PAGE, Places
from nbparcours.course.text import DIRECTION, LANGUAGES, Lang
from nbparcours.figure.bundle import bundle as figure_bundle
from nbparcours.publish import pages
from nbparcours.publish.files import write
from nbparcours.publish.marks import Marked, mark

OnStep = Callable[[str], None]
_LOCKED = {"deletable": False, "editable": False}
#: What makes a built cell run by itself in any front end that has a kernel; hidden where ours is.
_IMPORT = "from nbparcours import {}\n"


@dataclass(frozen=True)
class Page:
    """A page of the built course in one language."""

    name: str
    title: str
    module: str | None
    cells: list[dict[str, Any]]
    #: what the page's marked terms mean, by id
    terms: dict[str, dict[str, str]] = field(default_factory=dict)


def build_notebooks(course: Course, places: Places, on_step: OnStep = lambda _: None) -> list[Path]:
    """Write `fr/` and `ar/` under `places.notebooks`; return the files, in reading order, French first."""
    written: list[Path] = []
    marks = {ident: mark(course, content) for ident, content in course.contents.items()}
    for lang in LANGUAGES:
        all_pages = list(_pages(course, lang, marks))
        for index, page in enumerate(all_pages):
            around = (all_pages[index - 1] if index else None, *all_pages[index + 1 : index + 2])
            path = places.notebooks / lang / f"{page.name}.ipynb"
            write(path, _notebook(course, lang, page, around))
            written.append(path)
            on_step(f"{lang}/{page.name}")
    for stale in set(places.notebooks.glob("*/*.ipynb")) - set(written):
        stale.unlink()
    return written


def _pages(course: Course, lang: Lang, marks: dict[str, Marked]) -> Iterator[Page]:
    home = course.home[lang]
    yield Page(HOME_PAGE, home.title, None, list(_cells(course, home, {})))
    for ident, content in course.contents.items():
        cells = list(_cells(course, content.notebooks[lang], marks[ident].text[lang]))
        terms = {name: pages.explanation(course.glossary[name], lang) for name in marks[ident].terms}
        yield Page(content.module.file, content.module.title.get(lang), ident, cells, terms)
    for name, books in course.pages.items():
        yield Page(name, books[lang].title, None, list(_cells(course, books[lang], {})))
    for name, prose in ((pages.TEXTS, pages.texts(course, lang)), (pages.GLOSSARY, pages.glossary(course, lang))):
        yield Page(name, pages.title(name, lang), None, [_prose(lang, ident, text) for ident, text in prose])


def _cells(course: Course, notebook: Notebook, marked: dict[str, str]) -> Iterator[dict[str, Any]]:
    activities = {a.id: a for content in course.contents.values() for a in content.activities.values()}
    figures = {f.id: f for content in course.contents.values() for f in content.figures.values()}
    for cell in notebook.cells:
        if cell.figure:
            yield _drawn(cell.id, cell.source, figure_bundle(figures[cell.figure], notebook.lang), "figure")
        elif cell.activity is None:
            yield _prose(notebook.lang, cell.id, marked.get(cell.id, cell.source))
        elif cell.activity == "home":
            yield _drawn(cell.id, cell.source, screen_bundle(home_spec(course, notebook.lang)))
        else:
            yield _drawn(cell.id, cell.source, bundle(activities[cell.activity], notebook.lang, course))


def _prose(lang: Lang, ident: str, text: str) -> dict[str, Any]:
    source = isolate_markup(text) if lang == "ar" else text
    return {"cell_type": "markdown", "id": ident, "metadata": _LOCKED, "source": source.splitlines(keepends=True)}


def _drawn(ident: str, source: str, data: dict[str, Any], what: str = "activity") -> dict[str, Any]:
    output = {"output_type": "display_data", "metadata": {}, "data": data}
    metadata = _LOCKED | {"tags": ["remove-input"]}
    return {
        "cell_type": "code",
        "id": ident,
        "metadata": metadata,
        "execution_count": None,
        "source": [_IMPORT.format(what), source],
        "outputs": [output],
    }


def _notebook(course: Course, lang: Lang, page: Page, around: tuple[Page | None, ...]) -> str:
    other = next(language for language in LANGUAGES if language != lang)
    previous, following = (*around, None)[:2]
    parcours = {
        "lang": lang,
        "dir": DIRECTION[lang],
        "page": page.name,
        "module": page.module,
        "title": page.title,
        "twin": f"../{other}/{page.name}.ipynb",
        "home": f"{HOME_PAGE}.ipynb",
        "pause": f"{PAUSE}.ipynb" if PAUSE in course.pages else None,
        "previous": previous and {"href": f"{previous.name}.ipynb", "title": previous.title},
        "next": following and {"href": f"{following.name}.ipynb", "title": following.title},
        "terms": page.terms,
        "exit_url": course.settings.exit_url,
        "kernel": False,
    }
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}, "nbparcours": parcours}
    whole = {"cells": page.cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
