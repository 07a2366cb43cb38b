"""A module cut into slides: what is said in a sentence stands on the slide, the rest in the trainer's notes.

Slides follow the headings; one that would be too full goes on on the next. Nothing of this is written in the notebooks.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from nbparcours.activity.bundle import MIME
from nbparcours.course.text import Lang
from nbparcours.publish.export_blocks import HEADING, ITEM, blocks, items, lead, lines, plain
from nbparcours.publish.export_room import HIGH, SMALL, TEXT, TITLE, WIDE, row_talls, tall
from nbparcours.publish.export_words import parted
from nbparcours.publish.site_cut import Cell, source


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
        for block in blocks(plain(text, self.lang)):
            if heading := HEADING.match(block):
                self._open(len(heading[1]), heading[2])
            elif block.startswith("|"):
                self._table(block.splitlines())
            elif ITEM.match(block):
                listed = items(block)
                points = SMALL if max(map(len, listed)) > 150 else TEXT
                for item in listed:
                    self._say(item, item, points)
            else:
                self._say(lead(block.removeprefix("> ")), block.removeprefix("> "), TEXT)

    def figure(self, drawing: str) -> None:
        """Give a diagram a slide of its own; its caption is its title."""
        self.slides += [Slide("", look="drawn", blocks=[drawing]), Slide(self._title())]

    def activity(self, spec: dict[str, Any], task: str, solution: str) -> None:
        """Give an activity a slide: the task where there is room for it, else the question; the answer in the notes."""
        title = self._title()
        asked = self.words["slides_activity"].format(f"{spec['minutes']:g}")
        self.slides.append(Slide(spec["title"] or asked, look="asked"))
        self._say(f"**{asked}**", "", SMALL)
        high = sum(tall(line, WIDE, SMALL, self.lang) + 14 for line in lines(task))
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
        high = tall(shown, WIDE, points, self.lang) + 14
        self._room(high)
        block = shown if points == TEXT else f'<div class="small">\n\n{shown}\n\n</div>'
        self._put(block, high)
        if whole and whole != shown:
            self.slides[-1].notes.append(whole)

    def _table(self, lines: list[str]) -> None:
        """Put the rows of a table on as many slides as they need, under the same head."""
        head, rows = lines[:2], lines[2:]
        start, *talls = row_talls([head[0], *rows], self.lang)
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
        room = HIGH - max(0, tall(slide.title, WIDE, TITLE, self.lang) - TITLE * 1.6)
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
