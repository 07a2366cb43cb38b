"""The trainer's report of a session: one page that needs nothing else, French and Arabic, without a learner in it."""

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from nbparcours.course.bidi import isolate
from nbparcours.course.text import DIRECTION, LANGUAGES, Lang
from nbparcours.grading import charts
from nbparcours.grading.analysis import Analysis
from nbparcours.grading.session_words import say

#: Item -> its stem in each language, where the bank still has it.
Stems = Mapping[str, Mapping[Lang, str]]


def session_page(session: str, analysis: Analysis, share: float, stems: Stems) -> str:
    """Return the page; `share` of the points is what it takes to pass."""
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"percent": _percent, "number": _number, "text": _text}
    folder = files(__package__)
    template = environment.from_string(folder.joinpath("session.html.j2").read_text("utf-8"))
    parts = [_part(session, analysis, share, stems, lang) for lang in LANGUAGES]
    style = Markup(folder.joinpath("session.css").read_text("utf-8"))
    return template.render(session=session, parts=parts, style=style)


def _part(session: str, analysis: Analysis, share: float, stems: Stems, lang: Lang) -> dict[str, Any]:
    drawn = {"histogram": charts.histogram(analysis, share, lang)} if analysis.totals else {}
    if any(item.point_biserial is not None for item in analysis.items):
        drawn["item_map"] = charts.item_map(analysis, lang)
    if any(item.by_language["fr"] is not None for item in analysis.items):
        drawn["languages"] = charts.languages(analysis, lang)
    return {
        "lang": lang,
        "dir": DIRECTION[lang],
        "heading": Markup(say("title", lang, session=f'<bdi dir="ltr">{session}</bdi>')),
        "say": lambda name, **values: Markup(isolate(str(escape(say(name, lang, **values))))),
        "charts": {name: Markup(svg) for name, svg in drawn.items()},
        "groups": {"everybody": analysis.everybody, **analysis.languages},
        "analysis": analysis,
        "look": [item for item in analysis.items if item.remarks],
        "stem": lambda item: stems.get(item, {}).get(lang, ""),
        "remark": lambda code: say("left" if code == "omitted" else code, lang),
    }


def _percent(value: float | None) -> Markup:
    return Markup("–") if value is None else Markup('<bdi dir="ltr">{}\u00a0%</bdi>').format(f"{100 * value:.0f}")


def _number(value: float | None) -> Markup:
    return Markup("–") if value is None else Markup('<bdi dir="ltr">{}</bdi>').format(f"{value:.2f}".replace(".", ","))


def _text(value: str) -> Markup:
    return Markup(isolate(str(escape(value))))
