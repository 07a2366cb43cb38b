"""A real hub with real Unix users, in folders of its own that disappear with it. Needs root.

The checkout may lie where only its owner goes (`/root`), and its interpreter too: both are shown to the learners'
accounts read-only, at a place that everyone can reach.
"""

import contextlib
import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from nbparcours.course.places import Places
from nbparcours.hub import accounts
from nbparcours.hub.layout import Layout
from nbparcours.hub.settings import read

ROOT = Path(__file__).parents[1]
needs_root = pytest.mark.skipif(
    os.geteuid() != 0 or not shutil.which("useradd"), reason="needs root: it makes real Unix users"
)
SITE = f"lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages"


def _interpreter() -> str:
    """Return an interpreter of this version that every account can run."""
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for candidate in (Path(sys.executable).resolve(), Path("/usr/bin") / name):
        if candidate.is_file() and all(part.stat().st_mode & 0o001 for part in [candidate, *candidate.parents]):
            return str(candidate)
    pytest.skip(f"needs a {name} that every account can run")


def free_ports(count: int) -> int:
    """Return the first of `count` free ports in a row."""
    for port in range(20000 + os.getpid() % 900 * 10, 60000, 10):
        with contextlib.ExitStack() as held:
            try:
                for offset in range(count):
                    held.enter_context(socket.socket()).bind(("127.0.0.1", port + offset))
            except OSError:
                continue
            return port
    raise RuntimeError("no free ports")


