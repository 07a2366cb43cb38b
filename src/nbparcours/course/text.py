"""A text in the course's two languages, which are always written side by side."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

Lang = Literal["fr", "ar"]
LANGUAGES: tuple[Lang, ...] = ("fr", "ar")
DIRECTION: dict[Lang, str] = {"fr": "ltr", "ar": "rtl"}

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]


class Strict(BaseModel):
    """A model that refuses what it does not know, so that a typing slip is a message and not a silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(Strict):
    """The same thing said in French and in Arabic; neither may be empty."""

    fr: Words
    ar: Words

    def get(self, lang: Lang) -> str:
        """Return the text in `lang`."""
        return self.fr if lang == "fr" else self.ar
