"""Rewriting clumsy questions."""

from typing import Any

from playwright.sync_api import Page, expect

from activity_helpers import both, choice
from keyboard import check, press, tab_to

POINTS = [
    {"id": "open", "text": both("La question est ouverte.", "السؤال مفتوح.")},
    {"id": "calm", "text": both("Elle ne cherche pas de faute.", "لا يبحث عن خطأ.")},
]
LONG = both(
    "Si vous le voulez bien, racontez-moi ce qui s’est passé, dans l’ordre et avec les mots qui vous viennent ; "
    "vous pouvez vous arrêter quand vous voulez, et vous n’êtes pas obligée de tout dire aujourd’hui.",
    "إن شئتم، حدثوني عما وقع بالترتيب والكلمات التي تناسبكم؛ ويمكنكم التوقف متى أردتم، ولا شيء يلزمكم بقول كل شيء اليوم.",
)
BODY = {
    "phrases": [
        choice("why", "Pourquoi n’êtes-vous pas partie ?", "لماذا لم تهربي؟", models=[LONG, both("Qu’est-ce qui rendait le départ difficile ?", "ما الذي كان يجعل الرحيل صعبا؟")], points=POINTS, cites=["cp-448-1"]),
        choice("law", "Savez-vous que la loi 27-14 existe ?", "هل تعلمين أن القانون 27-14 موجود؟", models=[both("Voulez-vous que je vous explique ce que la loi 27-14 prévoit ?", "هل تريدون أن أشرح ما ينص عليه القانون 27-14؟")], points=POINTS),
    ]
}  # fmt: skip
DONE = ".nbp-feedback.nbp-good"


def by_keyboard(page: Page, spec: dict[str, Any]) -> None:
    for place, phrase in enumerate(spec["phrases"]):
        tab_to(page, f'textarea[id^="nbp-{phrase["id"]}-"]')
        page.keyboard.type("Racontez-moi. حدثوني.")
        tab_to(page, '[data-do="compare"]')
        press(page, "Enter")
        expect(page.locator(".nbp-models").nth(place)).to_be_visible()
        check(page, "open")
        press(page, "Tab", "Tab")
