"""Flash cards: how many were turned and judged by the learner; knowing them is not what counts."""

from typing import Any

from nbparcours.activity.scorers.answers import as_answers

_JUDGED = ("known", "again")


def score(key: dict[str, Any], value: Any) -> float:
    """Return the share of cards that were answered, either way."""
    cards: list[str] = key["cards"]
    answers = as_answers(value, cards)
    return sum(answers.get(card) in _JUDGED for card in cards) / len(cards) if cards else 0.0
