"""Which answers do not fit the question that was drawn: what no honest page sends. They score what they deserve."""

from collections.abc import Mapping
from typing import Any


def misfits(answers: Mapping[str, Any], drawn: Mapping[str, str], shown: Mapping[str, Any]) -> tuple[int, int]:
    """Count the answers to questions that were not drawn, and those that their question cannot have.

    `shown` is item -> what learners saw of it.
    """
    mine = set(drawn.values())
    strange = sum(item not in mine for item in answers)
    odd = sum(not fits(shown.get(item, {}), value) for item, value in answers.items() if item in mine)
    return strange, odd


def fits(item: Mapping[str, Any], value: Any) -> bool:
    """Say whether the page could have sent `value` for `item`."""
    face = item.get("fr", {})
    match item.get("kind"):
        case "single" | "vignette":
            return _some_of(_ids(face, "options"), value) and len(value) == 1
        case "multiple":
            return _some_of(_ids(face, "options"), value) and len(value) > 0
        case "ordering":
            steps = _ids(face, "steps")
            return _some_of(steps, value) and len(value) == len(steps)
        case "matching":
            return _pairs(_ids(face, "lefts"), _ids(face, "rights"), value)
        case "written":
            return isinstance(value, str)
    return False


def _ids(face: Mapping[str, Any], name: str) -> set[str]:
    return {one["id"] for one in face.get(name, ())}


def _some_of(known: set[str], value: Any) -> bool:
    if not (isinstance(value, list) and all(isinstance(one, str) for one in value)):
        return False
    return len(set(value)) == len(value) and set(value) <= known


def _pairs(lefts: set[str], rights: set[str], value: Any) -> bool:
    if not isinstance(value, Mapping):
        return False
    said = list(value.values())
    return bool(said) and all(isinstance(one, str) for one in said) and set(value) <= lefts and set(said) <= rights
