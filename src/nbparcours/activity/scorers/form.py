"""A form: anything filled in or ticked."""

from typing import Any


def score(key: dict[str, Any], value: Any) -> float:
    """Return 1 if a field holds words or a tick."""
    fields = value.values() if isinstance(value, dict) else ()
    return float(any(field is True or (isinstance(field, str) and field != "") for field in fields))
