"""Statements with their reasons; one reason is long, one is a number."""

from typing import Any

from playwright.sync_api import Page, expect

from activity_helpers import both, choice
from keyboard import check, press, tab_to

LONG = both(
    "La peine va de 20 à 30 ans et l’amende de 200 000 à 2 000 000 dirhams.",
    "العقوبة من 20 إلى 30 سنة، والغرامة من 200.000 إلى 2.000.000 درهم.",
)

BODY = {
    "statements": [
        choice(
            "s1",
            "La loi 27-14 protège toute personne victime de traite, quelle que soit sa nationalité ou sa situation.",
            "يحمي القانون 27.14 كل شخص ضحية للاتجار بالبشر، أيا كانت جنسيته أو وضعيته.",
            true=True,
            cites=["cp-448-1"],
            reasons=[
                choice("r1", "Le texte vise toute personne.", "النص يشمل كل شخص.", correct=True, cites=["palermo-3"]),
                choice("r2", "Un accord de 2018 le prévoit.", "ينص على ذلك اتفاق من سنة 2018."),
            ],
        ),
        choice(
            "s2",
            "Il faut que la personne ait passé une frontière.",
            "يجب أن يكون الشخص قد عبر حدودا.",
            true=False,
            reasons=[
                {"id": "r1", "text": LONG, "why": both("Raison r1.", "سبب r1.")},
                choice("r2", "L’acte peut avoir lieu dans un seul pays.", "قد يقع الفعل داخل بلد واحد.", correct=True),
            ],
        ),
    ]
}
DONE = ".nbp-feedback.nbp-good b"


def by_keyboard(page: Page, spec: dict[str, Any]) -> None:
    for place, (name, right) in enumerate(spec["key"]["statements"].items()):
        check(page, str(right["true"]).lower(), f"nbp-{name}-")
        check(page, right["reason"], f"nbp-{name}-")
        tab_to(page, ".nbp-button:not(.nbp-plain)")
        press(page, "Enter")
        expect(page.locator(".nbp-question .nbp-feedback .nbp-ok").nth(place)).to_be_visible()
