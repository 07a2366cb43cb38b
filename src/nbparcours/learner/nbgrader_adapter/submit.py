"""Handing in so that only the learner and the desk can read it."""

import stat
from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeSubmit


class PrivateSubmit(ExchangeSubmit):
    """nbgrader's submit; on a server whose inbound folder carries the desk's group, nobody else reads the hand-in.

    nbgrader itself opens every hand-in to everyone and relies on its name not being guessed.
    """

    def copy_files(self) -> Any:
        """Copy, then close the folder: its group is the inbound folder's, the desk's; it hides what is inside."""
        super().copy_files()
        inbound = Path(self.inbound_path)
        if inbound.stat().st_mode & stat.S_ISGID:
            (inbound / self.assignment_filename).chmod(0o750)
