"""What a rule is, and the helpers that several rules use."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from pydantic import BaseModel

from nbparcours.course.load import Content, Course
from nbparcours.course.notebook import Cell, Notebook
from nbparcours.course.problem import Problem
from nbparcours.course.text import Text


class Fault(NamedTuple):
    """What a rule yields: where, and what is wrong and how to mend it."""

    path: Path
    line: int
    message: str


Finder = Callable[[Course], Iterator[Fault]]


@dataclass(frozen=True)
class Rule:
    """A coded rule; `title` says what holds when it is kept."""

    code: str
    title: str
    find: Finder
    notice: bool

    def run(self, course: Course) -> list[Problem]:
        """Return the problems that this rule finds."""
        return [Problem(self.code, *fault, notice=self.notice) for fault in self.find(course)]


RULES: dict[str, Rule] = {}


def rule(code: str, *, notice: bool = False) -> Callable[[Finder], Finder]:
    """Register a finder under `code`; the first line of its docstring is the rule's title."""

    def register(find: Finder) -> Finder:
        RULES[code] = Rule(code, (find.__doc__ or "").strip().splitlines()[0], find, notice)
        return find

    return register


def at(course: Course, ident: str) -> tuple[Path, int]:
    """Return where the entry `ident` is written."""
    return course.lines.get(ident, (Path("?"), 1))


def in_settings(course: Course, message: str) -> Fault:
    """Return a fault of `course.yml` as a whole."""
    return Fault(course.places.modules / "course.yml", 1, message)


def cell_line(notebook: Notebook, cell: str) -> int:
    """Return the line of the notebook's file on which the cell `cell` begins."""
    return notebook.lines.get(cell, 1)


def in_cell(notebook: Notebook, cell: str, message: str) -> Fault:
    """Return a fault of one cell."""
    return Fault(notebook.path, cell_line(notebook, cell), f"cell {cell!r}: {message}")


def every_content(course: Course) -> Iterator[Content]:
    """Yield the modules that are written."""
    yield from course.contents.values()


def every_notebook(course: Course) -> Iterator[Notebook]:
    """Yield all source notebooks, the home page's too."""
    for books in (course.home, *course.pages.values()):
        yield from books.values()
    for content in every_content(course):
        yield from content.notebooks.values()


def every_pair(course: Course) -> Iterator[tuple[Notebook, Notebook]]:
    """Yield each page's two notebooks, the home page's first."""
    for books in (course.home, *course.pages.values(), *(content.notebooks for content in every_content(course))):
        if len(books) == 2:
            yield books["fr"], books["ar"]


def twins(course: Course) -> Iterator[tuple[Notebook, Cell, Cell]]:
    """Yield each cell that stands in both languages, with the Arabic notebook that it is in."""
    for fr, ar in every_pair(course):
        others = {cell.id: cell for cell in ar.cells}
        for cell in fr.cells:
            if cell.id in others:
                yield ar, cell, others[cell.id]


@cache
def _fields(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(model.model_fields)


def every_text(thing: Any) -> Iterator[Text]:
    """Yield each bilingual text inside a model, however deep."""
    if isinstance(thing, Text):
        yield thing
    elif isinstance(thing, BaseModel):
        for name in _fields(type(thing)):
            yield from every_text(getattr(thing, name))
    elif isinstance(thing, tuple | list):
        for entry in thing:
            yield from every_text(entry)
    elif isinstance(thing, dict):
        yield from every_text(list(thing.values()))


def every_entry(course: Course) -> Iterator[tuple[str, BaseModel]]:
    """Yield each activity, diagram, item, case study, reference and term with its id."""
    for content in every_content(course):
        yield from content.activities.items()
        yield from content.figures.items()
    yield from course.bank.items()
    yield from course.cases.items()
    yield from course.references.items()
    yield from course.glossary.items()


_SAID: WeakKeyDictionary[Course, list[tuple[str, list[Text]]]] = WeakKeyDictionary()


def said(course: Course) -> list[tuple[str, list[Text]]]:
    """Return each entry's id and texts; walked once, since half of the rules read them all."""
    if course not in _SAID:
        _SAID[course] = [(ident, list(every_text(entry))) for ident, entry in every_entry(course)]
    return _SAID[course]
