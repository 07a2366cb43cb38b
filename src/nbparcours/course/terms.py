"""Where a term of the glossary stands in a text, in whatever form the sentence gives it.

French words take their plural and feminine endings, Arabic words their prefixes (و، ف، ب، ك، ل، ال), their endings
and their vowel signs. What no rule can guess (a broken plural, another word for the same thing) the glossary lists
under `forms`. A term inside a longer one (`servitude` in `servitude pour dettes`) is not a use of it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Self

from nbparcours.course.registry import Term
from nbparcours.course.text import Lang

_ASIDE = re.compile(r"\s*\([^)]*\)")
_BLANK = re.compile(r"\n[ \t]*\n\s*")
_SHORT = 3  # words that take no ending
_MARKS = re.compile("[\u0640\u064b-\u0652\u0670]")
_ALIFS = str.maketrans("أإآ", "ااا")
_BEFORE = "[وف]?(?:[بك]?ال|لل?|[بك])?"
_AFTER = "(?:ا|ان|ين|ون|ات|ه|ها|هما|هم|هن|نا|كم|ك)?"
_LONGEST = 8  # letters before a word: وبال
#: What may stand between the start of a word and its letters (nothing in French), and between two words.
_OPENING: dict[Lang, re.Pattern[str]] = {
    "fr": re.compile(r"(?<![\w-])()$"),
    "ar": re.compile(rf"(?<![\w-])({_BEFORE})$"),
}
_GAP: dict[Lang, re.Pattern[str]] = {"fr": re.compile(r"\s+"), "ar": re.compile(rf"\s+{_BEFORE}")}
_END = re.compile(r"(?![\w-])")
_FRENCH = re.compile(r"(?:e?s|e|x)?(?![\w-])")
_ARABIC = re.compile(rf"{_AFTER}(?![\w-])")
_FEMININE = re.compile(rf"(?:ة|ا?ت{_AFTER})(?![\w-])")


class Use(NamedTuple):
    """A term in a text: which one, and from where to where."""

    term: str
    start: int
    end: int


def paragraphs(source: str) -> list[str]:
    """Split Markdown at its blank lines, which both languages have in the same places (NP105)."""
    return _BLANK.split(source.strip())


def forms(term: Term, lang: Lang) -> list[str]:
    """Return the words by which a text names the term: its own, without asides, and those that it lists."""
    own = _ASIDE.sub("", term.term.get(lang)).strip()
    return [own, *(getattr(term.forms, lang) if term.forms else ())]


class _Word(NamedTuple):
    """A word of a form: its letters, and how it may end."""

    stem: str
    ending: re.Pattern[str]


@lru_cache(maxsize=4096)
def _words(form: str, lang: Lang) -> tuple[_Word, ...]:
    """Return the words of a form; their letters are looked for as they are, which is much quicker than a pattern."""
    return tuple((_french if lang == "fr" else _arabic)(word) for word in _bare(form).split())


def _french(word: str) -> _Word:
    if len(word) <= _SHORT:
        return _Word(word, _END)
    return _Word(word[:-1] if word[-1] in "sx" else word, _FRENCH)


def _arabic(word: str) -> _Word:
    bare = word.removeprefix("ال") if len(word) > _SHORT else word
    return _Word(bare[:-1], _FEMININE) if bare.endswith("ة") else _Word(bare, _ARABIC)


def _bare(text: str) -> str:
    """Return the text in lower case, without vowel signs, every alif a plain one."""
    return _MARKS.sub("", text.lower().replace("’", "'").translate(_ALIFS))


def _places(form: str, lang: Lang, bare: str) -> Iterator[tuple[int, int]]:
    """Yield where the form stands, its prefixes included, never inside a word."""
    words = _words(form, lang)
    at = bare.find(words[0].stem)
    while at >= 0:
        before = _OPENING[lang].search(bare, max(0, at - _LONGEST), at)
        end = _end(words, lang, bare, at) if before else None
        if before and end:
            yield before.start(1), end
        at = bare.find(words[0].stem, at + 1)


def _end(words: tuple[_Word, ...], lang: Lang, bare: str, at: int) -> int | None:
    """Return where the form ends whose first word's letters stand at `at`."""
    for index, word in enumerate(words):
        if index:
            start, at = at, bare.find(word.stem, at, at + _LONGEST + len(word.stem))
            if at < 0 or not _GAP[lang].fullmatch(bare, start, at):
                return None
        ended = word.ending.match(bare, at + len(word.stem))
        if not ended:
            return None
        at = ended.end()
    return at


def first(text: str, term: Term, lang: Lang) -> tuple[int, int] | None:
    """Return where the text first names the term, whatever else stands around it."""
    bare = _bare(text)
    found = [place for form in forms(term, lang) if (place := next(_places(form, lang, bare), None))]
    start, end = min(found, key=lambda span: (span[0], -span[1]), default=(-1, -1))
    return None if start < 0 else _back(text, bare, start, end)


def _back(text: str, bare: str, start: int, end: int) -> tuple[int, int]:
    """Return the place in the text of a place in its bare form; signs after the last letter belong to it."""
    if len(text) == len(bare):
        return start, end
    letters = [at for at, letter in enumerate(text) if not _MARKS.match(letter)]
    return letters[start], letters[end] if end < len(letters) else len(text)


@dataclass(frozen=True)
class Finder:
    """Finds all terms of a glossary in French texts."""

    known: tuple[tuple[str, str, str], ...]

    @classmethod
    def make(cls, terms: Iterable[Term]) -> Self:
        """Take the terms that are no everyday words."""
        said = ((t.id, form) for t in terms if not t.everyday for form in forms(t, "fr"))
        return cls(tuple((ident, form, _anchor(form)) for ident, form in said))

    def uses(self, text: str) -> list[Use]:
        """Return the uses of terms in reading order, none inside another."""
        bare = _bare(text)
        near = ((ident, form) for ident, form, anchor in self.known if anchor in bare)
        uses = ((ident, place) for ident, form in near for place in _places(form, "fr", bare))
        found = [Use(ident, *_back(text, bare, *place)) for ident, place in uses]
        kept: list[Use] = []
        for use in sorted(found, key=lambda use: (use.start - use.end, use.start)):  # the longest first
            if all(use.end <= other.start or use.start >= other.end for other in kept):
                kept.append(use)
        return sorted(kept, key=lambda use: use.start)


def _anchor(form: str) -> str:
    """Return letters that any text with this form contains: most texts are put aside by it, without a pattern."""
    return max(re.split(r"[\s'’]+", form.lower()), key=len)[:-1]
