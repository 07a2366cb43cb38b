"""Counting what happens without saying to whom: one word to a socket of this machine, if there is one.

A datagram never waits and never fails loudly: saving an answer must not depend on being counted.
"""

import contextlib
import os
import socket
from typing import Literal

Event = Literal["saved", "failed", "handed_in"]


def count(event: Event) -> None:
    """Tell whoever counts."""
    if path := os.environ.get("NBPARCOURS_METRICS"):
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as out:
            out.setblocking(False)
            out.sendto(event.encode(), path)


def count_request(method: str, path: str, status: int) -> None:
    """Count a request that was answered; reading is not counted."""
    if method not in ("PUT", "POST"):
        return
    if status >= 400:
        count("failed")
    else:
        count("handed_in" if path.endswith("/handin") else "saved")
