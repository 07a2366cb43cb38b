"""Objectives are exercised, hard passages are announced, words do no harm."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from nbparcours.course.check.rule import (
    Fault,
    at,
    every_content,
    every_notebook,
    in_cell,
    in_settings,
    rule,
    said,
)
from nbparcours.course.kinds.quiz import QuizActivity
from nbparcours.course.load import Course
from nbparcours.course.text import LANGUAGES, Lang, Strict, Words
from nbparcours.course.yaml_file import YamlFile

_NUMBER = re.compile(
    r"(?<![\d-])(?:0\d(?:[\s.\u00a0\u202f]?\d\d){4}|0\s?800[\d\s\u00a0\u202f]{7,10}\d|\+212[\d\s]{9,12})"
)
_INVENTED: dict[Lang, re.Pattern[str]] = {
    "fr": re.compile(r"inventée?s?\b|fictif|fictive"),
    "ar": re.compile("متخيل|خيالي"),
}


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
                yield in_settings(course, message)


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
            for entry in _harmful(cell.source, notebook.lang, path) if cell.type == "markdown" else ():
                yield in_cell(notebook, cell.id, f"«{entry.term}»; write «{entry.instead}»")
    for ident, texts in said(course):
        for lang in LANGUAGES:
            for entry in _harmful("\n".join(text.get(lang) for text in texts), lang, path):
                yield Fault(*at(course, ident), f"{ident}: «{entry.term}»; write «{entry.instead}»")


def _harmful(text: str, lang: Lang, path: Path) -> Iterator[Forbidden]:
    lower = text.lower()
    for entry, pattern in _forbidden(path):
        if entry.lang == lang and entry.term.lower() in lower and pattern.search(text):
            yield entry


@rule("NP505")
def help_lines_are_dated(course: Course) -> Iterator[Fault]:
    """A telephone line that may change shows when it was last seen."""
    for line in course.settings.help_lines:
        if line.confidence != "high" and line.seen is None:
            yield in_settings(course, f"help line {line.id!r} has no date; add `seen:`")


@rule("NP506")
def numbers_of_help_are_known(course: Course) -> Iterator[Fault]:
    """A telephone number in the text is one of course.yml's, and stands beside the date on which it was seen."""
    known = {_digits(line.number): line for line in course.settings.help_lines}
    for notebook in every_notebook(course):
        for cell in notebook.cells:
            for number in _NUMBER.findall(cell.source) if cell.type == "markdown" else ():
                line = known.get(_digits(number))
                if line is None:
                    yield in_cell(notebook, cell.id, f"{number} is no line of course.yml; add it there, or take it out")
                elif line.seen and line.seen[:4] not in cell.source:
                    yield in_cell(notebook, cell.id, f"{number} stands without {line.seen}, when it was last seen")


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


@rule("NP507")
def cases_are_invented(course: Course) -> Iterator[Fault]:
    """The section that opens a case says, in both languages, that it is invented."""
    for content in every_content(course):
        for lang, notebook in content.notebooks.items():
            opening = next((cell for cell in notebook.cells if cell.id == f"{content.module.id}-case"), None)
            if opening is None or not _INVENTED[lang].search(opening.source):
                where = f"{content.module.id}-case"
                yield in_cell(notebook, where, "say there that the case is invented and nobody's own story")
