"""Memory of one learner's server as a hub starts it, without a kernel, against stock JupyterLab with one kernel.

    python bench/memory.py [SERVERS]      (by default 2 of each)

Both are `jupyterhub-singleuser` behind a stand-in for the hub's API; both open the course's pages. Ours keeps answers,
the stock one starts the kernel that any other way of drawing activities needs. Private memory (USS) is what one more
learner costs on any node; PSS adds a server's part of what several share. Trust the ratio.
"""

import contextlib
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from jupyterhub import __version__ as version
from tab import PAGES, asked, family, memory, steady

from nbparcours.course.places import Places
from nbparcours.learner.start import environment

USER = {"name": "amina", "kind": "user", "admin": False, "groups": [], "scopes": ["access:servers!user=amina"]}
NO_KERNEL = "--ServerApp.kernel_manager_class=nbparcours.learner.no_kernels.NoKernels"


class Hub(BaseHTTPRequestHandler):
    """Says who asks, and takes reports."""

    def do_GET(self) -> None:
        body = json.dumps({"version": version, **USER}).encode()
        self.send_response(200)
        self.send_header("X-JupyterHub-Version", version)
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815  (the library calls it so)

    def log_message(self, *_: Any) -> None:
        pass


@contextlib.contextmanager
def server(hub: int, folder: Path, ours: bool) -> Iterator[tuple[int, str]]:
    """Start one and yield its process and address."""
    port = _free()
    places = Places(data=folder / "parcours")
    env = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "NBPARCOURS"))}
    env |= {
        "HOME": str(folder),
        "JUPYTERHUB_API_TOKEN": "t",
        "JUPYTERHUB_API_URL": f"http://127.0.0.1:{hub}/hub/api",
        "JUPYTERHUB_CLIENT_ID": "jupyterhub-user-amina",
        "JUPYTERHUB_HOST": "",
        "JUPYTERHUB_OAUTH_SCOPES": '["access:servers!user=amina"]',
        "JUPYTERHUB_OAUTH_CALLBACK_URL": "/user/amina/oauth_callback",
        "JUPYTERHUB_SERVICE_PREFIX": "/user/amina/",
        "JUPYTERHUB_SERVICE_URL": f"http://127.0.0.1:{port}/user/amina/",
        "JUPYTERHUB_USER": "amina",
    }
    root = "--ServerApp.root_dir="
    words = ["--ServerApp.log_level=ERROR", *(["--allow-root"] if os.geteuid() == 0 else [])]
    if ours:
        line = [sys.executable, "-m", "nbparcours.hub.single", NO_KERNEL, root + str(places.learner), *words]
        env |= environment(places)
    else:
        line = [sys.executable, "-m", "jupyterhub.singleuser", root + str(places.notebooks), *words]
    folder.mkdir(parents=True, exist_ok=True)
    process = subprocess.Popen(line, env=env, cwd=folder, stdout=subprocess.DEVNULL)
    try:
        yield process.pid, f"http://127.0.0.1:{port}/user/amina/"
    finally:
        process.kill()  # nothing of it is kept
        process.wait()


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ask(address: str, method: str = "GET", body: Any = None, tries: int = 1, patient: bool = False) -> bytes:
    headers = {"Authorization": "token t"}
    data = json.dumps(body).encode() if body is not None else None
    for _ in range(tries):
        try:
            with urllib.request.urlopen(urllib.request.Request(address, data, headers, method=method)) as answer:
                return bytes(answer.read())
        except urllib.error.HTTPError as error:
            if patient:
                return error.read()
            sys.exit(f"{address}: {error}: {error.read()[:300]!r}")
        except (urllib.error.URLError, ConnectionError):
            if tries == 1:
                raise
            time.sleep(0.25)
    sys.exit(f"{address} never answered")


def open_pages(address: str, ours: bool) -> None:
    """Open home page and module as a browser does."""
    ask(f"{address}api/status", tries=1200)
    for page in PAGES:
        for path in asked(ours, page):
            ask(address + path, patient=True)


def learn(address: str, _: int) -> None:
    """Open the pages and keep twenty answers."""
    open_pages(address, True)
    for number in range(20):
        state = {"state": {"value": "b", "attempts": 1}, "page": PAGES[1], "lang": "fr"}
        ask(f"{address}nbparcours/progress/m1-a{number}", "PUT", state)


def compute(address: str, pid: int) -> None:
    """Open the same pages, with a kernel for the module."""
    open_pages(address, False)
    ask(f"{address}api/kernels", "POST", {"name": "python3"})
    steady(lambda: memory(family(pid))[1])


def measure(hub: int, work: Path, ours: bool, count: int) -> tuple[float, float]:
    """Return the medians of `count` servers that run together."""
    with contextlib.ExitStack() as running:
        started = [running.enter_context(server(hub, work / f"{ours}-{n}", ours)) for n in range(count)]
        for pid, address in started:
            (learn if ours else compute)(address, pid)
        found = [memory(family(pid)) for pid, _ in started]
    return statistics.median(uss for uss, _ in found), statistics.median(pss for _, pss in found)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2
    hub = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    threading.Thread(target=hub.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory(prefix="nbparcours-memory-") as work:
        ours = measure(hub.server_address[1], Path(work), True, count)
        stock = measure(hub.server_address[1], Path(work), False, count)
    print(f"{count} servers of each kind, MB a learner (USS, PSS)")
    print(f"ours, no kernel:           {ours[0]:5.0f} {ours[1]:5.0f}")
    print(f"stock JupyterLab, 1 kernel:{stock[0]:5.0f} {stock[1]:5.0f}")
    print(f"ratio, stock : ours        {stock[0] / ours[0]:5.2f} {stock[1] / ours[1]:5.2f}")


if __name__ == "__main__":
    main()
