"""A term explained on the site that `make build` made: by mouse, keyboard and finger, and without scripts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from site_helpers import served
from test_site_browser import Watch, violations

pytestmark = pytest.mark.browser
SITE = Path(__file__).parents[1] / "build" / "site"
TERM = "main a[href^='glossaire.html#']"


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    assert (SITE / "index.html").is_file(), "the site is not built: run `make build` first"
    with served(SITE) as address:
        yield address


def opened(watch: Watch, url: str, lang: str) -> tuple[Page, Locator, Locator]:
    watch.page.goto(f"{url}/{page_with_terms(lang)}")
    return watch.page, watch.page.locator(TERM).first, watch.page.locator("#nbp-explain")


def page_with_terms(lang: str) -> str:
    found = (
        path for path in sorted((SITE / lang).glob("*.html")) if path.read_text("utf-8").count("glossaire.html#") > 3
    )
    return f"{lang}/{next(path.name for path in found if path.stem != 'glossaire')}"


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_hover_opens_stays_and_escape_dismisses(browser: Browser, url: str, lang: str) -> None:
    watch = Watch(browser, viewport={"width": 1280, "height": 860})
    page, term, box = opened(watch, url, lang)
    early = [asked for asked in watch.asked if "/terms/" in asked or "/glossary." in asked]
    assert early == [], "fetched only when somebody asks"
    term.hover()
    expect(box).to_be_visible()
    expect(box).to_have_attribute("lang", lang)
    assert box.locator("p").nth(1).inner_text()
    box.hover()  # 1.4.13: the pointer may go there
    page.wait_for_timeout(400)
    expect(box).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    term.hover(position={"x": 2, "y": 2})
    page.mouse.move(5, 5)
    expect(box).to_be_hidden()
    assert watch.errors == []
    assert [asked for asked in watch.asked if not asked.startswith(url)] == []
    watch.context.close()


def test_focus_explains_and_enter_leads_to_the_glossary(browser: Browser, url: str) -> None:
    watch = Watch(browser, viewport={"width": 1280, "height": 860})
    page, term, box = opened(watch, url, "fr")
    term.focus()
    expect(box).to_be_visible()
    expect(term).to_have_attribute("aria-describedby", "nbp-explain")
    page.keyboard.press("Tab")
    expect(term).not_to_have_attribute("aria-describedby", "nbp-explain")
    term.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/fr/glossaire.html#*")
    watch.context.close()


def test_the_first_tap_explains_and_the_second_leads_on(browser: Browser, url: str) -> None:
    watch = Watch(browser, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page, term, box = opened(watch, url, "ar")
    term.tap()
    expect(box).to_be_visible()
    place = box.bounding_box()
    assert place
    assert place["x"] >= 0
    assert place["x"] + place["width"] <= 360
    page.touchscreen.tap(2, 700 if place["y"] < 350 else 100)  # the margin, where nothing is to be pressed
    expect(box).to_be_hidden()
    term.tap()
    expect(box).to_be_visible()
    term.tap()
    page.wait_for_url("**/ar/glossaire.html#*")
    watch.context.close()


@pytest.mark.parametrize("way", ["tap", "hover", "focus"])
def test_whoever_asks_before_the_explanations_have_come_gets_one_all_the_same(
    browser: Browser, url: str, way: str
) -> None:
    watch = Watch(browser, viewport={"width": 360, "height": 740}, has_touch=True)
    held: list[Route] = []
    watch.page.route("**/activity/glossary.js", lambda route: held.append(route))
    page, term, box = opened(watch, url, "fr")
    before = page.url
    getattr(term, way)()
    page.wait_for_timeout(300)
    expect(box).to_have_count(0)
    held[0].continue_()
    expect(box).to_be_visible()
    expect(term).to_have_attribute("aria-describedby", "nbp-explain")
    assert page.url == before
    watch.context.close()


def test_explanations_that_never_come_leave_the_link(browser: Browser, url: str) -> None:
    watch = Watch(browser, viewport={"width": 360, "height": 740}, has_touch=True)
    watch.page.route("**/activity/glossary.js", lambda route: route.abort())
    page, term, _ = opened(watch, url, "fr")
    term.tap()
    page.wait_for_url("**/fr/glossaire.html#*")
    watch.context.close()


def test_without_scripts_a_term_is_a_link(browser: Browser, url: str) -> None:
    watch = Watch(browser, java_script_enabled=False, viewport={"width": 360, "height": 740})
    _, term, _ = opened(watch, url, "fr")
    term.click()
    watch.page.wait_for_url("**/fr/glossaire.html#*")
    watch.context.close()
