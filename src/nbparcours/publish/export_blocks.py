"""The words of a cell, parted as slides need them: headings, paragraphs, items, lines, first sentences."""

import re

from nbparcours.course.text import Lang

HEADING = re.compile(r"^(#+) (.+)$")
ITEM = re.compile(r"^\s*(?:[-*]|\d+\.)\s")
#: About two lines.
_LEAD = 150
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_TAG = re.compile(r"<[^>]+>")
_LINE = re.compile(r"<(?:p|li|tr|br)\b[^>]*>")
_RANGE = re.compile(r"(?<=\d)-(?=\d)")
_SENTENCE = re.compile(r"(?<=[.!?؟…])\s+(?=[^\s])")


def plain(text: str, lang: Lang) -> str:
    """Return Markdown without links, since a slide is shown to a room; 448-1 stays on one line."""
    plain = _LINK.sub(r"\1", _TAG.sub("", text))
    return _RANGE.sub("\u2011", plain) if lang == "fr" else plain


def lead(paragraph: str) -> str:
    """Return the first sentence of a paragraph, and those that follow while they are few words."""
    lead, *rest = _SENTENCE.split(paragraph)
    for sentence in rest:
        if len(lead) + len(sentence) > _LEAD:
            break
        lead = f"{lead} {sentence}"
    return lead


def blocks(text: str) -> list[str]:
    """Return headings, paragraphs, lists and tables, one by one."""
    parts = re.split(r"\n\s*\n", text.strip())
    found: list[str] = []
    for part in parts:
        first, _, rest = part.partition("\n")
        if HEADING.match(first) and rest:
            found += [first, *blocks(rest)]
        elif part.startswith("|") or ITEM.match(part):
            found.append(part)
        else:
            found.append(" ".join(part.splitlines()))
    return found


def lines(markup: str) -> list[str]:
    """Return the words of HTML, a paragraph, an item, a row or a line to write on each."""
    return [_TAG.sub(" ", part).strip() for part in _LINE.split(markup)][1:]


def items(block: str) -> list[str]:
    """Return the items of a list, each with the lines that belong to it."""
    found: list[str] = []
    for line in block.splitlines():
        if ITEM.match(line) or not found:
            found.append(line)
        else:
            found[-1] += " " + line.strip()
    return found
