"""An activity on paper: what `course.kinds.sheet` says, written as HTML, with the reasons and texts of its spec."""

from typing import Any

from nbparcours.activity.markup import items, line, tag
from nbparcours.activity.strings import message
from nbparcours.course.kinds.sheet import Blank, Block, Grid, Line, Lines, Words

Spec = dict[str, Any]
_SIGNS = {True: ("✓", "activity.right"), False: ("✗", "activity.wrong_option")}


def write(blocks: tuple[Block, ...], spec: Spec) -> str:
    """Return `blocks` as HTML; `spec` gives the language, the reasons and the texts that are cited."""
    return "".join(_block(block, spec) for block in blocks)


def link(cite: Spec) -> str:
    """Return a link to a text that is cited."""
    return tag("a", line(cite["label"]), href=cite["href"])


def _block(block: Block, spec: Spec) -> str:
    match block:
        case Words(text):
            return tag("p", line(text))
        case Blank(label, rows):
            named = tag("p", line(label)) if label else ""
            return named + tag("p", "<br>" * rows, **{"class": "nbp-blank"})
        case Grid(head, rows):
            return _grid(head, rows)
        case Lines(lines, ordered, letters, boxes):
            box = "☐ " if boxes else ""
            listed = items((box + _line(one, spec) for one in lines), "ol" if ordered or letters else "ul")
            return tag("div", listed, **{"class": "nbp-letters"}) if letters else listed


def _line(one: Line, spec: Spec) -> str:
    verdict = ""
    if one.right is not None:
        sign, word = _SIGNS[one.right]
        verdict = tag("strong", f"{sign} {line(message(spec['lang'], word))}") + " — "
    answer = " — " + tag("strong", line(one.answer)) if one.answer else ""
    return verdict + line(one.text) + answer + _why(spec, one.why) + write(one.under, spec)


def _why(spec: Spec, name: str) -> str:
    """Return the reason given for a choice and the texts that it cites."""
    reason = spec["why"].get(name)
    if not reason:
        return ""
    cited = {cite["key"]: cite for cite in spec["cites"]}
    links = [link(cited[key]) for key in reason["cites"] if key in cited]
    return "<br>" + " ".join([line(reason["text"]), *links])


def _grid(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    top = tag("thead", tag("tr", "".join(tag("th", line(cell), scope="col") for cell in head)))
    body = "".join(tag("tr", "".join(tag("td", line(cell)) for cell in row)) for row in rows)
    return tag("table", top + tag("tbody", body))
