"""Marking many hand-ins: a pure function, so that it can run in this process, in others, or on other machines.

The result is what nbgrader's autograde would write with our preprocessors (a test compares the bytes), without
opening the gradebook or parsing the notebook once a learner.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from nbparcours.grading.slot import Work, read
from nbparcours.grading.written import answer_of, is_written, shown

#: Slot -> its score; None when a person has to mark it.
Scores = dict[str, float | None]
_Other = TypeVar("_Other")
_MARK = re.compile(r'"@@(\d+)@@"')


@dataclass(frozen=True)
class Marked:
    """One learner's scores, and the text of the marked notebook that formgrader shows."""

    learner: str
    scores: Scores
    notebook: str


@dataclass(frozen=True)
class Template:
    """The session's notebook with the hidden tests back in it; `cells` are those of nbformat 4 as written to a file."""

    notebook: Mapping[str, Any]

    @cached_property
    def graded(self) -> list[dict[str, Any]]:
        """Return the cells that carry points, in order."""
        return [cell for cell in self.notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("grade")]

    @cached_property
    def slots(self) -> dict[str, Any]:
        """Return slot -> candidates; raises `NotASlotError` for code that `release` did not write."""
        code = (cell for cell in self.graded if cell["cell_type"] == "code")
        return dict(read("".join(cell["source"])) for cell in code)

    @cached_property
    def _pieces(self) -> list[str]:
        """Return the notebook's text cut where it differs from learner to learner."""
        places = {id(cell): number for number, cell in enumerate(self.graded)}
        cells = [_open(cell, places.get(id(cell))) for cell in self.notebook["cells"]]
        return _MARK.split(_dump({**self.notebook, "cells": cells}) + "\n")[::2]

    def mark(self, work: Work) -> Marked:
        """Mark one hand-in. Whatever it holds, it gets a score for every slot."""
        scores: Scores = {}
        texts: list[str] = []
        for cell in self.graded:
            name = cell["metadata"]["nbgrader"]["grade_id"]
            value, text = self._cell(cell, name, work, len(texts) + 1)
            scores[name] = value
            texts.append(text)
        parts = [part for pair in zip(self._pieces, [*texts, ""], strict=True) for part in pair]
        return Marked(work.learner, scores, "".join(parts))

    def _cell(self, cell: dict[str, Any], name: str, work: Work, number: int) -> tuple[float | None, str]:
        if is_written(cell):
            said = answer_of(work.answers, cell)
            return (None, _dump([shown(said)], 3)) if said else (0.0, _dump(cell["source"], 3))
        if cell["cell_type"] != "code":
            return None, _dump(cell["source"], 3)
        try:
            score = work.score(name, self.slots[name])
        except Exception as error:  # a scorer that fails costs the learner this question and nobody else anything
            return 0.0, _dump([_error(type(error).__name__)], 3)
        return score, _dump([_value(score, number)], 3)


def mark(template: Template, works: Sequence[Work | _Other]) -> list[Marked | _Other]:
    """Mark a portion, and hand on what is no work: what a worker process or a machine of a cluster does."""
    return [template.mark(work) if isinstance(work, Work) else work for work in works]


def _open(cell: dict[str, Any], number: int | None) -> dict[str, Any]:
    if number is None:
        return cell
    place = f"@@{number}@@"
    return cell | (
        {"outputs": place, "execution_count": number + 1} if cell["cell_type"] == "code" else {"source": place}
    )


def _value(score: float, number: int) -> dict[str, Any]:
    shown = {"data": {"text/plain": [repr(score)]}, "execution_count": number, "metadata": {}}
    return shown | {"output_type": "execute_result"}


def _error(name: str) -> dict[str, Any]:
    return {"output_type": "error", "ename": name, "evalue": "", "traceback": [name]}


def _dump(data: Any, depth: int = 0) -> str:
    """Write as nbformat does, at the given depth of indentation."""
    text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True, separators=(",", ": "))
    return text.replace("\n", "\n" + " " * depth)
