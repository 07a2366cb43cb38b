"""The source folder that jupyter-book reads, one per language: notebooks and pages made ready for it."""

import json
import shutil
from pathlib import Path
from typing import Any

import jinja2
import yaml

from nbparcours.course.load import Course
from nbparcours.course.places import HOME_PAGE, Places
from nbparcours.course.text import Lang
from nbparcours.publish import atelier_about, pages
from nbparcours.publish.files import write
from nbparcours.publish.site_cut import Cell, Homes, Part, cut, homes, source
from nbparcours.publish.site_frame import ATELIER, GENERATED, WRITTEN, frame, read_words
from nbparcours.publish.site_refs import HOME, link_output, link_prose

MIME = "application/vnd.nbparcours.activity+json"


class SiteError(Exception):
    """The site cannot be built; the message says why and what to do."""


def prepare(course: Course, places: Places, lang: Lang, folder: Path) -> dict[str, Any]:
    """Write the source folder of `lang`; return the data of its pages' frame."""
    book = places.home / "book"
    written = {name: read_page(book / "pages" / lang / f"{name}.md") for name in WRITTEN}
    titles = {name: text.partition("\n")[0].removeprefix("# ").strip() for name, text in written.items()}
    if not (ways := atelier_about.ways(places)):
        titles.pop(ATELIER)
    cuts = _cuts(course, places, lang)
    parts = [part for cut_parts in cuts.values() for part in cut_parts]
    around = frame(course, lang, read_words(book / "words.yml", lang), titles, cuts) | {"atelier": ways}
    names = [_page(part.name) for part in parts] + list(written)
    if folder.is_dir():
        _forget(folder, {*names, "_config", "_toc"})
    where = homes(parts)
    for part in parts:
        write(folder / f"{_page(part.name)}.ipynb", _notebook(part, where, around, book / "theme" / "parcours"))
    for name, text in written.items():
        write(folder / f"{name}.md", link_prose(text, where))
    write(folder / "_config.yml", yaml.safe_dump(_config(book, lang, around), allow_unicode=True))
    toc = {"format": "jb-book", "root": HOME, "chapters": [{"file": name} for name in names[1:]]}
    write(folder / "_toc.yml", yaml.safe_dump(toc))
    return around


def render(theme: Path, template: str, **data: Any) -> str:
    """Fill in one of the theme's templates; they escape what they print themselves, as Sphinx's do."""
    templates = jinja2.Environment(loader=jinja2.FileSystemLoader(theme), autoescape=False)
    return templates.get_template(template).render(**data)


def read_page(path: Path) -> str:
    """Return a page of `book/pages`, which must open with its title."""
    if not path.is_file():
        raise SiteError(f"{path} is missing; restore it from git")
    text = path.read_text("utf-8")
    if not text.startswith("# "):
        raise SiteError(f"{path} must open with its title, '# …'; add it")
    return text


def _page(name: str) -> str:
    return HOME if name == HOME_PAGE else name


def _cuts(course: Course, places: Places, lang: Lang) -> dict[str, list[Part]]:
    """Return the pages of each notebook, in reading order: home, modules, generated pages."""
    openings: dict[str, list[str]] = {HOME_PAGE: []}
    for content in course.contents.values():
        openings[content.module.file] = [section.id for section in content.module.sections[1:]]
    openings |= {name: pages.openings(name) for name in GENERATED} | {name: [] for name in course.pages}
    return {name: cut(name, _cells(places.notebooks / lang / f"{name}.ipynb"), ids) for name, ids in openings.items()}


def _cells(path: Path) -> list[Cell]:
    try:
        cells: list[Cell] = json.loads(path.read_text("utf-8"))["cells"]
    except FileNotFoundError:
        raise SiteError(f"{path} is missing; run 'nbparcours build notebooks' first") from None
    return cells


def _forget(folder: Path, names: set[str]) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.stem not in names:
            path.unlink()


def _notebook(part: Part, where: Homes, around: dict[str, Any], theme: Path) -> str:
    ready = [
        _prose(cell, where, part.notebook) if cell["cell_type"] == "markdown" else _drawn(cell, where, around, theme)
        for cell in part.cells
    ]
    whole = {"cells": ready, "metadata": {"language_info": {"name": "python"}}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _prose(cell: Cell, where: Homes, notebook: str) -> Cell:
    text = link_prose(source(cell), where, notebook)
    anchor = f'<a id="{cell["id"]}"></a>'
    return cell | {"source": text if anchor in text else f"{anchor}\n\n{text}"}


def _drawn(cell: Cell, where: Homes, around: dict[str, Any], theme: Path) -> Cell:
    """Keep the HTML alone. The learner's home shows their progress, which a reader has none of: rows instead."""
    outputs = []
    for output in cell["outputs"]:
        data = output["data"]
        markup = "".join(data["text/html"])
        if data.get(MIME, {}).get("kind") == "home":
            markup = render(theme, "modules.html", parcours=around, words=around["words"])
        html = f'<div class="activity" id="{cell["id"]}">{link_output(markup, where)}</div>'
        outputs.append(output | {"data": {"text/html": html}})
    tags = sorted({*cell["metadata"].get("tags", []), "remove-input"})
    return cell | {"outputs": outputs, "metadata": cell["metadata"] | {"tags": tags}}


def _config(book: Path, lang: Lang, around: dict[str, Any]) -> dict[str, Any]:
    settings: dict[str, Any] = yaml.safe_load((book / "_config.yml").read_text("utf-8"))
    settings["title"] = around["title"]
    settings["sphinx"]["local_extensions"] = {"parcours": str((book / "ext").resolve())}
    settings["sphinx"]["config"] |= {"language": lang, "html_context": {"parcours": around}}
    return settings
