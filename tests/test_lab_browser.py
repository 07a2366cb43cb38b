"""The course in a real JupyterLab, in a real browser: what a learner sees, presses and is told."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

import learner_helpers as helpers
from learner_helpers import ASSIGNMENT, Server
from nbparcours.course.places import Places

pytestmark = pytest.mark.browser
FOCUSED = "document.activeElement.className"


def make(folder: Path) -> Places:
    places = Places(home=folder / "home", data=folder / "data")
    helpers.build(places)
    helpers.release(places)
    return places


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("NBPARCOURS_EXCHANGE", raising=False)
        with helpers.running(make(tmp_path_factory.mktemp("lab"))) as running:
            yield running


@pytest.fixture
def context(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    server.ask("DELETE", "nbparcours/progress")
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        context.set_default_timeout(30_000)
        yield context


def open_page(context: BrowserContext, server: Server, path: str) -> Page:
    page = context.new_page()
    path, _, entry = path.partition("#")
    page.goto(f"{server.address}/doc/tree/{path}?token={server.token}#{entry}")
    page.locator(".nbp-bar").wait_for()
    return page


def activity(page: Page, name: str = "m1-a1") -> Any:
    return page.locator(f".nbp-course [data-nbp={name}]")


def saved(page: Page, name: str = "m1-a1", *, lang: str = "fr") -> None:
    expect(activity(page, name).locator(".nbp-saved")).to_have_text({"fr": "Enregistré", "ar": "تم الحفظ"}[lang])


def test_a_module_opens_without_kernel_click_or_foreign_request(context: BrowserContext, server: Server) -> None:
    foreign: list[str] = []
    context.on("request", lambda request: None if local(request.url, server) else foreign.append(request.url))
    for path in ("fr/01-m.ipynb", "ar/01-m.ipynb", "fr/00-accueil.ipynb"):
        page = open_page(context, server, path)
        page.locator(".nbp-course [data-nbp]").first.wait_for()
        page.wait_for_load_state("networkidle")
        expect(page.locator(".jp-Dialog")).to_have_count(0)
    assert foreign == []
    assert server.ask("GET", "api/kernels")[1] == []
    assert server.ask("GET", "api/sessions")[1] == []


def local(url: str, server: Server) -> bool:
    return url.startswith((server.address, server.address.replace("http", "ws", 1), "data:", "blob:"))


def test_the_code_is_hidden_and_the_title_is_the_pages(context: BrowserContext, server: Server) -> None:
    page = open_page(context, server, "fr/01-m.ipynb")
    activity(page).wait_for()
    expect(page).to_have_title(helpers.TITLES["fr"])
    hidden = page.locator(".jp-CodeCell .jp-InputArea, .jp-InputPlaceholder, .jp-InputPrompt, .jp-OutputPrompt")
    assert not any(hidden.nth(index).is_visible() for index in range(hidden.count()))
    assert "activity(" not in page.locator(".nbp-course").inner_text()
    assert page.get_by_text("File", exact=True).filter(visible=True).count() == 0


def test_arrow_keys_change_the_choice_and_a_reload_restores_it(context: BrowserContext, server: Server) -> None:
    page = open_page(context, server, "fr/01-m.ipynb")
    activity(page).get_by_role("radio").first.wait_for()  # `all` does not wait
    first, second = activity(page).get_by_role("radio").all()
    first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(second).to_be_checked()
    assert second.evaluate("node => node === document.activeElement")
    saved(page)
    page.reload()
    activity(page).get_by_role("radio").first.wait_for()  # JupyterLab may take longer than an expectation waits
    expect(activity(page).get_by_role("radio").nth(1)).to_be_checked()


def test_editing_keys_change_nothing(context: BrowserContext, server: Server) -> None:
    page = open_page(context, server, "fr/01-m.ipynb")
    button = activity(page).get_by_role("button").first
    button.wait_for()
    before = page.locator(".jp-Cell").count()
    page.locator(".nbp-course h2").first.dblclick()
    for target in (button, page.locator(".nbp-bar-exit"), page.locator(".nbp-course .jp-MarkdownCell").first):
        target.focus()
        for key in ("d", "d", "b", "a", "x", "m", "y", "0", "0", "Control+s"):
            page.keyboard.press(key)
    for key in ("Enter", "Shift+Enter"):  # here the cell has the focus
        page.keyboard.press(key)
    assert page.locator(".jp-Cell").count() == before
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    assert page.locator(".cm-editor").filter(visible=True).count() == 0
    assert server.ask("GET", "api/kernels")[1] == []


@pytest.mark.parametrize(("lang", "away"), [("fr", "ne répond pas"), ("ar", "لا يستجيب")])
def test_a_server_that_goes_away_is_told_in_the_bar_and_opens_no_dialog(
    context: BrowserContext, server: Server, lang: str, away: str
) -> None:
    page = open_page(context, server, f"{lang}/01-m.ipynb")
    activity(page).get_by_role("radio").first.wait_for()
    context.set_offline(True)
    expect(page.locator(".nbp-bar-status")).to_contain_text(away)
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    activity(page).get_by_role("radio").first.check()
    expect(page.locator(".nbp-bar-status")).to_contain_text("1")  # what waits is counted
    context.set_offline(False)
    saved(page, lang=lang)
    expect(page.locator(".nbp-bar-status")).to_be_empty()
    expect(page.locator(".jp-Dialog")).to_have_count(0)


def test_two_tabs_in_two_languages_agree(context: BrowserContext, server: Server) -> None:
    french, arabic = open_page(context, server, "fr/01-m.ipynb"), open_page(context, server, "ar/01-m.ipynb")
    expect(activity(arabic).get_by_role("radio").first).not_to_be_checked()
    activity(french).get_by_role("radio").first.check()
    expect(activity(arabic).get_by_role("radio").first).to_be_checked()
    activity(french).get_by_role("button").first.click()
    for page in (french, arabic):
        expect(page.locator(".nbp-bar-count")).to_contain_text("1/2")


def test_arabic_runs_from_right_to_left(context: BrowserContext, server: Server) -> None:
    page = open_page(context, server, "ar/01-m.ipynb")
    quote = page.locator("blockquote")
    quote.wait_for()
    style = "(node, name) => getComputedStyle(node)[name]"
    assert page.locator(".nbp-course").get_attribute("lang") == "ar"
    assert page.locator(".jp-Notebook").evaluate(style, "direction") == "rtl"
    assert float(quote.evaluate(style, "borderRightWidth").removesuffix("px")) > 0
    assert quote.evaluate(style, "borderLeftWidth") == "0px"
    first, last = page.locator("th").nth(0).bounding_box(), page.locator("th").nth(1).bounding_box()
    assert first
    assert last
    assert first["x"] > last["x"], "the first column stands on the right"
    assert page.evaluate("document.fonts.check('16px \"IBM Plex Sans Arabic\"', 'قانون')")
    number = page.locator("p bdi").first
    assert number.evaluate(style, "direction") == "ltr"


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_nothing_overflows_on_a_narrow_screen(context: BrowserContext, server: Server, lang: str) -> None:
    page = open_page(context, server, f"{lang}/01-m.ipynb")
    page.set_viewport_size({"width": 360, "height": 740})
    activity(page).wait_for()
    for name in ("html", ".jp-WindowedPanel-outer"):
        room = page.locator(name).evaluate("node => node.scrollWidth - node.clientWidth")
        assert room <= 0, f"{name} is {room} pixels too wide"


def test_links_stay_in_the_tab_and_end_at_the_entry(context: BrowserContext, server: Server) -> None:
    page = open_page(context, server, "fr/01-m.ipynb")
    page.get_by_role("link", name="article").click()
    page.wait_for_url("**/doc/tree/fr/textes.ipynb#cp-448-4")
    heading = page.get_by_role("heading", name="448-4")
    expect(heading).to_be_in_viewport()
    expect(heading).to_be_focused()
    assert len(context.pages) == 1
    assert page.locator(".jp-NotebookPanel").count() == 1
    page.go_back()
    page.wait_for_url("**/doc/tree/fr/01-m.ipynb")
    activity(page).wait_for()


def test_an_address_with_an_entry_opens_there(context: BrowserContext, server: Server) -> None:
    page = open_page(context, server, "fr/01-m.ipynb#m1-s2")
    expect(page.locator(".nbp-here")).to_be_in_viewport()
    expect(page.locator(".nbp-here")).to_contain_text("article")


def test_the_twin_opens_where_one_was_reading(context: BrowserContext, server: Server) -> None:
    page = open_page(context, server, "fr/01-m.ipynb#m1-s2")
    page.locator(".nbp-here").wait_for()
    page.locator(".nbp-bar-twin").click()
    page.wait_for_url("**/doc/tree/ar/01-m.ipynb#m1-s2")
    expect(page.locator(".nbp-course[lang=ar] .nbp-here")).to_be_in_viewport()


def test_the_quick_exit_is_first_and_leaves_every_tab(context: BrowserContext, server: Server) -> None:
    page, other = open_page(context, server, "fr/01-m.ipynb"), open_page(context, server, "ar/01-m.ipynb")
    page.bring_to_front()
    activity(page).wait_for()
    expect(page.locator(".jp-WindowedPanel-outer")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "nbp-bar-exit"
    page.keyboard.press("Enter")
    for left in (page, other):
        left.wait_for_url("about:blank")


def test_three_escapes_leave(context: BrowserContext, server: Server) -> None:
    page = open_page(context, server, "ar/01-m.ipynb")
    activity(page).get_by_role("radio").first.focus()
    for _ in range(3):
        page.keyboard.press("Escape")
    page.wait_for_url("about:blank")


def test_the_home_page_shows_progress_and_erases_it(context: BrowserContext, server: Server) -> None:
    body = {"state": {"value": ["a"], "attempts": 1}, "page": "01-m", "lang": "fr"}
    server.ask("PUT", "nbparcours/progress/m1-a1", body)
    page = open_page(context, server, "fr/00-accueil.ipynb")
    expect(page.locator("[data-nbp=home] progress")).to_have_attribute("value", "1")
    page.locator("[data-nbp=home] [data-place=last]").click()
    page.wait_for_url("**/doc/tree/fr/01-m.ipynb#m1-a1")
    expect(page.locator(".nbp-here")).to_be_in_viewport()
    page.locator(".nbp-bar-home").click()
    page.locator("[data-place=erase]").click()
    server.ask("PUT", "nbparcours/progress/m1-a2", body)  # news from another tab, while the question is being read
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("[data-nbp=home] progress")).to_have_attribute("value", "2")
    page.locator(".nbp-danger").click()
    expect(page.locator("[data-nbp=home] progress")).to_have_count(0)
    assert server.ask("GET", "nbparcours/progress")[1]["activities"] == {}


def test_the_final_test_is_fetched_answered_and_handed_in(context: BrowserContext, server: Server) -> None:
    for name in ("m1-a1", "m1-a2"):
        state = {"state": {"value": ["a"], "attempts": 1}, "page": "01-m", "lang": "fr"}
        server.ask("PUT", f"nbparcours/progress/{name}", state)
    page = open_page(context, server, "fr/00-accueil.ipynb")
    page.locator(f"[data-place={ASSIGNMENT}]").click()
    page.wait_for_url(f"**/doc/tree/{ASSIGNMENT}/test.ipynb")
    test = page.locator(f"[data-nbp={ASSIGNMENT}]")
    test.locator(".nbp-main").first.click()
    test.get_by_role("radio").first.check()
    drawn = server.ask("GET", f"nbparcours/test/{ASSIGNMENT}")[1]["draw"]
    page.wait_for_function(
        "async ([url]) => Object.keys((await (await fetch(url)).json()).answers.answers).length === 1",
        arg=[f"{server.address}/nbparcours/test/{ASSIGNMENT}"],
    )
    answers = server.ask("GET", f"nbparcours/test/{ASSIGNMENT}")[1]["answers"]["answers"]
    assert set(answers) <= set(drawn.values())
    home = page.locator(".nbp-bar-home")
    assert home.get_attribute("href") == f"{server.address}/doc/tree/fr/00-accueil.ipynb"


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_a_term_is_explained_on_focus_and_hover_and_leads_to_the_glossary(
    context: BrowserContext, server: Server, lang: str
) -> None:
    page = open_page(context, server, f"{lang}/01-m.ipynb")
    term, box = page.get_by_role("link", name=helpers.TERM[lang][0]), page.locator("#nbp-explain")
    term.focus()
    expect(box).to_contain_text(helpers.TERM[lang][1])
    expect(box).to_have_attribute("dir", "rtl" if lang == "ar" else "ltr")
    expect(term).to_have_attribute("aria-describedby", "nbp-explain")
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    term.hover()
    expect(box).to_be_visible()
    found = Axe().run(page, context={"include": [["#nbp-explain"]]})
    assert found.violations_count == 0, found.generate_report()
    term.click()
    page.wait_for_url(f"**/doc/tree/{lang}/glossaire.ipynb#servitude")
    expect(box).to_be_hidden()


def test_the_activities_have_no_accessibility_fault(context: BrowserContext, server: Server) -> None:
    for path in ("fr/01-m.ipynb", "ar/01-m.ipynb"):
        page = open_page(context, server, path)
        activity(page).get_by_role("radio").first.check()
        for part in ("[data-nbp]", ".nbp-bar", ".nbp-end", ".jp-RenderedMarkdown"):
            found = Axe().run(page, context={"include": [[f".nbp-course {part}"]]})
            assert found.violations_count == 0, found.generate_report()


def test_a_stopped_server_is_said_and_the_answer_stays_on_the_page(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NBPARCOURS_EXCHANGE", raising=False)
    places = make(tmp_path)
    with helpers.running(places) as server, browser.new_context() as context:
        context.set_default_timeout(30_000)
        page = open_page(context, server, "fr/01-m.ipynb")
        activity(page).get_by_role("radio").first.check()
        saved(page)
        server.stop()
        activity(page).get_by_role("radio").nth(1).check()
        expect(activity(page).locator(".nbp-saved")).to_contain_text("Non enregistré")
        expect(page.locator(".nbp-bar-status")).to_contain_text("non enregistrées")
        expect(activity(page).get_by_role("radio").nth(1)).to_be_checked()
