"""What a learner's `answers.json` may say when it is graded. It is the only file of theirs that is ever read.

The learner's server writes it by a stricter form (`learner.answers`). Here one wrong value must cost no more than its
own question, so only what surrounds the answers is checked, and each scorer judges its own value.
"""

import json
import unicodedata
from datetime import datetime
from typing import Any, NoReturn

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from nbparcours.course.text import Lang
from nbparcours.learner.answers import MAX_BYTES as LIMIT
from nbparcours.learner.answers import NAME as ANSWERS
from nbparcours.learner.answers import Answers, receipt

__all__ = ["ANSWERS", "LIMIT", "REASONS", "RejectionError", "is_untouched", "no_answers", "printable", "read_answers"]

#: Why a hand-in was not taken: code -> a sentence for the trainer.
REASONS = {
    "folder": "the hand-in is not an ordinary folder",
    "owner": "the folder belongs to another user than the learner it names",
    "learner": "the learner's id is empty or holds characters that no user name has",
    "time": "the time in the folder's name is not a time",
    "unfinished": "the hand-in is not complete; if it is still under way, the next grading takes it",
    "missing": "there is no answers.json in it",
    "file": "answers.json is a link or not an ordinary file of the learner",
    "size": "answers.json is larger than 64 KiB",
    "json": "answers.json is not JSON in UTF-8",
    "schema": "answers.json does not have the form of a hand-in",
    "assignment": "answers.json belongs to another test",
    "ahead": "its date is more than a day ahead, so another hand-in of the same learner counts",
    "late": "it came after the session had closed; to take it, release the session again with a later --closes",
}


class RejectionError(Exception):
    """A hand-in, or its answers, cannot be taken; `code` is a key of `REASONS`."""

    def __init__(self, code: str) -> None:
        super().__init__(REASONS[code])
        self.code = code


class _HandIn(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)

    schema_: int = Field(alias="schema", ge=1, le=1)
    assignment: str
    language: Lang = "fr"
    answers: dict[str, Any]
    name: str | None = Field(default=None, max_length=200)
    progress: dict[str, Any] | None = None
    receipt: str | None = Field(default=None, max_length=40)
    # nothing is graded by these; whatever else than they should be stands there counts as nothing
    begun: Any = ""
    changed: Any = ""


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def read_answers(raw: bytes, assignment: str) -> dict[str, Any]:
    """Return the hand-in in `raw`, with only the fields that are known; raise `RejectionError` when it is none."""
    if len(raw) > LIMIT:
        raise RejectionError("size")
    try:
        data = json.loads(raw.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise RejectionError("json") from None
    try:
        found = _HandIn.model_validate(data)
    except (ValidationError, RecursionError):
        raise RejectionError("schema") from None
    if found.assignment != assignment:
        raise RejectionError("assignment")
    return _plain(found)


def no_answers(assignment: str) -> dict[str, Any]:
    """Return the hand-in of a learner whose own cannot be used: they are graded all the same, with nothing."""
    return _plain(_HandIn.model_validate({"schema": 1, "assignment": assignment, "answers": {}}))


def _plain(found: _HandIn) -> dict[str, Any]:
    data = found.model_dump(by_alias=True)
    return data | {
        "name": printable(found.name or ""),
        "progress": found.progress or {},
        "receipt": printable(found.receipt or ""),
        "begun": _moment(found.begun),
        "changed": _moment(found.changed),
    }


def _moment(said: Any) -> str:
    """Return a time by the learner's clock, or nothing."""
    try:
        when = datetime.fromisoformat(said)
        return said if when.tzinfo and 2020 <= when.year <= 2100 else ""
    except (TypeError, ValueError):
        return ""


def is_untouched(raw: bytes) -> bool:
    """Say whether the receipt is that of these answers: nobody changed the file after the button was pressed."""
    try:
        found = Answers.model_validate_json(raw)
    except ValidationError:
        return False
    return bool(found.receipt) and found.receipt == receipt(found)


def printable(text: str) -> str:
    """Drop what does not print or turns the line round: control, format and half characters."""
    kept = (" " if char.isspace() else char for char in text)
    return " ".join("".join(c for c in kept if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"}).split())
