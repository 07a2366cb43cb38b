"""A referral path: the share of stages at which something right was chosen."""

from typing import Any

from nbparcours.activity.scorers.answers import as_answers


def score(key: dict[str, Any], value: Any) -> float:
    """Return the share of stages whose option is one of the right ones; a wrong one takes nothing back."""
    stages: dict[str, list[str]] = key["stages"]
    answers = as_answers(value, list(stages))
    right = sum(answer in stages[name] for name, answer in answers.items())
    return right / len(stages) if stages else 0.0
