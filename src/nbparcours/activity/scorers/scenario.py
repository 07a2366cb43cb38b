"""A branching scenario: how good the decisions on a path to an ending were."""

from typing import Any


def score(key: dict[str, Any], value: Any) -> float:
    """Return the mean worth of the path's decisions; 0 for a path that is broken or has not come to an ending."""
    if not isinstance(value, list):
        return 0.0
    scene, worth = key["start"], 0.0
    for step in value:
        move = key["moves"].get(step) if isinstance(step, str) else None
        if move is None or step.split("/")[0] != scene:
            return 0.0
        scene, worth = move["to"], worth + move["worth"]
    return worth / len(value) if value and scene in key["ends"] else 0.0
