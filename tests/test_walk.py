"""Every module walked to its end on the site's own pages, as a learner: each activity answered wrongly, then rightly.

The ordinary suite walks one module in each language; `make test-walk` all eight, French on a screen, Arabic on a phone.
"""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as BrowserError

import walked
from nbparcours.course.load import Course
from nbparcours.course.text import Lang
from site_helpers import served
from walked.reading import Told

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SITE = Path(__file__).parents[1] / "build" / "site"
WIDTHS: dict[Lang, int] = {"fr": 1280, "ar": 360}
EVERY_MODULE = bool(os.environ.get("NBPARCOURS_EVERY_MODULE"))
#: Between them these two hold three kinds in four.
SAMPLE: list[tuple[Lang, int]] = [("fr", 4), ("ar", 3)]
WALKS: list[tuple[Lang, int]] = [(lang, n) for lang in WIDTHS for n in range(1, 9)] if EVERY_MODULE else SAMPLE
_SPEC = re.compile(r'<nbp-activity data-id="([^"]+)"[^>]*><script type="application/json">(.*?)</script>', re.DOTALL)
#: Kinds without a right answer.
UNJUDGED = ("cards", "terms", "confidence", "form", "inventory", "reflection", "rewrite")


@dataclass(frozen=True)
class Step:
    """One activity on the way: what it told, or why it did not."""

    spec: dict[str, Any]
    told: Told
    fault: str = ""

    @property
    def judged(self) -> bool:
        return self.spec["kind"] not in UNJUDGED and not (self.spec["kind"] == "poll" and not self.spec.get("after"))


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    assert (SITE / "index.html").is_file(), "the site is not built: run `make build` first"
    with served(SITE) as address:
        yield address


@pytest.fixture
def noted() -> list[str]:
    return []


@pytest.fixture
def page(browser: Browser, noted: list[str], lang: Lang) -> Iterator[Page]:
    with browser.new_context(viewport={"width": WIDTHS[lang], "height": 800}) as context:
        page = context.new_page()
        page.set_default_timeout(20_000)  # a step that leads nowhere is reported with the others
        page.on("pageerror", lambda error: noted.append(f"{page.url}: {error}"))
        page.on("console", lambda said: said.type == "error" and noted.append(f"{page.url}: {said.text}"))
        page.on("request", lambda asked: _foreign(asked.url) and noted.append(f"{page.url} asks {asked.url}"))
        yield page


def _foreign(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1:", "data:", "blob:", "about:"))


@pytest.mark.parametrize(("lang", "number"), WALKS)
def test_a_module_is_walked_to_its_end(
    page: Page, noted: list[str], address: str, course: Course, lang: Lang, number: int
) -> None:
    name = next(path.stem for path in sorted((SITE / lang).glob(f"0{number}-*.html")))
    page.goto(f"{address}/{lang}/{name}.html")
    steps: list[Step] = []
    while _is_of(page, name, number):
        steps += [_step(page, spec) for spec in _specs(page)]
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        noted += [f"{page.url}: {wide} px too wide"] if wide > 0 else []
        page.locator("nav.around a.next").click()
    print(table(lang, number, steps))
    assert [f"{step.spec['id']}: {step.fault}" for step in steps if step.fault] == []
    assert noted == []
    expected = set(course.contents[f"m{number}"].activities)
    assert {step.spec["id"] for step in steps} == expected
    assert _dead_ends(lang, steps) == []


def _is_of(page: Page, name: str, number: int) -> bool:
    here = Path(page.url.partition("#")[0]).stem
    return here == name or here.startswith(f"m{number}-")


def _specs(page: Page) -> list[dict[str, Any]]:
    """Return the activities of the page as it was sent, before they were drawn."""
    file = SITE / page.url.partition("#")[0].split("/", 3)[3]
    return [json.loads(found[2]) for found in _SPEC.finditer(file.read_text("utf-8"))]


def _step(page: Page, spec: dict[str, Any]) -> Step:
    box = page.locator(f'nbp-activity[data-id="{spec["id"]}"]')
    box.scroll_into_view_if_needed()
    box.locator("fieldset, .nbp-question").first.wait_for()
    keep = page.locator(".nbp-consent input").first
    if not keep.is_checked():  # what was answered before the module is compared at its end, on another page
        keep.check()
    try:
        told = walked.walk(box, spec)
    except (AssertionError, BrowserError) as fault:
        return Step(spec, Told(), str(fault)[:300])
    return Step(spec, told)


def _dead_ends(lang: Lang, steps: list[Step]) -> list[str]:
    """Return the links to articles that lead to no place of the site."""
    links = sorted({link for step in steps for link in step.told.links})
    return [link for link in links if not _leads(SITE / lang / link.partition("#")[0], link.partition("#")[2])]


def _leads(file: Path, anchor: str) -> bool:
    return file.is_file() and (
        not anchor or re.search(rf'id="?{re.escape(anchor)}["\s>]', file.read_text("utf-8")) is not None
    )


def table(lang: Lang, number: int, steps: list[Step]) -> str:
    """Return one line: what a reader of the proof looks at."""
    judged = [step for step in steps if step.judged]
    counts = {
        "activities": len(steps),
        "judged": len(judged),
        "wrong answers explained": sum(step.told.wrong for step in judged),
        "right said": sum(step.told.right for step in judged),
        "with an article": sum(bool(step.told.links) for step in judged),
        "used without judgement": len(steps) - len(judged),
        "faults": sum(bool(step.fault) for step in steps),
    }
    return f"{lang} module {number}: " + ", ".join(f"{count} {what}" for what, count in counts.items())
