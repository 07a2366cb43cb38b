"""The glossary holds in both languages: where the French uses one of its terms, so does the Arabic."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from nbparcours.course.check.rule import Fault, at, in_cell, rule, said, twins
from nbparcours.course.load import Course
from nbparcours.course.terms import Finder, first, paragraphs
from nbparcours.course.text import Id, Strict, Words
from nbparcours.course.yaml_file import YamlFile

TERMS = 108


class Excuse(Strict):
    """A passage in which a term rightly has no counterpart: the cell or entry, the term, and why."""

    where: Id
    term: Id
    why: Words


Unmatched = tuple[str, str, Fault]


@cache
def _excuses(path: Path) -> tuple[YamlFile, list[Excuse]]:
    source = YamlFile.read(path)
    return source, [Excuse.model_validate(entry) for entry in source.data or []]


def _passages(course: Course) -> Iterator[tuple[str, Fault, str, str]]:
    """Yield each passage in both languages: its id, where it stands, French, Arabic."""
    for ar, left, right in twins(course):
        if left.type == "markdown":
            pairs = zip(paragraphs(left.source), paragraphs(right.source), strict=False)
            yield from ((left.id, in_cell(ar, left.id, ""), *pair) for pair in pairs)
    for ident, texts in said(course):
        if ident not in course.glossary:
            yield from ((ident, Fault(*at(course, ident), f"{ident}: "), text.fr, text.ar) for text in texts)


def _unmatched(course: Course) -> Iterator[Unmatched]:
    finder = Finder.make(course.glossary.values())
    for ident, where, french, arabic in _passages(course):
        for name in dict.fromkeys(use.term for use in finder.uses(french)):
            if first(arabic, course.glossary[name], "ar") is None:
                term = course.glossary[name].term
                wanted = f"«{term.fr}» in French without «{term.ar}»"
                remedy = f"write it, list the form under `forms` of {name}, or excuse it in glossary-exceptions.yml"
                yield ident, name, where._replace(message=f"{where.message}{wanted} ({french[:30]}…); {remedy}")


@rule("NP801")
def terms_have_their_counterpart(course: Course) -> Iterator[Fault]:
    """A paragraph with a French term of the glossary holds its Arabic counterpart in the twin paragraph."""
    path = course.places.modules / "glossary-exceptions.yml"
    source, listed = _excuses(path)
    found = list(_unmatched(course))
    excused = {(excuse.where, excuse.term) for excuse in listed}
    yield from (fault for ident, name, fault in found if (ident, name) not in excused)
    needed = {(ident, name) for ident, name, _ in found}
    for index, excuse in enumerate(listed):
        if (excuse.where, excuse.term) not in needed:
            message = f"{excuse.where}: {excuse.term} no longer needs an excuse; remove it"
            yield Fault(path, source.line((index,)), message)


@rule("NP802")
def glossary_is_whole(course: Course) -> Iterator[Fault]:
    """The glossary holds at least the 108 terms of the dossier, and no form names two of them."""
    path = course.places.modules / "glossary.yml"
    if len(course.glossary) < TERMS:
        yield Fault(path, 1, f"{len(course.glossary)} terms, not {TERMS}; add what is missing")
    owner: dict[str, str] = {}
    for term in course.glossary.values():
        for form in {term.term.fr, *(term.forms.fr if term.forms else ())}:
            if owner.setdefault(form.lower(), term.id) != term.id:
                yield Fault(*at(course, term.id), f"{term.id}: «{form}» names {owner[form.lower()]} too; keep one")
