"""Spot the signs in a text; a false alarm costs as much as a sign earns."""

from typing import Any, ClassVar, Self

from pydantic import Field, model_validator

from nbparcours.course.kinds.base import Activity, Body, Choice, Key
from nbparcours.course.text import Id, Lang, Strict, Text


class Piece(Strict):
    """A piece of the text. With an `id` it can be marked; `sign` says whether it should be, `why` says why."""

    text: Text
    id: Id | None = None
    sign: bool = False
    why: Text | None = None
    cites: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _explains_itself(self) -> Self:
        if self.id and not self.why:
            raise ValueError(f"piece {self.id!r} can be marked, so it needs a why")
        if self.sign and not self.id:
            raise ValueError("a sign needs an id")
        return self


class SpottingActivity(Activity, Body):
    """Paragraphs made of pieces, some of which can be marked."""

    kinds: ClassVar = ("spotting",)
    paragraphs: tuple[tuple[Piece, ...], ...] = Field(min_length=1)

    @property
    def pieces(self) -> list[Piece]:
        """The pieces that can be marked."""
        return [piece for paragraph in self.paragraphs for piece in paragraph if piece.id]

    @model_validator(mode="after")
    def _has_signs_and_others(self) -> Self:
        ids = [piece.id for piece in self.pieces]
        if len(set(ids)) < len(ids):
            raise ValueError("two pieces have the same id")
        if len({piece.sign for piece in self.pieces}) < 2:
            raise ValueError("give at least one sign and at least one piece that is none")
        return self

    def key(self) -> Key:
        """Return `{"correct": [ids of the signs]}`."""
        return {"correct": [piece.id for piece in self.pieces if piece.sign]}

    def face(self, lang: Lang) -> dict[str, Any]:
        """Return `{"paragraphs": [[{"id"?, "text"}]]}`."""
        return {"paragraphs": [[self._piece(piece, lang) for piece in row] for row in self.paragraphs]}

    @staticmethod
    def _piece(piece: Piece, lang: Lang) -> dict[str, Any]:
        return {"id": piece.id, "text": piece.text.get(lang)} if piece.id else {"text": piece.text.get(lang)}

    def choices(self) -> dict[str, Choice]:
        """Return the pieces that can be marked, by id."""
        return {p.id: Choice(id=p.id, text=p.text, why=p.why, cites=p.cites) for p in self.pieces if p.id}
