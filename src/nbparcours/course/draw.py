"""Which candidate of each slot a learner meets in the final test, and in which order its options.

Both depend on the session and the learner alone, so the learner's server and the grader come to the
same without telling each other, and nobody chooses their own. See docs/final-test.md for what two learners share.
"""

import hashlib
from collections.abc import Mapping, Sequence
from functools import partial


def _rank(session: str, learner: str, place: str, name: str) -> bytes:
    return hashlib.sha256("\0".join((session, learner, place, name)).encode()).digest()


def draw(slots: Mapping[str, Sequence[str]], session: str, learner: str) -> dict[str, str]:
    """Return slot -> item id, for `slots` given as slot -> ids of its candidates."""
    return {slot: min(items, key=partial(_rank, session, learner, slot)) for slot, items in slots.items() if items}


def arrange(names: Sequence[str], session: str, learner: str, item: str) -> list[str]:
    """Return `names` in the order in which this learner meets them; the names themselves never change."""
    return sorted(names, key=partial(_rank, session, learner, f"order of {item}"))
