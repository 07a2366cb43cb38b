"""How long a module is, what is in it, and how hard it reads.

French: the reading ease of Kandel and Moles (1958), Flesch's scale for French: 207 − 1.015 words a sentence −
73.6 syllables a word; 60 to 70 is plain prose, under 30 a specialist's. Arabic: words a sentence and letters a
word; OSMAN (El-Haj and Rayson, 2016) counts syllables, which unvowelled text does not show.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from nbparcours.course.kinds import Activity
from nbparcours.course.kinds.quiz import QuizActivity
from nbparcours.course.load import Content
from nbparcours.course.notebook import Notebook
from nbparcours.course.text import Lang

#: Reading speed, words a minute (design.md §5).
SPEED: dict[Lang, int] = {"fr": 130, "ar": 110}
_WORD = re.compile(r"\w[\w'’]*", re.UNICODE)
_LINK = re.compile(r"\]\([^)]*\)|<[^>]*>")
_MARKUP = re.compile(r"\[|\]\([^)]*\)|<[^>]*>|[*`>#]")
_ASIDE = re.compile(r"^\s*(\||#)")  # tables and headings are no sentences
_SENTENCE = re.compile(r"[.!?؟…]+(?=\s|$|»)|\n")
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_MARKS = re.compile(r"[\u0640\u064b-\u0652\u0670]")
_VOWELS = re.compile(r"[aeiouyàâäéèêëîïôöùûüÿœæ]+")
_SILENT = re.compile(r"(?<=[^aeiouyàâäéèêëîïôöùûüÿœæ])(?:es?|ent)$")


class Reading(NamedTuple):
    """Means over the prose of a module."""

    words: float
    """words a sentence"""
    letters: float
    """letters a word"""
    ease: float | None
    """Kandel and Moles; French only"""

    def __str__(self) -> str:
        ease = "" if self.ease is None else f", ease {self.ease:.0f}"
        return f"{self.words:.1f} words a sentence, {self.letters:.1f} letters a word{ease}"


def words(notebook: Notebook) -> int:
    """Count the words of the prose cells."""
    return sum(len(_WORD.findall(_LINK.sub("]", c.source))) for c in notebook.cells if c.type == "markdown")


def practised(content: Content) -> list[Activity]:
    """Return the activities beside the self-check."""
    return [activity for activity in content.activities.values() if not isinstance(activity, QuizActivity)]


def estimate(content: Content, lang: Lang) -> float:
    """Return the minutes that a module's words and activities add up to."""
    activities = sum(activity.minutes for activity in content.activities.values())
    return words(content.notebooks[lang]) / SPEED[lang] + activities


def syllables(word: str) -> int:
    """Count the syllables of a French word as it is spoken: groups of vowels, without a silent ending."""
    lower = word.lower()
    heard = _SILENT.sub("", lower) if len(_VOWELS.findall(lower)) > 1 else lower
    return max(len(_VOWELS.findall(heard)), 1)


def reading(notebook: Notebook) -> Reading:
    """Measure the running prose of a notebook."""
    sentences = [found for cell in notebook.cells if cell.type == "markdown" for found in _sentences(cell.source)]
    said = [word for sentence in sentences for word in sentence]
    length = len(said) / max(len(sentences), 1)
    letters = sum(map(len, said)) / max(len(said), 1)
    if notebook.lang == "ar":
        return Reading(length, letters, None)
    spoken = sum(map(syllables, said)) / max(len(said), 1)
    return Reading(length, letters, 207 - 1.015 * length - 73.6 * spoken)


def _sentences(source: str) -> list[list[str]]:
    prose = "\n".join(line for line in source.splitlines() if not _ASIDE.match(line))
    parts = _SENTENCE.split(_MARKS.sub("", _MARKUP.sub(" ", prose)))
    return [found for part in parts if len(found := _LETTERS.findall(part)) > 1]


@dataclass(frozen=True)
class Figures:
    """A module in one language, as figures."""

    module: str
    lang: Lang
    words: int
    minutes: float
    activities: int
    kinds: int
    reading: Reading


def figures(content: Content) -> list[Figures]:
    """Return a module's figures, one line a language."""
    own = practised(content)
    kinds = len({activity.kind for activity in own})
    return [
        Figures(content.module.id, lang, words(book), estimate(content, lang), len(own), kinds, reading(book))
        for lang, book in content.notebooks.items()
    ]
