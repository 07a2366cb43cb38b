"""A private look at oneself."""

from typing import Any

from playwright.sync_api import Page

from activity_helpers import both
from keyboard import check, press, tab_to

BODY = {
    "statements": [
        {"id": "sleep", "text": both("Des images du travail me reviennent la nuit.", "تعاودني ليلا صور مما رأيته في العمل.")},
        {"id": "far", "text": both("Je me sens loin de mes proches, même quand je suis avec eux.", "أشعر بالبعد عن أهلي ولو كنت معهم.")},
        {"id": "tired", "text": both("Je commence la journée déjà fatiguée ou fatigué.", "أبدأ يومي متعبا أو متعبة.")},
    ],
    "levels": [
        {"id": "never", "text": both("Jamais", "أبدا"), "points": 0},
        {"id": "some", "text": both("Parfois", "أحيانا"), "points": 1},
        {"id": "often", "text": both("Souvent", "غالبا"), "points": 2},
    ],
    "bands": [
        {"id": "calm", "at_least": 0, "text": both("Vos appuis tiennent.", "ما تستندون إليه متين."), "why": both("Gardez ce qui vous fait du bien : sommeil, proches, pauses.", "حافظوا على ما يريحكم: النوم والأهل والاستراحة.")},
        {"id": "talk", "at_least": 3, "text": both("Parlez-en bientôt.", "تحدثوا عن ذلك قريبا."), "why": both("En parler à une collègue ou à un médecin aide, dès maintenant.", "الحديث مع زميلة أو طبيب يساعد منذ الآن."), "cites": ["cp-448-1"]},
    ],
}  # fmt: skip
DONE = ".nbp-feedback b"


def by_keyboard(page: Page, spec: dict[str, Any]) -> None:
    for statement in spec["statements"]:
        check(page, "some", f"nbp-{statement['id']}-")
    tab_to(page, '[data-do="result"]')
    press(page, "Enter")
