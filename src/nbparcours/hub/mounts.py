"""What of the shared volume each server sees on Kubernetes. There, this is what keeps one learner from another.

The volume has the folders of one server (`layout`). A learner's server gets its own home, what is handed out, and
`inbound/NAME` and `feedback/NAME` under the names that nbgrader knows; nothing of anybody else's is in its file system,
whatever its processes try. The kubelet resolves each folder inside the volume and follows no link out of it.
"""

from pathlib import Path
from typing import Any

from nbparcours.hub.layout import Layout

CLAIM = "nbparcours"
#: Where a learner's server finds its home.
HOME = Path("/home/parcours")

VOLUMES: dict[str, dict[str, Any]] = {
    CLAIM: {"name": CLAIM, "persistentVolumeClaim": {"claimName": CLAIM}},
    "scratch": {"name": "scratch", "emptyDir": {"sizeLimit": "256Mi"}},
    "exchange": {"name": "exchange", "emptyDir": {"sizeLimit": "1Mi"}},
}
#: Only the desk and the grading have the questions with their keys.
SECRETS: dict[str, dict[str, Any]] = {"bank": {"name": "bank", "secret": {"secretName": "nbparcours-bank"}}}


def own_folders(layout: Layout, name: str) -> tuple[Path, ...]:
    """Return the folders that must exist, and be nobody else's, before `name`'s server starts."""
    course = layout.exchange / layout.course_id
    return layout.homes / name, course / "inbound" / name, course / "feedback" / name


def learner_mounts(layout: Layout, name: str) -> list[dict[str, Any]]:
    """Return the mounts of a learner's server; names are checked by who calls."""
    home, inbound, feedback = own_folders(layout, name)
    outbound = inbound.parents[1] / "outbound"
    return [
        {"name": "scratch", "mountPath": "/tmp"},
        {"name": CLAIM, "mountPath": str(HOME), "subPath": _below(layout, home)},
        # nbgrader wants the exchange itself writable: an empty folder, into which the three are mounted
        {"name": "exchange", "mountPath": str(layout.exchange)},
        {"name": CLAIM, "mountPath": str(outbound), "subPath": _below(layout, outbound), "readOnly": True},
        {"name": CLAIM, "mountPath": str(inbound.parent), "subPath": _below(layout, inbound)},
        {"name": CLAIM, "mountPath": str(feedback.parent), "subPath": _below(layout, feedback), "readOnly": True},
    ]


def desk_mounts(layout: Layout) -> list[dict[str, Any]]:
    """Return the mounts of the trainers' desk: its own folder, the exchange, the questions; no learner's home."""
    return [
        {"name": "scratch", "mountPath": "/tmp"},
        {"name": CLAIM, "mountPath": str(layout.grader), "subPath": _below(layout, layout.grader)},
        {"name": CLAIM, "mountPath": str(layout.exchange), "subPath": _below(layout, layout.exchange)},
        {"name": "bank", "mountPath": "/etc/nbparcours/bank", "readOnly": True},
    ]


def _below(layout: Layout, path: Path) -> str:
    return str(path.relative_to(layout.state))
