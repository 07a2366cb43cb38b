"""Terms of the glossary, marked where a section first uses them.

A term is marked in a paragraph whose twin names it too: so both languages mark the same terms, and a word that only
looks like one (« réserver », تصديق in the sense of believing) is left alone. A mark is an ordinary link to the
glossary, which every front end shows and paper does not need; our scripts add the explanation.
"""

import re
from dataclasses import dataclass, field

from nbparcours.course.load import Content, Course
from nbparcours.course.notebook import Cell
from nbparcours.course.terms import Finder, first, paragraphs
from nbparcours.course.text import LANGUAGES, Lang

GLOSSARY = "glossaire"
#: No mark inside these: links, code, tags, headings, a table's first two rows.
_KEPT = re.compile(r"!?\[[^\]]*\]\([^)]*\)|`[^`]*`|<[^>]*>|^#.*$|^\|.*\n\|[-| :]+\|?$", re.MULTILINE)

Span = tuple[int, int, str]


@dataclass
class Marked:
    """A module's prose with its marks: by language, then by cell; and the terms that were marked."""

    text: dict[Lang, dict[str, str]] = field(default_factory=lambda: {lang: {} for lang in LANGUAGES})
    terms: list[str] = field(default_factory=list)


def mark(course: Course, content: Content) -> Marked:
    """Return the prose of a module with links to the glossary."""
    finder = Finder.make(course.glossary.values())
    arabic = {cell.id: cell for cell in content.notebooks["ar"].cells}
    openings = {section.id for section in content.module.sections}
    marked, seen = Marked(), set[str]()
    for cell in content.notebooks["fr"].cells:
        if cell.id in openings:
            marked.terms += sorted(seen.difference(marked.terms))
            seen = set()
        if cell.type == "markdown" and cell.id in arabic:
            for lang, text in zip(LANGUAGES, _cells(course, finder, seen, cell, arabic[cell.id]), strict=True):
                marked.text[lang][cell.id] = text
    marked.terms += sorted(seen.difference(marked.terms))
    return marked


def _cells(course: Course, finder: Finder, seen: set[str], left: Cell, right: Cell) -> tuple[str, str]:
    pairs = list(zip(paragraphs(left.source), paragraphs(right.source), strict=False))
    if len(pairs) != len(paragraphs(right.source)) or len(pairs) != len(paragraphs(left.source)):
        return left.source, right.source  # the check says so; a page is made all the same
    linked = [_paragraph(course, finder, seen, *pair) for pair in pairs]
    return "\n\n".join(pair[0] for pair in linked), "\n\n".join(pair[1] for pair in linked)


def _paragraph(course: Course, finder: Finder, seen: set[str], french: str, arabic: str) -> tuple[str, str]:
    open_fr, open_ar = _open(french), _open(arabic)
    spans: tuple[list[Span], list[Span]] = ([], [])
    for use in finder.uses(open_fr):
        there = None if use.term in seen else first(open_ar, course.glossary[use.term], "ar")
        if there and not any(there[0] < end and start < there[1] for start, end, _ in spans[1]):
            seen.add(use.term)
            spans[0].append((use.start, use.end, use.term))
            spans[1].append((*there, use.term))
    return _linked(french, spans[0]), _linked(arabic, spans[1])


def _open(text: str) -> str:
    """Blank out what takes no mark, so that places stay the same."""
    return _KEPT.sub(lambda found: "\0" * len(found[0]), text)


def _linked(text: str, spans: list[Span]) -> str:
    for start, end, term in sorted(spans, reverse=True):
        text = f"{text[:start]}[{text[start:end]}]({GLOSSARY}.ipynb#{term}){text[end:]}"
    return text
