"""Putting steps in order with ▲."""

from typing import Any

from playwright.sync_api import Page, expect

from activity_helpers import choice
from keyboard import press, tab_to

BODY = {
    "steps": [
        choice("s1", "Mettre à l’abri", "التأمين"),
        choice("s2", "Écouter", "الاستماع"),
        choice("s3", "Appeler le 0800 00 47 47", "الاتصال بالرقم 0800 00 47 47"),
    ]
}
DONE = ".nbp-feedback .nbp-ok"


def by_keyboard(page: Page, spec: dict[str, Any]) -> None:
    """Move each step up to its place with its own button, which keeps the focus meanwhile."""
    for place, step in enumerate(spec["key"]["order"]):
        button = page.locator(f'[data-step="{step}"] button').first
        tab_to(page, f'[data-step="{step}"] button:first-of-type', "Shift+Tab" if behind(page, step) else "Tab")
        for _ in range(position(page, step) - place):
            press(page, "Enter")
            expect(button).to_be_focused()
            expect(page.locator(".nbp-hidden").first).to_contain_text(str(position(page, step) + 1))
    tab_to(page, ".nbp-button")
    press(page, "Enter")


def position(page: Page, step: str) -> int:
    return page.evaluate("[...document.querySelectorAll('[data-step]')].map(r => r.dataset.step)").index(step)


def behind(page: Page, step: str) -> bool:
    """Whether the step's row stands before what has the focus."""
    row = page.locator(f'[data-step="{step}"]')
    return bool(row.evaluate("row => document.activeElement.compareDocumentPosition(row) & 2"))
