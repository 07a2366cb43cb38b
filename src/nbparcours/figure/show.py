"""A diagram shown live from a kernel: the same bundle that a built notebook stores."""

from typing import Any

from nbparcours.activity.live import ActivityError, course_of, language
from nbparcours.course.places import Places
from nbparcours.course.text import Lang
from nbparcours.figure.bundle import bundle


class Shown:
    """What a notebook displays."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return self.data


def figure(ident: str, lang: Lang | None = None) -> Shown:
    """Return the diagram `ident`, in `lang`, else in the language of the notebook's folder."""
    places = Places()
    for content in course_of(places).contents.values():
        if ident in content.figures:
            return Shown(bundle(content.figures[ident], lang or language()))
    raise ActivityError(f"Aucun schéma « {ident} » dans {places.modules / 'figures'}.")
