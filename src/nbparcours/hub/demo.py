"""The demonstration hub of `make hub`: everything of it in one folder, everyone the same Unix user."""

import json
import shlex
import shutil
from pathlib import Path

from nbparcours.course.places import Places

LEARNERS = ("amina", "youssef", "salma")
TRAINER = "khadija"
PASSWORD = "demonstration"


def environment(state: Path, address: str, port: int) -> dict[str, str]:
    """Write the settings and return the variables of a hub that uses them and of its desk."""
    state.mkdir(parents=True, exist_ok=True, mode=0o700)
    folders = {"state": state, "logs": state / "logs", "metrics": state / "count.sock"}
    lines = [
        f"listen = {json.dumps(address)}",
        f"port = {port}",
        f"trainers = {json.dumps([TRAINER])}",
        'servers = "demo"',
        "[server]",
        *(f"{name} = {json.dumps(str(path))}" for name, path in folders.items()),
    ]
    (state / "hub.toml").write_text("\n".join(lines) + "\n", "utf-8")
    return {"NBPARCOURS_SETTINGS": str(state / "hub.toml"), **_desk(state)}


def prepare(places: Places, state: Path) -> None:
    """Make the folders, and the desk's settings, which know that all learners are one Unix user."""
    for folder in (state / "hub", state / "homes", places.trainer):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    shutil.copyfile(places.home / "deploy" / "server" / "nbgrader_config.py", places.trainer / "nbgrader_config.py")


def _desk(state: Path) -> dict[str, str]:
    return {"NBPARCOURS_DATA": str(state / "grader"), "NBPARCOURS_EXCHANGE": str(state / "exchange")}


def spoken(state: Path) -> str:
    """Return the variables as one types them before a command."""
    return " ".join(f"{name}={shlex.quote(value)}" for name, value in _desk(state).items())
