"""A module cut into slides: what is said in a sentence stands on the slide, the rest in the trainer's notes.

Slides follow the headings; one that would be too full goes on on the next. Nothing of this is written in the notebooks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from nbparcours.activity.bundle import MIME
from nbparcours.course.text import Lang
from nbparcours.figure.measure import width, wrap
from nbparcours.publish.export_words import parted
from nbparcours.publish.site_cut import Cell, source

#: The slide of deck.css: room for words, sizes of letters, what stands above them.
WIDE, HIGH = 1120.0, 540.0
TEXT, SMALL, TITLE = 28.0, 22.0, 38.0
#: About two lines.
LEAD = 150
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_TAG = re.compile(r"<[^>]+>")
_LINE = re.compile(r"<(?:p|li|tr|br)\b[^>]*>")
_RANGE = re.compile(r"(?<=\d)-(?=\d)")
_HEADING = re.compile(r"^(#+) (.+)$")
_ITEM = re.compile(r"^\s*(?:[-*]|\d+\.)\s")
_SENTENCE = re.compile(r"(?<=[.!?؟…])\s+(?=[^\s])")


@dataclass
class Slide:
    """A heading, what stands below it as Markdown blocks, and what the trainer reads."""

    title: str
    opens: bool = False
    blocks: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    high: float = 0
    look: str = ""


class Deck:
    """The slides of a module, as they are filled."""

    def __init__(self, lang: Lang, words: dict[str, str]) -> None:
        self.lang, self.words, self.slides = lang, words, [Slide("", look="cover")]

    def prose(self, text: str) -> None:
        """Put a cell of prose on slides."""
        for block in _blocks(_plain(text, self.lang)):
            if heading := _HEADING.match(block):
                self._open(len(heading[1]), heading[2])
            elif block.startswith("|"):
                self._table(block.splitlines())
            elif _ITEM.match(block):
                items = _items(block)
                points = SMALL if max(map(len, items)) > 150 else TEXT
                for item in items:
                    self._say(item, item, points)
            else:
                self._say(_lead(block.removeprefix("> ")), block.removeprefix("> "), TEXT)

    def figure(self, drawing: str) -> None:
        """Give a diagram a slide of its own; its caption is its title."""
        self.slides += [Slide("", look="drawn", blocks=[drawing]), Slide(self._title())]

    def activity(self, spec: dict[str, Any], task: str, solution: str) -> None:
        """Give an activity a slide: the task where there is room for it, else the question; the answer in the notes."""
        title = self._title()
        asked = self.words["slides_activity"].format(f"{spec['minutes']:g}")
        self.slides.append(Slide(spec["title"] or asked, look="asked"))
        self._say(f"**{asked}**", "", SMALL)
        high = sum(_tall(line, WIDE, SMALL, self.lang) + 14 for line in _lines(task))
        if high <= HIGH - 130:
            self._put(f'<div class="small">{" ".join(task.split())}</div>', high)
        else:
            for text in (spec["intro"], spec["prompt"]):
                self._say(text or "", "", TEXT)
        if solution:
            self.slides[-1].notes.append(" ".join(solution.split()))
        self.slides.append(Slide(title))

    def filled(self) -> list[Slide]:
        """Return the slides on which something stands."""
        return [slide for slide in self.slides if slide.blocks or slide.look == "cover" or slide.opens]

    def _title(self) -> str:
        return next((slide.title for slide in reversed(self.slides) if slide.look != "asked" and slide.title), "")

    def _open(self, level: int, title: str) -> None:
        if level == 1:
            self.slides[-1].title = title
        else:
            self.slides.append(Slide(title, opens=level == 2))

    def _say(self, shown: str, whole: str, points: float) -> None:
        """Put a block on the slide, or on the next one when this is full; what it leaves out goes to the notes."""
        high = _tall(shown, WIDE, points, self.lang) + 14
        self._room(high)
        block = shown if points == TEXT else f'<div class="small">\n\n{shown}\n\n</div>'
        self._put(block, high)
        if whole and whole != shown:
            self.slides[-1].notes.append(whole)

    def _table(self, lines: list[str]) -> None:
        """Put the rows of a table on as many slides as they need, under the same head."""
        head, rows = lines[:2], lines[2:]
        start, *talls = _row_talls([head[0], *rows], self.lang)
        while rows:
            self._room(start + talls[0])
            count, high = 1, start + talls[0]
            while count < len(rows) and self.slides[-1].high + high + talls[count] <= HIGH:
                high += talls[count]
                count += 1
            self._put("\n".join([*head, *rows[:count]]), high + 14)
            rows, talls = rows[count:], talls[count:]

    def _room(self, high: float) -> None:
        slide = self.slides[-1]
        room = HIGH - max(0, _tall(slide.title, WIDE, TITLE, self.lang) - TITLE * 1.6)
        if slide.blocks and slide.high + high > room:
            self.slides.append(Slide(slide.title, look=slide.look if slide.look == "asked" else ""))

    def _put(self, block: str, high: float) -> None:
        self.slides[-1].blocks.append(block)
        self.slides[-1].high += high


def cells(deck: Deck) -> Iterator[Cell]:
    """Return the slides as cells of a notebook that say what they are, as nbconvert reads it."""
    for number, slide in enumerate(deck.filled()):
        kind = "slide" if not number or slide.opens else "subslide"
        title = [f"{'##' if number else '#'} {slide.title}"] if slide.title else []
        yield _markdown("\n\n".join([*title, *slide.blocks]), kind, slide.look)
        if slide.notes:
            yield _markdown("\n\n".join(slide.notes), "notes", "")


def _typed(cell: Cell, kind: str, look: str) -> Cell:
    return cell | {"metadata": {"slideshow": {"slide_type": kind}, "look": look}}


def _markdown(text: str, kind: str, look: str) -> Cell:
    return _typed({"cell_type": "markdown", "source": text}, kind, look)


def _plain(text: str, lang: Lang) -> str:
    """Return Markdown without links, since a slide is shown to a room; 448-1 stays on one line."""
    plain = _LINK.sub(r"\1", _TAG.sub("", text))
    return _RANGE.sub("\u2011", plain) if lang == "fr" else plain


def _lead(paragraph: str) -> str:
    """Return the first sentence of a paragraph, and those that follow while they are few words."""
    lead, *rest = _SENTENCE.split(paragraph)
    for sentence in rest:
        if len(lead) + len(sentence) > LEAD:
            break
        lead = f"{lead} {sentence}"
    return lead


def _blocks(text: str) -> list[str]:
    """Return headings, paragraphs, lists and tables, one by one."""
    parts = re.split(r"\n\s*\n", text.strip())
    found: list[str] = []
    for part in parts:
        first, _, rest = part.partition("\n")
        if _HEADING.match(first) and rest:
            found += [first, *_blocks(rest)]
        elif part.startswith("|") or _ITEM.match(part):
            found.append(part)
        else:
            found.append(" ".join(part.splitlines()))
    return found


def _lines(markup: str) -> list[str]:
    """Return the words of HTML, a paragraph, an item, a row or a line to write on each."""
    return [_TAG.sub(" ", part).strip() for part in _LINE.split(markup)][1:]


def _items(block: str) -> list[str]:
    """Return the items of a list, each with the lines that belong to it."""
    found: list[str] = []
    for line in block.splitlines():
        if _ITEM.match(line) or not found:
            found.append(line)
        else:
            found[-1] += " " + line.strip()
    return found


def _tall(text: str, room: float, points: float, lang: Lang) -> float:
    leading = {"fr": 1.4, "ar": 1.7}[lang] * {"fr": 1.0, "ar": 1.08}[lang]
    return len(wrap(text.replace("**", ""), room - 24, points, lang)) * points * leading


def _row_talls(lines: list[str], lang: Lang) -> list[float]:
    """Return how tall each row is, when columns share the width as a browser shares it: by what they hold."""
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    full = [max(width(cell, SMALL, lang) for cell in column) + 24 for column in zip(*rows, strict=True)]
    shares = [max(each / sum(full) * WIDE, 110) for each in full]
    shares = [share / sum(shares) * WIDE for share in shares]
    return [max(_tall(cell, share, SMALL, lang) for cell, share in zip(row, shares, strict=True)) + 16 for row in rows]


def deck(built: list[Cell], lang: Lang, words: dict[str, str], drawings: dict[str, str]) -> list[Cell]:
    """Return the cells of the slides of a built notebook; `drawings` holds its diagrams as a slide shows them."""
    made = Deck(lang, words)
    for cell in built:
        if cell["cell_type"] == "markdown":
            made.prose(source(cell))
        elif cell["id"] in drawings:
            made.figure(drawings[cell["id"]])
        else:
            data = cell["outputs"][0]["data"]
            made.activity(data[MIME], *parted("".join(data["text/html"])))
    return list(cells(made))
