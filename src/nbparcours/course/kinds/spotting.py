"""Spot the signs in a text; a false alarm costs as much as a sign earns."""

import re
from itertools import pairwise
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field, StringConstraints, model_validator

from nbparcours.course.kinds.base import Activity, Body, Choice, Key
from nbparcours.course.kinds.sheet import Line, Lines, Sheet, Words
from nbparcours.course.text import LANGUAGES, Id, Lang, Strict, Text

TICK = Text(fr="Cochez les passages à marquer :", ar="ضعوا علامة أمام المقاطع المطلوبة:")
SIGN = Text(fr="à marquer", ar="مطلوب")
NO_SIGN = Text(fr="à laisser", ar="غير مطلوب")

_Raw = Annotated[str, StringConstraints(min_length=1)]
#: What Arabic writes together with the word that follows it.
_PREFIX = re.compile(r"(?:^|\W)(?:[وفبلكس]|[وفبك]?ال|لل|[وف][بلكس])$")


class Run(Text):
    """Words with the spaces that join them to their neighbours."""

    fr: _Raw
    ar: _Raw


class Piece(Strict):
    """A piece of the text. With an `id` it can be marked; `sign` says whether it should be, `why` says why."""

    text: Run
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


def _seam(left: str, right: str) -> None:
    """Raise `ValueError` if two pieces would run into one word."""
    if left[-1].isalnum() and right[0].isalnum() and not _PREFIX.search(left):
        raise ValueError(f"put a space (and quotes round the text) between {left[-20:]!r} and {right[:20]!r}")


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
        for row in self.paragraphs:
            for left, right in pairwise(row):
                for lang in LANGUAGES:
                    _seam(left.text.get(lang), right.text.get(lang))
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

    def sheet(self, lang: Lang) -> Sheet:
        """Return the text, then the passages to choose from; the solution says what each of them is."""
        told = (Words("".join(piece.text.get(lang) for piece in row).strip()) for row in self.paragraphs)
        boxes = Lines(tuple(Line(piece.text.get(lang).strip()) for piece in self.pieces), boxes=True)
        solved = (
            Line(piece.text.get(lang).strip(), (SIGN if piece.sign else NO_SIGN).get(lang), why=piece.id or "")
            for piece in self.pieces
        )
        return Sheet(task=(*told, Words(TICK.get(lang)), boxes), solution=(Lines(tuple(solved)),))
