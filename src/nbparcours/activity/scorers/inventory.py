"""A look at oneself: how many statements were answered, whatever the answers."""

from typing import Any

from nbparcours.activity.scorers.answers import as_answers


def score(key: dict[str, Any], value: Any) -> float:
    """Return the share of statements that were answered."""
    statements: list[str] = key["statements"]
    return len(as_answers(value, statements)) / len(statements) if statements else 0.0
