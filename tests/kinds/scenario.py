"""A branching scenario: a bad move from which one recovers, two endings, two meters."""

from typing import Any

from playwright.sync_api import Page, expect

from activity_helpers import both, choice
from keyboard import press, tab_to

BODY = {
    "meters": [
        {"id": "trust", "text": both("Confiance", "الثقة"), "start": 2},
        {"id": "safety", "text": both("Sécurité", "السلامة"), "start": 3},
    ],
    "scenes": [
        {
            "id": "s1",
            "title": both("À l’accueil", "في الاستقبال"),
            "text": both(
                "Une personne attend à l’accueil avec un homme qui répond à sa place. Elle garde les yeux baissés, "
                "n’a pas ses papiers et demande à voix basse si l’entretien sera long. La salle est pleine.",
                "ينتظر شخص في الاستقبال ومعه رجل يجيب مكانه. يخفض بصره، وليست معه وثائقه، ويسأل بصوت خافت "
                "هل ستطول المقابلة. والقاعة مليئة بالناس.",
            ),
            "moves": [
                choice(
                    "alone",
                    "Proposer de parler seul à seul",
                    "اقتراح الحديث على انفراد",
                    to="s3",
                    quality="good",
                    effects={"trust": 1, "safety": 1},
                    cites=["cp-448-1"],
                ),
                choice(
                    "hall",
                    "Poser les questions dans la salle, devant tout le monde, puisque le temps manque",
                    "طرح الأسئلة في القاعة أمام الجميع لأن الوقت ضيق",
                    to="s2",
                    quality="bad",
                    effects={"trust": -2},
                ),
            ],
        },
        {
            "id": "s2",
            "text": both("La personne se tait.", "يصمت الشخص."),
            "moves": [
                choice("sorry", "S’excuser", "الاعتذار", to="s3", quality="mixed", effects={"trust": 1}),
                choice("insist", "Insister", "الإلحاح", to="lost", quality="bad"),
            ],
        },
        {
            "id": "s3",
            "title": both("Au calme", "في مكان هادئ"),
            "text": both("Vous êtes seuls dans un bureau fermé.", "أنتما وحدكما في مكتب مغلق."),
            "moves": [
                choice("number", "Donner le 0800 00 47 47", "إعطاء الرقم 0800 00 47 47", to="well", quality="good"),
                choice(
                    "promise", "Promettre que tout ira bien", "الوعد بأن كل شيء سيكون بخير", to="lost", quality="bad"
                ),
            ],
        },
        {
            "id": "well",
            "text": both("La personne revient le lendemain.", "يعود الشخص في الغد."),
            "outcome": "good",
        },
        {"id": "lost", "text": both("La personne s’en va.", "ينصرف الشخص."), "outcome": "bad"},
    ],
}
DONE = ".nbp-stage .nbp-ok"


def by_keyboard(page: Page, spec: dict[str, Any]) -> None:
    """Decide wrongly, go back, and decide well to the end."""
    tab_to(page, ".nbp-decision:nth-of-type(2)")
    press(page, "Enter")
    expect(page.locator(".nbp-decided")).to_be_focused()
    tab_to(page, ".nbp-trail .nbp-button")
    press(page, "Enter")
    expect(page.locator(".nbp-scene")).to_be_focused()
    for _ in range(2):
        tab_to(page, ".nbp-decision")
        press(page, "Enter")
        expect(page.locator(".nbp-decided")).to_be_focused()
    expect(page.locator(".nbp-feedback")).to_contain_text(spec["why"]["s3/number"]["text"])
