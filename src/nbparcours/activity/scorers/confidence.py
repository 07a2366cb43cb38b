"""A confidence scale has no wrong answer: what counts is how much of it is filled in."""

from typing import Any


def score(key: dict[str, Any], value: Any) -> float:
    """Return the share of statements that have a whole number from 1 to 5."""
    if not isinstance(value, dict) or not key["statements"]:
        return 0.0
    return sum(_is_level(value.get(name)) for name in key["statements"]) / len(key["statements"])


def _is_level(answer: Any) -> bool:
    return isinstance(answer, int | float) and not isinstance(answer, bool) and answer in {1, 2, 3, 4, 5}
