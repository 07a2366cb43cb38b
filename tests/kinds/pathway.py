"""Three stages; at the first, two things are right."""

from typing import Any

from playwright.sync_api import Page, expect

from activity_helpers import both, choice
from keyboard import check, press, tab_to

BODY = {
    "stages": [
        {
            "id": "g1",
            "text": both("Le premier contact", "الاتصال الأول"),
            "options": [
                choice("a", "Écouter dans un lieu calme", "الاستماع في مكان هادئ", correct=True),
                choice("b", "Appeler le 0800 00 47 47", "الاتصال بالرقم 0800 00 47 47", correct=True),
                choice("c", "Annoncer à toute l’équipe ce que la personne a dit", "إخبار الفريق كله بما قاله الشخص"),
            ],
        },
        {
            "id": "g2",
            "text": both("La protection", "الحماية"),
            "options": [
                choice("a", "Attendre une décision de justice", "انتظار حكم قضائي", cites=["palermo-3"]),
                choice(
                    "b", "Orienter selon la loi 27-14", "التوجيه وفق القانون 27.14", correct=True, cites=["cp-448-1"]
                ),
            ],
        },
        {
            "id": "g3",
            "text": both("Le suivi", "التتبع"),
            "options": [
                choice("a", "Clore le dossier", "إغلاق الملف"),
                choice("b", "Convenir d’un prochain rendez-vous", "الاتفاق على موعد قادم", correct=True),
            ],
        },
    ]
}
DONE = ".nbp-feedback.nbp-good .nbp-ok"


def by_keyboard(page: Page, spec: dict[str, Any]) -> None:
    for place, (stage, right) in enumerate(spec["key"]["stages"].items(), 1):
        expect(page.locator(".nbp-leg:visible")).to_have_count(place)
        check(page, right[-1], f"nbp-{stage}-")
    expect(page.locator(".nbp-built li")).to_have_count(3)
    tab_to(page, ".nbp-button:not(.nbp-plain)")
    press(page, "Enter")
