"""Built notebooks: the sources with their activities drawn in, ready to open without a kernel."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbparcours.activity.bundle import bundle, screen_bundle
from nbparcours.activity.screens import home_spec
from nbparcours.course.bidi import isolate_markup
from nbparcours.course.load import HOME_PAGE, Course
from nbparcours.course.notebook import Notebook
from nbparcours.course.places import Places
from nbparcours.course.text import DIRECTION, LANGUAGES, Lang
from nbparcours.publish import pages
from nbparcours.publish.files import write

OnStep = Callable[[str], None]
_LOCKED = {"deletable": False, "editable": False}
#: What makes a built cell run by itself in any front end that has a kernel; hidden where ours is.
_IMPORT = "from nbparcours import activity\n"


@dataclass(frozen=True)
class Page:
    """A page of the built course in one language."""

    name: str
    title: str
    module: str | None
    cells: list[dict[str, Any]]


def build_notebooks(course: Course, places: Places, on_step: OnStep = lambda _: None) -> list[Path]:
    """Write `fr/` and `ar/` under `places.notebooks`; return the files, in reading order, French first."""
    written: list[Path] = []
    for lang in LANGUAGES:
        all_pages = list(_pages(course, lang))
        for index, page in enumerate(all_pages):
            around = (all_pages[index - 1] if index else None, *all_pages[index + 1 : index + 2])
            path = places.notebooks / lang / f"{page.name}.ipynb"
            write(path, _notebook(course, lang, page, around))
            written.append(path)
            on_step(f"{lang}/{page.name}")
    for stale in set(places.notebooks.glob("*/*.ipynb")) - set(written):
        stale.unlink()
    return written


def _pages(course: Course, lang: Lang) -> Iterator[Page]:
    home = course.home[lang]
    yield Page(HOME_PAGE, home.title, None, list(_cells(course, home)))
    for ident, content in course.contents.items():
        notebook = content.notebooks[lang]
        yield Page(content.module.file, content.module.title.get(lang), ident, list(_cells(course, notebook)))
    for name, prose in ((pages.TEXTS, pages.texts(course, lang)), (pages.GLOSSARY, pages.glossary(course, lang))):
        yield Page(name, pages.title(name, lang), None, [_prose(lang, ident, text) for ident, text in prose])


def _cells(course: Course, notebook: Notebook) -> Iterator[dict[str, Any]]:
    activities = {a.id: a for content in course.contents.values() for a in content.activities.values()}
    for cell in notebook.cells:
        if cell.activity is None:
            yield _prose(notebook.lang, cell.id, cell.source)
        elif cell.activity == "home":
            yield _drawn(cell.id, cell.source, screen_bundle(home_spec(course, notebook.lang)))
        else:
            yield _drawn(cell.id, cell.source, bundle(activities[cell.activity], notebook.lang, course))


def _prose(lang: Lang, ident: str, text: str) -> dict[str, Any]:
    source = isolate_markup(text) if lang == "ar" else text
    return {"cell_type": "markdown", "id": ident, "metadata": _LOCKED, "source": source.splitlines(keepends=True)}


def _drawn(ident: str, source: str, data: dict[str, Any]) -> dict[str, Any]:
    output = {"output_type": "display_data", "metadata": {}, "data": data}
    metadata = _LOCKED | {"tags": ["remove-input"]}
    return {
        "cell_type": "code",
        "id": ident,
        "metadata": metadata,
        "execution_count": None,
        "source": [_IMPORT, source],
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
        "previous": previous and {"href": f"{previous.name}.ipynb", "title": previous.title},
        "next": following and {"href": f"{following.name}.ipynb", "title": following.title},
        "exit_url": course.settings.exit_url,
        "kernel": False,
    }
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}, "nbparcours": parcours}
    whole = {"cells": page.cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
