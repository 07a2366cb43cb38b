"""How much of the course is done: what the final test asks for before it opens."""

import json
from collections.abc import Mapping
from typing import Any

from nbparcours.course.places import Places
from nbparcours.learner.answers import Done

ACTIVITY = "application/vnd.nbparcours.activity+json"


def done(places: Places, activities: Mapping[str, Any]) -> Done:
    """Count the required activities that were checked at least once, as the home page does.

    What is required stands in the built home page: the learner's server needs no sources.
    """
    try:
        home = json.loads((places.notebooks / "fr" / "00-accueil.ipynb").read_text("utf-8"))
        required = _required(home)
    except (OSError, ValueError, KeyError, TypeError):
        required = []
    finished = [name for name in required if _checked(activities.get(name))]
    return Done(done=finished, required=len(required))


def _required(home: Mapping[str, Any]) -> list[str]:
    outputs = [output for cell in home["cells"] for output in cell.get("outputs", [])]
    specs = [output["data"][ACTIVITY] for output in outputs if ACTIVITY in output.get("data", {})]
    modules = [module for spec in specs if spec["kind"] == "home" for module in spec["modules"]]
    return [name for module in modules for name in module["activities"]]


def _checked(kept: Any) -> bool:
    state = kept["state"] if kept else None
    attempts = state.get("attempts") if isinstance(state, dict) else None
    return isinstance(attempts, int) and attempts > 0