@dataclass
class World:
    """One server: its folders, its hub and its proxy."""

    base: Path
    address: str
    layout: Layout
    env: dict[str, str]
    config: Path = ROOT / "deploy" / "server" / "jupyterhub_config.py"
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def prefix(self) -> str:
        return self.layout.settings.server.prefix

    @property
    def places(self) -> Places:
        return Places(home=self.base / "code")

    def begin(self, part: str) -> None:
        """Start the hub or the proxy."""
        commands = {
            "hub": [str(Path(sys.executable).with_name("jupyterhub")), "--config", str(self.config)],
            "proxy": [sys.executable, "-m", "nbparcours.cli", "server", "proxy"],
        }
        with (self.base / f"{part}.log").open("ab") as log:
            self.running[part] = subprocess.Popen(
                commands[part], env=self.env, stdout=log, stderr=log, start_new_session=True, cwd="/"
            )

    def kill(self, part: str, how: signal.Signals = signal.SIGKILL) -> None:
        """End it as a crash or an administrator would; what it started stays."""
        process = self.running.pop(part)
        process.send_signal(how)
        process.wait(60)

    def until_it_answers(self) -> None:
        for _ in range(600):
            if (hub := self.running.get("hub")) and hub.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"{self.address}/hub/health", timeout=5) as answer:
                    if answer.status == 200:
                        return
            except OSError:
                time.sleep(0.3)
        pytest.fail((self.base / "hub.log").read_text("utf-8")[-4000:])

    def home(self, name: str) -> Path:
        return self.layout.homes / (self.prefix + name)

    def as_user(self, unix: str, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command as that account, with nothing of ours in its environment."""
        account = pwd.getpwnam(unix)
        line = ["setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--init-groups", *command]
        clean = {"PATH": "/usr/bin:/bin", "HOME": account.pw_dir}
        return subprocess.run(line, env=clean, cwd="/", capture_output=True, text=True, timeout=120)

    def desk(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the course as the desk."""
        line = [sys.executable, "-m", "nbparcours.cli", "server", "desk", *arguments]
        return subprocess.run(line, env=self.env, cwd="/", capture_output=True, text=True, timeout=600)


@contextlib.contextmanager
def world(trainers: tuple[str, ...] = (), operators: tuple[str, ...] = (), **settings: Any) -> Iterator[World]:
    """Make a server, and leave no account, process, mount or file of it."""
    base = Path(tempfile.mkdtemp(prefix="nbp-world-", dir="/var/tmp"))
    base.chmod(0o755)
    prefix = f"t{os.getpid() % 100000:x}-"
    try:
        with _shown(ROOT, base / "code"):
            made = _make(base, prefix, trainers, operators, settings)
            try:
                yield made
            finally:
                _end(made)
    finally:
        shutil.rmtree(base, ignore_errors=True)


def _make(base: Path, prefix: str, trainers: Any, operators: Any, settings: dict[str, Any]) -> World:
    port, grader = free_ports(4), f"{prefix}grader".replace("-", "")
    address = f"http://127.0.0.1:{port}"
    python = base / "bin" / "python"
    python.parent.mkdir()
    alembic = python.with_name("alembic")  # nbgrader calls it by name
    alembic.write_text(f'#!/bin/sh\nexec {python} -m alembic.config "$@"\n', "utf-8")
    alembic.chmod(0o755)
    python.write_text(_launcher(base / "code"), "utf-8")
    python.chmod(0o755)
    top = {"listen": address, "port": port + 1, "servers": "process", "proxy_started_apart": True, **settings}
    top |= {"trainers": list(trainers), "operators": list(operators)}
    server = {"state": base / "state", "logs": base / "logs", "prefix": prefix, "grader": grader, "python": python}
    server["metrics"] = base / "count.sock"
    file = base / "hub.toml"
    sections = {key: top.pop(key) for key in list(top) if isinstance(top[key], dict)}
    sections["server"] = {key: str(value) for key, value in server.items()}
    lines = [f"{key} = {json.dumps(value)}" for key, value in top.items()]
    for name, values in sections.items():
        lines += [f"[{name}]", *(f"{key} = {json.dumps(value)}" for key, value in values.items())]
    file.write_text("\n".join(lines), "utf-8")
    file.chmod(0o600)
    places = Places(home=base / "code")
    layout = Layout.of(read(file), places)
    accounts.make_system(grader, layout.grader)
    layout.lay()
    venv = base / "code" / ".venv"
    env = {name: value for name, value in os.environ.items() if not name.startswith("NBPARCOURS_")} | {
        "NBPARCOURS_SETTINGS": str(file),
        "NBPARCOURS_HOME": str(base / "code"),
        "CONFIGPROXY_AUTH_TOKEN": "of-this-test-only",
        "JUPYTER_PATH": str(venv / "share" / "jupyter"),
        "JUPYTER_CONFIG_PATH": str(venv / "etc" / "jupyter"),
    }
    return World(base, address, layout, env)


def _launcher(code: Path) -> str:
    """Return a script that runs Python as `code`'s own would, where that one cannot be reached."""
    venv = code / ".venv"
    variables = {
        "PYTHONPATH": f"{code}/src:{venv}/{SITE}",
        "JUPYTER_PATH": f"{venv}/share/jupyter",
        "JUPYTERLAB_DIR": f"{venv}/share/jupyter/lab",
    }
    lines = [f"export {name}={value}" for name, value in variables.items()]
    return "\n".join(["#!/bin/sh", *lines, f'exec {_interpreter()} "$@"', ""])


def _end(made: World) -> None:
    for process in made.running.values():
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(20)
    names = [*accounts.ours(made.prefix), made.layout.settings.server.grader]
    for name in names:
        subprocess.run(["pkill", "-KILL", "-u", name], capture_output=True)  # accounts of this test alone
    for name in names:
        for _ in range(20):
            if subprocess.run(["userdel", name], capture_output=True).returncode != 8:  # 8: still has a process
                break
            time.sleep(0.2)


@contextlib.contextmanager
def _shown(what: Path, where: Path) -> Iterator[None]:
    """Show a folder read-only at another place."""
    where.mkdir()
    subprocess.run(["mount", "--bind", str(what), str(where)], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", str(where)], check=True)
        yield
    finally:
        subprocess.run(["umount", "-l", str(where)], check=True)
