"""The times of a test session: one small public file beside the released test, which a trainer may change at any time.

The copy in the exchange counts, so that a session that is prolonged is prolonged for those who fetched it before. It
says nothing of anybody: whoever was given more time has a code of their own, and only the trainer has the list.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import AwareDatetime, ConfigDict, Field, ValidationError

from nbparcours.course.text import Strict

NAME = "session.json"
_MAX_BYTES = 4096
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Session(Strict):
    """When a test is open, how long it may take, and how many sessions a learner may have used before."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    version: Literal[1] = Field(default=1, alias="schema")
    opens: AwareDatetime | None = None
    closes: AwareDatetime | None = None
    minutes: int | None = Field(default=None, ge=5, le=600)
    attempts: int | None = Field(default=None, ge=1, le=50)

    @classmethod
    def read(cls, *folders: Path) -> "Session":
        """Return what the first of `folders` that holds a readable file says; none means no limits."""
        return next(_found(folders), cls())

    def document(self) -> str:
        """Return the text of the file."""
        return json.dumps(self.model_dump(mode="json", by_alias=True), indent=1) + "\n"

    def early(self, now: datetime) -> bool:
        """Say whether it is not open yet."""
        return self.opens is not None and now < self.opens

    def late(self, now: datetime) -> bool:
        """Say whether it is closed already."""
        return self.closes is not None and now > self.closes


def _found(folders: tuple[Path, ...]) -> Iterator[Session]:
    for folder in folders:
        path = folder / NAME
        try:
            if path.stat().st_size <= _MAX_BYTES:
                yield Session.model_validate_json(path.read_text("utf-8"))
        except (OSError, ValidationError, ValueError):
            continue


def extra_code(session: str, learner: str, minutes: int) -> str:
    """Return what a trainer gives to a learner who gets `minutes` more, such as `30-7KQM`.

    It catches slips and another person's code, and is no secret: grading asks the trainer's own list.
    """
    digest = hashlib.sha256("\0".join(("extra", session, learner, str(minutes))).encode()).digest()
    return f"{minutes}-{''.join(_LETTERS[byte % 32] for byte in digest[:4])}"


def extra_minutes(code: str, session: str, learner: str) -> int | None:
    """Return the minutes that `code` gives to this learner in this session, or None when it is not theirs."""
    typed = code.strip().upper().replace("O", "0").replace("I", "1").replace("L", "1")
    minutes, _, _ = typed.partition("-")
    if not (minutes.isascii() and minutes.isdigit() and len(minutes) <= 3):
        return None
    return int(minutes) if typed == extra_code(session, learner, int(minutes)) and 0 < int(minutes) <= 600 else None
