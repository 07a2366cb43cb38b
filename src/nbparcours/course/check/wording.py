"""The course says things in its own words, and in words that many can read."""

from collections.abc import Iterator

from nbparcours.course.check.rule import Fault, at, every_content, every_notebook, in_cell, rule, said
from nbparcours.course.load import Course
from nbparcours.course.measure import reading
from nbparcours.course.shingles import read, runs
from nbparcours.course.text import LANGUAGES

#: Kandel and Moles: under 50 is "rather difficult". Arabic joins particles to words: shorter sentences, longer words.
EASE, LENGTH, LETTERS = 50, {"fr": 22.0, "ar": 20.0}, 5.5


@rule("NP901")
def nothing_is_copied(course: Course) -> Iterator[Fault]:
    """No eight words in a row are those of the dossier that the course was written from."""
    known = read(course.places.modules / "dossier.shingles")
    remedy = "say it in words of your own"
    for notebook in every_notebook(course):
        for cell in notebook.cells:
            for run in _copied(cell.source, known) if cell.type == "markdown" else ():
                yield in_cell(notebook, cell.id, f"«{run}» stands in the dossier; {remedy}")
    for ident, texts in said(course):
        for text in texts:
            for lang in LANGUAGES:
                for run in _copied(text.get(lang), known):
                    yield Fault(*at(course, ident), f"{ident}: «{run}» stands in the dossier; {remedy}")


def _copied(text: str, known: frozenset[bytes]) -> list[str]:
    """Return the first run that is known, if any: the others of the same sentence say no more."""
    return [run for hashed, run in runs(text) if hashed in known][:1]


@rule("NP703", notice=True)
def reading_is_plain(course: Course) -> Iterator[Fault]:
    """A module reads no harder than plain prose (`nbparcours check --figures` shows the measures)."""
    for content in every_content(course):
        for lang, notebook in content.notebooks.items():
            found = reading(notebook)
            odd = found.letters > LETTERS if found.ease is None else found.ease < EASE
            if odd or found.words > LENGTH[lang]:
                yield Fault(notebook.path, 1, f"hard to read: {found}; shorten sentences and words")
