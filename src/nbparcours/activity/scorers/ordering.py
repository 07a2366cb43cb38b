"""Ordering: how many pairs of steps stand in the right order."""

from itertools import combinations
from typing import Any

from nbparcours.activity.scorers.answers import as_ids


def score(key: dict[str, Any], value: Any) -> float:
    """Return the share of pairs in right order, or 0 for anything but a permutation of the steps."""
    order, given = key["order"], as_ids(value)
    if not isinstance(value, list) or len(value) != len(order) or set(given) != set(order):
        return 0.0
    place = {step: index for index, step in enumerate(given)}
    pairs = list(combinations(order, 2))
    return sum(place[first] < place[second] for first, second in pairs) / len(pairs) if pairs else 1.0
