"""A conversation of three turns; the second is answered wrongly first, and taken up again."""

from typing import Any

from playwright.sync_api import Page, expect

from activity_helpers import both, choice
from keyboard import check, focused, press, tab_to

NAME = both("La personne accueillie", "الشخص المستقبَل")
BODY = {
    "turns": [
        {
            "id": "t1",
            "who": NAME,
            "said": both("Je ne sais pas si j’ai le droit d’être ici.", "لا أعرف هل يحق لي أن أكون هنا."),
            "options": [
                choice(
                    "a", "Vous êtes ici en sécurité. Prenez votre temps.", "أنتم هنا في أمان. خذوا وقتكم.", correct=True
                ),
                choice("b", "Qui vous a dit de venir ?", "من طلب منكم المجيء؟", cites=["palermo-3"]),
            ],
            "reply": both("Merci. Je voudrais d’abord m’asseoir.", "شكرا. أود أولا أن أجلس."),
        },
        {
            "id": "t2",
            "said": both(
                "Un homme attend devant la porte et regarde souvent à l’intérieur, sans entrer ni dire ce qu’il cherche.",
                "رجل ينتظر أمام الباب وينظر إلى الداخل مرارا دون أن يدخل أو يقول عما يبحث.",
            ),
            "options": [
                choice("a", "Lui demander d’entrer", "أن يُطلب منه الدخول"),
                choice("b", "Proposer une pièce à l’écart", "اقتراح غرفة جانبية", correct=True),
            ],
        },
        {
            "id": "t3",
            "who": NAME,
            "said": both("La loi 27-14, est-ce pour moi ?", "هل يعنيني القانون 27.14؟"),
            "options": [
                choice("a", "Oui, je le garantis.", "نعم، أضمن ذلك."),
                choice("b", "Elle protège toute personne.", "إنه يحمي كل شخص.", correct=True, cites=["cp-448-1"]),
            ],
            "reply": both("Je comprends.", "أفهم."),
        },
    ]
}
DONE = ".nbp-over .nbp-good"


def by_keyboard(page: Page, spec: dict[str, Any]) -> None:
    answer(page, "t1", "a")
    answer(page, "t2", "a")
    answer(page, "t3", "b")
    expect(page.locator(".nbp-over")).to_be_visible()
    tab_to(page, ".nbp-turn:nth-child(2) .nbp-answered button", "Shift+Tab")
    press(page, "Enter")
    assert focused(page, ".nbp-turn:nth-child(2) > .nbp-place")
    answer(page, "t2", "b")
    assert focused(page, ".nbp-over > .nbp-place")
    expect(page.locator(".nbp-over")).to_contain_text("100 %")


def answer(page: Page, turn: str, option: str) -> None:
    check(page, option, f"nbp-{turn}-")
    tab_to(page, ".nbp-question .nbp-button")
    press(page, "Enter")
    tab_to(page, ".nbp-go")
    press(page, "Enter")
