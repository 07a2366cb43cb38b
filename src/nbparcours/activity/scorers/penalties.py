"""Cases of the penalty explorer: the circumstances that each of them holds."""

from typing import Any

from nbparcours.activity.scorers.answers import as_ids, net


def score(key: dict[str, Any], value: Any) -> float:
    """Return the mean over all cases; a case without an answer counts as 0."""
    total = 0.0  # not sum(): it rounds differently from the ES module's plain addition
    for name, facts in key["cases"].items():
        if isinstance(value, dict) and name in value:
            total += _case(facts, value[name])
    return total / len(key["cases"]) if key["cases"] else 0.0


def _case(facts: list[str], given: Any) -> float:
    """Where a case holds no circumstance, only the answer "none" is right."""
    if not facts:
        return float(given == [])
    chosen = as_ids(given)
    right = sum(name in facts for name in chosen)
    return net(right, len(chosen) - right, len(facts))
