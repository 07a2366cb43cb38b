"""Chromium on the sample pages, and each kind answered by keyboard alone."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from activity_helpers import example, names, page, sample, sample_page, served
from nbparcours.activity.bundle import screen_bundle
from nbparcours.course.text import LANGUAGES, Lang

KIND_NAMES = names()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("pages")
    for lang in LANGUAGES:
        (folder / f"{lang}-all.html").write_text(sample_page(lang, KIND_NAMES), "utf-8")
        for name in KIND_NAMES:
            (folder / f"{lang}-{name}.html").write_text(sample_page(lang, [name]), "utf-8")
    screen = {"id": "home", "kind": "home", "lang": "fr", "dir": "ltr", "title": "Le cours"}
    (folder / "screen.html").write_text(page("fr", screen_bundle(screen)["text/html"]), "utf-8")
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


def focus_first(made: Page) -> None:
    """Tab past the consent box to the activity's first control."""
    made.locator(".nbp-consent input").focus()
    made.keyboard.press("Tab")


def answer_by_keyboard(made: Page, name: str, lang: Lang = "fr") -> None:
    """Answer the page's only activity rightly, with keys alone, and wait until it says that it is done."""
    focus_first(made)
    example(name).by_keyboard(made, sample(name, lang))
    expect(made.locator(example(name).DONE).first).to_be_visible()


def fill(made: Page) -> None:
    """Give wrong and right answers, check them, open what can be opened."""
    made.wait_for_function("!document.querySelector('nbp-activity .nbp-plainform')")  # every kind has come
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
