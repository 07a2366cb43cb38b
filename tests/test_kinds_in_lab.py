"""Every kind in a real JupyterLab, by keyboard alone: Lab takes no key, and private words stay in the browser."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

import learner_helpers as helpers
from activity_helpers import bundled, example, names, sample
from learner_helpers import Server
from looks import SCHEMES, faults
from nbparcours.course.kinds import KINDS
from nbparcours.course.places import Places
from nbparcours.course.text import LANGUAGES, Lang

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PRIVATE = [name for name in names() if KINDS[name].private]
CONTROLS = ":is(button, input, select, textarea, summary, a[href]):not([hidden] *):not([hidden])"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("kinds")
    places = Places(home=folder / "home", data=folder / "data")
    helpers.build(places)
    for lang in LANGUAGES:
        for name in names():
            write(places, name, lang)
        every = [helpers.activity_cell(f"m1-{name}", bundled(name, lang)) for name in names()]
        (places.notebooks / lang / "every.ipynb").write_text(helpers.page(every, lang, "every"), "utf-8")
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("NBPARCOURS_EXCHANGE", raising=False)
        with helpers.running(places) as running:
            yield running


def write(places: Places, name: str, lang: Lang) -> None:
    cell = helpers.activity_cell(f"m1-{name}", bundled(name, lang))
    (places.notebooks / lang / f"{name}.ipynb").write_text(helpers.page([cell], lang, name), "utf-8")


@pytest.fixture
def context(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    server.ask("DELETE", "nbparcours/progress")
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        context.set_default_timeout(30_000)
        yield context


@pytest.fixture(scope="module")
def warm(browser: Browser) -> Iterator[BrowserContext]:
    """One browser for all kinds: Lab's own files come once."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        context.set_default_timeout(30_000)
        yield context


def opened(context: BrowserContext, server: Server, name: str, lang: Lang) -> Page:
    page = context.new_page()
    page.goto(f"{server.address}/doc/tree/{lang}/{name}.ipynb?token={server.token}")
    page.locator(f".nbp-course [data-nbp=m1-{name}] {CONTROLS}").first.wait_for()
    page.locator(".nbp-bar").wait_for()
    page.wait_for_function("document.activeElement !== document.body")
    return page


def begin(page: Page, name: str) -> None:
    """Give the focus to the activity's first control; a private one opens with its own box, which is not answered."""
    box = page.locator(f"[data-nbp=m1-{name}]")
    consent = box.locator(".nbp-private input")
    if consent.count():
        consent.focus()
        page.keyboard.press("Tab")
    else:
        box.locator(CONTROLS).first.focus()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", names())
def test_a_keyboard_is_enough(warm: BrowserContext, server: Server, name: str, lang: Lang) -> None:
    server.ask("DELETE", "nbparcours/progress")
    page = opened(warm, server, name, lang)
    cells = page.locator(".jp-Cell").count()
    begin(page, name)
    for key in ("d", "d", "b", "a"):  # on the first control, as somebody who knows Lab would press them
        if not page.evaluate("document.activeElement.matches('input:not([type=radio], [type=checkbox]), textarea')"):
            page.keyboard.press(key)
    begin(page, name)
    example(name).by_keyboard(page, sample(name, lang))
    expect(page.locator(f".nbp-course {example(name).DONE}").first).to_be_visible()
    assert page.locator(".jp-Cell").count() == cells
    assert page.locator(".jp-Dialog").count() == 0
    assert page.locator(".cm-editor").filter(visible=True).count() == 0
    found = Axe().run(page, context={"include": [[".nbp-course [data-nbp]"]]})
    assert found.violations_count == 0, found.generate_report()
    assert server.ask("GET", "api/kernels")[1] == []
    assert counts_as_done(page, server, f"m1-{name}")
    page.close()


def counts_as_done(page: Page, server: Server, ident: str) -> bool:
    """Wait until the last of the page's changes has arrived: they are sent one after another."""
    for _ in range(300):
        kept = server.ask("GET", "nbparcours/progress")[1]["activities"].get(ident)
        if kept and kept["state"]["attempts"] >= 1:
            return True
        page.wait_for_timeout(200)
    return False


