"""Multiple choice: right options less wrong ones."""

from typing import Any

from nbparcours.activity.scorers.answers import as_ids, net


def score(key: dict[str, Any], value: Any) -> float:
    """Return (right − wrong) / number of correct options; an unknown option is a wrong one."""
    chosen = as_ids(value)
    right = sum(option in key["correct"] for option in chosen)
    return net(right, len(chosen) - right, len(key["correct"]))
