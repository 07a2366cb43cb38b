"""The trainer's own JupyterLab, in their course folder: dashboard and formgrader, on this machine only."""

import os
import sys
from pathlib import Path
from typing import Any

from nbparcours.course.places import Places
from nbparcours.grading.files import write
from nbparcours.grading.nbgrader_adapter.config import install

NOTEBOOK = "dashboard.ipynb"


def prepare(places: Places) -> Path:
    """Put configuration and dashboard into the trainer's folder and return it; the dashboard is always the newest."""
    places.trainer.mkdir(parents=True, exist_ok=True, mode=0o700)
    install(places)
    write(places.trainer / NOTEBOOK, (places.home / "grading" / NOTEBOOK).read_text("utf-8"))
    return places.trainer


def command(places: Places, port: int, browser: bool) -> list[str]:
    """Return the command line of the server; nbgrader reads its configuration in the folder where it is started."""
    return [
        *(sys.executable, "-m", "jupyterlab", "-y", "--log-level=WARN"),
        f"--ServerApp.port={port}",
        f"--ServerApp.root_dir={places.trainer}",
        f"--LabApp.default_url=/lab/tree/{NOTEBOOK}",
        f"--ServerApp.open_browser={browser}",
        *(["--allow-root"] if os.geteuid() == 0 else []),
    ]


def environment(places: Places) -> dict[str, str]:
    """Return what the server's kernels need to find the same course."""
    # ours first: without it JupyterLab asks its makers' server for news, and formgrader a foreign one for MathJax
    paths = [str(Path(__file__).with_name("lab_config")), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    named: dict[str, Any] = {"JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, paths))}
    named |= {"NBPARCOURS_HOME": places.home, "NBPARCOURS_DATA": places.data, "NBPARCOURS_EXCHANGE": places.exchange}
    return {name: str(path) for name, path in named.items()}
