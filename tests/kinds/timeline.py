"""Events put in order with ▲; their dates appear when they are checked."""

from typing import Any

from playwright.sync_api import Page, expect

from activity_helpers import both, choice
from keyboard import focused, press, tab_to

BODY = {
    "steps": [
        choice(
            "s1",
            "Les États adoptent à Palerme le protocole qui définit la traite des êtres humains pour la première fois.",
            "اعتماد بروتوكول باليرمو الذي عرّف الاتجار بالبشر لأول مرة.",
            when=both("15 novembre 2000", "15 نونبر 2000"),
            cites=["palermo-3"],
        ),
        choice("s2", "Le Maroc y adhère", "انضمام المغرب إليه", when=both("25 avril 2011", "25 أبريل 2011")),
        choice("s3", "La loi 27-14", "القانون 27.14", when=both("25 août 2016", "25 غشت 2016"), cites=["cp-448-1"]),
    ]
}
DONE = ".nbp-dated .nbp-date"


def by_keyboard(page: Page, spec: dict[str, Any]) -> None:
    """Move each event up to its place with its own button, which keeps the focus meanwhile."""
    for place, step in enumerate(spec["key"]["order"]):
        up = f'[data-step="{step}"] button:first-of-type'
        row = page.locator(f'[data-step="{step}"]')
        behind = row.evaluate("row => document.activeElement.compareDocumentPosition(row) & 2")
        tab_to(page, up, "Shift+Tab" if behind else "Tab")
        steps = page.locator("[data-step]").evaluate_all("rows => rows.map(row => row.dataset.step)")
        for _ in range(steps.index(step) - place):
            press(page, "Enter")
            assert focused(page, up)
    tab_to(page, ".nbp-button")
    press(page, "Enter")
    expect(page.locator(".nbp-date").first).to_have_text(spec["dates"][spec["key"]["order"][0]])
    expect(page.locator(".nbp-feedback .nbp-ok")).to_be_visible()
