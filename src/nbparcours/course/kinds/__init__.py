"""One file per kind. A new kind is a new file here: it is found by its `kinds`, nothing else has to change."""

import importlib
import pkgutil
from collections.abc import Mapping
from typing import Any

from nbparcours.course.kinds.base import Activity, Body, Choice, Key, Links


def _discover() -> dict[str, type[Activity]]:
    found: dict[str, type[Activity]] = {}
    for module in pkgutil.iter_modules(__path__):
        if module.name in {"base", "sheet"}:
            continue
        for value in vars(importlib.import_module(f"{__name__}.{module.name}")).values():
            if isinstance(value, type) and issubclass(value, Activity) and value is not Activity:
                found |= {kind: value for kind in value.kinds if kind != "vignette"}
    return found


KINDS: dict[str, type[Activity]] = _discover()


def parse_activity(data: Mapping[str, Any]) -> Activity:
    """Make the activity that `data["kind"]` names.

    Raises `ValueError` for an unknown kind and pydantic's `ValidationError` for anything else.
    """
    kind = data.get("kind")
    if kind not in KINDS:
        raise ValueError(f"unknown kind of activity {kind!r}; known: {', '.join(sorted(KINDS))}")
    return KINDS[kind].model_validate(data)


__all__ = ["KINDS", "Activity", "Body", "Choice", "Key", "Links", "parse_activity"]
