"""A reader's ways through the site: offline after a choice, from a folder, and under another address's subfolder."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, expect

from nbparcours.publish import site_links
from site_helpers import MODULE, built, served
from test_site_browser import Watch

pytestmark = pytest.mark.browser
KEPT = "Promise.all([caches.keys(), navigator.serviceWorker.getRegistrations()]).then(all => all.map(a => a.length))"


@pytest.fixture(scope="module")
def site() -> Path:
    return built()[1].site


@pytest.fixture(scope="module")
def url(site: Path) -> Iterator[str]:
    """The site in a subfolder of a plain static server."""
    with served(site.parent) as address:
        yield f"{address}/{site.name}"


@pytest.fixture
def watch(browser: Browser) -> Iterator[Watch]:
    watched = Watch(browser, viewport={"width": 360, "height": 740})
    yield watched
    watched.context.close()


def answer(page: Any) -> None:
    """Answer the first activity, and see what the page says of it."""
    activity = page.locator("nbp-activity").first
    activity.locator("input").first.check()
    activity.locator("button").first.click()
    expect(activity.locator("[role=status], [role=alert]").first).not_to_be_empty()


def test_offline_after_consent_and_gone_when_asked(watch: Watch, url: str) -> None:
    page = watch.page
    page.goto(f"{url}/ar/m1-definition.html")
    page.goto(f"{url}/ar/hors-ligne.html")
    assert page.evaluate(KEPT) == [0, 0]
    assert page.locator("#garder label small").first.inner_text().strip("()").split()[0].isdigit()
    page.click("#garder button >> nth=0")
    expect(page.locator("#garder [role=status]")).to_have_text("النسخة جاهزة: تُفتح الدورة أيضا دون اتصال.")
    assert page.evaluate(KEPT) == [1, 1]
    watch.context.set_offline(True)
    page.goto(f"{url}/ar/m1-definition.html")
    answer(page)
    page.goto(f"{url}/fr/index.html")  # was not kept: the page that explains comes instead
    assert page.locator("h1").inner_text() == "القراءة دون اتصال"
    page.goto(f"{url}/ar/recherche.html")
    page.fill("#chercher input", "448-1")
    page.keyboard.press("Enter")
    expect(page.locator(".results > li").first).to_be_visible()
    page.goto(f"{url}/ar/hors-ligne.html")
    page.click("[data-remove]")
    expect(page.locator("#garder [role=status]")).to_contain_text("مُحيت")
    assert page.evaluate(KEPT) == [0, 0]
    assert page.evaluate("localStorage.length + document.cookie.length") == 0


def test_a_copy_that_cannot_be_made_leaves_nothing(watch: Watch, url: str) -> None:
    watch.page.route("**/static/activity/activity.css", lambda route: route.abort())
    watch.page.goto(f"{url}/fr/hors-ligne.html")
    watch.page.click("#garder button >> nth=0")
    expect(watch.page.locator("#garder [role=status]")).to_contain_text("rien n'en a été gardé")
    assert watch.page.evaluate(KEPT) == [0, 0]


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_from_a_folder_all_but_the_search_works(watch: Watch, site: Path, lang: str) -> None:
    page, root = watch.page, site.as_uri()
    page.goto(f"{root}/index.html")
    page.click(f"[lang={lang}] .start")
    page.click(".modules a >> nth=0")
    page.click(".around .next")
    assert page.url == f"{root}/{lang}/m1-definition.html"
    answer(page)
    page.goto(f"{root}/{lang}/{MODULE}.html#m1-aide")
    page.wait_for_url(f"{root}/{lang}/m1-recap.html#m1-aide")
    page.click(".tongue")
    page.wait_for_url("**/m1-recap.html#m1-aide")
    for tool, name in (("#chercher", "recherche"), ("#garder", "hors-ligne")):
        page.goto(f"{root}/{lang}/{name}.html")
        assert page.locator(tool).is_hidden()
        assert page.locator(".without").is_visible()
    if lang == "ar":
        assert page.evaluate(
            "document.fonts.ready.then(() => document.fonts.check('16px \"Parcours Arabic\"', 'سلام'))"
        )
    assert watch.errors == []
    assert [asked for asked in watch.asked if not asked.startswith("file:")] == []


def test_a_crawl_under_a_subfolder_finds_nothing_broken(site: Path, url: str) -> None:
    waiting, seen = [f"{url}/index.html"], set()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        with urlopen(address, timeout=10) as response:
            assert response.status == 200
        if not address.endswith(".html"):
            continue
        page = site_links.read(site / urlsplit(address).path.removeprefix(f"/{site.name}/"))
        links = (urljoin(address, target).split("#")[0] for _, _, target in page.links)
        waiting += [link for link in links if link.startswith(url)]
    reached = {urlsplit(address).path.split("/")[-1] for address in seen}
    # the atelier's page is named only where the atelier was built, and says so to who comes by its address
    assert {path.name for path in site.glob("*/*.html")} - {"atelier.html"} <= reached


def test_the_search_is_fetched_only_when_words_are_asked_for(watch: Watch, url: str) -> None:
    page = watch.page
    page.goto(f"{url}/fr/recherche.html", wait_until="networkidle")
    assert [asked for asked in watch.asked if "pagefind" in asked] == []
    page.fill("#chercher input", "article 448-1")
    page.keyboard.press("Enter")
    expect(page.locator("#chercher [role=status]")).to_contain_text("Pages trouvées")
    assert page.url == f"{url}/fr/recherche.html"
    page.locator(".results a", has_text="448-1").first.click()
    assert "#cp-448-1" in page.url
    assert watch.errors == []
    assert [asked for asked in watch.asked if not asked.startswith(url)] == []
