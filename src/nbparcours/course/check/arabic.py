"""Arabic as it is written in Morocco: its digits, its punctuation, its word for an article."""

import re
from collections.abc import Iterator

from nbparcours.course.check.rule import Fault, at, every_notebook, in_cell, rule, said
from nbparcours.course.load import Course

_LINK = re.compile(r"\]\([^)]*\)|`[^`]*`|<[^>]*>")
_EASTERN = re.compile(r"[\u0660-\u0669\u06f0-\u06f9]+")
_FOREIGN = re.compile(r"[\u0600-\u06ff]\s?[,;?](?!\w)")
_ARTICLE = r"(?:ال|لل|بال|وال|فال|كال)"
_LAW_FOR_CODE = re.compile(rf"{_ARTICLE}(?:مادة|مادتان|مادتين|مواد)\s+\W{{0,3}}448-")
_CODE_FOR_LAW = re.compile(rf"{_ARTICLE}(?:فصل|فصلان|فصلين|فصول)\s+\W{{0,3}}82-")


def _arabic(course: Course) -> Iterator[tuple[Fault, str]]:
    """Yield each Arabic passage and where it stands."""
    for notebook in every_notebook(course):
        for cell in notebook.cells if notebook.lang == "ar" else ():
            if cell.type == "markdown":
                yield in_cell(notebook, cell.id, ""), _LINK.sub("] ", cell.source)
    for ident, texts in said(course):
        yield Fault(*at(course, ident), f"{ident}: "), "\n".join(text.ar for text in texts)


@rule("NP106")
def western_digits(course: Course) -> Iterator[Fault]:
    """Arabic is written with western digits and its own comma, semicolon and question mark."""
    for where, text in _arabic(course):
        for pattern, remedy in ((_EASTERN, "write 0 to 9"), (_FOREIGN, "write ، ؛ or ؟")):
            if found := pattern.search(text):
                yield where._replace(message=f"{where.message}«{found[0]}»; {remedy}")


@rule("NP107")
def articles_have_their_name(course: Course) -> Iterator[Fault]:
    """In Arabic an article of the penal code is a فصل, and one of any other law a مادة."""
    for where, text in _arabic(course):
        for pattern, remedy in ((_LAW_FOR_CODE, "الفصل"), (_CODE_FOR_LAW, "المادة")):
            if found := pattern.search(text):
                yield where._replace(message=f"{where.message}«{found[0]}…»; write {remedy}")
