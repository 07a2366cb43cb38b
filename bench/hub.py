"""How many learners a gigabyte holds, and how long they wait, on a real JupyterHub with real Unix users. Needs root.

    python bench/hub.py [LEARNERS] [STOCK]            (by default 12 and 3; 200 at most)

Learners log in, open the home page, answer, hand in, and stay as an idle browser tab does. They come in three waves, so
that latency is seen to grow or not. In the same run, on the same hub, STOCK people open JupyterLab as it is installed,
with one Python kernel. Memory is proportional set size (PSS) of all processes of an account. Traffic goes to
127.0.0.1 only, its count and time are bounded. Trust the ratios, not the seconds.
"""

import contextlib
import functools
import http.cookiejar
import json
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tab import PAGES, asked, memory, steady

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
TEST, COURSE, PASSWORD = "final-test-bench", "traite-maroc", "un-mot-de-passe-long"
DEADLINE = time.monotonic() + 1500
TIMES: dict[str, list[float]] = {}


class Tab:
    """A browser tab, as far as requests go."""

    def __init__(self, hub: str, name: str) -> None:
        self.hub, self.name = hub, name
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def ask(self, path: str, method: str = "GET", body: Any = None, what: str = "") -> Any:
        assert time.monotonic() < DEADLINE, "the time of this bench is over"
        data = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
        headers = {} if method == "GET" or isinstance(body, bytes) else {"X-XSRFToken": self._token()}
        request = urllib.request.Request(self.hub + path, data, headers, method=method)
        began = time.perf_counter()
        with self.opener.open(request, timeout=120) as answer:
            text, self.url = answer.read(), answer.geturl()
        if what:
            TIMES.setdefault(what, []).append(time.perf_counter() - began)
        return text

    def own(self, path: str, method: str = "GET", body: Any = None, what: str = "") -> Any:
        return json.loads(self.ask(f"/user/{self.name}/{path}", method, body, what) or b"null")

    def open_pages(self, ours: bool) -> None:
        """Open home page and module as a browser does; what is turned off answers with an error."""
        for page in PAGES:
            for path in asked(ours, page):
                with contextlib.suppress(urllib.error.HTTPError):
                    self.ask(f"/user/{self.name}/{path}", what="open a page" if "content=1" in path else "")

    def _token(self) -> str:
        return next(c.value or "" for c in self.jar if c.name == "_xsrf" and c.path.startswith("/user"))

    def log_in(self) -> None:
        page = self.ask("/hub/login").decode()
        found = re.search('name="_xsrf" value="([^"]+)"', page)
        assert found
        form = {"username": self.name, "password": PASSWORD, "_xsrf": found[1]}
        self.ask("/hub/login?next=/hub/home", "POST", urllib.parse.urlencode(form).encode(), "log in")

    def start(self) -> None:
        """Wait for the server as the waiting page does."""
        began = time.perf_counter()
        while time.perf_counter() - began < 240:
            try:
                self.ask("/hub/spawn")
                if self.url.startswith(f"{self.hub}/user/{self.name}/"):
                    TIMES.setdefault("start", []).append(time.perf_counter() - began)
                    return
            except urllib.error.HTTPError as error:
                if error.code not in (404, 424, 429, 503):
                    raise
            time.sleep(0.5)
        raise AssertionError("a server did not start")


def learn(tab: Tab, required: list[str]) -> dict[str, Any]:
    """Open, do the course's activities, take the test, hand in; return what was said to be saved."""
    tab.log_in()
    tab.start()
    tab.open_pages(ours=True)
    said: dict[str, Any] = {}
    for number, activity in enumerate(required):
        body = {"state": {"value": [str(number)], "attempts": 1}, "page": "01", "lang": "fr"}
        tab.own(f"nbparcours/progress/{activity}", "PUT", body, "save an answer")
        said[activity] = [str(number)]
    one = {"course": COURSE, "assignment": TEST}
    tab.own("nbparcours/exchange/fetch", "POST", one)
    for item in tab.own(f"nbparcours/test/{TEST}")["draw"].values():
        tab.own(f"nbparcours/test/{TEST}/answers/{item}", "PUT", {"value": ["a"], "lang": "fr"}, "save an answer")
        said[item] = ["a"]
    tab.own(f"nbparcours/test/{TEST}/handin", "POST", {})
    tab.own("nbparcours/exchange/submit", "POST", one, "hand in")
    return said


