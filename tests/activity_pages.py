"""Chromium on the sample pages, and each kind answered by keyboard alone."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from activity_helpers import BODIES, page, sample, sample_page, served
from nbparcours.activity.bundle import bundle
from nbparcours.course.text import LANGUAGES

KIND_NAMES = sorted(BODIES)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
#: The keys that answer each kind rightly, from the first control on, and end on its check button.
KEYS = {
    "single": ["Space", "ArrowDown", "Tab", "Tab", "Enter"],
    "multiple": ["Space", "Tab", "Tab", "Space", "Tab", "Tab", "Enter"],
    "sorting": ["Space", "Tab", "Space", "ArrowRight", "Tab", "Tab", "Enter"],
    "quiz": ["Tab", "Space", "ArrowDown", "Tab", "Enter"],
}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("pages")
    for lang in LANGUAGES:
        (folder / f"{lang}-all.html").write_text(sample_page(lang, KIND_NAMES), "utf-8")
        for kind in KIND_NAMES:
            (folder / f"{lang}-{kind}.html").write_text(sample_page(lang, [kind]), "utf-8")
    screen = {"id": "home", "kind": "home", "lang": "fr", "dir": "ltr", "title": "Le cours"}
    (folder / "screen.html").write_text(page("fr", bundle(screen)["text/html"]), "utf-8")
    (folder / "bare.html").write_text(bare_page(), "utf-8")
    with served(folder) as address:
        yield address


def bare_page() -> str:
    """A page whose tests bring their own host and spec."""
    script = '<script type="module">import * as kit from "./activity.js"; window.kit = kit;</script>'
    return page("fr", '<div id="place"></div>', script)


def opened(browser: Browser, address: str, **options: Any) -> Page:
    """Open a page that notes its errors and whatever it asks of anyone but the server."""
    made = browser.new_page(**options)
    noted: list[str] = []
    made.noted = noted  # type: ignore[attr-defined]
    made.on("pageerror", lambda error: noted.append(str(error)))
    made.on("request", lambda request: is_foreign(request.url) and noted.append(request.url))
    made.goto(address)
    made.wait_for_selector(".nbp fieldset, #place, nbp-activity[data-id=home]", state="attached")
    return made


def is_foreign(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1:", "data:"))


def close(made: Page) -> None:
    assert made.noted == []  # type: ignore[attr-defined]
    made.close()


def press(made: Page, keys: list[str]) -> None:
    for key in keys:
        made.keyboard.press(key)


def focus_first(made: Page) -> None:
    """Tab past the consent box to the activity's first control."""
    made.locator(".nbp-consent input").focus()
    made.keyboard.press("Tab")


def answer_by_keyboard(made: Page, kind: str) -> None:
    focus_first(made)
    if kind == "ordering":
        order_by_keyboard(made)
    elif kind == "matching":
        match_by_keyboard(made)
    else:
        if kind == "sorting" and made.evaluate("document.dir") == "rtl":
            press(made, ["Space", "Tab", "Space", "ArrowLeft", "Tab", "Tab", "Enter"])
            return
        press(made, KEYS[kind])
        if kind == "quiz":  # past the answer that is now on offer, to the second question
            press(made, ["Tab", "Tab", "Space", "Tab", "Tab", "Space", "Tab", "Enter"])


def match_by_keyboard(made: Page) -> None:
    for right in sample("matching", "fr")["key"]["map"].values():
        options = made.evaluate("[...document.activeElement.options].map(o => o.value)")
        press(made, ["ArrowDown"] * options.index(right))
        press(made, ["Tab"])
    press(made, ["Tab", "Enter"])  # past the hint


def order_by_keyboard(made: Page) -> None:
    """Move each step up to its place with its own button, which keeps the focus meanwhile."""
    for place, step in enumerate(sample("ordering", "fr")["key"]["order"]):
        button = made.locator(f'[data-step="{step}"] button').first
        while not button.evaluate("node => node === document.activeElement"):
            made.keyboard.press("Tab" if place == 0 else "Shift+Tab" if behind(made, step) else "Tab")
        for _ in range(position(made, step) - place):
            made.keyboard.press("Enter")
            expect(button).to_be_focused()
            expect(made.locator(".nbp-hidden").first).to_contain_text(str(position(made, step) + 1))
    while not made.evaluate("document.activeElement.matches('.nbp-button')"):
        made.keyboard.press("Tab")
    made.keyboard.press("Enter")


def position(made: Page, step: str) -> int:
    return made.evaluate("[...document.querySelectorAll('[data-step]')].map(r => r.dataset.step)").index(step)


def behind(made: Page, step: str) -> bool:
    """Whether the step's row stands before what has the focus."""
    row = made.locator(f'[data-step="{step}"]')
    return bool(row.evaluate("row => document.activeElement.compareDocumentPosition(row) & 2"))


def fill(made: Page) -> None:
    """Give wrong and right answers, check them, open what can be opened."""
    made.evaluate(
        """() => { for (const input of document.querySelectorAll('nbp-activity input')) input.click();
        for (const node of document.querySelectorAll('select')) {
          node.selectedIndex = 1; node.dispatchEvent(new Event('change')); }
        for (const node of document.querySelectorAll('.nbp-button:not(.nbp-plain)')) node.click();
        for (const node of document.querySelectorAll('details')) node.open = true; }"""
    )
    expect(made.locator(".nbp-feedback").last).not_to_be_empty()


def mount(made: Page, spec: dict[str, Any], host: str) -> None:
    """Mount `spec` with a host written in JavaScript."""
    made.wait_for_function("window.kit")
    made.evaluate(f"spec => {{ window.stop = kit.mount(document.getElementById('place'), spec, {host}); }}", spec)
