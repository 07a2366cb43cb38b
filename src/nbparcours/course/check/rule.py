"""What a rule is, and the helpers that several rules use."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel

from nbparcours.course.load import Content, Course
from nbparcours.course.notebook import Notebook
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


def cell_line(notebook: Notebook, cell: str) -> int:
    """Return the line of the notebook's file on which the cell `cell` begins."""
    for number, line in enumerate(notebook.path.read_text("utf-8").splitlines(), 1):
        if f'"id": "{cell}"' in line:
            return number
    return 1


def every_content(course: Course) -> Iterator[Content]:
    """Yield the modules that are written."""
    yield from course.contents.values()


def every_notebook(course: Course) -> Iterator[Notebook]:
    """Yield all source notebooks, the home page's too."""
    yield from course.home.values()
    for content in every_content(course):
        yield from content.notebooks.values()


def every_text(thing: Any) -> Iterator[Text]:
    """Yield each bilingual text inside a model, however deep."""
    if isinstance(thing, Text):
        yield thing
    elif isinstance(thing, BaseModel):
        for name in type(thing).model_fields:
            yield from every_text(getattr(thing, name))
    elif isinstance(thing, tuple | list):
        for entry in thing:
            yield from every_text(entry)


def every_entry(course: Course) -> Iterator[tuple[str, BaseModel]]:
    """Yield each activity, item, reference and term with its id."""
    for content in every_content(course):
        yield from content.activities.items()
    yield from course.bank.items()
    yield from course.references.items()
    yield from course.glossary.items()
