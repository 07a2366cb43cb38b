"""Every statement can be followed to a text whose reading is dated."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import BaseModel

from nbparcours.course.check.rule import (
    Fault,
    at,
    cell_line,
    every_content,
    every_entry,
    every_notebook,
    rule,
)
from nbparcours.course.load import Course


def _cites(thing: Any) -> Iterator[str]:
    if isinstance(thing, BaseModel):
        yield from getattr(thing, "cites", ())
        for name in type(thing).model_fields:
            yield from _cites(getattr(thing, name))
    elif isinstance(thing, tuple | list):
        for entry in thing:
            yield from _cites(entry)


def cited(course: Course) -> Iterator[tuple[str, Fault]]:
    """Yield each key that is cited, and where."""
    for notebook in every_notebook(course):
        for cell in notebook.cells:
            for key in cell.cites:
                yield key, Fault(notebook.path, cell_line(notebook, cell.id), f"cell {cell.id!r}")
    for ident, entry in every_entry(course):
        for key in _cites(entry):
            yield key, Fault(*at(course, ident), ident)


@rule("NP201")
def keys_are_known(course: Course) -> Iterator[Fault]:
    """A cited key stands in references.yml."""
    for key, where in cited(course):
        if key not in course.references:
            remedy = "correct it or add it to references.yml"
            yield Fault(where.path, where.line, f"{where.message} cites unknown key {key!r}; {remedy}")


@rule("NP202", notice=True)
def keys_are_used(course: Course) -> Iterator[Fault]:
    """A key of references.yml is cited somewhere."""
    used = {key for key, _ in cited(course)}
    for key in course.references:
        if key not in used:
            yield Fault(*at(course, key), f"{key!r} is cited nowhere yet")


@rule("NP203")
def keys_are_fresh(course: Course, today: date | None = None) -> Iterator[Fault]:
    """A reference is reviewed before its review date."""
    for key, reference in course.references.items():
        if reference.review_by < (today or date.today()):
            message = f"{key!r} was to be reviewed by {reference.review_by}; read the source again, then set the dates"
            yield Fault(*at(course, key), message)


@rule("NP204")
def nothing_doubtful(course: Course) -> Iterator[Fault]:
    """Nothing of low confidence, and nothing marked `publish: false`, is stated or tested as fact."""
    doubtful = {k for k, r in course.references.items() if r.confidence == "low" or not r.publish}
    for key, where in cited(course):
        if key in doubtful:
            yield Fault(where.path, where.line, f"{where.message} rests on {key!r}, which is not to be published")


@rule("NP205")
def prose_of_law_cites(course: Course) -> Iterator[Fault]:
    """A section that names an article of the law cites the registry."""
    for content in every_content(course):
        for notebook in content.notebooks.values():
            for cell in notebook.cells:
                if cell.type == "markdown" and "448-" in cell.source and not cell.cites:
                    message = f"cell {cell.id!r} names an article without a link to textes.ipynb"
                    yield Fault(notebook.path, cell_line(notebook, cell.id), message)
