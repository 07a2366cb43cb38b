"""French and Arabic say the same things in the same places."""

import re
from collections import Counter
from collections.abc import Iterator

from nbparcours.course.check.rule import Fault, at, cell_line, every_content, every_entry, every_text, rule
from nbparcours.course.load import Course
from nbparcours.course.notebook import Cell, Notebook
from nbparcours.course.registry import Term

_NUMBER = re.compile(r"\d+(?:[-.]\d+)*")
#: Arabic says one and two with the noun itself (سنة، سنتان), so these two standing alone are not compared.
_WORDS = {"1", "2"}
_LINK = re.compile(r"\]\([^)]*\)")


def numbers(text: str) -> Counter[str]:
    """Count the numbers of a text; link targets do not count, and 27-14 is the same as 27.14."""
    found = (number.replace("-", ".") for number in _NUMBER.findall(_LINK.sub("]", text)))
    return Counter(number for number in found if number not in _WORDS)


def _pairs(course: Course) -> Iterator[tuple[Notebook, Notebook]]:
    for books in (course.home, *(content.notebooks for content in every_content(course))):
        if len(books) == 2:
            yield books["fr"], books["ar"]


def _twins(course: Course) -> Iterator[tuple[Notebook, Cell, Cell]]:
    for fr, ar in _pairs(course):
        others = {cell.id: cell for cell in ar.cells}
        for cell in fr.cells:
            if cell.id in others:
                yield ar, cell, others[cell.id]


@rule("NP101")
def same_cells(course: Course) -> Iterator[Fault]:
    """The two notebooks of a module have the same cells in the same order."""
    for fr, ar in _pairs(course):
        left, right = [(c.id, c.type) for c in fr.cells], [(c.id, c.type) for c in ar.cells]
        if left != right:
            odd = next((a or b for a, b in zip([*left, None], [*right, None], strict=False) if a != b), None)
            name = odd[0] if odd else "the last cell"
            yield Fault(ar.path, cell_line(ar, name), f"cells differ from the French notebook from {name!r} on")


@rule("NP102")
def same_citations(course: Course) -> Iterator[Fault]:
    """A cell cites the same texts in both languages."""
    for ar, left, right in _twins(course):
        if Counter(left.cites) != Counter(right.cites):
            odd = sorted((Counter(left.cites) - Counter(right.cites)) + (Counter(right.cites) - Counter(left.cites)))
            message = f"cell {left.id!r} does not cite the same texts as in French: {', '.join(odd)}"
            yield Fault(ar.path, cell_line(ar, left.id), message)


@rule("NP103")
def same_numbers_in_cells(course: Course) -> Iterator[Fault]:
    """A cell holds the same numbers in both languages."""
    for ar, left, right in _twins(course):
        if left.type == "markdown" and numbers(left.source) != numbers(right.source):
            message = f"cell {left.id!r}: numbers differ: {_difference(left.source, right.source)}"
            yield Fault(ar.path, cell_line(ar, left.id), message)


@rule("NP104")
def same_numbers_in_texts(course: Course) -> Iterator[Fault]:
    """A text of an activity, item, reference or term holds the same numbers in both languages."""
    for ident, entry in every_entry(course):
        official = entry.term if isinstance(entry, Term) else None  # a term is worded as the law words it
        for text in every_text(entry):
            if text is official:
                continue
            if numbers(text.fr) != numbers(text.ar):
                yield Fault(*at(course, ident), f"{ident}: numbers differ: {_difference(text.fr, text.ar)}")


def _difference(fr: str, ar: str) -> str:
    only_fr, only_ar = numbers(fr) - numbers(ar), numbers(ar) - numbers(fr)
    return f"French only {sorted(only_fr)}, Arabic only {sorted(only_ar)}; correct one of them ({fr[:40]}…)"
