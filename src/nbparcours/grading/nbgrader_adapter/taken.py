"""What was read of a hand-in, and which of two is the newer one."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from nbgrader.utils import parse_utc

from nbparcours.grading.handin import RejectionError
from nbparcours.grading.inbound import Entry, plausible

#: How far ahead a clock may be before what it says counts less than anything else.
_AHEAD = timedelta(days=1)


@dataclass(frozen=True)
class Taken:
    """What was read of a hand-in by its rightful owner; `fault` says why its answers cannot be used."""

    entry: Entry
    when: datetime
    secret: str
    raw: bytes
    answers: dict[str, Any]
    fault: str | None = None


def time_of(entry: Entry) -> datetime:
    """Return when it claims to be handed in; raise `RejectionError` for what is no time."""
    entry.check_learner()
    try:
        return plausible(parse_utc(entry.time))
    except (ValueError, OverflowError, TypeError, AttributeError):
        raise RejectionError("time") from None


def order(when: datetime) -> tuple[bool, datetime]:
    """Return what sorts hand-ins: one from a clock that ran ahead must not hide those made since it was put right."""
    return not is_ahead(when), when.replace(tzinfo=when.tzinfo or UTC)


def is_ahead(when: datetime) -> bool:
    """Say whether no honest clock can have given this date."""
    return when.replace(tzinfo=when.tzinfo or UTC) > datetime.now(UTC) + _AHEAD
