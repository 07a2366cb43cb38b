"""Multiple choice."""

from typing import Any

from playwright.sync_api import Page

from activity_helpers import MULTIPLE
from keyboard import check, press, tab_to

BODY = {"options": MULTIPLE}
DONE = ".nbp-feedback .nbp-ok"


def by_keyboard(page: Page, spec: dict[str, Any]) -> None:
    for option in spec["key"]["correct"]:
        check(page, option)
    tab_to(page, ".nbp-button")
    press(page, "Enter")
