"""The companion site as a reader meets it, in Debian's Chromium."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route

from site_helpers import MODULE, built, pages, served

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

#: For each digit group of the page: does each of its characters stand to the right of the one before?
GROUPS = r"""() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  for (let node; (node = walker.nextNode());) {
    if (node.parentElement.closest("script, style") || !node.parentElement.checkVisibility()) continue;
    for (const match of node.data.matchAll(/\d+(?:[-–. ]\d+)+/g)) {
      const xs = [...match[0]].map((_, at) => {
        const range = document.createRange();
        range.setStart(node, match.index + at);
        range.setEnd(node, match.index + at + 1);
        return range.getBoundingClientRect().left;
      });
      found.push([match[0], xs.every((x, at) => !at || x > xs[at - 1])]);
    }
  }
  return found;
}"""


@pytest.fixture(scope="module")
def site() -> Path:
    return built()[1].site


@pytest.fixture(scope="module")
def url(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


class Watch:
    """A page, and what went wrong on it or left this machine."""

    def __init__(self, browser: Browser, **context: Any) -> None:
        self.context = browser.new_context(**context)
        self.page = self.context.new_page()
        self.errors: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda m: self.errors.append(m.text) if m.type in {"error", "warning"} else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))


@pytest.fixture
def watch(browser: Browser) -> Iterator[Watch]:
    watched = Watch(browser, viewport={"width": 1280, "height": 860})
    yield watched
    watched.context.close()


def violations(page: Page) -> list[str]:
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in results.response["violations"]]


def addresses(site: Path, lang: str) -> list[str]:
    return ["/", *(f"/{lang}/{page.name}" for page in pages(site, lang))]


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_each_sort_of_page_is_accessible_light_and_dark_wide_and_narrow(
    watch: Watch, site: Path, url: str, lang: str
) -> None:
    page, faults = watch.page, []
    some = [
        "/",
        *(f"/{lang}/{name}.html" for name in ("index", "m1-definition", "m1-forms", "recherche", "hors-ligne")),
    ]
    for address in some:  # test_site_real.py sees every page of the course
        page.goto(url + address)
        for width in (320, 1280, 360):
            page.set_viewport_size({"width": width, "height": 800})
            overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            faults += [f"{address} {width}: {overflow} px too wide"] if overflow > 0 else []
            for scheme in ("light", "dark") if width > 320 else ():
                page.emulate_media(color_scheme=scheme)
                faults += [f"{address} {width} {scheme}: {fault}" for fault in violations(page)]
    assert faults == []
    assert watch.errors == []
    assert [asked for asked in watch.asked if not asked.startswith(url)] == []


def test_the_open_menu_of_a_phone_is_accessible(watch: Watch, url: str) -> None:
    watch.page.set_viewport_size({"width": 360, "height": 740})
    watch.page.goto(f"{url}/ar/{MODULE}.html")
    assert watch.page.locator(".menu").get_attribute("open") is None
    watch.page.click(".menu summary")
    assert watch.page.locator(".menu nav").is_visible()
    assert violations(watch.page) == []
    watch.page.keyboard.press("Escape")
    assert not watch.page.locator(".menu nav").is_visible()


def test_keyboard_meets_the_way_out_first_then_the_way_in(watch: Watch, url: str) -> None:
    page = watch.page
    page.goto(f"{url}/fr/{MODULE}.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "exit"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "contenu"


@pytest.mark.parametrize("way", ["button", "key"])
def test_leaving_replaces_the_page_and_back_does_not_return_to_it(watch: Watch, url: str, way: str) -> None:
    page = watch.page
    page.goto(f"{url}/fr/index.html")
    page.goto(f"{url}/fr/{MODULE}.html")
    if way == "button":
        page.click(".exit")
    else:
        for _ in range(3):
            page.keyboard.press("Escape")
    page.wait_for_url("about:blank")
    page.go_back()
    assert page.url == f"{url}/fr/index.html"


def test_two_escapes_and_another_key_do_not_leave(watch: Watch, url: str) -> None:
    page = watch.page
    page.goto(f"{url}/fr/{MODULE}.html")
    for key in ("Escape", "Escape", "a", "Escape"):
        page.keyboard.press(key)
    page.wait_for_timeout(100)
    assert page.url == f"{url}/fr/{MODULE}.html"


def test_the_language_switch_keeps_the_place(watch: Watch, url: str) -> None:
    page = watch.page
    page.goto(f"{url}/fr/m1-recap.html#m1-aide")
    page.click(".tongue")
    page.wait_for_url(f"{url}/ar/m1-recap.html#m1-aide")
    page.set_viewport_size({"width": 360, "height": 400})
    page.goto(f"{url}/ar/m1-recap.html")
    page.evaluate("scrollTo(0, document.getElementById('m1-aide-2').offsetTop - 150)")
    page.evaluate("document.querySelector('.tongue').click()")  # Playwright's own click would scroll
    page.wait_for_url(f"{url}/fr/m1-recap.html#m1-aide-2")
    page.goto(f"{url}/ar/{MODULE}.html")
    page.click(".tongue")
    page.wait_for_url(f"{url}/fr/{MODULE}.html")


def test_the_language_switch_keeps_the_row_of_a_table(watch: Watch, url: str) -> None:
    page = watch.page
    page.set_viewport_size({"width": 360, "height": 300})
    page.goto(f"{url}/fr/m1-forms.html")
    row = "document.querySelectorAll('main tr')[2]"
    page.evaluate(f"scrollTo(0, {row}.getBoundingClientRect().top + scrollY - 150)")
    page.evaluate("document.querySelector('.tongue').click()")
    page.wait_for_url(f"{url}/ar/m1-forms.html#m1-forms")  # the number of the block is taken off again
    assert 0 <= page.evaluate(f"{row}.getBoundingClientRect().top") < 160


def test_an_address_from_before_the_cut_leads_to_the_page_that_holds_it_now(watch: Watch, url: str) -> None:
    watch.page.goto(f"{url}/ar/{MODULE}.html#m1-aide")
    watch.page.wait_for_url(f"{url}/ar/m1-recap.html#m1-aide")
    watch.page.goto(f"{url}/fr/textes.html#cp-448-4")
    watch.page.wait_for_url(f"{url}/fr/textes-law.html#cp-448-4")


def test_colours_and_size_hold_for_the_page_and_are_kept_only_where_the_reader_says_so(watch: Watch, url: str) -> None:
    page = watch.page
    kept = "JSON.stringify(Object.entries(localStorage))"
    page.goto(f"{url}/ar/m1-forms.html")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.check(".look [value=dark]")
    page.check(".look [value=huge]")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "24px"
    assert page.evaluate(kept) == "[]"
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == light
    for colours in ("dark", "contrast"):
        page.check(f".look [value={colours}]")
        assert violations(page) == []
    page.check(".look [data-keep]")
    page.goto(f"{url}/fr/index.html")
    assert page.evaluate("document.documentElement.dataset.colours") == "contrast"
    page.uncheck(".look [data-keep]")
    assert page.evaluate(kept) == "[]"


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_text_twice_as_large_hides_nothing(watch: Watch, site: Path, url: str, lang: str) -> None:
    watch.page.set_viewport_size({"width": 640, "height": 800})
    for page in pages(site, lang):
        watch.page.goto(f"{url}/{lang}/{page.name}")
        watch.page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert watch.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, page.name


def test_digit_groups_read_left_to_right_in_arabic(watch: Watch, site: Path, url: str) -> None:
    seen: set[str] = set()
    for address in addresses(site, "ar"):
        watch.page.goto(url + address)
        groups = watch.page.evaluate(GROUPS)
        assert [group for group, right in groups if not right] == [], address
        seen |= {group for group, _ in groups}
    assert seen >= {"448-1", "27-14", "0800 00 47 47"}


def test_french_pages_load_no_font_and_arabic_pages_their_own(watch: Watch, url: str) -> None:
    watch.page.goto(f"{url}/fr/glossaire.html", wait_until="networkidle")
    assert [asked for asked in watch.asked if ".woff2" in asked] == []
    watch.page.goto(f"{url}/ar/glossaire.html", wait_until="networkidle")
    assert len({asked for asked in watch.asked if ".woff2" in asked}) == 2
    assert watch.page.evaluate("document.fonts.check('16px \"Parcours Arabic\"', 'سلام')")


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_without_javascript_everything_can_be_read(browser: Browser, url: str, lang: str) -> None:
    watched = Watch(browser, java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = watched.page
    page.goto(f"{url}/{lang}/{MODULE}.html#m1-aide")
    page.click("li:has(.old:target) a")
    assert page.url == f"{url}/{lang}/m1-recap.html"
    assert page.get_by_text("0800 00 47 47").first.is_visible()
    assert page.locator(".look").is_hidden()
    page.goto(f"{url}/{lang}/recherche.html")
    assert page.locator(".without").is_visible()
    page.goto(f"{url}/{lang}/m1-definition.html")
    answer = page.locator("nbp-activity details").first
    assert answer.locator("a, p").first.is_hidden()
    answer.locator("summary").first.click()
    assert answer.locator("a, p").first.is_visible()
    assert page.locator(".exit").get_attribute("href") == "about:blank"
    page.click(".menu summary")
    page.click(".menu .sections a >> nth=2")
    assert page.url == f"{url}/{lang}/m1-forms.html"
    assert watched.errors == []
    watched.context.close()


def test_the_policy_refuses_what_is_foreign(watch: Watch, url: str) -> None:
    def answer(route: Route) -> None:
        route.fulfill(body="window.intruder = 1", content_type="text/javascript")

    watch.page.route("**/intruder.js", answer)
    watch.page.goto(f"{url}/fr/index.html")
    load = "src => new Promise(done => { const s = document.createElement('script'); s.src = src;"
    load += " s.onload = () => done('ran'); s.onerror = () => done('refused'); document.head.append(s); })"
    assert watch.page.evaluate(load, "http://127.0.0.1:9/intruder.js") == "refused"
    assert watch.page.evaluate(load, f"{url}/intruder.js") == "ran"
