"""The penalty explorer: three tiers, three circumstances, a case with two of them and one with none."""

from typing import Any

from playwright.sync_api import Page, expect

from activity_helpers import both, choice
from keyboard import check, press, tab_to

BODY = {
    "notice": both(
        "Cet outil sert à apprendre. Il ne remplace ni le texte de la loi ni un conseil juridique.",
        "هذه الأداة للتعلم، ولا تغني عن نص القانون ولا عن الاستشارة القانونية.",
    ),
    "tiers": [
        choice("base", "Article 448-2", "الفصل 448-2", years=[5, 10], fine=[10_000, 500_000], cites=["cp-448-1"]),
        choice("grave", "Article 448-4", "الفصل 448-4", years=[20, 30], fine=[200_000, 2_000_000]),
        choice("life", "Article 448-6", "الفصل 448-6", life=True),
    ],
    "facts": [
        choice("minor", "La victime a moins de 18 ans", "عمر الضحية أقل من 18 سنة", tier="grave", cites=["palermo-3"]),
        choice("group", "Les faits sont commis en bande organisée", "ارتُكبت الأفعال في إطار عصابة", tier="grave"),
        choice("death", "La personne en est morte", "أدت الأفعال إلى وفاة الشخص", tier="life"),
    ],
    "cases": [
        choice(
            "c1",
            "Trois personnes se sont organisées pour recruter Lina, 15 ans, et lui prendre ce qu’elle gagne. "
            "Le dossier porte le numéro 2610-27-14.",
            "نظّم ثلاثة أشخاص أنفسهم لاستدراج لينا، 15 سنة، وأخذ ما تكسبه. ويحمل الملف الرقم 2610-27-14.",
            facts=["minor", "group"],
        ),
        choice("c2", "Un homme recrute Adil, 30 ans, par la menace.", "رجل يستدرج عادل، 30 سنة، بالتهديد.", facts=[]),
    ],
}
DONE = ".nbp-cases > .nbp-feedback.nbp-good"


def by_keyboard(page: Page, spec: dict[str, Any]) -> None:
    """Explore one circumstance, then find those of each case."""
    check(page, "death", f"nbp-{spec['id']}-")
    expect(page.locator(".nbp-explore .nbp-reached")).to_contain_text("448-6")
    for name, facts in spec["key"]["cases"].items():
        for fact in facts:
            check(page, fact, f"nbp-{name}-")
        tab_to(page, ".nbp-cases .nbp-button:not(.nbp-plain)")
        press(page, "Enter")
        expect(page.locator(".nbp-question:not([hidden]) .nbp-feedback.nbp-good")).to_be_visible()
        if name != list(spec["key"]["cases"])[-1]:
            tab_to(page, ".nbp-cases > .nbp-actions .nbp-button")
            press(page, "Enter")
            expect(page.locator(".nbp-question:not([hidden]) .nbp-number")).to_be_focused()
