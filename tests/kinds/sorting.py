"""Sorting cards into categories."""

from typing import Any

from playwright.sync_api import Page

from activity_helpers import both, choice
from keyboard import check, press, tab_to

BODY = {
    "categories": [
        {"id": name, "text": both(fr, ar)} for name, fr, ar in (("act", "Acte", "فعل"), ("goal", "But", "غرض"))
    ],
    "cards": [
        choice("c1", "Recruter", "الاستدراج", category="act"),
        choice("c2", "Exploiter", "الاستغلال", category="goal"),
    ],
}
DONE = ".nbp-feedback .nbp-ok"


def by_keyboard(page: Page, spec: dict[str, Any]) -> None:
    for card, category in spec["key"]["map"].items():
        check(page, category, f"nbp-{card}-")
    tab_to(page, ".nbp-button")
    press(page, "Enter")
