"""A confidence scale of two statements."""

from typing import Any

from playwright.sync_api import Page

from activity_helpers import both
from keyboard import check

BODY = {
    "statements": [
        {
            "id": "law",
            "text": both(
                "Je sais dire ce que la loi 27-14 a changé dans le Code pénal.",
                "أستطيع أن أبين ما غيّره القانون 27-14 في القانون الجنائي.",
            ),
        },
        {
            "id": "listen",
            "text": both(
                "Je me sens prêt à écouter une personne qui me parle de ce qu’elle a vécu, sans la presser, sans la "
                "juger, et sans promettre ce que je ne peux pas tenir.",
                "أجد نفسي مستعدا للإصغاء إلى شخص يحدثني عما عاشه، دون استعجال ولا حكم عليه، "
                "ودون وعد لا أقدر على الوفاء به.",
            ),
        },
    ]
}
DONE = ".nbp-feedback.nbp-good .nbp-ok"


def by_keyboard(page: Page, spec: dict[str, Any]) -> None:
    for place, statement in enumerate(spec["key"]["statements"]):
        check(page, str(4 - place), f"nbp-{statement}-")
