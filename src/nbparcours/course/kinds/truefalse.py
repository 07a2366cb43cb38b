"""True or false, with the reason: a guess earns half."""

from typing import Any, ClassVar, Self

from pydantic import Field, model_validator

from nbparcours.course.kinds.base import Activity, Body, Choice, Key, unique
from nbparcours.course.kinds.choice import Option
from nbparcours.course.kinds.sheet import Line, Lines, Sheet, Words
from nbparcours.course.text import Lang, Text

TRUE = Text(fr="Vrai", ar="صحيح")
FALSE = Text(fr="Faux", ar="خطأ")
REASON = Text(fr="Pour quelle raison ?", ar="ما السبب؟")


class Statement(Choice):
    """A statement, whether it is `true`, and reasons of which exactly one is the right one."""

    why: Text
    true: bool
    reasons: tuple[Option, ...] = Field(min_length=2)

    @model_validator(mode="before")
    @classmethod
    def _key_is_a_word(cls, data: Any) -> Any:
        """YAML reads the key `true` as a boolean unless it is quoted."""
        if isinstance(data, dict) and True in data:
            return {"true" if name is True else name: value for name, value in data.items()}
        return data

    @model_validator(mode="after")
    def _has_one_reason(self) -> Self:
        right = sum(reason.correct for reason in self.reasons)
        if right != 1:
            raise ValueError(f"{right} reasons of {self.id!r} are marked correct; mark exactly one")
        unique(self.reasons, "reasons")
        return self

    @property
    def reason(self) -> Option:
        """The right reason."""
        return next(reason for reason in self.reasons if reason.correct)


class TrueFalseActivity(Activity, Body):
    """Statements to judge one by one."""

    kinds: ClassVar = ("truefalse",)
    statements: tuple[Statement, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        unique(self.statements, "statements")
        return self

    def key(self) -> Key:
        """Return `{"statements": {statement: {"true": bool, "reason": id}}}`."""
        return {"statements": {s.id: {"true": s.true, "reason": s.reason.id} for s in self.statements}}

    def face(self, lang: Lang) -> dict[str, Any]:
        """Return `{"statements": [{"id", "text", "reasons": [...]}]}`."""
        return {
            "statements": [
                {**s.face(lang), "reasons": [reason.face(lang) for reason in s.reasons]} for s in self.statements
            ]
        }

    def choices(self) -> dict[str, Choice]:
        """Return the statements by id, and their reasons by `statement id/reason id`."""
        reasons = {f"{s.id}/{reason.id}": reason for s in self.statements for reason in s.reasons}
        return {**{s.id: s for s in self.statements}, **reasons}

    def sheet(self, lang: Lang) -> Sheet:
        """Return statements with boxes for the verdict and for the reason."""
        return Sheet(
            task=(Lines(tuple(self._asked(s, lang) for s in self.statements), ordered=True),),
            solution=(Lines(tuple(self._solved(s, lang) for s in self.statements), ordered=True),),
        )

    @staticmethod
    def _asked(statement: Statement, lang: Lang) -> Line:
        verdicts = Lines((Line(TRUE.get(lang)), Line(FALSE.get(lang))), boxes=True)
        reasons = Lines(tuple(Line(reason.text.get(lang)) for reason in statement.reasons), boxes=True)
        return Line(statement.text.get(lang), under=(verdicts, Words(REASON.get(lang)), reasons))

    @staticmethod
    def _solved(statement: Statement, lang: Lang) -> Line:
        reasons = (
            Line(reason.text.get(lang), right=reason.correct, why=f"{statement.id}/{reason.id}")
            for reason in statement.reasons
        )
        answer = (TRUE if statement.true else FALSE).get(lang)
        return Line(statement.text.get(lang), answer, why=statement.id, under=(Lines(tuple(reasons)),))
