"""Every statement can be followed to a text whose reading is dated."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from pydantic import BaseModel

from nbparcours.course.check.rule import (
    Fault,
    at,
    cell_line,
    every_content,
    every_entry,
    every_notebook,
    in_cell,
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


_LINK = re.compile(r"\]\([^)]*\)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATED = {"law", "treaty", "report", "figure", "press"}
_FIGURE = re.compile(
    r"\d\s?%|\d[\s\u00a0]?(?:millions?|milliards?|dirhams?|victimes?|affaires?|poursuites?|condamn\w+)(?!\w)"
    r"|\d[\s\u00a0]?(?:مليون|مليار|درهم|ضحية|قضية|مدان)"
)
_CITED: WeakKeyDictionary[Course, list[tuple[str, Fault]]] = WeakKeyDictionary()


def cited(course: Course) -> list[tuple[str, Fault]]:
    """Return each key that is cited, and where."""
    if course not in _CITED:
        _CITED[course] = list(_cited(course))
    return _CITED[course]


def _cited(course: Course) -> Iterator[tuple[str, Fault]]:
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


@rule("NP206")
def figures_have_a_source(course: Course) -> Iterator[Fault]:
    """A passage that gives a percentage, a count of people or cases, or a sum cites the registry."""
    for notebook in (book for content in every_content(course) for book in content.notebooks.values()):
        for cell in notebook.cells:
            bare = cell.source if cell.type == "markdown" and not cell.cites else ""
            if found := _FIGURE.search(_LINK.sub("]", bare)):
                yield in_cell(notebook, cell.id, f"«{found[0]}» without a link to textes.ipynb; say where it was read")


@rule("NP207")
def activities_cite(course: Course) -> Iterator[Fault]:
    """An activity rests on a text, which it or one of its explanations cites."""
    for content in every_content(course):
        for ident, activity in content.activities.items():
            if not any(_cites(activity)):
                yield Fault(*at(course, ident), f"{ident} cites nothing; add `cites:` with the text that it teaches")


@rule("NP208")
def sources_are_dated(course: Course) -> Iterator[Fault]:
    """A law, treaty, report, figure or page of the press says of which year it is, in its title, status or date."""
    for key, source in course.references.items():
        said_there = f"{source.title.fr} {source.status.fr} {source.number} {source.dated or ''}"
        if source.kind in _DATED and not _YEAR.search(said_there):
            yield Fault(*at(course, key), f"{key!r} shows no year; add `dated:`, or a year in its status")