def idle(tab: Tab) -> None:
    """Ask what an open JupyterLab asks now and then."""
    for path in ("api/kernels", "api/sessions", "api/contents?content=1"):
        tab.own(path, what="idle tab")


def lost(tab: Tab, said: dict[str, Any]) -> int:
    kept = {name: row["state"]["value"] for name, row in tab.own("nbparcours/progress")["activities"].items()}
    kept |= tab.own(f"nbparcours/test/{TEST}")["answers"]["answers"]
    return sum(kept.get(name) != value for name, value in said.items())


def taken(unix: str) -> float:
    """Return the proportional set size of an account's processes, in MB."""
    pids = subprocess.run(["pgrep", "-u", unix], capture_output=True, text=True).stdout.split()
    return memory(map(int, pids))[1]


def stock(tab: Tab, unix: str) -> None:
    """JupyterLab as installed, with one kernel that is ready."""
    tab.log_in()
    tab.start()
    tab.open_pages(ours=False)
    tab.own("api/kernels", "POST", {"name": "python3"})
    steady(lambda: taken(unix))


def mean(values: list[float]) -> float:
    return sum(values) / len(values)


def main(learners: int, stocks: int) -> None:
    from hub_world import world
    from nbparcours.course.load import load_sound
    from nbparcours.course.places import Places

    if os.geteuid() != 0:
        sys.exit("needs root: it makes real Unix users")
    learners, stocks = min(learners, 200), min(stocks, 20)
    contents = load_sound(Places(home=ROOT)).contents.values()
    required = [one.id for content in contents for one in content.activities.values() if one.required]
    names, plain = [f"l{number:03}" for number in range(learners)], [f"stock{number}" for number in range(stocks)]
    with world() as made:
        done = made.desk("release", "bench")
        assert done.returncode == 0, done.stderr
        made.env["NBPARCOURS_BENCH_NAMES"] = " ".join([*names, *plain])
        made.config = ROOT / "bench" / "config" / "hub.py"
        made.begin("proxy")
        made.begin("hub")
        made.until_it_answers()
        tabs, said = [Tab(made.address, name) for name in names], []
        sizes = [learners // 4, learners // 4, learners - 2 * (learners // 4)]
        for size in filter(None, sizes):
            wave = tabs[len(said) : len(said) + size]
            with ThreadPoolExecutor(4) as crowd:
                said += list(crowd.map(functools.partial(learn, required=required), wave))
                list(crowd.map(idle, tabs[: len(said)]))
            values = sorted(TIMES.pop("save an answer"))
            print(
                f"{len(said):4} learners: an answer is saved in {values[len(values) // 2] * 1000:.0f} ms (median), "
                f"{values[int(len(values) * 0.95)] * 1000:.0f} ms (95 %)"
            )
        missing = sum(map(lost, tabs, said))
        ours = mean([taken(made.prefix + name) for name in names])
        others = [Tab(made.address, name) for name in plain]
        for tab in others:
            stock(tab, made.prefix + tab.name)
        theirs = mean([taken(made.prefix + name) for name in plain])
        again = mean([taken(made.prefix + name) for name in names])
    for what, values in TIMES.items():
        values.sort()
        print(
            f"{what:>14}: median {values[len(values) // 2]:.2f} s, "
            f"95 % {values[int(len(values) * 0.95)]:.2f} s ({len(values)})"
        )
    print(f"answers lost: {missing} of {sum(map(len, said))}")
    print(
        f"memory: ours {ours:.0f} MB a learner without kernel ({again:.0f} beside the others), "
        f"stock {theirs:.0f} MB with one"
    )
    print(f"learners a GB: ours {1024 / ours:.1f}, stock {1024 / theirs:.1f}: {theirs / ours:.2f} times as many")
    assert missing == 0


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:3]]
    main(*given, *(12, 3)[len(given) :])
