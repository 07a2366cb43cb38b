"""Words are spelt right, in both languages."""

from collections.abc import Iterator

from nbparcours.course.check.rule import Fault, at, cell_line, every_entry, every_notebook, every_text, rule
from nbparcours.course.load import Course
from nbparcours.course.spelling import can_spell, own_words, unknown, words
from nbparcours.course.text import LANGUAGES, Lang

Said = tuple[Fault, set[str]]


def _said(course: Course, lang: Lang) -> Iterator[Said]:
    for notebook in every_notebook(course):
        for cell in notebook.cells if notebook.lang == lang else ():
            if cell.type == "markdown":
                where = Fault(notebook.path, cell_line(notebook, cell.id), f"cell {cell.id!r}")
                yield where, words(cell.source, lang)
    for ident, entry in every_entry(course):
        yield Fault(*at(course, ident), ident), {w for text in every_text(entry) for w in words(text.get(lang), lang)}


def _misspelt(course: Course, lang: Lang) -> Iterator[Fault]:
    own = course.places.modules / f"words.{lang}.txt"
    said = list(_said(course, lang))
    odd = unknown({word for _, found in said for word in found}, lang) - own_words(own)
    for where, found in said:
        for word in sorted(found & odd):
            yield Fault(where.path, where.line, f"{where.message}: «{word}»; correct it, or add it to {own.name}")


@rule("NP701")
def words_are_known(course: Course) -> Iterator[Fault]:
    """Each word stands in a dictionary of its language or in the project's list."""
    if can_spell():
        for lang in LANGUAGES:
            yield from _misspelt(course, lang)


@rule("NP702", notice=True)
def spelling_was_checked(course: Course) -> Iterator[Fault]:
    """The machine has what the spelling rule needs."""
    if not can_spell():
        message = "spelling was not checked; install hunspell, hunspell-fr and hunspell-ar, then run this again"
        yield Fault(course.places.modules / "words.fr.txt", 1, message)
