"""A self-check: the mean of its questions."""

from typing import Any

from nbparcours.activity.scorers import multiple, single

_QUESTIONS = {"single": single.score, "vignette": single.score, "multiple": multiple.score}


def score(key: dict[str, Any], value: Any) -> float:
    """Return the mean over all questions; an unanswered one counts as 0."""
    questions = key["questions"]
    total = 0.0  # not sum(): it rounds differently from the ES module's plain addition
    for name, question in questions.items():
        if isinstance(value, dict) and question["kind"] in _QUESTIONS:
            total += _QUESTIONS[question["kind"]](question["key"], value.get(name))
    return total / len(questions) if questions else 0.0
