"""Bilingual term cards from the glossary."""

from typing import Any, ClassVar, Self

from pydantic import Field

from nbparcours.course.kinds.base import Activity, Body, Choice, Key, Links
from nbparcours.course.kinds.sheet import Grid, Line, Lines, Sheet
from nbparcours.course.registry import Term
from nbparcours.course.text import Id, Lang, Text

_LANGUAGES: dict[Lang, Text] = {
    "fr": Text(fr="En français", ar="بالفرنسية"),
    "ar": Text(fr="En arabe", ar="بالعربية"),
}


class TermsActivity(Activity, Body):
    """Terms named by their ids in glossary.yml; each card shows one language, then the other and the meaning."""

    kinds: ClassVar = ("terms",)
    terms: tuple[Id, ...] = Field(min_length=2)
    found: tuple[Term, ...] = Field(default=(), exclude=True)

    def linked(self, links: Links) -> Self:
        """Return the activity with the glossary's entries."""
        lost = [name for name in self.terms if name not in links.glossary]
        if lost:
            raise ValueError(f"terms that are not in glossary.yml: {', '.join(lost)}")
        return self.model_copy(update={"found": tuple(links.glossary[name] for name in self.terms)})

    def key(self) -> Key:
        """Return `{"cards": [term ids]}`."""
        return {"cards": list(self.terms)}

    def face(self, lang: Lang) -> dict[str, Any]:
        """Return `{"terms": [{"id", "fr", "ar"}]}`; the definitions are the reasons."""
        return {"terms": [{"id": t.id, "fr": t.term.fr, "ar": t.term.ar} for t in self.found]}

    def choices(self) -> dict[str, Choice]:
        """Return the terms by id: the definition is the reason."""
        return {t.id: Choice(id=t.id, text=t.term, why=t.definition, cites=t.cites) for t in self.found}

    def sheet(self, lang: Lang) -> Sheet:
        """Return the terms with an empty column for the other language; then both, and what they mean."""
        other: Lang = "ar" if lang == "fr" else "fr"
        head = (_LANGUAGES[lang].get(lang), _LANGUAGES[other].get(lang))
        task = Grid(head, tuple((term.term.get(lang), "") for term in self.found))
        solved = (Line(term.term.get(lang), term.term.get(other), why=term.id) for term in self.found)
        return Sheet((task,), (Lines(tuple(solved)),))
