"""Rewriting: how many wordings were put into other words."""

from typing import Any

from nbparcours.activity.scorers.reflection import written


def score(key: dict[str, Any], value: Any) -> float:
    """Return the share of phrases for which something was written."""
    phrases: list[str] = key["phrases"]
    found = [value.get(phrase) for phrase in phrases] if isinstance(value, dict) else []
    done = sum(isinstance(answer, dict) and written(answer.get("text")) for answer in found)
    return done / len(phrases) if phrases else 0.0
