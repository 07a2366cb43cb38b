"""Matching, with one answer too long for a phone's select."""

from typing import Any

from playwright.sync_api import Page

from activity_helpers import both, choice
from keyboard import choose, press, tab_to

LONG = both("de 20 à 30 ans et de 200 000 à 2 000 000 dirhams", "من 20 إلى 30 سنة وغرامة من 200.000 إلى 2.000.000 درهم")
BODY = {
    "pairs": [
        choice("p1", "traite", "الاتجار بالبشر", match=both("de 5 à 10 ans", "من 5 إلى 10 سنوات")),
        choice("p2", "traite d’un enfant", "الاتجار بطفل", match=LONG),
    ]
}
DONE = ".nbp-feedback .nbp-ok"


def by_keyboard(page: Page, spec: dict[str, Any]) -> None:
    for left, right in spec["key"]["map"].items():
        tab_to(page, f'select[id^="nbp-{left}-"]')
        choose(page, right)
    tab_to(page, ".nbp-button")
    press(page, "Enter")
