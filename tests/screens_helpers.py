"""A small course for the screens, and a page that mounts them with a host that lives in memory."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Route, ViewportSize

from nbparcours.course.draw import draw
from nbparcours.course.item import parse_item
from nbparcours.course.kinds import parse_activity
from nbparcours.course.load import Content, Course
from nbparcours.course.settings import Settings
from nbparcours.course.text import DIRECTION, Lang

HERE = Path(__file__).parent
STATIC = HERE.parent / "src" / "nbparcours" / "activity" / "static"
ORIGIN = "http://kit.test"  # answered by this file alone: nothing leaves the machine
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SECRET = "Raison-secrète"


def both(text: str) -> dict[str, str]:
    return {"fr": f"{text} en français, loi 27-14", "ar": f"{text} بالعربية، القانون 27-14"}


def choices(*names: str, correct: str = "") -> list[dict[str, Any]]:
    made = [{"id": n, "text": both(f"Choix {n}"), "why": {"fr": f"{SECRET} {n}", "ar": f"{SECRET} {n}"}} for n in names]
    return [{**choice, "correct": True} if choice["id"] in correct else choice for choice in made]


def pairs(*names: str) -> list[dict[str, Any]]:
    return [{**choice, "match": both(f"Pendant {choice['id']}")} for choice in choices(*names)]


BODIES: dict[str, dict[str, Any]] = {
    "single": {"options": choices("a", "b", "c", correct="b")},
    "multiple": {"options": choices("a", "b", "c", correct="ac")},
    "matching": {"pairs": pairs("p", "q")},
    "ordering": {"steps": choices("un", "deux", "trois")},
    "vignette": {"options": choices("a", "b", correct="a"), "case": both("Récit inventé")},
}


def item(number: int, kind: str) -> dict[str, Any]:
    common = {"objective": "m1-o1", "level": "apply", "cites": [], "note": f"{SECRET} note"}
    return {
        "id": f"m1-i0{number}",
        "slot": f"m1-s{number}",
        "kind": kind,
        "stem": both(f"Question de {kind}"),
        **common,
        **BODIES[kind],
    }


def activity(ident: str, required: bool) -> dict[str, Any]:
    about = {"minutes": 4, "objective": "m1-o1", "prompt": both(ident), "required": required}
    return {"id": ident, "kind": "single", **about, **BODIES["single"]}


def settings() -> Settings:
    ready = {"id": "m1", "file": "01-premier", "title": both("Premier module"), "minutes": 90}
    later = {"id": "m2", "file": "02-second", "title": both("Second module"), "minutes": 90, "status": "planned"}
    line = {"id": "cnclt", "number": "0800 00 47 47", "name": both("Une ligne"), "note": both("Gratuite")}
    return Settings.model_validate(
        {
            "id": "traite-maroc",
            "version": "0.1",
            "hours": 12,
            "exit_url": "about:blank",
            "selfcheck_share": 0.7,
            "title": both("Le cours"),
            "tagline": both("Libre"),
            "notice": both("Sans caractère officiel"),
            "pass_rule": {"share": 0.7, "at_least": {"m1": 3}},
            "help_lines": [{**line, "seen": "2023-09", "confidence": "medium"}],
            "modules": [ready, later],
            "blueprint": [{"id": f"m1-s{n}", "module": "m1", "kind": [kind]} for n, kind in enumerate(BODIES, 1)],
        }
    )


def small_course() -> Course:
    """One module that is ready, one that is planned, and one test item of each kind."""
    made = settings()
    activities = [parse_activity(activity(f"m1-a{n}", required=n < 3)) for n in (1, 2, 3)]
    course = Course(made)
    course.contents["m1"] = Content(made.modules[0], {}, {entry.id: entry for entry in activities})
    items = [parse_item(item(n, kind)) for n, kind in enumerate(BODIES, 1)]
    course.bank = {entry.id: entry for entry in items}
    return course


def drawn(course: Course) -> dict[str, str]:
    return draw(course.candidates(), "demo", "amal")


PAGE = """<!doctype html><html lang="{lang}" dir="{dir}"><head><meta charset="utf-8"><title>Cours</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/activity.css">
<style>:root {{ color-scheme: light dark }} body {{ margin: 0; background: light-dark(#fdfcf9, #141a18) }}
h1 {{ color: light-dark(#1d2522, #e9e6df) }}</style></head>
<body><main><h1>Cours</h1><div id="root"></div></main><script type="module">
import {{ mount }} from "/activity.js"; import {{ fakeHost }} from "/fake-host.js";
window.boot = (spec, known, site) => {{
  window.host = fakeHost(known);
  if (site) delete window.host.tests;
  window.stop = mount(document.getElementById("root"), spec, window.host);
}};
window.ready = true;
</script></body></html>"""


class Stage:
    """A page with one screen on it."""

    def __init__(self, page: Page, lang: Lang) -> None:
        self.page = page
        self.lang = lang
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.route("**/*", self._serve)

    def _serve(self, route: Route) -> None:
        name = route.request.url.removeprefix(ORIGIN).strip("/")
        folder = HERE / "js" if name == "fake-host.js" else STATIC
        if not name:
            page = PAGE.format(lang=self.lang, dir=DIRECTION[self.lang])
            route.fulfill(body=page, content_type="text/html; charset=utf-8")
        elif (folder / name).is_file():
            route.fulfill(path=folder / name)
        else:
            if name != "favicon.ico":
                self.faults.append(f"asked for {route.request.url}")
            route.fulfill(status=404)

    def show(self, spec: dict[str, Any], *, site: bool = False, **known: Any) -> None:
        """Load the page anew and mount `spec`; `known` is what the host knows."""
        self.page.goto(ORIGIN)
        self.page.wait_for_function("window.ready")
        self.page.evaluate("([spec, known, site]) => boot(spec, known, site)", [spec, known, site])

    def memory(self, name: str) -> Any:
        return self.page.evaluate("name => host.memory[name]", name)

    def calls(self, name: str) -> list[Any]:
        return [call[1:] for call in self.memory("calls") if call[0] == name]

    def focused(self) -> str:
        """Return the words of the element that has the keyboard."""
        return str(self.page.evaluate("document.activeElement.textContent.trim()"))

    def tab_to(self, selector: str) -> None:
        """Press Tab until `selector` has the keyboard, as someone without a mouse does."""
        for _ in range(60):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"the keyboard never reaches {selector}")

    def press(self, selector: str, key: str = "Enter") -> None:
        self.tab_to(selector)
        self.page.keyboard.press(key)


@contextmanager
def stage(browser: Browser, lang: Lang = "fr", *, width: int = 1280, scheme: Any = "light") -> Iterator[Stage]:
    """Open a stage of that width; whatever went wrong on it in silence is said at the end."""
    assert (STATIC / "activity.js").is_file(), "static/activity.js is missing: run `make build` first"
    size: ViewportSize = {"width": width, "height": 800}
    context = browser.new_context(viewport=size, color_scheme=scheme, locale=f"{lang}-MA")
    made = Stage(context.new_page(), lang)
    yield made
    context.close()
    assert made.faults == []


def finished(*ids: str) -> dict[str, Any]:
    """Progress in which these activities were checked."""
    activities = {ident: {"state": {"attempts": 1, "checked": True}, "updated": "2026-11-23"} for ident in ids}
    last = {"id": ids[-1], "page": "01-premier", "lang": "fr"} if ids else None
    return {"activities": activities, "last": last, "seconds": 4980}


def result(*, passed: bool) -> dict[str, Any]:
    points = 4 if passed else 2.5
    modules = {"m1": {"points": points, "out_of": 5}}
    return {"schema": 1, "points": points, "out_of": 5, "modules": modules, "passed": passed, "date": "2026-11-23"}


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
