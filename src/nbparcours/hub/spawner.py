"""Learners' servers as processes of their own Unix user, where there is no systemd to do it."""

import os
import resource
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jupyterhub.spawner import LocalProcessSpawner
from traitlets import Unicode

from nbparcours.hub.names import DESK, unix_name

#: The largest file that a learner's server may write, and how many processes and open files it may have.
LIMITS = {resource.RLIMIT_FSIZE: 64 * 2**20, resource.RLIMIT_NPROC: 256, resource.RLIMIT_NOFILE: 1024}


class UnixSpawner(LocalProcessSpawner):
    """JupyterHub's local spawner, with a prefix before the Unix name, limits, and a log file for each learner."""

    prefix = Unicode(help="What stands before each Unix name.").tag(config=True)
    log_folder = Unicode(help="Where each server's own words go; nobody but root reads them.").tag(config=True)

    grader = Unicode(help="The Unix account of the trainers' desk.").tag(config=True)

    @property
    def unix(self) -> str:
        """The Unix account of this learner, or of the desk."""
        return self.grader if self.user.name == DESK else unix_name(self.prefix, self.user.name)

    def user_env(self, env: dict[str, str]) -> dict[str, str]:
        """Return the environment of the learner's account, not of the hub's."""
        import pwd

        account = pwd.getpwnam(self.unix)
        return env | {"USER": self.unix, "HOME": account.pw_dir, "SHELL": account.pw_shell}

    def make_preexec_fn(self, name: str) -> Callable[[], None]:
        """Return what makes a new process the learner's."""
        become = super().make_preexec_fn(self.unix)

        def begin() -> None:
            for kind, most in LIMITS.items():
                resource.setrlimit(kind, (most, most))
            become()
            os.umask(0o077)

        return begin

    async def start(self) -> Any:
        """Start it, with what it says in its own file."""
        path = Path(self.log_folder, f"{self.unix}.log")
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        try:
            self.popen_kwargs = {"stdout": handle, "stderr": handle}
            return await super().start()
        finally:
            os.close(handle)
