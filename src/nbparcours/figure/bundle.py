"""The output that a built notebook stores for a diagram: elements for our own hosts, a page's markup, plain words."""

import importlib
from html import escape
from typing import Any

from nbparcours.activity.bundle import MIME
from nbparcours.activity.markup import line, tag
from nbparcours.course.figures import Figure
from nbparcours.course.text import DIRECTION, Lang, Text
from nbparcours.figure.canvas import Canvas
from nbparcours.figure.outline import Entry, write
from nbparcours.figure.svg import Node, markup, tree

#: A column of the site and of paper; a phone's.
WIDTHS = {"wide": 640.0, "narrow": 320.0}
IN_WORDS = Text(fr="Le schéma en mots", ar="الرسم بالكلمات")


def bundle(figure: Figure, lang: Lang) -> dict[str, Any]:
    """Return the MIME bundle of a diagram."""
    drawn = pictures(figure, lang)
    said = _form(figure).outline(figure, lang)
    title = figure.title.get(lang)
    spec = {
        "schema": 1,
        "id": figure.id,
        "kind": "figure",
        "lang": lang,
        "dir": DIRECTION[lang],
        "title": title,
        "note": figure.note.get(lang) if figure.note else None,
        "pictures": [tree(one) for one in drawn],
        "in_words": IN_WORDS.get(lang),
        "said": said,
    }
    return {MIME: spec, "text/html": _page(figure, lang, drawn, said), "text/plain": f"{title}. {figure.alt.get(lang)}"}


def pictures(figure: Figure, lang: Lang) -> list[Node]:
    """Return the drawing for a wide column and for a narrow one."""
    drawn = []
    for look, width in WIDTHS.items():
        canvas = Canvas(width, lang)
        high = _form(figure).draw(figure, canvas)
        drawn.append(canvas.picture(high, figure.id, look, figure.alt.get(lang)))
    return drawn


def fitted(figure: Figure, lang: Lang, wide: float, high: float) -> str:
    """Return the drawing alone for a slide: laid out as broad as lets its letters grow largest in that room."""
    form, best, scale = _form(figure), Node("svg"), 0.0
    for width in range(640, 1200, 80):
        canvas = Canvas(float(width), lang)
        tall = form.draw(figure, canvas)
        if (grown := min(wide / width, high / tall)) > scale:
            best, scale = canvas.picture(tall, figure.id, "wide", figure.alt.get(lang)), grown
    caption = tag("figcaption", line(figure.title.get(lang)), id=f"{figure.id}-name")
    return f'<figure class="nbp-figure">{caption}\n{markup(best)}</figure>'


def _form(figure: Figure) -> Any:
    """Return the file that draws the form: it bears its name."""
    return importlib.import_module(f"nbparcours.figure.{figure.form}")


def _page(figure: Figure, lang: Lang, drawn: list[Node], said: list[Entry]) -> str:
    caption = tag("figcaption", line(figure.title.get(lang)), id=f"{figure.id}-name")
    note = tag("p", line(figure.note.get(lang))) if figure.note else ""
    words = tag("details", tag("summary", line(IN_WORDS.get(lang))) + write(said))
    inside = "\n".join([caption, *map(markup, drawn), *([note] if note else []), words])
    return f'<figure class="nbp-figure" lang="{escape(lang)}" dir="{DIRECTION[lang]}">{inside}</figure>'
