"""True or false with the reason: half for the verdict, half for the reason of a right verdict."""

from typing import Any


def score(key: dict[str, Any], value: Any) -> float:
    """Return the mean over the statements; what is not answered earns nothing."""
    statements = key["statements"]
    given = value if isinstance(value, dict) else {}
    earned = sum(_one(right, given.get(name)) for name, right in statements.items())
    return earned / len(statements) if statements else 0.0


def _one(right: dict[str, Any], answer: Any) -> float:
    if not isinstance(answer, dict) or answer.get("true") is not right["true"]:
        return 0.0
    return 1.0 if answer.get("reason") == right["reason"] else 0.5
