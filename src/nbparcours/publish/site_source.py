"""The source folder that jupyter-book reads, one per language: notebooks and pages made ready for it."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import jinja2
import yaml

from nbparcours.course.load import HOME_PAGE, Course
from nbparcours.course.places import Places
from nbparcours.course.text import Lang
from nbparcours.publish.files import write
from nbparcours.publish.site_frame import GENERATED, HOME, PRACTICAL, frame, read_words

MIME = "application/vnd.nbparcours.activity+json"
_PROSE_LINK = re.compile(r"(\]\()([\w-]+)\.(?:ipynb|md)(?=[#)])")
_OUTPUT_LINK = re.compile(r"""((?:href=|"(?:href|texts|glossary)":\s*)["'])([\w-]+)\.ipynb""")
_ISOLATED = re.compile(r'<bdi dir="ltr">([^<]*)</bdi>')


class SiteError(Exception):
    """The site cannot be built; the message says why and what to do."""


def prepare(course: Course, places: Places, lang: Lang, folder: Path) -> dict[str, Any]:
    """Write the source folder of `lang`; return the data of its pages' frame."""
    book = places.home / "book"
    pages = {name: read_page(book / "pages" / lang / f"{name}.md") for name in PRACTICAL}
    titles = {name: text.partition("\n")[0].removeprefix("# ").strip() for name, text in pages.items()}
    around = frame(course, lang, read_words(book / "words.yml", lang), titles)
    modules = [content.module.file for content in course.contents.values()]
    names = [HOME, *modules, *GENERATED, *PRACTICAL]
    if folder.is_dir():
        _forget(folder, {*names, "_config", "_toc"})
    for name in (HOME, *modules, *GENERATED):
        source = places.notebooks / lang / f"{HOME_PAGE if name == HOME else name}.ipynb"
        write(folder / f"{name}.ipynb", _notebook(source, around, book / "theme" / "parcours"))
    for name, text in pages.items():
        write(folder / f"{name}.md", link_prose(text))
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


def link_prose(markdown: str) -> str:
    """Point links between notebooks at the pages made from them; drop isolation that the site adds itself."""
    return _ISOLATED.sub(r"\1", _PROSE_LINK.sub(lambda found: f"{found[1]}{_page(found[2])}", markdown))


def link_output(markup: str) -> str:
    """The same for an activity's HTML and the specification inside it."""
    return _OUTPUT_LINK.sub(lambda found: f"{found[1]}{_page(found[2])}", markup)


def _page(name: str) -> str:
    return f"{HOME if name == HOME_PAGE else name}.html"


def _forget(folder: Path, names: set[str]) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.stem not in names:
            path.unlink()


def _notebook(path: Path, around: dict[str, Any], theme: Path) -> str:
    try:
        notebook = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise SiteError(f"{path} is missing; run 'nbparcours build notebooks' first") from None
    cells = notebook["cells"]
    ready = [_prose(cell) if cell["cell_type"] == "markdown" else _drawn(cell, around, theme) for cell in cells]
    return json.dumps(notebook | {"cells": ready}, ensure_ascii=False, indent=1) + "\n"


def _prose(cell: dict[str, Any]) -> dict[str, Any]:
    text = link_prose("".join(cell["source"]))
    anchor = f'<a id="{cell["id"]}"></a>'
    return cell | {"source": text if anchor in text else f"{anchor}\n\n{text}"}


def _drawn(cell: dict[str, Any], around: dict[str, Any], theme: Path) -> dict[str, Any]:
    """Keep the HTML alone. The learner's home shows their progress, which a reader has none of: rows instead."""
    outputs = []
    for output in cell["outputs"]:
        data = output["data"]
        markup = "".join(data["text/html"])
        if data.get(MIME, {}).get("kind") == "home":
            markup = render(theme, "modules.html", parcours=around, words=around["words"])
        html = f'<div class="activity" id="{cell["id"]}">{link_output(markup)}</div>'
        outputs.append(output | {"data": {"text/html": html}})
    tags = sorted({*cell["metadata"].get("tags", []), "remove-input"})
    return cell | {"outputs": outputs, "metadata": cell["metadata"] | {"tags": tags}}


def _config(book: Path, lang: Lang, around: dict[str, Any]) -> dict[str, Any]:
    settings: dict[str, Any] = yaml.safe_load((book / "_config.yml").read_text("utf-8"))
    settings["title"] = around["title"]
    settings["sphinx"]["local_extensions"] = {"parcours": str((book / "ext").resolve())}
    settings["sphinx"]["config"] |= {"language": lang, "html_context": {"parcours": around}}
    return settings
