"""Start a learner's JupyterLab on the built course, with everything in it that a learner does not need turned off."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from nbparcours.course.places import HOME_PAGE, Places
from nbparcours.course.text import LANGUAGES, Lang

LAB_CONFIG = Path(__file__).with_name("lab_config")
_TRIES = 50
_GRACE_SECONDS = 5


class CannotStartError(Exception):
    """The learner's server cannot start; the text says why and what to do."""


def environment(places: Places) -> dict[str, str]:
    """Return the variables that make `jupyter lab` the learner's one, for a local start or a hub's spawner.

    The person's own Jupyter settings stay out: they would change how the course looks and behaves.
    """
    paths = [str(LAB_CONFIG), *filter(None, os.environ.get("JUPYTER_CONFIG_PATH", "").split(os.pathsep))]
    return {
        "JUPYTER_CONFIG_PATH": os.pathsep.join(dict.fromkeys(paths)),
        "JUPYTER_CONFIG_DIR": str(places.data / "jupyter"),
        "NBPARCOURS_HOME": str(places.home),
        "NBPARCOURS_DATA": str(places.data),
        "NBPARCOURS_EXCHANGE": str(places.exchange),
        # one heap for all threads: Python lets only one of them work at a time, and each heap keeps what it once took
        "MALLOC_ARENA_MAX": "1",
    }


def prepare(places: Places) -> None:
    """Make the learner's folder: links to the built notebooks, refreshed, and room for fetched tests."""
    missing = [lang for lang in LANGUAGES if not (places.notebooks / lang / f"{HOME_PAGE}.ipynb").is_file()]
    if missing:
        raise CannotStartError(
            f"The course is not built: no {HOME_PAGE}.ipynb in {places.notebooks}/{missing[0]}. "
            "Run `nbparcours build` first."
        )
    try:
        places.learner.mkdir(parents=True, exist_ok=True, mode=0o700)
        places.exchange.mkdir(parents=True, exist_ok=True)
        for lang in LANGUAGES:
            _link(places.learner / lang, places.notebooks / lang)
    except OSError as error:
        raise CannotStartError(f"{error.filename} cannot be written: {error.strerror}.") from error


def _link(link: Path, target: Path) -> None:
    if link.exists() and not link.is_symlink():
        raise CannotStartError(f"{link} is in the way of the course; move it elsewhere and start again.")
    fresh = link.with_name(f".{link.name}.{os.getpid()}")
    fresh.symlink_to(target.resolve(), target_is_directory=True)
    fresh.replace(link)


def command(places: Places, port: int, browser: bool, lang: Lang) -> list[str]:
    """Return the command line that serves the learner's folder, opening on the home page."""
    return [
        *(sys.executable, "-m", "jupyterlab", "-y", "--log-level=WARN"),
        f"--ServerApp.port={port}",
        f"--ServerApp.root_dir={places.learner}",
        f"--LabApp.default_url=/doc/tree/{lang}/{HOME_PAGE}.ipynb",
        f"--ServerApp.open_browser={browser}",
        *(["--allow-root"] if os.geteuid() == 0 else []),  # containers; the server listens on this machine only
    ]


def serve(places: Places, port: int = 8888, browser: bool = True, lang: Lang = "fr") -> int:
    """Serve the course until interrupted and return the exit status; on a taken port, take the next free one."""
    prepare(places)
    free = _free_port(port)
    if free != port:
        print(f"Port {port} is taken; using {free}.", file=sys.stderr)
    line = command(places, free, browser, lang)
    process = subprocess.Popen(line, env={**os.environ, **environment(places)}, cwd=places.learner)
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)  # a service manager ends us as Ctrl-C does
    try:
        return process.wait()
    except KeyboardInterrupt:
        return _end(process)
    finally:
        signal.signal(signal.SIGTERM, before)


def _end(process: subprocess.Popen[bytes]) -> int:
    """Let Jupyter put things away; end it when a worker thread of its own keeps it (seen with anyio)."""
    process.terminate()
    try:
        process.wait(_GRACE_SECONDS)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        process.kill()
        process.wait()
    return 0


def _free_port(port: int) -> int:
    for candidate in range(port, min(port + _TRIES, 65536)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", candidate))
            except OSError:
                continue
            return candidate
    raise CannotStartError(f"No port is free between {port} and {port + _TRIES - 1}; name another with --port.")
