"""French and Arabic say the same things in the same places."""

import re
from collections import Counter
from collections.abc import Iterator

from nbparcours.course.check.rule import Fault, at, cell_line, every_pair, in_cell, rule, said, twins
from nbparcours.course.load import Course
from nbparcours.course.terms import paragraphs

_NUMBER = re.compile(r"\d+(?:[-.]\d+)*")
#: Arabic says one and two with the noun itself (سنة، سنتان), so these two standing alone are not compared.
_WORDS = {"1", "2"}
_ITEM = re.compile(r"\s*(?:[-*]|\d+\.)\s")
_LINK = re.compile(r"\]\([^)]*\)")


def numbers(text: str) -> Counter[str]:
    """Count the numbers of a text; link targets do not count, and 27-14 is the same as 27.14."""
    found = (number.replace("-", ".") for number in _NUMBER.findall(_LINK.sub("]", text)))
    return Counter(number for number in found if number not in _WORDS)


@rule("NP101")
def same_cells(course: Course) -> Iterator[Fault]:
    """The two notebooks of a module have the same cells in the same order."""
    for fr, ar in every_pair(course):
        left, right = [(c.id, c.type) for c in fr.cells], [(c.id, c.type) for c in ar.cells]
        if left != right:
            odd = next((a or b for a, b in zip([*left, None], [*right, None], strict=False) if a != b), None)
            name = odd[0] if odd else "the last cell"
            yield Fault(ar.path, cell_line(ar, name), f"cells differ from the French notebook from {name!r} on")


@rule("NP102")
def same_citations(course: Course) -> Iterator[Fault]:
    """A cell cites the same texts in both languages."""
    for ar, left, right in twins(course):
        if Counter(left.cites) != Counter(right.cites):
            odd = sorted((Counter(left.cites) - Counter(right.cites)) + (Counter(right.cites) - Counter(left.cites)))
            message = f"cell {left.id!r} does not cite the same texts as in French: {', '.join(odd)}"
            yield Fault(ar.path, cell_line(ar, left.id), message)


@rule("NP103")
def same_numbers_in_cells(course: Course) -> Iterator[Fault]:
    """A cell holds the same numbers in both languages."""
    for ar, left, right in twins(course):
        if left.type == "markdown" and numbers(left.source) != numbers(right.source):
            message = f"cell {left.id!r}: numbers differ: {_difference(left.source, right.source)}"
            yield Fault(ar.path, cell_line(ar, left.id), message)


@rule("NP104")
def same_numbers_in_texts(course: Course) -> Iterator[Fault]:
    """A text of an activity, item, reference or term holds the same numbers in both languages."""
    for ident, texts in said(course):
        official = ident in course.glossary  # a term, its first text, is worded as the law words it
        for text in texts[1:] if official else texts:
            if numbers(text.fr) != numbers(text.ar):
                yield Fault(*at(course, ident), f"{ident}: numbers differ: {_difference(text.fr, text.ar)}")


def _difference(fr: str, ar: str) -> str:
    only_fr, only_ar = numbers(fr) - numbers(ar), numbers(ar) - numbers(fr)
    return f"French only {sorted(only_fr)}, Arabic only {sorted(only_ar)}; correct one of them ({fr[:40]}…)"


@rule("NP105")
def same_paragraphs(course: Course) -> Iterator[Fault]:
    """A cell has as many paragraphs, list items and table rows in both languages."""
    for ar, left, right in twins(course):
        if left.type == "markdown" and (here := _shape(left.source)) != (there := _shape(right.source)):
            remedy = "write what is missing, or part the paragraphs alike"
            yield in_cell(ar, left.id, f"{_told(here)} in French, {_told(there)} in Arabic; {remedy}")


def _shape(source: str) -> tuple[int, int, int]:
    starts = [line.lstrip()[:1] for line in source.splitlines()]
    items = sum(bool(_ITEM.match(line)) for line in source.splitlines())
    return len(paragraphs(source)), items, starts.count("|")


def _told(shape: tuple[int, int, int]) -> str:
    return "{} paragraphs, {} list items, {} table rows".format(*shape)
