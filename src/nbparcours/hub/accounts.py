"""The Unix accounts behind the names: made when a learner first starts, without password, shell or others' sight."""

import os
import pwd
import subprocess
import time
from pathlib import Path

_MARK = "nbparcours"  # stands in the comment field: an account without it is none of ours


class AccountError(Exception):
    """An account cannot be made or used; the text says why."""


def ensure(unix: str, home: Path) -> None:
    """See that the account exists, is ours, and that its home is nobody else's business."""
    try:
        found = pwd.getpwnam(unix)
    except KeyError:
        make(unix, home)
        found = pwd.getpwnam(unix)
    if found.pw_gecos != _MARK or Path(found.pw_dir) != home or found.pw_uid < 1000:
        raise AccountError(f"the Unix account {unix} exists and was not made by this program")
    home.chmod(0o700)


def make(unix: str, home: Path) -> None:
    """Make an account that nobody can log in to."""
    # Debian's useradd makes homes that everybody reads unless told otherwise
    options = ["--create-home", "--skel", "/dev/null", "--shell", "/usr/sbin/nologin", "--key", "HOME_MODE=0700"]
    _run("useradd", *options, "--home-dir", str(home), "--comment", _MARK, "--user-group", unix)


def make_system(unix: str, home: Path) -> None:
    """Make the desk's own account, unless it is there."""
    try:
        pwd.getpwnam(unix)
    except KeyError:
        shell = ["--shell", "/usr/sbin/nologin", "--comment", _MARK]
        _run("useradd", "--system", "--no-create-home", "--user-group", "--home-dir", str(home), *shell, unix)


def remove(unix: str, erased: Path) -> None:
    """Remove the account; its home waits, out of everyone's reach, until the administrator deletes it."""
    try:
        found = pwd.getpwnam(unix)
    except KeyError:
        return
    if found.pw_gecos != _MARK:
        raise AccountError(f"the Unix account {unix} was not made by this program")
    _run("userdel", unix)
    home = Path(found.pw_dir)
    if home.is_dir():
        kept = erased / f"{unix}-{int(time.time())}"
        home.rename(kept)
        os.chown(kept, 0, 0)
        kept.chmod(0o700)


def ours(prefix: str) -> list[str]:
    """Return the accounts of this program whose names begin with `prefix`."""
    return [found.pw_name for found in pwd.getpwall() if found.pw_name.startswith(prefix) and found.pw_gecos == _MARK]


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise AccountError(f"{command[0]} said: {done.stderr.strip()}")
