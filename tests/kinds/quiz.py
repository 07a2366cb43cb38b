"""A self-check of a single and a multiple choice."""

from typing import Any

from playwright.sync_api import Page, expect

from activity_helpers import MULTIPLE, PROMPT, SINGLE
from keyboard import check, press, tab_to

BODY = {
    "questions": [
        {"id": "q1", "kind": "single", "objective": "m1-o1", "prompt": PROMPT, "options": SINGLE},
        {"id": "q2", "kind": "multiple", "objective": "m1-o1", "prompt": PROMPT, "options": MULTIPLE},
    ]
}
DONE = ".nbp-feedback.nbp-good:has-text('100 %')"


def by_keyboard(page: Page, spec: dict[str, Any]) -> None:
    for place, (name, question) in enumerate(spec["key"]["questions"].items()):
        for option in question["key"]["correct"]:
            check(page, option, f"nbp-{name}-")
        tab_to(page, ".nbp-button:not(.nbp-plain)")
        press(page, "Enter")
        expect(page.locator(".nbp-question .nbp-ok").nth(place)).to_be_visible()
