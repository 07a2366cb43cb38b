"""Passages of a text; two of them are signs."""

from typing import Any

from playwright.sync_api import Page, expect

from activity_helpers import both
from keyboard import check, press, tab_to


def passage(ident: str, fr: str, ar: str, *, sign: bool, **more: Any) -> dict[str, Any]:
    why = both(f"Raison {ident}.", f"سبب {ident}.")
    return {"id": ident, "text": both(fr, ar), "why": why, "sign": sign, **more}


def words(fr: str, ar: str) -> dict[str, Any]:
    return {"text": both(fr, ar)}


BODY = {
    "paragraphs": [
        [
            words("La personne se présente au guichet ", "يتقدم الشخص إلى الشباك "),
            passage("p1", "avec un collègue de travail", "رفقة زميل في العمل", sign=False),
            words(". Elle dit que ", ". ويقول إن "),
            passage(
                "p2",
                "ses papiers sont gardés depuis plusieurs mois par la personne qui l’emploie",
                "مشغّله يحتفظ بوثائقه منذ عدة أشهر دون أن يعيدها إليه رغم طلبه",
                sign=True,
                cites=["cp-448-1"],
            ),
            words(", et qu’", "، وإنه "),
            passage("p3", "elle habite loin", "يسكن بعيدا", sign=False),
            words(".", "."),
        ],
        [
            words("Elle demande si la loi 27-14 la concerne. ", "ويسأل هل يشمله القانون 27.14. "),
            passage(
                "p4", "Quelqu’un répond toujours à sa place", "هناك من يجيب دائما مكانه", sign=True, cites=["palermo-3"]
            ),
            words(".", "."),
        ],
    ]
}
DONE = ".nbp-feedback.nbp-good .nbp-ok"


def by_keyboard(page: Page, spec: dict[str, Any]) -> None:
    check(page, "p1")  # a false alarm, then taken back
    press(page, "Space")
    for sign in spec["key"]["correct"]:
        check(page, sign)
    tab_to(page, ".nbp-button")
    press(page, "Enter")
    expect(page.locator(".nbp-found li")).to_have_count(len(spec["key"]["correct"]))
