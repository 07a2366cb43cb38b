"""Score a learner's value: the same number here, for grades, as in the ES modules, for feedback."""

import importlib
import pkgutil
from collections.abc import Callable
from typing import Any

from nbparcours.activity import scorers

Scorer = Callable[[dict[str, Any], Any], float]


def _discover() -> dict[str, Scorer]:
    names = [module.name for module in pkgutil.iter_modules(scorers.__path__)]
    modules = {name: importlib.import_module(f"{scorers.__name__}.{name}") for name in names}
    return {name: module.score for name, module in modules.items() if hasattr(module, "score")}


SCORERS = _discover()


def score(kind: str, key: dict[str, Any], value: Any) -> float:
    """Return a number from 0 to 1; a malformed value or an unknown kind scores 0."""
    return SCORERS[kind](key, value) if kind in SCORERS else 0.0
