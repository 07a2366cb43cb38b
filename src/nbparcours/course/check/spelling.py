"""Words are spelt right, in both languages."""

from collections.abc import Iterator

from nbparcours.course.check.rule import Fault, at, cell_line, every_notebook, rule, said
from nbparcours.course.load import Course
from nbparcours.course.spelling import can_spell, own_words, unknown, words
from nbparcours.course.text import LANGUAGES, Lang


def _places(course: Course, lang: Lang) -> Iterator[tuple[Fault, set[str]]]:
    for notebook in every_notebook(course):
        for cell in notebook.cells if notebook.lang == lang else ():
            if cell.type == "markdown":
                where = Fault(notebook.path, cell_line(notebook, cell.id), f"cell {cell.id!r}")
                yield where, words(cell.source, lang)
    for ident, texts in said(course):
        yield Fault(*at(course, ident), ident), words("\n".join(text.get(lang) for text in texts), lang)


def _misspelt(course: Course, lang: Lang, odd: set[str]) -> Iterator[Fault]:
    own = course.places.modules / f"words.{lang}.txt"
    for where, found in _places(course, lang):
        for word in sorted(found & odd):
            yield Fault(where.path, where.line, f"{where.message}: «{word}»; correct it, or add it to {own.name}")


@rule("NP701")
def words_are_known(course: Course) -> Iterator[Fault]:
    """Each word stands in a dictionary of its language or in the project's list."""
    own = {lang: own_words(course.places.modules / f"words.{lang}.txt") for lang in LANGUAGES}
    asked = {lang: set().union(*(found for _, found in _places(course, lang))) - own[lang] for lang in LANGUAGES}
    for lang, odd in unknown(asked).items():
        if odd:
            yield from _misspelt(course, lang, odd)


@rule("NP702", notice=True)
def spelling_was_checked(course: Course) -> Iterator[Fault]:
    """The machine has what the spelling rule needs."""
    if not can_spell():
        message = "spelling was not checked; install hunspell, hunspell-fr and hunspell-ar, then run this again"
        yield Fault(course.places.modules / "words.fr.txt", 1, message)
