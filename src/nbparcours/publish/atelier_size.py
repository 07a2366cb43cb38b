"""What opening a page of the atelier fetches, found out by opening it in Chromium."""

import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from nbparcours.publish.handouts import chromium
from nbparcours.publish.site_source import SiteError

_LONGEST_SECONDS = 180
_QUIET_SECONDS = 5


class _Asked:
    """The files that were asked for, and when the last new one was."""

    def __init__(self) -> None:
        self.files: set[Path] = set()
        self.last = time.monotonic()

    def add(self, path: Path) -> None:
        if path not in self.files:
            self.files.add(path)
            self.last = time.monotonic()

    def settled(self, needed: Path) -> bool:
        return needed in self.files and time.monotonic() - self.last > _QUIET_SECONDS


def fetched(folder: Path, address: str, needed: Path) -> int:
    """Return the bytes of all files of `folder` that the page at `address` asks for, of which `needed` is one."""
    with _served(folder) as (root, asked), _opened(root + address):
        end = time.monotonic() + _LONGEST_SECONDS
        while not asked.settled(needed):
            if time.monotonic() > end:
                raise SiteError(f"the atelier's page {address} does not open in Chromium; look at it in a browser")
            time.sleep(0.2)
    return sum(path.stat().st_size for path in asked.files if path.is_file())


@contextmanager
def _opened(address: str) -> Iterator[None]:
    with tempfile.TemporaryDirectory(prefix="nbparcours-atelier-", ignore_cleanup_errors=True) as profile:
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        command = [chromium(), *options, f"--user-data-dir={profile}", "--remote-debugging-port=0", address]
        browser = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield
        finally:
            browser.terminate()
            browser.wait()


@contextmanager
def _served(folder: Path) -> Iterator[tuple[str, _Asked]]:
    asked = _Asked()

    class Handler(SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            found = super().translate_path(path)
            asked.add(Path(found))
            return found

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
