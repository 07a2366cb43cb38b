"""Coming in through another organisation's log-in and from a learning platform, in a browser; the hub is a real one."""

import re
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from playwright.sync_api import Browser, BrowserContext, Page, expect

from hub_world import World, needs_root, world
from login_providers import House, house
from nbparcours.hub.names import name_of

pytestmark = [pytest.mark.browser, pytest.mark.slow, needs_root]


class Entrance:
    """A hub whose people come from elsewhere."""

    def __init__(self, login: str, stack: ExitStack) -> None:
        self.house: House = stack.enter_context(house())
        self.hub: World = stack.enter_context(world(**self.house.settings(login)))
        self.house.hub = self.hub.address
        self.hub.begin("proxy")
        self.hub.begin("hub")
        self.hub.until_it_answers()


@pytest.fixture(scope="module")
def oauth() -> Iterator[Entrance]:
    with ExitStack() as stack:
        yield Entrance("oauth", stack)


@pytest.fixture(scope="module")
def platform() -> Iterator[Entrance]:
    with ExitStack() as stack:
        yield Entrance("lti", stack)


@pytest.fixture
def visit(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="ar-MA")
    context.set_default_timeout(120_000)
    yield context
    context.close()


def is_in(page: Page, entrance: Entrance, person: str) -> None:
    """See that the hub knows this browser, under a name that can be a Unix account."""
    answer = page.goto(f"{entrance.hub.address}/hub/home")
    assert answer
    assert answer.status == 200
    assert page.url.endswith("/hub/home")
    assert name_of(person) in page.content()


def is_out(page: Page, entrance: Entrance) -> None:
    page.goto(f"{entrance.hub.address}/hub/home")
    assert "/hub/login" in page.url or page.url.startswith(entrance.house.address)


def test_one_word_leads_through_the_other_log_in(oauth: Entrance, visit: BrowserContext) -> None:
    page = visit.new_page()
    page.goto(f"{oauth.hub.address}/hub/login?next=/hub/home")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.locator("a.button").click()
    page.wait_for_url("**/hub/home")
    is_in(page, oauth, "4711")


def test_who_is_refused_there_does_not_come_in(oauth: Entrance, visit: BrowserContext) -> None:
    page = visit.new_page()
    oauth.house.willing = False
    try:
        page.goto(f"{oauth.hub.address}/hub/login")
        page.locator("a.button").click()
        page.wait_for_url("**/hub/oauth_callback*")
        expect(page.locator("html")).to_have_attribute("lang", "ar")
    finally:
        oauth.house.willing = True
    is_out(page, oauth)


def test_a_code_that_this_browser_did_not_ask_for_opens_nothing(oauth: Entrance, visit: BrowserContext) -> None:
    page = visit.new_page()
    answer = page.goto(f"{oauth.hub.address}/hub/oauth_callback?code=x&state=y")
    assert answer
    assert answer.status in (400, 403)
    is_out(page, oauth)


def test_a_platform_sends_its_learner_into_the_course(platform: Entrance, visit: BrowserContext) -> None:
    page = visit.new_page()
    page.goto(f"{platform.house.address}/course")
    page.get_by_role("button").click()
    page.locator("[data-nbp=home]:visible").wait_for()
    assert page.url.startswith(f"{platform.hub.address}/user/{name_of('4711')}/doc/tree/ar/")
    assert platform.hub.home(name_of("4711")).is_dir()
    is_in(page, platform, "4711")


def test_what_a_platform_sent_to_one_browser_opens_nothing_in_another(
    platform: Entrance, visit: BrowserContext, browser: Browser
) -> None:
    page = visit.new_page()
    page.goto(f"{platform.house.address}/course")
    page.get_by_role("button").click()
    page.wait_for_url(re.compile(re.escape(platform.hub.address)))
    with browser.new_context() as elsewhere:
        thief = elsewhere.new_page()
        thief.goto(f"{platform.house.address}/again")
        thief.wait_for_url("**/oauth_callback")
        assert not thief.goto(f"{platform.hub.address}/hub/api/user").ok  # type: ignore[union-attr]


def test_a_platform_that_signs_with_another_key_is_not_believed(platform: Entrance, visit: BrowserContext) -> None:
    page = visit.new_page()
    platform.house.signs_with = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    try:
        page.goto(f"{platform.house.address}/course")
        page.get_by_role("button").click()
        page.wait_for_url("**/oauth_callback")
        expect(page.locator("html")).to_have_attribute("lang", "ar")
    finally:
        platform.house.signs_with = platform.house.key
    assert not page.goto(f"{platform.hub.address}/hub/api/user").ok  # type: ignore[union-attr]
