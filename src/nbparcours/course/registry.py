"""The texts that the course cites and the terms that it uses."""

from datetime import date
from typing import Literal

from nbparcours.course.text import Id, Strict, Text, Words


class Reference(Strict):
    """A law, treaty, report or page, or one article of it.

    `summary` is what it says in the course's own words; `where` is how to find the official text.
    """

    key: Id
    kind: Literal["law", "treaty", "standard", "report", "institution", "figure", "press"]
    title: Text
    label: Text
    number: str = ""
    article: str = ""
    dated: date | None = None
    status: Text
    summary: Text
    where: Text
    source: Words
    confidence: Literal["high", "medium", "low"]
    verified_on: date
    review_by: date
    publish: bool = True


class Forms(Strict):
    """What else names a term: a broken plural, a short form, another instrument's word."""

    fr: tuple[Words, ...] = ()
    ar: tuple[Words, ...] = ()


class Term(Strict):
    """A term in both languages with a definition in both.

    An `everyday` word (act, means, request) is too common to be marked in the text or compared between the languages.
    """

    id: Id
    term: Text
    definition: Text
    source: Words
    cites: tuple[str, ...] = ()
    forms: Forms | None = None
    everyday: bool = False
