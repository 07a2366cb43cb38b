"""Figures for Prometheus, without a name in them, on this machine only: `http://127.0.0.1:<port + 2>/metrics`.

Learners' servers count by a datagram to a socket (`learner.counting`); the queue is what lies in the exchange and in
the desk's folders. How many servers run and who logs in is told by the hub's own figures (`/hub/metrics`).
"""

import contextlib
import os
import socket
import threading
from collections.abc import Iterable
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, start_http_server
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from nbparcours.hub.layout import Layout

_WORDS = {
    "saved": "Answers and activities that were saved",
    "failed": "Answers and activities that could not be saved",
    "handed_in": "Tests that were handed in",
}


class Queue(Collector):
    """How many hand-ins wait to be graded."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout

    def collect(self) -> Iterable[Metric]:
        """Count learners and sessions in the inbound folder without a result in the desk's."""
        waiting = len(_pairs(self._inbound()) - self._graded())
        yield GaugeMetricFamily("nbparcours_grading_queue", "Tests handed in and not graded yet", waiting)

    def _inbound(self) -> list[str]:
        with contextlib.suppress(OSError):
            return os.listdir(self.layout.exchange / self.layout.course_id / "inbound")  # noqa: PTH208
        return []

    def _graded(self) -> set[tuple[str, str]]:
        folders = Path(self.layout.grader, "trainer", "feedback").glob("*/*")
        return {(folder.parent.name, folder.name) for folder in folders}


def _pairs(names: list[str]) -> set[tuple[str, str]]:
    parts = (name.split("+") for name in names)
    return {(part[0], part[1]) for part in parts if len(part) >= 3}


def counters(registry: CollectorRegistry) -> dict[str, Counter]:
    """Return the counters by the word that adds to them."""
    return {word: Counter(f"nbparcours_{word}", text, registry=registry) for word, text in _WORDS.items()}


def listen(path: Path, known: dict[str, Counter]) -> None:
    """Count for ever; a word that nobody knows is not counted."""
    path.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as inlet:
        inlet.bind(str(path))
        path.chmod(0o722)  # learners write; only the owner reads
        while True:
            if counter := known.get(inlet.recv(32).decode("ascii", "replace")):
                counter.inc()


def serve(layout: Layout) -> None:
    """Show the figures and count."""
    registry = CollectorRegistry()
    registry.register(Queue(layout))
    known = counters(registry)
    start_http_server(layout.settings.port + 2, "127.0.0.1", registry=registry)
    thread = threading.Thread(target=listen, args=(layout.settings.server.metrics, known))
    thread.start()
    thread.join()