WIDE = "[...document.querySelectorAll('.nbp')].filter(n => n.scrollWidth > n.clientWidth + 1).map(n => n.className)"
THEME = "lab/api/settings/@jupyterlab/apputils-extension:themes"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_look(browser: Browser, server: Server, lang: Lang, scheme: str) -> None:
    theme = "JupyterLab Light" if scheme == "light" else "JupyterLab Dark"
    assert server.ask("PUT", THEME, {"raw": json.dumps({"theme": theme})})[0] == 204
    with browser.new_context(viewport={"width": 1280, "height": 900}, **SCHEMES[scheme]) as context:
        page = context.new_page()
        page.goto(f"{server.address}/doc/tree/{lang}/every.ipynb?token={server.token}")
        for name in names():  # Lab draws a cell when it comes near the screen
            page.locator(f"[data-nbp=m1-{name}]").scroll_into_view_if_needed()
            page.locator(f".nbp-course [data-nbp=m1-{name}] {CONTROLS}").first.wait_for()
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 900})
            assert faults(page, ".nbp-course [data-nbp]") == []
            assert page.evaluate(WIDE) == []
    server.ask("PUT", THEME, {"raw": "{}"})


@pytest.mark.parametrize("name", PRIVATE)
def test_private_words_never_reach_the_server(context: BrowserContext, server: Server, name: str) -> None:
    sent: list[str] = []
    context.on("request", lambda request: sent.append(request.url + (request.post_data or "")))
    page = opened(context, server, name, "fr")
    begin(page, name)
    example(name).by_keyboard(page, sample(name, "fr"))
    expect(page.locator(f".nbp-course {example(name).DONE}").first).to_be_visible()
    page.wait_for_timeout(500)
    bodies = [json.loads(text[text.index("{") :]) for text in sent if "/nbparcours/progress/" in text and "{" in text]
    assert bodies, "that it is done is told"
    for body in bodies:
        assert body["state"].keys() <= {"value", "checked", "score", "best", "attempts"}
        assert body["state"]["value"] is None
    typed = page.evaluate("[...document.querySelectorAll('.nbp :is(textarea, input[type=text])')].map(n => n.value)")
    for words in filter(None, typed):
        assert not [text for text in sent if words in text]
    assert page.evaluate("Object.keys(localStorage).filter(k => k.includes('m1-'))") == [], "not without consent"
    page.close()


def progress(page: Page, answer: Any) -> None:
    page.route("**/nbparcours/progress/*", answer)


def test_nothing_is_called_saved_before_a_slow_server_has_it(context: BrowserContext, server: Server) -> None:
    page = opened(context, server, "single", "fr")

    def slowly(route: Any) -> None:
        page.wait_for_timeout(3000)
        route.continue_()

    progress(page, slowly)
    page.locator(".nbp-course input").first.check()
    expect(page.locator(".nbp-saved")).to_have_text("Enregistrement…")
    expect(page.locator(".nbp-saved")).to_have_text("Enregistré")
    page.unroute("**/nbparcours/progress/*")
    page.close()


def test_a_server_that_fails_is_told_and_tried_again(context: BrowserContext, server: Server) -> None:
    page = opened(context, server, "multiple", "ar")
    progress(page, lambda route: route.fulfill(status=500, body="{}"))
    for box in page.locator(".nbp-course input").all():
        box.check()
    expect(page.locator(".nbp-saved")).to_contain_text("لم")
    assert "m1-multiple" not in server.ask("GET", "nbparcours/progress")[1]["activities"]
    page.unroute("**/nbparcours/progress/*")
    expect(page.locator(".nbp-saved")).to_have_text("تم الحفظ")
    kept = server.ask("GET", "nbparcours/progress")[1]["activities"]["m1-multiple"]["state"]
    assert kept["value"] == ["a", "b", "c"]
    page.close()
