"""How a learner's value is read. It comes from outside: whatever it is, reading it never fails."""

from typing import Any


def as_ids(value: Any) -> list[str]:
    """Return the different ids of a list of ids; a value that is anything else holds none."""
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        return []
    return list(dict.fromkeys(value))


def as_answers(value: Any, names: list[str]) -> dict[str, str]:
    """Return the answers that a map gives to `names`; unknown names and empty answers are left out."""
    if not isinstance(value, dict):
        return {}
    given = {name: value.get(name) for name in names}
    return {name: answer for name, answer in given.items() if isinstance(answer, str) and answer}


def net(right: int, wrong: int, out_of: int) -> float:
    """Return what right answers earn when each wrong one takes one back, never below nothing."""
    return max(0, right - wrong) / out_of if out_of else 0.0


def map_score(key: dict[str, Any], value: Any) -> float:
    """Score a map of answers: what is not answered is neither right nor wrong."""
    expected: dict[str, str] = key["map"]
    answers = as_answers(value, list(expected))
    right = sum(expected[name] == answer for name, answer in answers.items())
    return net(right, len(answers) - right, len(expected))
