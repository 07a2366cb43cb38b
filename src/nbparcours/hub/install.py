"""Putting a built release into service, and taking everything out again. Each step may be repeated."""

import os
import pwd
import secrets
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nbparcours.hub import accounts
from nbparcours.hub.layout import Layout
from nbparcours.hub.settings import DEFAULT

UNITS = ("nbparcours-proxy.service", "nbparcours-hub.service", "nbparcours-metrics.service", "nbparcours-backup.timer")
PROXY = "nbparcours-proxy"
_KEPT = 3  # releases: the one in service and two to go back to
_STILL_RUNS = 8  # what userdel says of an account that has a process
_PATIENCE = 50


@dataclass(frozen=True)
class System:
    """The places outside the course's own folders that an installation writes to."""

    etc: Path = DEFAULT.parent
    units: Path = Path("/etc/systemd/system")
    rotation: Path = Path("/etc/logrotate.d/nbparcours")
    command: Path = Path("/usr/local/bin/nbparcours-server")
    base: Path = Path("/opt/nbparcours")

    @property
    def current(self) -> Path:
        """The release in service."""
        return self.base / "current"


def write_settings(system: System, release: Path) -> None:
    """Write what an administrator edits, once, and the proxy's token, once."""
    system.etc.mkdir(parents=True, exist_ok=True)
    file = system.etc / "hub.toml"
    if not file.exists():
        text = (release / "deploy" / "server" / "hub.toml").read_text("utf-8")
        _secret(file, text.replace("# listen =", "proxy_started_apart = true\n\n# listen =", 1))
    token = system.etc / "proxy.env"
    if not token.exists():
        _secret(token, f"CONFIGPROXY_AUTH_TOKEN={secrets.token_hex(32)}\n")


def _secret(file: Path, text: str) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as opened:
        opened.write(text)


def install(system: System, layout: Layout, release: Path) -> Iterator[str]:
    """Put a release into service, and yield what was done."""
    accounts.make_system(layout.settings.server.grader, layout.grader)
    accounts.make_system(PROXY, Path("/nonexistent"))
    layout.lay()
    if not layout.monitor_token.exists():
        _secret(layout.monitor_token, secrets.token_hex(32))
    yield "accounts and folders"
    here = release / "deploy" / "server"
    for unit in (here / "systemd").iterdir():
        shutil.copyfile(unit, system.units / unit.name)
    shutil.copyfile(here / "logrotate", system.rotation)
    _command(system)
    yield "services"
    point(system.current, release)
    yield f"{release.name} is in service"
    yield from start(system)
    yield from forget_old(system)


def _command(system: System) -> None:
    line = f'exec {system.current}/.venv/bin/nbparcours server "$@"'
    system.command.write_text(f"#!/bin/sh\nexport NBPARCOURS_HOME={system.current}\n{line}\n", "utf-8")
    system.command.chmod(0o755)


def point(link: Path, release: Path) -> None:
    """Let `current` be that release, in one step."""
    fresh = link.with_name(f".{link.name}.new")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(release)
    fresh.replace(link)


def start(system: System) -> Iterator[str]:
    """Start what is new and restart the hub; the proxy goes on, or who works would be cut off."""
    if not Path("/run/systemd/system").is_dir():
        yield "systemd does not run here: start the services yourself (deploy/server/README.md)"
        return
    for line in (["daemon-reload"], ["enable", "--now", *UNITS], ["restart", "nbparcours-hub.service"]):
        subprocess.run(["systemctl", "--quiet", *line], check=True)
    subprocess.run(["systemctl", "--quiet", "try-restart", "nbparcours-metrics.service"], check=True)
    yield "the hub answers" if _answers() else "the hub does not answer yet: nbparcours-server health"


def _answers() -> bool:
    return subprocess.run(["systemctl", "--quiet", "is-active", "nbparcours-hub.service"]).returncode == 0


def forget_old(system: System) -> Iterator[str]:
    """Remove releases that nobody goes back to."""
    current = system.current.resolve()
    releases = sorted(path for path in (system.base / "releases").iterdir() if path.is_dir() and path != current)
    for old in releases[: 1 - _KEPT] if len(releases) >= _KEPT else []:
        shutil.rmtree(old)
        yield f"{old.name} removed"


def uninstall(system: System, layout: Layout, everything: bool) -> Iterator[str]:
    """Take the server out; what people made stays unless `everything` is said."""
    if Path("/run/systemd/system").is_dir():
        subprocess.run(["systemctl", "--quiet", "disable", "--now", *UNITS], capture_output=True)
    for unit in system.units.glob("nbparcours-*"):
        unit.unlink()
    for file in (system.rotation, system.command):
        file.unlink(missing_ok=True)
    shutil.rmtree(system.base, ignore_errors=True)
    yield from _remove_account(PROXY)
    yield "services and program removed"
    if not everything:
        yield f"kept: {layout.state}, {system.etc} and the learners' accounts; `--everything` removes these too"
        return
    for unix in [*accounts.ours(layout.settings.server.prefix), layout.settings.server.grader]:
        yield from _remove_account(unix)
    for folder in (layout.state, layout.settings.server.logs, system.etc):
        shutil.rmtree(folder, ignore_errors=True)
    yield "accounts, answers, keys, certificates, backups and settings removed"


def _remove_account(unix: str) -> Iterator[str]:
    """End what an account runs and remove it; a process takes a moment to be gone, and userdel waits for none."""
    try:
        pwd.getpwnam(unix)
    except KeyError:
        return
    for _ in range(_PATIENCE):
        subprocess.run(["pkill", "-KILL", "-u", unix], capture_output=True)
        done = subprocess.run(["userdel", unix], capture_output=True, text=True)
        if done.returncode != _STILL_RUNS:
            break
        time.sleep(0.2)
    if done.returncode:
        yield f"the account {unix} is still there: {done.stderr.strip()}"
