"""Every page of the site that `make build` made of the real course: accessible, right way round, alone, and found."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from nbparcours.publish import site_links
from site_helpers import pages, served
from test_site_browser import GROUPS, RULES, Watch

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SITE = Path(__file__).parents[1] / "build" / "site"
#: So tall that every activity of a page is near, and drawn.
TALL = 20_000
#: What a width or a colour can change; the other rules read the same elements each time.
BY_LOOK = ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"]
LOOKS = ((360, "light"), (360, "dark"), (1280, "dark"), (1280, "light"))
#: Each sort of page goes through axe in every width and colour; of the rest only width,
#: digit groups and requests are held here. `make test-site` takes every page in every way, for a quarter of an hour.
SAMPLE = ("03-", "m3-penalties", "index", "glossaire", "recherche", "verifier", "pause")
EVERY_LOOK = bool(os.environ.get("NBPARCOURS_EVERY_LOOK"))
#: What a phone asks of the search: (words, what a result's own words must hold, least number of pages).
SEARCHES = {
    "fr": [("evaluer", "valu", 4), ("448-1", "448-1", 10), ("l'abus", "abus", 4)],
    "ar": [("جمعيات", "جمعي", 20), ("والجمعيات", "جمعي", 20), ("يُعَرِّفُ", "عرف", 5), ("448-1", "448-1", 10)],
}


@pytest.fixture(scope="module")
def watch(browser: Browser) -> Watch:
    assert (SITE / "index.html").is_file(), "the site is not built: run `make build` first"
    return Watch(browser, viewport={"width": 360, "height": 740})


def faults(page: Page, rules: list[str], sort: str) -> list[str]:
    options = {"runOnly": {"type": sort, "values": rules}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found]


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_every_real_page(watch: Watch, lang: str) -> None:
    page, found = watch.page, []
    with served(SITE) as address:
        for file in pages(SITE, lang):
            looked_at = EVERY_LOOK or file.name.startswith(SAMPLE)
            page.set_viewport_size({"width": 360, "height": TALL if looked_at else 740})
            page.emulate_media(color_scheme="light")
            page.goto(f"{address}/{lang}/{file.name}", wait_until="load")
            overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            found += [f"{file.name}: {overflow} px too wide"] if overflow > 0 else []
            for width, scheme in LOOKS if looked_at else ():
                page.set_viewport_size({"width": width, "height": TALL})
                page.emulate_media(color_scheme=scheme)
                said = faults(page, RULES, "tag") if (width, scheme) == LOOKS[0] else faults(page, BY_LOOK, "rule")
                found += [f"{file.name} {width} {scheme}: {fault}" for fault in said]
            if lang == "ar":
                found += [f"{file.name}: {group} is turned" for group, right in page.evaluate(GROUPS) if not right]
        foreign = [asked for asked in watch.asked if not asked.startswith("http://127.0.0.1")]
    assert found == []
    assert foreign == []
    assert watch.errors == []


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_the_search_finds_what_people_type(watch: Watch, lang: str) -> None:
    page = watch.page
    with served(SITE) as address:
        page.goto(f"{address}/{lang}/recherche.html")
        for words, held, least in SEARCHES[lang]:
            page.fill("#chercher input", words)
            page.keyboard.press("Enter")
            expect(page.locator(".results")).to_have_attribute("aria-busy", "false")
            said = page.locator("#chercher [role=status]").inner_text()
            assert int(said.split(":")[1]) >= least, (words, said)
            assert held in page.locator(".results mark").first.inner_text(), words
        assert faults(page, RULES, "tag") == []
    assert page.url == f"{address}/{lang}/recherche.html", "what is looked for stays out of the history"


def test_every_real_link_leads_somewhere() -> None:
    assert site_links.broken(SITE) == []
