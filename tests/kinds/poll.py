"""The poll before a module: two questions, no word on the answers."""

from typing import Any

from playwright.sync_api import Page

from activity_helpers import PROMPT, SINGLE, both, choice
from keyboard import check, press, tab_to

BODY = {
    "questions": [
        {"id": "q1", "kind": "single", "objective": "m1-o1", "prompt": PROMPT, "options": SINGLE},
        {
            "id": "q2",
            "kind": "single",
            "objective": "m1-o1",
            "prompt": both(
                "Une personne a été payée pour son travail et dit qu’elle veut rester. Cela suffit-il pour écarter "
                "l’article 448-1 ?",
                "تقاضى شخص أجرا عن عمله ويقول إنه يريد البقاء. هل يكفي ذلك لاستبعاد الفصل 448-1؟",
            ),
            "options": [choice("a", "Oui", "نعم"), choice("b", "Non", "لا", correct=True)],
        },
    ]
}
DONE = ".nbp-feedback"


def by_keyboard(page: Page, spec: dict[str, Any]) -> None:
    for name, question in spec["key"]["questions"].items():
        check(page, question["key"]["correct"][0], f"nbp-{name}-")
    tab_to(page, ".nbp-button")
    press(page, "Enter")
