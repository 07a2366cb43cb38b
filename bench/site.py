"""What a module page costs a reader with a slow phone, beside the same words in jupyter-book's default theme.

    python bench/site.py [--no-lighthouse] [RUNS]      (by default 3 runs, and Lighthouse)

Both sites are served gzipped to Debian's Chromium with an empty cache, 360 pixels wide, at 400 kbit/s, 400 ms and a
quarter of this machine's speed, in turns. "Usable" is the moment at which the page's first activity has a control that
answers. Trust the ratios, not the seconds. The default theme's book holds one module only, which flatters it.
"""

import gzip
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import yaml
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
SITE, BOOK = ROOT / "build" / "site", ROOT / "build" / "book"
MODULE = "01-comprendre-la-traite"
BUDGET = {"fr": 40_000, "ar": 110_000}  # bytes, gzip, cold, fonts included
JAVASCRIPT, SECONDS, SHARE, LIGHTHOUSE = 60_000, 2.0, 0.1, 98
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
#: Notes when the first activity has a control that answers.
WATCH = """
const look = () => {
  if (!globalThis.usable) document.querySelector("nbp-activity")?.scrollIntoView(); // as a reader who came for it
  const drawn = document.querySelector("nbp-activity :is(button, input, select, textarea):not(:disabled)");
  if (drawn && !drawn.closest(".nbp-plainform")) globalThis.usable ??= performance.now();
  if (!globalThis.usable) requestAnimationFrame(look);
};
look();
"""


class Gzipped(SimpleHTTPRequestHandler):
    """A plain static server that compresses what is text, as any host can."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            return self.send_error(404)
        data, text = path.read_bytes(), path.suffix in {".html", ".css", ".js", ".json", ".svg"}
        data = gzip.compress(data, 6) if text else data
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(data)))
        if text:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        return self.wfile.write(data) and None

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def serve(folder: Path) -> str:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Gzipped, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def default_theme(lang: str, folder: Path) -> Path:
    """Print the module's pages with jupyter-book's own theme and our activities; return the folder of the pages."""
    source = folder / lang
    source.mkdir()
    names = sorted(path.stem for path in (BOOK / lang).glob("m1-*.ipynb"))
    for name in [MODULE, *names]:
        shutil.copy(BOOK / lang / f"{name}.ipynb", source)
    shutil.copytree(SITE / "static" / "activity", source / "own" / "activity")
    ours = {"html_static_path": ["own"], "html_css_files": ["activity/activity.css"], "language": lang}
    ours |= {"html_js_files": [["activity/activity.js", {"defer": "defer"}]], "myst_all_links_external": True}
    ours |= {"nb_mime_priority_overrides": [["html", "text/html", 0]], "suppress_warnings": ["myst.header"]}
    config = {"title": "x", "execute": {"execute_notebooks": "off"}, "sphinx": {"config": ours}}
    (source / "_config.yml").write_text(yaml.safe_dump(config), "utf-8")
    toc = {"format": "jb-book", "root": MODULE, "chapters": [{"file": name} for name in names]}
    (source / "_toc.yml").write_text(yaml.safe_dump(toc), "utf-8")
    command = [Path(sys.executable).with_name("jupyter-book"), "build", source, "--path-output", folder / f"{lang}-out"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stdout[-2000:] + done.stderr[-2000:])
    return folder / f"{lang}-out" / "_build" / "html"


def visit(browser: Browser, address: str, slow: bool) -> dict[str, float]:
    """Load a page with an empty cache; return when its first activity was usable, and the bytes that came."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, service_workers="block")
    page = context.new_page()
    page.add_init_script(WATCH)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    kinds, sizes = {}, {}
    session.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    session.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    if slow:
        line = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
        session.send("Network.emulateNetworkConditions", line)
        session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(address, wait_until="networkidle", timeout=180_000)
    usable = None
    for _ in range(600):  # a page without eval cannot be waited for with a function
        if (usable := page.evaluate("globalThis.usable ?? null")) is not None:
            break
        page.wait_for_timeout(100)
    context.close()
    scripts = sum(size for ident, size in sizes.items() if kinds.get(ident) == "Script")
    return {
        "seconds": float("inf") if usable is None else usable / 1000,
        "bytes": sum(sizes.values()),
        "scripts": scripts,
    }


