"""A form that prints: a safety plan, an action plan, a consent form. What is written stays on the device."""

from typing import Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from nbparcours.course.kinds.base import Body, Choice, Key, Named, PrivateActivity, unique
from nbparcours.course.kinds.sheet import Blank, Block, Line, Lines, Sheet, Words
from nbparcours.course.text import Id, Lang, Strict, Text

_YOURS = Text(
    fr="Il n’y a pas de corrigé : ce formulaire est pour vous.",
    ar="لا يوجد حل نموذجي: هذه الاستمارة لكم أنتم.",
)
_ROWS = {"text": 4}


class Entry(Strict):
    """One field: a `line`, a longer `text`, a box to tick (`check`), a `choice` among options, or a `date`."""

    id: Id
    label: Text
    kind: Literal["line", "text", "check", "choice", "date"] = "line"
    help: Text | None = None
    options: tuple[Named, ...] = ()

    @model_validator(mode="after")
    def _choices_have_options(self) -> Self:
        if (self.kind == "choice") != bool(self.options):
            raise ValueError(f"field {self.id!r}: options belong to kind: choice, and a choice needs them")
        return self


class Part(Strict):
    """A part of the form, with a title and perhaps a note."""

    id: Id
    title: Text
    note: Text | None = None
    fields: tuple[Entry, ...] = Field(min_length=1)


def _written(entry: Entry, lang: Lang) -> Block:
    """Return a field as it stands on paper, with its help behind its label."""
    label = entry.label.get(lang) + (f" ({entry.help.get(lang)})" if entry.help else "")
    if entry.kind == "check":
        return Lines((Line(label),), boxes=True)
    if entry.kind == "choice":
        options = Lines(tuple(Line(option.text.get(lang)) for option in entry.options), boxes=True)
        return Lines((Line(label, under=(options,)),))
    return Blank(label, _ROWS.get(entry.kind, 1))


class FormActivity(PrivateActivity, Body):
    """Parts, which are filled in and printed."""

    kinds: ClassVar = ("form",)
    parts: tuple[Part, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        unique(self.parts, "parts")
        unique(tuple(entry for part in self.parts for entry in part.fields), "fields")
        return self

    def key(self) -> Key:
        """Return `{}`: there is no right answer."""
        return {}

    def face(self, lang: Lang) -> dict[str, Any]:
        """Return `{"parts": [{"id", "title", "note", "fields": [{"id", "label", "kind", "help", "options"}]}]}`."""
        return {"parts": [self._part(part, lang) for part in self.parts]}

    @staticmethod
    def _part(part: Part, lang: Lang) -> dict[str, Any]:
        fields = [
            {
                "id": entry.id,
                "label": entry.label.get(lang),
                "kind": entry.kind,
                "help": entry.help.get(lang) if entry.help else None,
                "options": [option.face(lang) for option in entry.options],
            }
            for entry in part.fields
        ]
        note = part.note.get(lang) if part.note else None
        return {"id": part.id, "title": part.title.get(lang), "note": note, "fields": fields}

    def choices(self) -> dict[str, Choice]:
        """Return nothing: nothing is judged."""
        return {}

    def sheet(self, lang: Lang) -> Sheet:
        """Return the parts with room to write and boxes to tick; there is no solution to a form."""
        task: list[Block] = []
        for part in self.parts:
            task.append(Words(part.title.get(lang)))
            task += [Words(part.note.get(lang))] if part.note else []
            task += [_written(entry, lang) for entry in part.fields]
        return Sheet(tuple(task), (Words(_YOURS.get(lang)),))
