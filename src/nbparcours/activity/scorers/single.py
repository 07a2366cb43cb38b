"""Single choice: the correct option and no other."""

from typing import Any


def score(key: dict[str, Any], value: Any) -> float:
    """Return 1 for a list that holds exactly the correct option."""
    return float(isinstance(value, list) and len(value) == 1 and value[0] in key["correct"])
