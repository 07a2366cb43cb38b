"""What goes along on a USB stick: each module as one file with its activities, and as slides for a workshop.

nbconvert makes both from the built notebook with the templates in `book/templates/`; style, script and letters are put
into the file, which asks nothing of any network. A file is made again only when something of it changed.
"""

import base64
import hashlib
import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from nbparcours.course.load import Course
from nbparcours.course.places import Places
from nbparcours.course.text import Lang
from nbparcours.figure.bundle import fitted
from nbparcours.publish.export_deck import deck
from nbparcours.publish.export_words import appendix, inside, sections
from nbparcours.publish.files import write
from nbparcours.publish.site_cut import Cell, source
from nbparcours.publish.site_finish import finish
from nbparcours.publish.site_source import SiteError, render

OnStep = Callable[[str], None]
STATIC = Path(__file__).resolve().parents[1] / "activity" / "static"
_FONT = re.compile(r"url\(fonts/([\w-]+\.woff2)\)")
_NAMED = re.compile(r'(<h\d) id="[^"]*"')
_KIND = re.compile(r'"kind":"([a-z]+)"')
SLIDES = "-diapositives"
#: The room that deck.css leaves a diagram.
DRAWING = (1160.0, 600.0)


def export_all(
    course: Course, places: Places, lang: Lang, frame: dict[str, Any], on_step: OnStep = lambda _: None
) -> list[Path]:
    """Make the files of `lang` whose words have changed; return all of them."""
    texts, made = _texts(places, lang), []
    for module in filter(lambda module: module["href"], frame["modules"]):
        on_step(f"{lang}/{module['file']}.html")
        pair = current(places, lang, frame, module["file"])
        if not pair:
            cells = _built(places, lang, module["file"])
            pair = _pair(places, lang, module["file"])
            write(pair[0], _page(places, lang, frame, module, cells, texts))
            write(pair[1], _slides(course, places, lang, frame, module, cells))
            write(pair[0].with_suffix(".digest"), _stamp(places, lang, frame, module["file"]))
        made += pair
    return made


def current(places: Places, lang: Lang, frame: dict[str, Any], file: str) -> list[Path]:
    """Return the two files of the module `file` if they were made from the words that it holds now."""
    pair = _pair(places, lang, file)
    kept = pair[0].with_suffix(".digest")
    there = kept.is_file() and all(path.is_file() for path in pair)
    return pair if there and kept.read_text("utf-8") == _stamp(places, lang, frame, file) else []


def _pair(places: Places, lang: Lang, file: str) -> list[Path]:
    folder = places.build / "exports" / lang
    return [folder / f"{file}.html", folder / f"{file}{SLIDES}.html"]


def _stamp(places: Places, lang: Lang, frame: dict[str, Any], file: str) -> str:
    """Return what changes with whatever goes into the files."""
    told = [frame[name] for name in ("words", "help_lines", "version", "notice", "title", "exit_url", "modules")]
    sources = [_built(places, lang, file), _texts(places, lang), told]
    made = hashlib.sha256(json.dumps(sources, sort_keys=True).encode())
    for path in _files(places):
        made.update(path.read_bytes())
    return made.hexdigest()


def _page(
    places: Places, lang: Lang, frame: dict[str, Any], module: dict[str, Any], cells: list[Cell], texts: dict[str, Any]
) -> str:
    """Return the module as one page, with the texts and the terms that it speaks of at its end."""
    whole = inside([*cells, *appendix(cells, texts, frame["words"])], module["file"])
    data = {
        "parcours": frame,
        "module": module,
        "sections": sections(module),
        "star": render(_theme(places), "star.html"),
    }
    page = finish(_convert(places, "HTMLExporter", "parcours-page", whole, data), lang, frame["words"]["table"])
    kinds = [STATIC / "site" / "kinds" / f"{kind}.js" for kind in sorted(set(_KIND.findall(page)))]
    scripts = [
        STATIC / "site" / "activity.js",
        *(kind for kind in kinds if kind.is_file()),
        _theme(places) / "js/10-exit.js",
    ]
    styles = [*sorted(_theme(places).glob("css/*.css")), STATIC / "site/activity.css", STATIC / "site/figure.css"]
    return _whole(places, lang, page, [*styles, _theme(places) / "alone.css"], scripts)


