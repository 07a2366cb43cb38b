"""The home page and the final test as a learner meets them, in Debian's Chromium."""

import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from nbparcours.activity import screens
from nbparcours.activity.case_screen import case_spec
from nbparcours.course.case_study import CaseStudy
from nbparcours.course.text import LANGUAGES, Lang
from nbparcours.learner.admission import Closed
from screens_helpers import Stage, both, drawn, finished, result, small_course, stage

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COURSE = small_course()
DRAW = drawn(COURSE)
NEXT = ".nbp-way .nbp-main"
SAVED = ".nbp-saved-words"

#: Things to press that are smaller than a finger, and digit groups that a right-to-left line may turn round.
SMALL = """() => [...document.querySelectorAll(
    "#root :is(button, select, summary, label.nbp-option, .nbp-call, input[type=text])")]
  .filter((node) => node.checkVisibility())
  .map((node) => [node.textContent.trim(), node.getBoundingClientRect()])
  .filter(([, box]) => box.height < 43.9 || box.width < 43.9).map(([name]) => name)"""
LOOSE = """() => {
  const walker = document.createTreeWalker(document.querySelector("#root"), NodeFilter.SHOW_TEXT), found = [];
  for (let node; (node = walker.nextNode());)
    if (/\\d[-–./: ]\\d/.test(node.data) && !node.parentElement.closest("[dir=ltr], option")) found.push(node.data);
  return found;
}"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def final_test(lang: Lang) -> dict[str, Any]:
    return screens.test_spec(COURSE, "demo", lang)


def home(lang: Lang) -> dict[str, Any]:
    return screens.home_spec(COURSE, lang)


def axe(on: Stage) -> list[str]:
    found = Axe().run(on.page, context="#root", options={"runOnly": RULES}).response["violations"]
    return [f"{fault['id']}: {node['html']}" for fault in found for node in fault["nodes"]]


def sound(on: Stage) -> None:
    """What must hold on every screen, at every width, in every language and scheme."""
    assert axe(on) == []
    assert on.page.evaluate(SMALL) == []
    assert on.page.evaluate(WIDER) <= 0
    if on.lang == "ar":
        assert on.page.evaluate(LOOSE) == []


def heading(on: Stage, words: str | re.Pattern[str]) -> None:
    expect(on.page.locator("#root h2").first).to_have_text(words)


def answer_by_keyboard(on: Stage) -> None:
    """Answer the question on screen, whatever its kind."""
    kind = on.page.evaluate(
        "['select', '.nbp-move', 'input'].find((name) => document.querySelector(`#root fieldset ${name}`))"
    )
    if kind == "select":
        for _ in range(on.page.locator("fieldset select").count()):
            on.press("fieldset select", "ArrowDown")
    elif kind == ".nbp-move":
        on.press(".nbp-move:not([aria-disabled=true])")
    else:
        on.press("fieldset input", "Space")


def test_keyboard_alone_from_start_to_receipt(browser: Browser) -> None:
    with stage(browser, "ar") as on:
        on.show(final_test("ar"), draw=DRAW)
        heading(on, re.compile("^الاختبار النهائي"))
        on.press(".nbp-main")
        expect(on.page.locator("h2")).to_be_focused()
        assert on.focused() == "السؤال 1 من 5"
        answer_by_keyboard(on)
        expect(on.page.locator(SAVED)).to_contain_text("كل شيء محفوظ")

        on.press(".nbp-later button", "Space")
        assert on.page.get_attribute(".nbp-later button", "aria-pressed") == "true"
        on.press(NEXT)
        assert on.focused() == "السؤال 2 من 5"

        on.page.evaluate("host.memory.failures = 2")
        answer_by_keyboard(on)
        expect(on.page.locator(SAVED)).to_contain_text("لم يُحفظ بعد (1)")
        assert DRAW["m1-s2"] not in on.memory("answers")["answers"]
        on.press(".nbp-saved button")
        on.page.wait_for_function("host.memory.failures === 0")
        expect(on.page.locator(SAVED)).to_contain_text("لم يُحفظ بعد (1)")
        on.page.keyboard.press("Enter")  # the button kept the keyboard
        expect(on.page.locator(SAVED)).to_contain_text("كل شيء محفوظ")
        assert on.focused() == "السؤال 2 من 5"  # where the vanished button left it
        assert DRAW["m1-s2"] in on.memory("answers")["answers"]

        chosen = "[...document.querySelectorAll('fieldset input')].map((input) => input.checked)"
        before = on.page.evaluate(chosen)
        on.press(".nbp-bar-test > button")
        heading(on, "Question 2 sur 5")
        assert on.focused() == "العربية"
        assert on.page.evaluate("[root.firstChild.lang, root.firstChild.dir]") == ["fr", "ltr"]
        assert on.page.evaluate(chosen) == before
        assert any(before)
        expect(on.page.locator("legend").first).to_contain_text("en français")
        on.page.wait_for_function("host.memory.answers.language === 'fr'")
        for number in (3, 4, 5):
            on.press(NEXT)
            assert on.focused() == f"Question {number} sur 5"
            answer_by_keyboard(on)
        on.press(".nbp-bar-test > button")
        heading(on, "السؤال 5 من 5")

        on.press(NEXT)
        assert on.focused() == "مراجعة قبل التسليم"
        expect(on.page.locator(".nbp-line").first).to_contain_text("مُجاب عنه، للمراجعة")
        on.tab_to("input[type=text]")
        on.page.keyboard.type("أمل")
        on.press(NEXT)
        assert on.calls("handin") == []  # nothing is sent before the second yes
        on.press(NEXT)
        expect(on.page.locator("h2")).to_have_text("سُلّم اختباركم")
        assert on.focused() == "سُلّم اختباركم"
        assert on.page.inner_text(".nbp-receipt") == "AB12-CD34"
        kept = on.memory("answers")
        assert set(kept["answers"]) == set(DRAW.values())
        assert kept["answers"][DRAW["m1-s3"]].keys() == {"p", "q"}
        assert (kept["name"], kept["language"]) == ("أمل", "ar")
        assert len(on.calls("handin")) == 1


def test_an_answer_outlives_a_stopped_server_and_a_reload(browser: Browser) -> None:
    asked: list[str] = []
    with stage(browser) as on:
        on.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
        on.show(final_test("fr"), draw=DRAW)
        on.press(".nbp-main")
        on.page.evaluate("host.memory.down = true")
        answer_by_keyboard(on)
        expect(on.page.locator(SAVED)).to_contain_text("Pas encore enregistré (1)")
        on.press(NEXT)
        answer_by_keyboard(on)
        expect(on.page.locator(SAVED)).to_contain_text("Pas encore enregistré (2)")
        on.show(final_test("fr"), draw=DRAW)  # the same tab, loaded again; the server has nothing
        heading(on, "Question 2 sur 5")
        expect(on.page.locator(SAVED)).to_contain_text("Tout est enregistré : 2/5")
        assert set(on.memory("answers")["answers"]) == {DRAW["m1-s1"], DRAW["m1-s2"]}
        on.show(final_test("fr"), draw=DRAW, sheet={"answers": on.memory("answers")["answers"]})
        expect(on.page.locator("fieldset input:checked")).to_have_count(1)
        assert asked == ["beforeunload"]  # only while something was unsaved


def test_the_page_tries_again_by_itself(browser: Browser) -> None:
    with stage(browser) as on:
        on.page.clock.install()
        on.show(final_test("fr"), draw=DRAW)
        on.page.clock.run_for(500)
        on.press(".nbp-main")
        on.page.evaluate("host.memory.failures = 3")
        answer_by_keyboard(on)
        on.page.clock.run_for(100)
        expect(on.page.locator(SAVED)).to_contain_text("Pas encore enregistré (1)")
        on.page.clock.run_for(60_000)
        expect(on.page.locator(SAVED)).to_contain_text("Tout est enregistré : 1/5")
        assert len(on.calls("save")) == 4


def test_the_newest_answer_wins_however_slow_the_server(browser: Browser) -> None:
    with stage(browser) as on:
        on.show(final_test("fr"), draw=DRAW)
        on.press(".nbp-main")
        on.page.evaluate(
            """() => { const save = host.tests.save; window.gates = [];
               host.tests.save = (...all) => new Promise((go) => gates.push(go)).then(() => save(...all)); }"""
        )
        on.press("fieldset input", "Space")
        on.page.keyboard.press("ArrowDown")
        on.page.keyboard.press("ArrowDown")
        expect(on.page.locator(SAVED)).to_contain_text("Enregistrement")
        for _ in range(2):
            on.page.wait_for_function("gates.length > 0")
            on.page.evaluate("gates.shift()()")
        expect(on.page.locator(SAVED)).to_contain_text("Tout est enregistré")
        assert on.memory("answers")["answers"] == {DRAW["m1-s1"]: ["c"]}
        assert on.page.evaluate("gates.length") == 0


def test_handing_in_that_fails_loses_nothing(browser: Browser) -> None:
    answers = {DRAW["m1-s1"]: ["a"]}
    with stage(browser) as on:
        on.show(final_test("fr"), draw=DRAW, sheet={"answers": answers})
        expect(on.page.locator(".nbp-main")).to_have_text("Reprendre le test")
        on.press(".nbp-main")
        assert on.focused() == "Question 2 sur 5"  # the first one without an answer
        on.page.get_by_role("button", name="Relire et remettre").click()
        on.press(NEXT)
        expect(on.page.locator(".nbp-warning")).to_contain_text("4")
        on.page.evaluate("host.memory.down = true")
        on.press(NEXT)
        expect(on.page.locator(".nbp-news")).to_contain_text("La remise n’a pas abouti")
        heading(on, re.compile("Remettre le test maintenant"))
        on.page.evaluate("host.memory.down = false")
        on.press(NEXT)
        heading(on, "Votre test est remis")
        assert on.memory("answers")["answers"] == answers
        on.page.get_by_role("button", name="Modifier mes réponses").click()
        on.page.locator("fieldset input").nth(1).check()
        expect(on.page.locator(SAVED)).to_contain_text("Tout est enregistré : 1/5")
        on.show(final_test("fr"), draw=DRAW, sheet={"answers": answers, "receipt": "AB12-CD34"}, result=None)
        heading(on, "Votre test est remis")


def test_a_test_that_cannot_be_read_says_so_and_comes_back(browser: Browser) -> None:
    with stage(browser) as on:
        on.show(final_test("fr"), site=True)
        expect(on.page.locator("#root")).to_contain_text("serveur du cours")
        on.page.evaluate(
            "() => { host.tests = { answers: async () => { throw new Error() }, result: async () => null } }"
        )
        on.page.evaluate(
            "spec => import('/activity.js').then(({ mount }) => mount(root, spec, host))", final_test("fr")
        )
        expect(on.page.get_by_role("alert")).to_contain_text("Rien n’est perdu")
        sheet = {"draw": DRAW, "answers": {"answers": {}, "language": "fr"}, "learner": "amal"}
        on.page.evaluate("sheet => { host.tests.answers = async () => sheet }", sheet)
        on.press("#root button")
        expect(on.page.locator(".nbp-rules")).to_be_visible()
        assert on.focused() == final_test("fr")["title"]["fr"]


@pytest.mark.parametrize("passed", [True, False])
def test_a_result_shows_the_score_and_the_pages_to_read(browser: Browser, passed: bool) -> None:
    with stage(browser) as on:
        on.show(final_test("fr"), draw=DRAW, result=result(passed=passed))
        heading(on, re.compile("Test réussi" if passed else "Pas encore réussi"))
        expect(on.page.locator("#root")).to_contain_text("4/5" if passed else "2,5/5")
        expect(on.page.locator("#root")).to_contain_text("Premier module")
        assert on.page.locator(".nbp-again button").count() == (0 if passed else 1)
        if not passed:
            expect(on.page.locator("#root")).to_contain_text("prochaine session")
            on.page.locator(".nbp-again button").click()
            assert on.calls("open") == [["01-premier", "fr"]]
        sound(on)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_screen_of_the_test_is_accessible_and_fits_a_phone(browser: Browser, lang: Lang, scheme: str) -> None:
    with stage(browser, lang, width=360, scheme=scheme) as on:
        on.show(final_test(lang), draw=DRAW)
        expect(on.page.locator(".nbp-rules")).to_be_visible()
        sound(on)
        on.page.locator(".nbp-main").click()
        for _ in DRAW:
            sound(on)
            answer_by_keyboard(on)
            on.page.locator(NEXT).click()
        on.page.evaluate("host.memory.failures = 1")
        on.page.locator("input[type=text]").fill("أمل Amal")
        sound(on)
        on.page.locator(NEXT).click()
        sound(on)
        on.page.locator(NEXT).click()
        expect(on.page.locator(".nbp-receipt")).to_be_visible()
        sound(on)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [360, 1280])
def test_home_is_accessible_and_fits(browser: Browser, lang: Lang, scheme: str, width: int) -> None:
    with stage(browser, lang, width=width, scheme=scheme) as on:
        on.show(home(lang), progress=finished("m1-a1"), draw=DRAW, status="released")
        expect(on.page.locator("progress")).to_be_visible()
        expect(on.page.locator(".nbp-tests .nbp-entry")).to_be_visible()
        sound(on)
        on.page.locator("[data-place=erase]").click()
        sound(on)


def test_home_tells_the_state_of_each_module(browser: Browser) -> None:
    with stage(browser) as on:
        on.show(home("fr"), progress=finished("m1-a1"))
        first, second = on.page.locator("ol.nbp-rows > li").all()
        expect(first).to_contain_text("Commencé")
        expect(first).to_contain_text("1 sur 2")
        assert first.locator("progress").get_attribute("aria-label") == "Activités requises\u00a0: 1 sur 2"
        expect(second).to_contain_text("À venir")
        assert second.locator("button").count() == 0
        expect(on.page.locator(".nbp-now")).to_contain_text(re.compile(r"1\sheure et 23\sminutes.*45\sminutes"))
        on.press("[data-place=last]")
        on.press("[data-place=m1]")
        assert on.calls("open") == [["01-premier#m1-a1", "fr"], ["01-premier", "fr"]]
        on.page.get_by_role("button", name="العربية").click()
        assert on.calls("open")[-1] == ["00-accueil", "ar"]
        on.page.get_by_role("button", name="Quitter vite").click()
        assert len(on.calls("exit")) == 1
        call = on.page.locator(".nbp-call")
        assert (call.get_attribute("href"), call.get_attribute("dir")) == ("tel:0800004747", "ltr")
        expect(on.page.locator(".nbp-phones")).to_contain_text("septembre 2023")


@pytest.mark.parametrize(
    ("done", "words", "button"),
    [((), "Pas encore commencé", "Commencer"), (("m1-a1", "m1-a2"), "Terminé", "Revoir")],
)
def test_home_names_what_a_module_button_does(browser: Browser, done: tuple[str, ...], words: str, button: str) -> None:
    with stage(browser) as on:
        on.show(home("fr"), progress=finished(*done))
        row = on.page.locator("ol.nbp-rows > li").first
        expect(row).to_contain_text(words)
        expect(row.locator("button")).to_have_text(re.compile(f"^{button}"))


def test_quick_exit_comes_first_for_the_keyboard(browser: Browser) -> None:
    with stage(browser, "ar") as on:
        on.show(home("ar"))
        on.page.keyboard.press("Tab")
        assert on.focused() == "خروج سريع"


@pytest.mark.parametrize(
    ("known", "words", "button"),
    [
        ({"status": "released"}, "Il en reste 2", None),
        ({"status": "released", "progress": finished("m1-a1", "m1-a2")}, "Ouvert", "Ouvrir le test"),
        ({"status": "fetched", "progress": finished("m1-a1")}, "Il en reste une", None),
        ({"status": "fetched", "sheet": {"answers": {"m1-i01": ["a"]}}}, "1/5", "Reprendre le test"),
        ({"status": "submitted", "sheet": {"receipt": "AB12-CD34"}}, "AB12-CD34", "Voir ma remise"),
        ({"status": "submitted"}, "ont changé depuis la remise", "Reprendre le test"),
        ({"status": "submitted", "result": result(passed=True)}, "Réussi. Points : 4/5", "Voir le résultat"),
        ({"status": "submitted", "result": result(passed=False)}, "prochaine session", "Voir le résultat"),
    ],
)
def test_home_tells_where_the_final_test_stands(
    browser: Browser, known: dict[str, Any], words: str, button: str | None
) -> None:
    with stage(browser) as on:
        on.show(home("fr"), draw=DRAW, **known)
        row = on.page.locator(".nbp-tests .nbp-entry")
        expect(row).to_contain_text(words)
        assert row.locator("button").all_inner_texts() == ([button] if button else [])
        if button:
            row.locator("button").click()
            on.page.wait_for_function("host.memory.calls.some(([name]) => name === 'open')")
            assert on.calls("open") == [["final-test-demo/test", "fr"]]
            assert len(on.calls("fetch")) == (1 if known["status"] == "released" else 0)


def test_erasing_takes_two_steps_and_says_what_is_lost(browser: Browser) -> None:
    with stage(browser) as on:
        on.show(home("fr"), progress=finished("m1-a1", "m1-a2"))
        expect(on.page.locator("ol.nbp-rows > li").first).to_contain_text("Terminé")
        on.press("[data-place=erase]")
        assert on.focused().startswith("Effacer vos données")
        expect(on.page.locator(".nbp-ask")).to_contain_text("Seront perdus")
        assert on.calls("erase") == []
        on.page.get_by_role("button", name="Non, tout garder").click()
        assert on.focused() == "Effacer mes données…"
        on.page.keyboard.press("Enter")
        on.page.evaluate("host.memory.down = true")
        on.press(".nbp-danger")
        expect(on.page.locator(".nbp-news")).to_contain_text("Rien n’a été effacé")
        on.page.evaluate("host.memory.down = false")
        on.press("[data-place=erase]")
        on.press(".nbp-danger")
        expect(on.page.locator(".nbp-news")).to_contain_text("Vos données sont effacées")
        expect(on.page.locator("ol.nbp-rows > li").first).to_contain_text("Pas encore commencé")


def test_home_without_its_server_still_leads_to_the_modules(browser: Browser) -> None:
    with stage(browser) as on:
        on.show(home("fr"))
        on.page.evaluate("host.memory.down = true")
        on.page.evaluate("spec => import('/activity.js').then(({ mount }) => mount(root, spec, host))", home("fr"))
        expect(on.page.locator(".nbp-news")).to_contain_text("Rien n’est perdu")
        expect(on.page.locator(".nbp-tests")).to_contain_text("ne peut pas être lu")
        row = on.page.locator("ol.nbp-rows > li").first
        expect(row.locator("button")).to_have_text(re.compile("^Ouvrir"))
        expect(row).not_to_contain_text("commencé")  # nothing is claimed that is not known
        on.page.evaluate("host.memory.down = false")
        on.press("[data-place=retry]")
        expect(on.page.locator("[data-place=retry]")).to_have_count(0)


def test_home_of_the_companion_site_reads_what_the_browser_keeps(browser: Browser) -> None:
    with stage(browser) as on:
        on.show(home("fr"), site=True)
        expect(on.page.locator(".nbp-tests")).to_contain_text("avec un compte")
        on.page.evaluate(
            """spec => { localStorage.setItem("nbparcours.keep", "yes");
               localStorage.setItem("nbparcours:m1-a1", JSON.stringify({ attempts: 1, checked: true }));
               const host = { load: async () => null, save: async () => true };
               return import("/activity.js").then(({ mount }) => mount(root, spec, host)); }""",
            home("fr"),
        )
        expect(on.page.locator("ol.nbp-rows > li").first).to_contain_text("1 sur 2")
        expect(on.page.locator("#root")).to_contain_text("dans ce navigateur")
        assert "m1-a1" in (on.page.get_attribute("[data-place=export]", "href") or "")
        on.press("[data-place=erase]")
        on.press(".nbp-danger")
        expect(on.page.locator("ol.nbp-rows > li").first).to_contain_text("Pas encore commencé")
        assert on.page.evaluate("localStorage.length") == 0


# ---- times, both views, receipts, open answers ----

OPEN = {"opens": None, "closes": None, "minutes": None, "attempts": None, "extra": 0, "begun": "", "left": None}
CASE = CaseStudy.model_validate(
    {
        "id": "cas",
        "minutes": 30,
        "title": both("Étude de cas"),
        "notice": both("Cas inventé"),
        "case": both("Un récit inventé"),
        "cites": [],
        "questions": [
            {
                "id": f"cas-{n}",
                "title": both(f"Question {n}"),
                "prompt": both("Que faites-vous ?"),
                "criteria": [{"points": 2, "text": both("Sécurité"), "full": both("Tout"), "part": both("Moitié")}],
            }
            for n in (1, 2)
        ],
    }
)


def shut(why: str) -> dict[str, Any]:
    return Closed(why, datetime(2026, 12, 1, 9, 0, tzinfo=UTC), 3).as_json()


def picture(on: Stage, name: str) -> None:
    if folder := os.environ.get("NBPARCOURS_PICTURES"):
        on.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.parametrize(("lang", "width", "scheme"), [("fr", 360, "dark"), ("ar", 1280, "light")])
def test_the_rules_say_the_times_before_the_start(browser: Browser, lang: Lang, width: int, scheme: str) -> None:
    session = OPEN | {"closes": "2026-12-01T17:00:00+00:00", "minutes": 60}
    with stage(browser, lang, width=width, scheme=scheme) as on:
        on.show(final_test(lang), draw=DRAW, session=session)
        rules = on.page.locator(".nbp-rules")
        expect(rules).to_contain_text({"fr": "1\u00a0heure", "ar": "ساعة"}[lang])
        expect(rules).to_contain_text("2026")
        assert on.calls("begin") == []  # looking at the rules starts nothing
        on.page.locator(".nbp-extra summary").click()
        on.page.locator(".nbp-extra input").fill("30-0000")
        on.page.locator(".nbp-extra button").click()
        expect(on.page.locator(".nbp-news")).to_contain_text({"fr": "pas le vôtre", "ar": "ليس لكم"}[lang])
        sound(on)
        picture(on, f"rules-{lang}-{width}-{scheme}")
        on.page.locator(".nbp-extra input").fill("30-ABCD")
        on.page.locator(".nbp-extra button").click()
        expect(rules).to_contain_text({"fr": "supplémentaire compris", "ar": "الوقت الإضافي"}[lang])
        on.press(".nbp-main")
        expect(on.page.locator("h2")).to_be_focused()
        assert len(on.calls("begin")) == 1


@pytest.mark.parametrize("why", ["early", "wait", "attempts", "progress", "late"])
def test_a_test_that_may_not_be_begun_says_why_and_has_no_button(browser: Browser, why: str) -> None:
    with stage(browser, "ar") as on:
        on.show(final_test("ar"), draw=DRAW, session=OPEN, closed=shut(why))
        expect(on.page.locator(".nbp-warning")).to_have_text(shut(why)["message"]["ar"])
        expect(on.page.get_by_role("button", name="بدء الاختبار")).to_have_count(0)
        sound(on)


def test_time_is_told_and_its_end_loses_nothing_that_was_saved(browser: Browser) -> None:
    session = OPEN | {"minutes": 60, "begun": "2026-11-27T09:00:00+00:00", "left": 330}
    with stage(browser, "fr") as on:
        on.page.clock.install()
        on.show(final_test("fr"), draw=DRAW, session=session)
        on.page.clock.run_for(500)
        on.press(".nbp-main")
        on.page.clock.run_for(100)
        answer_by_keyboard(on)
        expect(on.page.locator(".nbp-clock")).to_have_text(re.compile(r"Temps restant.*6\sminutes"))
        on.page.clock.run_for(60_000)
        expect(on.page.locator(".nbp-clock")).to_have_text(re.compile(r"5\sminutes"))
        expect(on.page.locator(".nbp-clock-box [role=status]")).to_have_text(re.compile(r"5\sminutes"))
        on.page.evaluate("closed => { host.memory.closed = closed }", shut("time"))
        on.page.evaluate("host.memory.failures = 99")
        on.press(NEXT)
        answer_by_keyboard(on)  # is not taken any more
        on.page.clock.run_for(300_000)
        heading(on, "Le temps est écoulé")
        expect(on.page.locator("#root")).to_contain_text("Réponses enregistrées\u00a0: 1/5")
        expect(on.page.locator("#root")).to_contain_text("trop tard pour être enregistrées\u00a0: 1")
        assert on.calls("handin") == []  # nothing is handed in by itself
        on.page.clock.resume()
        sound(on)
        on.press(".nbp-way .nbp-main")
        on.press(".nbp-way .nbp-main")
        heading(on, "Votre test est remis")
        expect(on.page.get_by_role("button", name="Modifier mes réponses")).to_have_count(0)


@pytest.mark.parametrize(("lang", "width", "scheme"), [("ar", 360, "light"), ("fr", 1280, "dark")])
def test_all_questions_on_one_page(browser: Browser, lang: Lang, width: int, scheme: str) -> None:
    with stage(browser, lang, width=width, scheme=scheme) as on:
        on.show(final_test(lang), draw=DRAW, session=OPEN)
        on.page.locator(".nbp-view input[value=all]").check()
        on.press(".nbp-main")
        expect(on.page.locator(".nbp-one")).to_have_count(5)
        sound(on)
        picture(on, f"all-{lang}-{width}-{scheme}")
        third = on.page.locator("[data-question='2']")
        third.locator("select").first.focus()
        on.page.keyboard.press("ArrowDown")
        expect(on.page.locator(SAVED)).to_contain_text("1/5")
        on.page.locator(".nbp-bar-test > .nbp-quiet").click()
        expect(third.locator("select").first).not_to_have_value("")
        assert len(on.memory("answers")["answers"]) == 1
        on.page.locator(".nbp-numbers button").nth(3).click()
        assert on.page.evaluate("document.activeElement.closest('.nbp-one').dataset.question") == "3"
        on.show(final_test(lang), draw=DRAW, session=OPEN)  # the same tab, loaded again
        expect(on.page.locator(".nbp-one")).to_have_count(5)
        on.page.locator(".nbp-overview .nbp-way button").last.click()
        heading(on, re.compile("(Question|السؤال) 4 "))


def test_options_come_in_the_learners_order_in_both_languages(browser: Browser) -> None:
    order = {DRAW["m1-s1"]: ["c", "a", "b"]}
    values = "[...document.querySelectorAll('fieldset input')].map((input) => input.value)"
    with stage(browser) as on:
        on.show(final_test("fr"), draw=DRAW, order=order)
        on.press(".nbp-main")
        heading(on, "Question 1 sur 5")
        assert on.page.evaluate(values) == ["c", "a", "b"]
        on.page.locator("fieldset input").first.check()
        on.press(".nbp-bar-test > button")
        heading(on, "السؤال 1 من 5")
        assert on.page.evaluate(values) == ["c", "a", "b"]
        assert on.memory("answers")["answers"] == {DRAW["m1-s1"]: ["c"]}


def test_marks_are_kept_for_another_browser(browser: Browser) -> None:
    with stage(browser) as on:
        on.show(final_test("fr"), draw=DRAW)
        on.press(".nbp-main")
        on.press(".nbp-later button", "Space")
        on.page.wait_for_function("host.memory.answers.marked?.length === 1")
        on.page.evaluate("sessionStorage.clear()")
        on.show(final_test("fr"), draw=DRAW, sheet={"marked": [DRAW["m1-s1"]]})
        on.press(".nbp-main")
        expect(on.page.locator(".nbp-later button")).to_have_attribute("aria-pressed", "true")


def test_a_second_hand_in_says_what_it_replaces_and_the_receipt_prints(browser: Browser) -> None:
    handed = [{"when": "2026-11-26 10:00:00.000000 UTC", "receipt": "XY98-ZW76"}]
    answers = {DRAW["m1-s1"]: ["a"]}
    with stage(browser, width=360) as on:
        on.show(final_test("fr"), draw=DRAW, sheet={"answers": answers}, handed=handed)
        on.press(".nbp-main")
        on.page.get_by_role("button", name="Relire et remettre").click()
        on.press(NEXT)
        expect(on.page.locator(".nbp-warning").first).to_contain_text("remplacera la précédente")
        expect(on.page.locator(".nbp-receipt")).to_have_text("XY98-ZW76")
        on.press(NEXT)
        expect(on.page.locator("#root")).to_contain_text("remise n° 2")
        assert on.page.locator(".nbp-receipt").all_inner_texts() == ["AB12-CD34", "XY98-ZW76"]
        sound(on)
        picture(on, "receipt-fr-360")
        on.page.evaluate("window.print = () => {}")
        on.page.get_by_role("button", name="Imprimer le reçu").click()
        printed = on.page.frame_locator(".nbp-printer")
        expect(printed.locator("body")).to_contain_text("AB12-CD34")
        expect(printed.locator("body")).to_contain_text("1/5")


@pytest.mark.parametrize(("lang", "width", "scheme"), [("ar", 360, "dark"), ("fr", 1280, "light")])
def test_an_open_answer_is_saved_while_one_writes(browser: Browser, lang: Lang, width: int, scheme: str) -> None:
    spec = case_spec(COURSE, CASE, "demo", "case-study-demo", lang)
    drawn = {"cas-1": "cas-1", "cas-2": "cas-2"}
    with stage(browser, lang, width=width, scheme=scheme) as on:
        on.show(spec, draw=drawn, session=OPEN, name="case-study-demo")
        on.press(".nbp-main")
        on.tab_to("textarea")
        on.page.keyboard.type("Écouter d'abord")
        expect(on.page.locator(SAVED)).to_contain_text("1/2")
        assert on.memory("answers")["answers"] == {"cas-1": "Écouter d'abord"}
        assert len(on.calls("save")) < len("Écouter d'abord")  # not each letter alone
        sound(on)
        picture(on, f"case-{lang}-{width}-{scheme}")
        on.press(NEXT)
        on.tab_to("textarea")
        on.page.keyboard.type("ثم الإحالة")
        on.press(NEXT)
        heading(on, re.compile("Relecture|مراجعة"))
        expect(on.page.locator(".nbp-name-field")).to_have_count(0)
        on.press(NEXT)
        on.press(NEXT)
        expect(on.page.locator(".nbp-receipt")).to_be_visible()
        assert on.memory("answers")["answers"] == {"cas-1": "Écouter d'abord", "cas-2": "ثم الإحالة"}


def test_a_marked_case_study_shows_points_and_words(browser: Browser) -> None:
    marked = {"points": 3, "out_of": 4, "passed": False, "comments": {"cas-1": "Bien vu <b>"}}
    marked["modules"] = {"cas-1": {"points": 2, "out_of": 2}, "cas-2": {"points": 1, "out_of": 2}}
    with stage(browser) as on:
        spec = case_spec(COURSE, CASE, "demo", "case-study-demo", "fr")
        on.show(spec, draw={"cas-1": "cas-1", "cas-2": "cas-2"}, name="case-study-demo", result=marked)
        expect(on.page.locator("#root")).to_contain_text("3/4")
        expect(on.page.locator("#root")).to_contain_text("Bien vu <b>")
        expect(on.page.locator("#root")).to_contain_text("facultatif")
        sound(on)
        on.show(home("fr"), name="case-study-demo", status="submitted", result=marked)
        expect(on.page.locator(".nbp-tests")).to_contain_text("Étude de cas (facultative)")
        expect(on.page.locator(".nbp-tests")).to_contain_text("3/4")


def test_home_says_why_a_test_is_closed_and_when_to_try_again(browser: Browser) -> None:
    with stage(browser) as on:
        on.show(home("fr"), draw=DRAW, status="fetched", session=OPEN, closed=shut("wait"))
        expect(on.page.locator(".nbp-tests")).to_contain_text("vous pourrez repasser le test à partir du")
        assert on.page.locator(".nbp-tests button").count() == 0
        failed = result(passed=False) | {"again": "2026-12-02T09:00:00+00:00"}
        on.show(home("fr"), draw=DRAW, status="submitted", result=failed)
        expect(on.page.locator(".nbp-tests")).to_contain_text("2 décembre 2026")
        on.show(final_test("fr"), draw=DRAW, result=failed)
        expect(on.page.locator("#root")).to_contain_text("2 décembre 2026")
