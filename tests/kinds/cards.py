"""Flash cards."""

from typing import Any

from playwright.sync_api import Page, expect

from activity_helpers import both
from keyboard import press, tab_to

LONG = both(
    "Il faut un acte, un moyen et un but d’exploitation ; pour une personne de moins de 18 ans, l’acte et le but "
    "suffisent. La peine va de 5 à 10 ans et de 10 000 à 500 000 dirhams, et davantage dans les cas aggravés.",
    "لا بد من فعل ووسيلة وغرض هو الاستغلال؛ أما من كان دون 18 سنة فيكفي في حقه الفعل والغرض. "
    "والعقوبة من 5 إلى 10 سنوات وغرامة من 10.000 إلى 500.000 درهم، وتشتد في الحالات المشددة.",
)
BODY = {
    "cards": [
        {"id": "c1", "front": both("Que faut-il pour parler de traite ?", "متى نتحدث عن الاتجار بالبشر؟"), "back": LONG, "cites": ["cp-448-1"]},
        {"id": "c2", "front": both("Quel article la définit ?", "أي فصل يعرّفه؟"), "back": both("L’article 448-1.", "الفصل 448-1.")},
        {"id": "c3", "front": both("Quelle loi l’a introduit ?", "أي قانون أدخله؟"), "back": both("La loi 27-14.", "القانون 27-14.")},
    ]
}  # fmt: skip
DONE = ".nbp-end"


def by_keyboard(page: Page, spec: dict[str, Any]) -> None:
    """Turn each card; say once that one did not know, and take that card again."""
    for place, _ in enumerate(spec["cards"]):
        turn(page, "again" if place == 0 else "known")
    tab_to(page, '[data-do="again-pile"]')
    press(page, "Enter")
    turn(page, "known")


def turn(page: Page, word: str) -> None:
    tab_to(page, '[data-do="turn"]')
    press(page, "Enter")
    expect(page.locator(".nbp-back")).to_be_focused()
    tab_to(page, f'[data-do="{word}"]')
    press(page, "Enter")
