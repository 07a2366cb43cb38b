"""How sure do you feel? Asked before and after; the second time shows the change."""

from typing import Any, ClassVar, Self

from pydantic import model_validator

from nbparcours.course.kinds.base import Activity, Body, Choice, Key, Links, Named, unique
from nbparcours.course.kinds.sheet import Grid, Sheet, Words
from nbparcours.course.text import Id, Lang, Text

STATEMENT = Text(fr="De 1 (pas du tout) à 5 (tout à fait)", ar="من 1 (لا، إطلاقا) إلى 5 (نعم، تماما)")
NO_KEY = Text(
    fr="Il n’y a pas de bonne réponse : cette échelle est pour vous.", ar="لا يوجد جواب صحيح: هذا السلم لكم أنتم."
)


class ConfidenceActivity(Activity, Body):
    """Statements to place from 1 to 5; with `after: <id of the first>`, the same statements again."""

    kinds: ClassVar = ("confidence",)
    statements: tuple[Named, ...] = ()
    after: Id | None = None

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        if not self.statements and not self.after:
            raise ValueError("give statements, or name the first scale in after:")
        unique(self.statements, "statements")
        return self

    def linked(self, links: Links) -> Self:
        """Return the second scale with the statements of the first."""
        first = links.activities.get(self.after) if self.after else None
        if self.after and not isinstance(first, ConfidenceActivity):
            raise ValueError(f"{self.after!r} in after: is no confidence scale of this module")
        return self.model_copy(update={"statements": first.statements}) if isinstance(first, type(self)) else self

    def key(self) -> Key:
        """Return `{"statements": [ids]}`: there is no wrong answer."""
        return {"statements": [statement.id for statement in self.statements]}

    def face(self, lang: Lang) -> dict[str, Any]:
        """Return `{"after": id or None, "statements": [...]}`."""
        return {"after": self.after, "statements": [statement.face(lang) for statement in self.statements]}

    def choices(self) -> dict[str, Choice]:
        """Return nothing: no answer needs a reason."""
        return {}

    def sheet(self, lang: Lang) -> Sheet:
        """Return a table with a box for each level."""
        rows = tuple((statement.text.get(lang), *["☐"] * 5) for statement in self.statements)
        return Sheet((Grid((STATEMENT.get(lang), *"12345"), rows),), (Words(NO_KEY.get(lang)),))
