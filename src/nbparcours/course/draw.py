"""Which candidate of each slot a learner meets in the final test.

The draw depends on the session and the learner alone, so the learner's server and the grader come to the
same one without telling each other, and nobody chooses their own.
"""

import hashlib
from collections.abc import Mapping, Sequence
from functools import partial


def draw(slots: Mapping[str, Sequence[str]], session: str, learner: str) -> dict[str, str]:
    """Return slot -> item id, for `slots` given as slot -> ids of its candidates."""

    def rank(slot: str, item: str) -> bytes:
        return hashlib.sha256("\0".join((session, learner, slot, item)).encode()).digest()

    return {slot: min(items, key=partial(rank, slot)) for slot, items in slots.items() if items}
