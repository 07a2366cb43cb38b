"""A conversation in which the better question is chosen, turn by turn."""

from typing import Any, ClassVar, Self

from pydantic import Field, model_validator

from nbparcours.course.kinds.base import Activity, Body, Choice, Key, unique
from nbparcours.course.kinds.choice import ChoiceBody
from nbparcours.course.kinds.sheet import Line, Lines, Sheet, Words
from nbparcours.course.text import Id, Lang, Text

#: Between who speaks and what is said; only French puts a space before it.
COLON: dict[Lang, str] = {"fr": "\u00a0: ", "ar": ": "}


class Turn(ChoiceBody):
    """What is said or happens (`said`, by `who`), and what one may answer; `reply` follows the best answer."""

    id: Id
    who: Text | None = None
    said: Text
    reply: Text | None = None

    def spoken(self, text: Text, lang: Lang) -> str:
        """Return `text` under the name of who says it."""
        return self.who.get(lang) + COLON[lang] + text.get(lang) if self.who else text.get(lang)


class DialogueActivity(Activity, Body):
    """Turns in the order of the conversation."""

    kinds: ClassVar = ("dialogue",)
    turns: tuple[Turn, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        unique(self.turns, "turns")
        return self

    def key(self) -> Key:
        """Return `{"questions": {turn: {"kind": "single", "key": ...}}}`, as a self-check does."""
        return {"questions": {turn.id: {"kind": "single", "key": turn.key()} for turn in self.turns}}

    def face(self, lang: Lang) -> dict[str, Any]:
        """Return `{"turns": [{"id", "who", "said", "reply", "options"}]}`."""
        return {"turns": [self._turn(turn, lang) for turn in self.turns]}

    @staticmethod
    def _turn(turn: Turn, lang: Lang) -> dict[str, Any]:
        who, reply = (text.get(lang) if text else None for text in (turn.who, turn.reply))
        return {"id": turn.id, "who": who, "said": turn.said.get(lang), "reply": reply, **turn.face(lang)}

    def choices(self) -> dict[str, Choice]:
        """Return the answers by `turn id/option id`."""
        return {f"{turn.id}/{name}": option for turn in self.turns for name, option in turn.choices().items()}

    def sheet(self, lang: Lang) -> Sheet:
        """Return the turns with boxes; the solution also has what is replied."""
        return Sheet(
            task=(Lines(tuple(self._asked(turn, lang) for turn in self.turns), ordered=True),),
            solution=(Lines(tuple(self._solved(turn, lang) for turn in self.turns), ordered=True),),
        )

    @staticmethod
    def _asked(turn: Turn, lang: Lang) -> Line:
        options = tuple(Line(option.text.get(lang)) for option in turn.options)
        return Line(turn.spoken(turn.said, lang), under=(Lines(options, boxes=True),))

    @staticmethod
    def _solved(turn: Turn, lang: Lang) -> Line:
        options = Lines(tuple(Line(o.text.get(lang), right=o.correct, why=f"{turn.id}/{o.id}") for o in turn.options))
        reply = (Words(turn.spoken(turn.reply, lang)),) if turn.reply else ()
        return Line(turn.spoken(turn.said, lang), under=(options, *reply))
