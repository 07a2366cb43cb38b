"""What each tab of the dashboard shows, as HTML made from data; everything is escaped, digits are isolated."""

import html
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from nbparcours.course.bidi import isolate
from nbparcours.course.dates import moment
from nbparcours.course.settings import PassRule
from nbparcours.course.text import DIRECTION, Lang
from nbparcours.grading import charts
from nbparcours.grading.analysis import Analysis
from nbparcours.grading.dashboard.words import say
from nbparcours.grading.marks import Result
from nbparcours.grading.notices import Notice
from nbparcours.grading.rekey import KeyChange, Move


def framed(parts: Iterable[str], lang: Lang) -> str:
    """Return the parts in the language's direction."""
    return f'<div lang="{lang}" dir="{DIRECTION[lang]}">{"".join(parts)}</div>'


def paragraph(text: str) -> str:
    """Return a paragraph of text."""
    return f"<p>{isolate(html.escape(text))}</p>"


def table(heads: Sequence[str], rows: Iterable[Sequence[Any]], lang: Lang) -> str:
    """Return a table whose columns are named by words of the dashboard."""
    return grid([say(name, lang) for name in heads], rows)


def grid(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return a table; the first cell of each row names it."""
    head = "".join(f'<th scope="col">{isolate(html.escape(name))}</th>' for name in heads)
    body = "".join(
        f'<tr><th scope="row">{_cell(first)}</th>{"".join(f"<td>{_cell(cell)}</td>" for cell in rest)}</tr>'
        for first, *rest in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f'<bdi dir="ltr">{f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")}</bdi>'
    return f"<bdi>{html.escape(str('–' if value is None else value))}</bdi>"


def _figure(svg: str, name: str, lang: Lang) -> str:
    said = html.escape(say(name, lang))
    return f'<figure><div role="img" aria-label="{said}" dir="ltr">{svg}</div><figcaption>{said}</figcaption></figure>'


def cohort(analysis: Analysis, share: float, lang: Lang) -> str:
    """Show how the groups did and how the points are spread."""
    groups = [("everybody", analysis.everybody), *analysis.languages.items()]
    rows: list[Sequence[Any]] = [
        (say(name, lang), say("few", lang), "", "")
        if group.few
        else (say(name, lang), group.n, f"{100 * (group.passed or 0):.0f} %", group.mean)
        for name, group in groups
    ]
    parts = [table(("group", "hand_ins", "passed", "mean"), rows, lang)]
    if analysis.alpha is not None:
        rows = [(say("reliability", lang), analysis.alpha), (say("error", lang), analysis.standard_error)]
        parts.append(table(("summary", "points"), rows, lang))
    if analysis.totals:
        parts.append(_figure(charts.histogram(analysis, share, lang), "histogram", lang))
    return framed(parts, lang)


def questions(analysis: Analysis, lang: Lang) -> str:
    """Show the questions, those to look at first."""
    order = sorted(analysis.items, key=lambda item: (not item.remarks, item.item))
    rows = [
        (
            item.item,
            item.n,
            item.facility,
            item.point_biserial,
            item.dif.flag if item.dif else None,
            " · ".join(say("left" if code == "omitted" else code, lang) for code in item.remarks),
        )
        for item in order
    ]
    parts = [table(("item", "n", "facility", "point_biserial", "dif", "remarks"), rows, lang)]
    if any(item.point_biserial is not None for item in analysis.items):
        parts.insert(0, _figure(charts.item_map(analysis, lang), "item_map", lang))
    return framed(parts, lang)


def at_risk(results: Sequence[Result], test: Any, lang: Lang) -> str:
    """Show who has not passed, nearest to the mark first, and what to go through again."""
    rule = PassRule.model_validate(test["pass_rule"])
    titles = {name: about["title"][lang] for name, about in test["modules"].items()}
    failed = sorted((r for r in results if not r.passed), key=lambda r: -r.points)
    rows = [
        (
            r.learner,
            r.points,
            max(0.0, rule.share * r.out_of - r.points),
            " · ".join(titles[m] for m, points in r.modules.items() if not points.reach(rule.share)),
        )
        for r in failed
    ]
    shown = table(("learner", "points", "missing", "modules"), rows, lang) if rows else paragraph(say("nobody", lang))
    return framed([shown], lang)


def rekeyed(keys: Sequence[KeyChange], moved: Sequence[Move], lang: Lang) -> str:
    """Show which keys differ and whose result moves."""
    if not keys:
        return framed([paragraph(say("no_change", lang))], lang)
    changes = [(key.item, _key(key.before), _key(key.after)) for key in keys]
    people = [
        (m.learner, f"{m.points_before:g}{_mark(m.passed_before)}", f"{m.points_after:g}{_mark(m.passed_after)}")
        for m in moved
    ]
    heads = ("before", "after")
    return framed([table(("item", *heads), changes, lang), table(("learner", *heads), people, lang)], lang)


def trail(lines: Sequence[dict[str, Any]], lang: Lang) -> str:
    """Show who changed which key, when, and for how many."""
    rows = [
        (moment(line["when"], lang), line["who"], ", ".join(key["item"] for key in line["keys"]), len(line["learners"]))
        for line in reversed(lines)
    ]
    return framed([table(("when", "who", "item", "changed"), rows, lang)], lang) if rows else ""


def certificates(results: Sequence[Result], held_back: Mapping[str, Notice], lang: Lang) -> str:
    """Show who is to receive a certificate, who passed with activities missing, and who passed and gave no name."""
    passed = [result for result in results if result.passed]
    rows = [(one.learner, one.name, one.points) for one in passed if one.name and one.learner not in held_back]
    shown = table(("learner", "name", "points"), rows, lang) if rows else paragraph(say("nobody", lang))
    parts = [paragraph(say("ready", lang)), shown]
    if held_back:
        why = [(learner, notice.say(lang)) for learner, notice in held_back.items()]
        parts += [paragraph(say("held_back", lang)), table(("learner", "reason"), why, lang)]
    if unnamed := [result.learner for result in passed if not result.name]:
        parts.append(paragraph(say("unnamed", lang, learners=", ".join(unnamed))))
    return framed(parts, lang)


def _key(key: Any) -> str:
    values = next(iter(key.values()))
    return " · ".join(f"{a} → {b}" for a, b in values.items()) if isinstance(values, dict) else " · ".join(values)


def _mark(passed: bool) -> str:
    return " ✓" if passed else ""
