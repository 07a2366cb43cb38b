"""Objectives are exercised, hard passages are announced, words do no harm."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from nbparcours.course.check.rule import (
    Fault,
    at,
    cell_line,
    every_content,
    every_entry,
    every_notebook,
    every_text,
    rule,
)
from nbparcours.course.kinds.quiz import QuizActivity
from nbparcours.course.load import Course
from nbparcours.course.text import LANGUAGES, Lang, Strict, Words
from nbparcours.course.yaml_file import YamlFile


class Forbidden(Strict):
    """A wording that blames or stigmatises, why, and what to write instead."""

    lang: Lang
    term: Words
    instead: Words


@cache
def _forbidden(path: Path) -> list[tuple[Forbidden, re.Pattern[str]]]:
    entries = [Forbidden.model_validate(entry) for entry in YamlFile.read(path).data or []]
    return [(entry, re.compile(rf"(?<!\w){re.escape(entry.term)}(?!\w)", re.IGNORECASE)) for entry in entries]


@rule("NP501")
def objectives_are_known(course: Course) -> Iterator[Fault]:
    """An activity names objectives of its own module."""
    for content in every_content(course):
        known = {objective.id for objective in content.module.objectives}
        for ident, activity in content.activities.items():
            for odd in sorted(set(activity.objective) - known):
                yield Fault(*at(course, ident), f"{ident}: {odd!r} is no objective of {content.module.id}; correct it")


@rule("NP502")
def objectives_are_exercised(course: Course) -> Iterator[Fault]:
    """Each objective is exercised by at least two activities beside the self-check."""
    for content in every_content(course):
        named = [o for a in content.activities.values() if not isinstance(a, QuizActivity) for o in a.objective]
        for objective in content.module.objectives:
            if named.count(objective.id) < 2:
                message = f"{objective.id!r} is exercised by {named.count(objective.id)} activity; name it in two"
                yield Fault(course.places.modules / "course.yml", 1, message)


@rule("NP503")
def content_note_first(course: Course) -> Iterator[Fault]:
    """A content note stands before the first section of a module, with a way round."""
    for content in every_content(course):
        for notebook in content.notebooks.values():
            first = content.module.sections[1].id if len(content.module.sections) > 1 else ""
            before = [cell.id for cell in notebook.cells][: _position(notebook.cells, first)]
            if not any(ident.endswith("content-note") for ident in before):
                message = f"no cell '{content.module.id}-content-note' before {first!r}; add one with a way round"
                yield Fault(notebook.path, 1, message)


def _position(cells: tuple[object, ...], ident: str) -> int:
    return next((i for i, cell in enumerate(cells) if getattr(cell, "id", "") == ident), len(cells))


@rule("NP504")
def no_harmful_words(course: Course) -> Iterator[Fault]:
    """No wording of `forbidden.yml` is used."""
    path = course.places.modules / "forbidden.yml"
    for notebook in every_notebook(course):
        for cell in notebook.cells:
            for entry, pattern in _forbidden(path):
                if entry.lang == notebook.lang and cell.type == "markdown" and pattern.search(cell.source):
                    message = f"cell {cell.id!r}: «{entry.term}»; write «{entry.instead}»"
                    yield Fault(notebook.path, cell_line(notebook, cell.id), message)
    for ident, thing in every_entry(course):
        said = {lang: "\n".join(text.get(lang) for text in every_text(thing)) for lang in LANGUAGES}
        for entry, pattern in _forbidden(path):
            if pattern.search(said[entry.lang]):
                yield Fault(*at(course, ident), f"{ident}: «{entry.term}»; write «{entry.instead}»")


@rule("NP505")
def help_lines_are_dated(course: Course) -> Iterator[Fault]:
    """A telephone line that may change shows when it was last seen."""
    for line in course.settings.help_lines:
        if line.confidence != "high" and line.seen is None:
            path = course.places.modules / "course.yml"
            yield Fault(path, 1, f"help line {line.id!r} has no date; add `seen:`")
