"""What becomes of an answer: kept after consent, said truthfully, tried again, the same in two tabs."""

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

import activity_pages
from activity_helpers import sample
from activity_pages import KIND_NAMES, answer_by_keyboard, close, mount, opened

pages = activity_pages.pages
pytestmark = pytest.mark.browser
#: Kinds whose answer is checked as a whole: what was said to it stands there again after a reload.
CHECKED = ("single", "multiple", "sorting", "matching", "ordering", "timeline", "quiz")
KEEPING_HOST = "{load: async () => null, save: async (state) => { sent.push(state); return true }}"
SHAKY_HOST = """{
  load: async () => {
    if (!works) throw new Error("down");
    return {value: ["a"], checked: true, score: 0, best: 1, attempts: 3};
  },
  save: async (state) => works && Boolean(sent.push(state)),
}"""
#: What the home page tells the other tabs.
ERASED = "{consent: false, erased: true}"


def kept(made: Page) -> dict[str, Any]:
    """What the browser's store holds of the activity."""
    found = made.evaluate("Object.entries(localStorage).filter(([name]) => name.includes('m1-'))")
    return {name: json.loads(text)["value"] for name, text in found}


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_answers_are_kept_only_after_consent(browser: Browser, pages: str, kind: str) -> None:
    context = browser.new_context()
    made = context.new_page()
    made.goto(f"{pages}/fr-{kind}.html")
    made.wait_for_selector(".nbp-status")
    answer_by_keyboard(made, kind)
    expect(made.locator(".nbp-saved")).to_contain_text("fermeture")
    assert made.evaluate("localStorage.length") == 0
    made.reload()
    made.wait_for_selector(".nbp-status")
    expect(made.locator(".nbp-feedback .nbp-ok")).to_have_count(0)
    made.locator(".nbp-consent input").check()
    answer_by_keyboard(made, kind)
    keeps = sample(kind, "fr")["keep"]
    expect(made.locator(".nbp-saved")).to_contain_text("Enregistré" if keeps else "fermeture")
    before = kept(made)
    assert bool(before) == keeps
    made.reload()
    made.wait_for_selector(".nbp-status")
    assert kept(made) == before
    if kind in CHECKED:
        expect(made.locator(".nbp-feedback").last).not_to_be_empty()
        assert made.locator(".nbp-feedback").first.get_attribute("aria-live") == "off", "restored words are not news"
    made.locator(".nbp-consent input").uncheck()
    expect(made.locator(".nbp-saved")).not_to_contain_text("Enregistré")
    assert made.evaluate("localStorage.length") == 0
    context.close()


def test_two_tabs_agree(browser: Browser, pages: str) -> None:
    context = browser.new_context()
    first, second = context.new_page(), context.new_page()
    for made in (first, second):
        made.goto(f"{pages}/fr-single.html")
        made.wait_for_selector(".nbp fieldset")
    first.get_by_label("Non, avant 18 ans").check()
    expect(second.get_by_label("Non, avant 18 ans")).to_be_checked()
    first.locator(".nbp-consent input").check()
    expect(second.locator(".nbp-consent input")).to_be_checked()
    context.close()


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_what_was_erased_elsewhere_is_gone_from_an_open_page(browser: Browser, pages: str, kind: str) -> None:
    context = browser.new_context()
    made = context.new_page()
    made.goto(f"{pages}/fr-{kind}.html")
    made.wait_for_selector(".nbp-status")
    blank = look(made)
    made.locator(".nbp-consent input").check()
    answer_by_keyboard(made, kind)
    assert look(made) != blank
    made.evaluate(f"const c = new BroadcastChannel('nbparcours'); localStorage.clear(); c.postMessage({ERASED})")
    expect(made.locator(".nbp-saved")).to_have_text("")
    assert look(made) == blank
    made.locator(".nbp-consent input").check()
    answer_by_keyboard(made, kind)  # and it can be done again
    context.close()


def look(made: Page) -> str:
    """What the activity shows: its words, and what is chosen or written."""
    chosen = "[...node.querySelectorAll('input,select,textarea')].map((one) => [one.checked, one.value])"
    found: str = made.locator("nbp-activity").evaluate(f"node => JSON.stringify([node.innerText, {chosen}])")
    return found


def test_saving_tells_the_truth_and_tries_again(browser: Browser, pages: str) -> None:
    made = opened(browser, f"{pages}/bare.html")
    made.evaluate("() => { window.sent = []; window.works = false; }")
    mount(
        made,
        sample("single", "fr"),
        SHAKY_HOST,
    )
    status = made.locator(".nbp-saved")
    expect(status).to_contain_text("n’ont pas")
    made.get_by_label("Non, avant 18 ans").check()
    expect(status).to_contain_text("Non enregistré")
    assert made.evaluate("sent") == []
    made.evaluate("() => { window.works = true; }")
    expect(status).to_have_text("Enregistré")
    sent = made.evaluate("sent")
    assert len(sent) == 1
    assert sent[0]["value"] == ["b"]
    assert sent[0]["best"] == 1, "what was reached before the server went away is not lost"
    assert sent[0]["attempts"] == 3
    close(made)


def test_a_state_has_the_fields_that_others_read(browser: Browser, pages: str) -> None:
    made = opened(browser, f"{pages}/bare.html")
    made.evaluate("() => { window.sent = []; }")
    mount(made, sample("quiz", "fr"), KEEPING_HOST)
    for label, question in (("Non, avant 18 ans", 0), ("La menace", 1)):
        made.locator(".nbp-question").nth(question).get_by_label(label).check()
        made.locator(".nbp-question").nth(question).get_by_role("button", name="Vérifier").click()
    expect(made.locator(".nbp-feedback").last).to_contain_text("75 %")
    last = made.evaluate("sent.at(-1)")
    assert {name: last[name] for name in ("value", "checked", "score", "best", "attempts")} == {
        "value": {"q1": ["b"], "q2": ["c"]},
        "checked": True,
        "score": 0.75,
        "best": 0.75,
        "attempts": 1,
    }
    made.get_by_role("button", name="Recommencer").click()
    expect(made.locator("input:checked")).to_have_count(0)
    assert made.evaluate("sent.at(-1)")["best"] == 0.75
    close(made)


def test_a_page_without_storage_says_so(browser: Browser, pages: str) -> None:
    context = browser.new_context()
    context.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked') }})")
    made = context.new_page()
    made.goto(f"{pages}/fr-single.html")
    expect(made.locator(".nbp-consent")).to_contain_text("ne permet pas de garder")
    made.get_by_label("Non, avant 18 ans").check()
    expect(made.locator(".nbp-saved")).to_contain_text("fermeture")
    context.close()
