"""An item of the final test's bank. Items share their bodies with the activities of the same kind."""

from typing import Any, Literal

from nbparcours.course.kinds.base import Body
from nbparcours.course.kinds.choice import ChoiceBody
from nbparcours.course.kinds.matching import MatchingBody
from nbparcours.course.kinds.ordering import OrderingBody
from nbparcours.course.text import Id, Text

Level = Literal["remember", "understand", "apply", "analyse"]


class Item(Body):
    """A question of the bank; `slot` names the place of the blueprint that it is a candidate for."""

    id: Id
    slot: Id
    kind: Literal["single", "multiple", "matching", "ordering", "vignette"]
    objective: Id
    level: Level
    cites: tuple[str, ...]
    version: int = 1
    note: str = ""
    case: Text | None = None
    stem: Text


class ChoiceItem(ChoiceBody, Item):
    """A single choice, multiple choice or vignette."""


class MatchingItem(MatchingBody, Item):
    """A matching item."""


class OrderingItem(OrderingBody, Item):
    """An ordering item."""


_MODELS: dict[str, type[Item]] = {
    **dict.fromkeys(ChoiceBody.kinds, ChoiceItem),
    "matching": MatchingItem,
    "ordering": OrderingItem,
}


def parse_item(data: dict[str, Any]) -> Item:
    """Make the item that `data["kind"]` names; raises `ValueError` for a kind that the test does not use."""
    kind = data.get("kind")
    if kind not in _MODELS:
        raise ValueError(f"unknown kind of test item {kind!r}; known: {', '.join(sorted(_MODELS))}")
    return _MODELS[kind].model_validate(data)
