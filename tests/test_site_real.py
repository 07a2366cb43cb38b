"""Every page of the site that `make build` made of the real course: accessible, right way round, and alone."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from nbparcours.publish import site_links
from site_helpers import pages, served
from test_site_browser import GROUPS, Watch, violations

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SITE = Path(__file__).parents[1] / "build" / "site"


@pytest.fixture(scope="module")
def watch(browser: Browser) -> Watch:
    assert (SITE / "index.html").is_file(), "the site is not built: run `make build` first"
    return Watch(browser, viewport={"width": 360, "height": 740})


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_every_real_page(watch: Watch, lang: str) -> None:
    page, faults = watch.page, []
    with served(SITE) as address:
        for file in pages(SITE, lang):
            page.goto(f"{address}/{lang}/{file.name}", wait_until="networkidle")
            overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            faults += [f"{file.name}: {overflow} px too wide"] if overflow > 0 else []
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                faults += [f"{file.name} {scheme}: {fault}" for fault in violations(page)]
            if lang == "ar":
                faults += [
                    f"{file.name}: {group} is turned round" for group, right in page.evaluate(GROUPS) if not right
                ]
        foreign = [asked for asked in watch.asked if not asked.startswith("http://127.0.0.1")]
    assert faults == []
    assert foreign == []
    assert watch.errors == []


def test_every_real_link_leads_somewhere() -> None:
    assert site_links.broken(SITE) == []
