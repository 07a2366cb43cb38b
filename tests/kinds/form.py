"""A form with every kind of field."""

from typing import Any

from playwright.sync_api import Page

from activity_helpers import both
from keyboard import choose, focused, press, tab_to


def field(ident: str, kind: str, fr: str, ar: str, **more: Any) -> dict[str, Any]:
    return {"id": ident, "kind": kind, "label": both(fr, ar), **more}


OPTIONS = [
    {"id": name, "text": both(fr, ar)} for name, fr, ar in (("day", "Le jour", "نهارا"), ("night", "La nuit", "ليلا"))
]
BODY = {
    "parts": [
        {
            "id": "people",
            "title": both("Les personnes qui comptent", "الأشخاص الذين أعتمد عليهم"),
            "note": both("Choisissez des personnes que vous pouvez joindre sans danger.", "اختاروا أشخاصا يمكنكم الاتصال بهم دون خطر."),
            "fields": [
                field("who", "line", "Une personne de confiance", "شخص موثوق به"),
                field("call", "line", "Son numéro", "رقمه", help=both("Par exemple 0800 00 47 47.", "مثلا 0800 00 47 47.")),
                field("when", "choice", "Le meilleur moment pour l’appeler", "أنسب وقت للاتصال به", options=OPTIONS),
            ],
        },
        {
            "id": "steps",
            "title": both("Ce que je ferai", "ما سأفعله"),
            "fields": [
                field("first", "text", "Mes premiers pas", "خطواتي الأولى"),
                field("bag", "check", "Mes documents sont dans un lieu sûr", "وثائقي في مكان آمن"),
                field("date", "date", "À relire le", "تاريخ المراجعة"),
            ],
        },
    ],
}  # fmt: skip
DONE = ".nbp-feedback.nbp-good"


def by_keyboard(page: Page, spec: dict[str, Any]) -> None:
    for text in ("Salma", "0800 00 47 47"):
        tab_to(page, 'input[type="text"]')
        page.keyboard.type(text)
        press(page, "Tab")
    tab_to(page, "select")
    choose(page, "night")
    tab_to(page, "textarea")
    page.keyboard.type("Prévenir. أُخبر من أثق به.")
    tab_to(page, 'input[type="checkbox"]')
    press(page, "Space")
    tab_to(page, '[data-do="erase"]')
    press(page, "Enter")
    tab_to(page, ".nbp-erase .nbp-plain")  # no, keep it
    press(page, "Enter")
    assert focused(page, '[data-do="erase"]')
    tab_to(page, '[data-do="finish"]', "Shift+Tab")
    press(page, "Enter")
