"""One folder a learner in the exchange: for servers in containers, where every learner is the same Unix user.

There a hand-in's owner proves nothing. Instead the hub mounts `inbound/NAME` and `feedback/NAME`, and nothing else of
them, into NAME's server: whatever lies in `inbound/NAME` was put there by NAME. For nbgrader inside that server
nothing changes, since the two are mounted where it expects the common folders.
"""

from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeReleaseFeedback


def apart(config: Any) -> None:
    """Set it in a trainer's `nbgrader_config.py`, after `apply`."""
    config.CanonicalCollect.folder_each = True
    config.ExchangeFactory.release_feedback = FeedbackToEach


def is_apart(config: Any) -> bool:
    """Say whether a configuration has it."""
    return config.CanonicalCollect.get("folder_each") is True


class FeedbackToEach(ExchangeReleaseFeedback):
    """nbgrader's release of feedback, with each learner's result where their server, and no other, finds it."""

    src_path: str
    dest_path: str

    def copy_files(self) -> None:
        """Copy one learner's after the other."""
        pattern, shared = Path(self.src_path), Path(self.dest_path)
        for source in sorted(pattern.parents[1].glob(f"{pattern.parent.name}/{pattern.name}")):
            own = shared / source.parent.name
            own.mkdir(mode=0o700, exist_ok=True)
            self.src_path, self.dest_path = str(source), str(own)
            super().copy_files()