def heaviest(lang: str) -> str:
    """Return the module page with the most to load: its own bytes and the kinds of its activities."""

    def weight(path: Path) -> int:
        text = path.read_text("utf-8")
        kinds = set(re.findall(r'"kind":"([a-z]+)"', text))
        files = [SITE / "static" / "activity" / "kinds" / f"{kind}.js" for kind in kinds]
        return sum(
            len(gzip.compress(data, 6)) for data in [text.encode(), *(f.read_bytes() for f in files if f.is_file())]
        )

    pages = [path for path in (SITE / lang).glob("*.html") if re.match(r"m\d-|0\d-", path.name)]
    return max(pages, key=weight).name


def say(kept: bool, text: str) -> bool:
    print(f"  {'kept  ' if kept else 'MISSED'} {text}")
    return kept


def weigh(browser: Browser, ours: str) -> bool:
    print("Weight, cold cache, gzip, fonts included")
    good = True
    for lang, most in BUDGET.items():
        for name in (f"{MODULE}.html", heaviest(lang)):
            cost = visit(browser, f"{ours}/{lang}/{name}", slow=False)
            told = f"{lang}/{name}: {cost['bytes'] / 1000:.1f} KB of {most / 1000:.0f}, "
            told += f"scripts {cost['scripts'] / 1000:.1f} KB of {JAVASCRIPT / 1000:.0f}"
            good &= say(cost["bytes"] <= most and cost["scripts"] <= JAVASCRIPT, told)
    return good


def race(browser: Browser, ours: str, theirs: dict[str, str], runs: int) -> bool:
    print("First activity usable on a slow phone (400 kbit/s, 400 ms, CPU ÷ 4)")
    good = True
    for lang, other in theirs.items():
        own, default = [], []
        for _ in range(runs):
            own.append(visit(browser, f"{ours}/{lang}/{MODULE}.html", slow=True))
            default.append(visit(browser, f"{other}/{MODULE}.html", slow=True))
        mine, its = (statistics.median(run["seconds"] for run in each) for each in (own, default))
        bytes_ = statistics.median(run["bytes"] for run in default) / statistics.median(run["bytes"] for run in own)
        told = f"{lang}: {mine:.1f} s beside {its:.1f} s, {its / mine:.1f} times faster, {bytes_:.0f} times lighter"
        good &= say(mine <= SECONDS and mine <= SHARE * its, told)
    return good


def lighthouse(ours: str) -> bool:
    print("Lighthouse, phone settings")
    folder = ROOT / "bench" / "lighthouse"
    program = folder / "node_modules" / "lighthouse" / "cli" / "index.js"
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    env = os.environ | {"PATH": path, "CHROME_PATH": shutil.which("chromium") or ""}
    if not program.is_file():
        subprocess.run(
            ["npm", "install", "--no-save", "--no-fund", "--no-audit", "--loglevel=error"], cwd=folder, env=env
        )
    good = True
    for name in [f"{lang}/{page}.html" for page in ("index", MODULE, "verifier") for lang in BUDGET]:
        flags = ["--quiet", "--output=json", f"--chrome-flags=--headless=new {' '.join(FLAGS)}"]
        done = subprocess.run(["node", program, f"{ours}/{name}", *flags], env=env, capture_output=True, text=True)
        if done.returncode:
            good &= say(False, f"{name}: {done.stderr.strip()[-300:]}")
            continue
        report = json.loads(done.stdout)
        scores = {kind: round(100 * made["score"]) for kind, made in report["categories"].items()}
        good &= say(min(scores.values()) >= LIGHTHOUSE, f"{name}: {scores}")
        weak = [
            audit["id"]
            for audit in report["audits"].values()
            if audit["score"] not in {None, 1} and audit["score"] < 0.9
        ]
        print(f"         below 0.9: {', '.join(weak) or 'nothing'}")
    return good


def main(words: list[str]) -> None:
    if not (SITE / "index.html").is_file():
        sys.exit("the site is not built: run `make build` first")
    runs = int(next((word for word in words if word.isdigit()), "3"))
    with tempfile.TemporaryDirectory(prefix="nbparcours-bench-") as scratch, sync_playwright() as playwright:
        ours = serve(SITE)
        theirs = {lang: serve(default_theme(lang, Path(scratch))) for lang in BUDGET}
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        good = [weigh(browser, ours), race(browser, ours, theirs, runs)]
        browser.close()
        good += [] if "--no-lighthouse" in words else [lighthouse(ours)]
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main(sys.argv[1:])