def _slides(
    course: Course, places: Places, lang: Lang, frame: dict[str, Any], module: dict[str, Any], cells: list[Cell]
) -> str:
    figures = course.contents[module["id"]].figures
    drawings = {name: fitted(figure, lang, *DRAWING) for name, figure in figures.items()}
    made = deck(inside(cells, module["file"]), lang, frame["words"], drawings)
    page = _convert(places, "SlidesExporter", "parcours-slides", made, {"parcours": frame, "module": module})
    styles = [_theme(places) / "css/10-page.css", STATIC / "slides/slides.css", STATIC / "site/figure.css"]
    script = [STATIC / "slides/slides.js"]
    return _whole(
        places, lang, finish(page, lang, frame["words"]["table"]), [*styles, _theme(places) / "deck.css"], script
    )


def _convert(places: Places, exporter: str, template: str, cells: list[Cell], data: dict[str, Any]) -> str:
    """Let nbconvert write the cells with one of our templates."""
    import nbformat  # here, and the exporters: they take a second to load
    from nbconvert import exporters

    ready = [{"id": f"cell-{at}", "metadata": {}} | cell | {"source": source(cell)} for at, cell in enumerate(cells)]
    notebook = nbformat.from_dict({"cells": ready, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    templates = [str(places.home / "book" / "templates")]
    made = getattr(exporters, exporter)(
        template_name=template, extra_template_basedirs=templates, exclude_input=True, exclude_anchor_links=True
    )
    page, _ = made.from_notebook_node(notebook, resources=data)
    return _NAMED.sub(r"\1", page)


def _whole(places: Places, lang: Lang, page: str, styles: Iterable[Path], scripts: Iterable[Path]) -> str:
    """Put style sheets, letters and scripts into the page."""
    fonts = _theme(places) / "static" / "fonts"
    style = "".join(_read(path) for path in styles)
    if lang == "fr":
        style = re.sub(r"@font-face \{.*?\}", "", style, flags=re.DOTALL)
    style = _FONT.sub(lambda found: f"url(data:font/woff2;base64,{_coded(fonts / found[1])})", style)
    script = "".join(f"{{\n{_read(path)}}}\n" for path in scripts).replace("</script", "<\\/script")
    page = page.replace("<style></style>", f"<style>{style}</style>", 1)
    return page.replace("<script></script>", f'<script>"use strict";\n{script}</script>', 1)


def _built(places: Places, lang: Lang, name: str) -> list[Cell]:
    path = places.notebooks / lang / f"{name}.ipynb"
    try:
        cells: list[Cell] = json.loads(path.read_text("utf-8"))["cells"]
    except FileNotFoundError:
        raise SiteError(f"{path} is missing; run 'nbparcours build notebooks' first") from None
    return cells


def _texts(places: Places, lang: Lang) -> dict[str, list[Cell]]:
    return {name: _built(places, lang, name) for name in ("textes", "glossaire")}


def _files(places: Places) -> list[Path]:
    """Return whatever else goes into the files."""
    theme, here = _theme(places), Path(__file__).parent
    code = [*here.glob("export*.py"), *here.parent.glob("figure/*.py"), *places.home.glob("book/templates/*/*")]
    looks = [
        *theme.glob("*.css"),
        *theme.glob("css/*.css"),
        *theme.glob("js/10-*"),
        *theme.glob("static/fonts/*.woff2"),
    ]
    return sorted([*code, *looks, *STATIC.glob("site/**/*.*"), *STATIC.glob("slides/*")])


def _read(path: Path) -> str:
    if not path.is_file():
        raise SiteError(f"{path} is missing; run 'make build', which makes it")
    return path.read_text("utf-8")


def _coded(path: Path) -> str:
    return base64.b64encode(path.read_bytes()).decode()


def _theme(places: Places) -> Path:
    return places.home / "book" / "theme" / "parcours"
