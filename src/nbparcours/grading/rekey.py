"""A key that was wrong: what changes in a graded session. Only keys: a question stays as it was read."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from nbparcours.course.item import Item
from nbparcours.grading.blueprint import RefusalError
from nbparcours.grading.marks import Result
from nbparcours.grading.slot import NotASlotError, read, source_of


@dataclass(frozen=True)
class KeyChange:
    """An item whose key in the bank is no longer the one that the session was graded with."""

    item: str
    slot: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True)
class Move:
    """A learner whose result changes."""

    learner: str
    points_before: float
    points_after: float
    passed_before: bool
    passed_after: bool


def changes(slots: Mapping[str, Any], bank: Mapping[str, Item], shown: Mapping[str, Any]) -> list[KeyChange]:
    """Compare the keys in force, slot -> candidates, with the bank's.

    `shown` is item -> what learners saw. Raises `RefusalError` when a key names something that they did not see.
    """
    found = []
    for slot, candidates in slots.items():
        for name, about in candidates.items():
            item = bank.get(name)
            if item is None or item.key() == about["key"]:
                continue
            if item.kind != about["kind"] or not set(_names(item.key())) <= set(_ids(shown.get(name))):
                raise RefusalError(
                    f"{name} is no longer the question that learners saw: put its options back as they were and change "
                    "the key alone, or give the changed question a new id"
                )
            found.append(KeyChange(name, slot, about["key"], item.key()))
    return found


def rewritten(notebook: Mapping[str, Any], found: list[KeyChange]) -> dict[str, Any]:
    """Return the source notebook with the new keys in it and nothing else changed."""
    return {**notebook, "cells": [_cell(cell, found) for cell in notebook["cells"]]}


def _cell(cell: dict[str, Any], found: list[KeyChange]) -> dict[str, Any]:
    try:
        slot, candidates = read("".join(cell["source"]))
    except NotASlotError:
        return cell
    new = {change.item: change.after for change in found if change.slot == slot}
    if not new:
        return cell
    keyed = {name: {**about, "key": new.get(name, about["key"])} for name, about in candidates.items()}
    return {**cell, "source": source_of(slot, keyed)}


def moves(before: Mapping[str, Result], after: Mapping[str, Result]) -> list[Move]:
    """Return whose points or outcome differ, in the order of their ids."""
    both = ((before[learner], after[learner]) for learner in sorted(before) if learner in after)
    return [
        Move(old.learner, round(old.points, 4), round(new.points, 4), old.passed, new.passed)
        for old, new in both
        if (round(old.points, 4), old.passed) != (round(new.points, 4), new.passed)
    ]


def audit_line(who: str, when: str, found: list[KeyChange], moved: list[Move]) -> str:
    """Return the line that tells later who changed what, when, and for whom."""
    what = {"keys": [asdict(change) for change in found], "learners": [asdict(move) for move in moved]}
    return json.dumps({"schema": 1, "what": "regrade", "who": who, "when": when, **what}, ensure_ascii=False)


def _names(key: Any) -> Iterator[str]:
    """Yield every id that a key names."""
    if isinstance(key, str):
        yield key
    elif isinstance(key, Mapping):
        for name, value in key.items():
            yield from _names(value)
            yield from (name,) if isinstance(value, str) else ()
    elif isinstance(key, list | tuple):
        for value in key:
            yield from _names(value)


def _ids(face: Any) -> Iterator[str]:
    """Yield every id in what learners saw."""
    for value in face.values() if isinstance(face, Mapping) else face if isinstance(face, list | tuple) else ():
        yield from _ids(value)
    if isinstance(face, Mapping) and isinstance(face.get("id"), str):
        yield face["id"]
