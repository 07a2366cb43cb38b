"""Free reflection."""

from typing import Any

from playwright.sync_api import Page

from activity_helpers import both
from keyboard import press, tab_to

BODY = {
    "points": [both("Un moment où vous avez écouté.", "موقف أصغيتم فيه."), both("Ce que dit l’article 448-1.", "ما يقوله الفصل 448-1.")],
    "example": both("Par exemple : laisser un silence, puis redire simplement que l’on a compris.", "مثلا: ترك لحظة صمت، ثم القول ببساطة إن الكلام قد فُهم."),
    "rows": 4,
}  # fmt: skip
DONE = ".nbp-feedback.nbp-good"


def by_keyboard(page: Page, spec: dict[str, Any]) -> None:
    tab_to(page, "textarea")
    page.keyboard.type("J’écouterai d’abord. سأصغي أولا.")
    tab_to(page, '[data-do="finish"]')
    press(page, "Enter")
