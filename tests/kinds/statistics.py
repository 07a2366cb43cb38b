"""The statistics explorer: three series of two sources, and two questions."""

from typing import Any

from playwright.sync_api import Page, expect

from activity_helpers import MULTIPLE, PROMPT, SINGLE, both
from keyboard import check, press, tab_to

SOURCE = both("Ministère public, rapport annuel", "رئاسة النيابة العامة، التقرير السنوي")
NOTE = both(
    "Ces nombres comptent ce que la justice a vu, d’après la loi 27-14 ; ils ne disent pas combien de personnes sont "
    "concernées dans le pays.",
    "تحصي هذه الأرقام ما وصل إلى القضاء وفق القانون 27-14، ولا تبين عدد المعنيين في البلاد.",
)


def series(ident: str, source: dict[str, str], fr: str, ar: str, values: dict[int, float]) -> dict[str, Any]:
    unit = both("affaires", "قضية")
    words = {"source": source, "measure": both(fr, ar), "unit": unit, "note": NOTE, "cites": ["cp-448-1"]}
    return {"id": ident, "values": values, **words}


BODY = {
    "series": [
        series("cases", SOURCE, "Affaires", "القضايا", {2017: 17, 2018: 80, 2019: 151, 2020: 0, 2022: 111}),
        series("people", SOURCE, "Personnes poursuivies", "الأشخاص المتابعون", {2018: 231, 2019: 307}),
        series(
            "world",
            both("ONUDC, rapport mondial", "مكتب الأمم المتحدة، التقرير العالمي"),
            "Victimes détectées dans le monde",
            "الضحايا المكتشفون في العالم",
            {2016: 24_000.5, 2022: 69_627},
        ),
    ],
    "questions": [
        {"id": "q1", "kind": "single", "objective": "m1-o1", "prompt": PROMPT, "options": SINGLE},
        {"id": "q2", "kind": "multiple", "objective": "m1-o1", "prompt": PROMPT, "options": MULTIPLE},
    ],
}
DONE = ".nbp-feedback.nbp-good:has-text('100 %')"


def by_keyboard(page: Page, spec: dict[str, Any]) -> None:
    """Look at another series, then at its table, then answer."""
    tab_to(page, ".nbp-picks select")
    press(page, "ArrowDown")
    expect(page.locator(".nbp-series")).to_contain_text(spec["series"][2]["measure"])
    tab_to(page, ".nbp-view[aria-pressed=false]")
    press(page, "Enter")
    expect(page.locator(".nbp-table tbody tr")).to_have_count(2)
    for place, (name, question) in enumerate(spec["key"]["questions"].items()):
        for option in question["key"]["correct"]:
            check(page, option, f"nbp-{name}-")
        tab_to(page, ".nbp-question .nbp-button:not(.nbp-plain)")
        press(page, "Enter")
        expect(page.locator(".nbp-question .nbp-feedback .nbp-ok").nth(place)).to_be_visible()
