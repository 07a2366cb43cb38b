"""Pictures of a session as SVG, drawn by Vega without a network. A table beside each says the same."""

from typing import Any

import altair as alt
import vl_convert as vlc

from nbparcours.course.text import Lang
from nbparcours.grading.analysis import Analysis
from nbparcours.grading.session_words import say

_INK, _QUIET, _ALARM, _GRID, _FONT = "#1d3b4f", "#4c7a96", "#b3441e", "#e4e9ec", "system-ui, sans-serif"
#: As French and Moroccan Arabic write numbers.
_NUMBERS: Any = {"number": {"decimal": ",", "thousands": " ", "grouping": [3], "currency": ["", ""]}}
_SIZE = {"width": 460, "height": 240}


def histogram(analysis: Analysis, share: float, lang: Lang) -> str:
    """Show how many learners have how many points; the line is what it takes to pass."""
    points = alt.Chart(_rows([{"points": total} for total in analysis.totals]))
    whole = alt.Axis(format="d")
    step = max(1, analysis.out_of // 20)
    bars = points.mark_bar(color=_QUIET).encode(
        x=alt.X(
            "points:Q",
            bin=alt.Bin(step=step, extent=[0, analysis.out_of]),
            axis=whole,
            title=say("points", lang),
        ),
        y=alt.Y("count()", title=say("learners", lang), axis=alt.Axis(tickMinStep=1)),
    )
    line = alt.Chart(_rows([{"at": share * analysis.out_of}])).mark_rule(color=_ALARM, strokeWidth=2)
    return _svg(bars + line.encode(x="at:Q"))


def item_map(analysis: Analysis, lang: Lang) -> str:
    """Show each question by facility and discrimination; those to look at stand out by shape and colour."""
    rows = [
        {"x": item.facility, "y": item.point_biserial, "look": bool(item.remarks)}
        for item in analysis.items
        if item.point_biserial is not None
    ]
    return _svg(_marks(_rows(rows), say("facility", lang), say("point_biserial", lang), [-0.4, 0.8]))


def languages(analysis: Analysis, lang: Lang) -> str:
    """Show each question's facility in French and in Arabic; far from the line, one language has it harder."""
    rows = [
        {"x": item.by_language["fr"], "y": item.by_language["ar"], "look": bool(item.dif and item.dif.flag != "A")}
        for item in analysis.items
        if item.by_language["fr"] is not None
    ]
    equal = alt.Chart(_rows([{"x": 0, "y": 0}, {"x": 1, "y": 1}])).mark_line(color=_INK, strokeDash=[4, 4])
    marks = _marks(_rows(rows), say("facility_fr", lang), say("facility_ar", lang), [0, 1])
    return _svg(equal.encode(x="x:Q", y="y:Q") + marks)


def _marks(rows: Any, across: str, up: str, extent: list[float]) -> Any:
    look = [False, True]
    return (
        alt.Chart(rows)
        .mark_point(filled=True, opacity=0.8)
        .encode(
            x=alt.X("x:Q", title=across, scale=alt.Scale(domain=[0, 1])),
            y=alt.Y("y:Q", title=up, scale=alt.Scale(domain=extent)),
            color=alt.Color("look:N", legend=None, scale=alt.Scale(domain=look, range=[_QUIET, _ALARM])),
            size=alt.Size("look:N", legend=None, scale=alt.Scale(domain=look, range=[50, 140])),
            shape=alt.Shape("look:N", legend=None, scale=alt.Scale(domain=look, range=["circle", "triangle-up"])),
        )
    )


def _rows(rows: list[dict[str, Any]]) -> Any:
    return alt.InlineData(values=rows)


def _svg(chart: Any) -> str:
    made = chart.properties(**_SIZE).configure(font=_FONT, background="white", locale=_NUMBERS)
    made = made.configure_axis(
        labelColor=_INK, titleColor=_INK, labelFontSize=12, titleFontSize=13, titlePadding=10, gridColor="#e4e9ec"
    )
    return vlc.vegalite_to_svg(made.to_dict(), allowed_base_urls=[])
