"""Single choice."""

from typing import Any

from playwright.sync_api import Page

from activity_helpers import SINGLE
from keyboard import check, press, tab_to

BODY = {"options": SINGLE}
DONE = ".nbp-feedback .nbp-ok"


def by_keyboard(page: Page, spec: dict[str, Any]) -> None:
    check(page, spec["key"]["correct"][0])
    tab_to(page, ".nbp-button")
    press(page, "Enter")
