"""Term cards, taken from the other language."""

from typing import Any

from playwright.sync_api import Page, expect

from activity_helpers import GLOSSARY
from keyboard import check, press, tab_to

BODY = {"terms": list(GLOSSARY)}
DONE = ".nbp-end"


def by_keyboard(page: Page, spec: dict[str, Any]) -> None:
    other = "fr" if spec["lang"] == "ar" else "ar"
    check(page, other)
    expect(page.locator(".nbp-front [lang]")).to_have_attribute("lang", other)
    for _ in spec["terms"]:
        tab_to(page, '[data-do="turn"]')
        press(page, "Enter")
        expect(page.locator(".nbp-back [lang]")).to_have_attribute("lang", spec["lang"])
        tab_to(page, '[data-do="known"]')
        press(page, "Enter")
