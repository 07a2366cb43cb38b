"""A diagram in words: nested lines that say everything the lines say."""

from typing import Any

from nbparcours.activity.markup import items, line
from nbparcours.course.figures import Card
from nbparcours.course.text import Lang

Entry = tuple[str, list[Any]]


def card(box: Card, lang: Lang) -> Entry:
    """Return a box, and what stands in it."""
    name, note = box.name.get(lang), box.note.get(lang) if box.note else ""
    return said(name, note, lang), [(each.get(lang), []) for each in box.lines]


def said(name: str, note: str, lang: Lang) -> str:
    """Return a name and what is said of it as one line."""
    colon = {"fr": " : ", "ar": ": "}[lang]
    return f"{name}{colon}{note}" if note else name


def write(entries: list[Entry], name: str = "ul") -> str:
    """Return the lines as HTML."""
    return items((line(text) + (write(under) if under else "") for text, under in entries), name)
