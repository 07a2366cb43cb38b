"""Every kind in Chromium: by keyboard alone, kept after consent, readable in every scheme and width."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from activity_helpers import BODIES, both, page, sample, sample_page, served
from nbparcours.activity.bundle import bundle
from nbparcours.course.text import LANGUAGES, Lang

pytestmark = pytest.mark.browser
KIND_NAMES = sorted(BODIES)
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
#: The keys that answer each kind rightly, from the first control on, and end on its check button.
KEYS = {
    "single": ["Space", "ArrowDown", "Tab", "Tab", "Enter"],
    "multiple": ["Space", "Tab", "Tab", "Space", "Tab", "Tab", "Enter"],
    "sorting": ["Space", "Tab", "Space", "ArrowRight", "Tab", "Tab", "Enter"],
    "quiz": ["Tab", "Space", "ArrowDown", "Tab", "Enter"],
}
KEEPING_HOST = "{load: async () => null, save: async (state) => { sent.push(state); return true }}"
ODD_HOST = "{load: async () => ({value: {'__proto__': 3}, checked: true, attempts: 1}), save: async () => true}"
SHAKY_HOST = """{
  load: async () => {
    if (!works) throw new Error("down");
    return {value: ["a"], checked: true, score: 0, best: 1, attempts: 3};
  },
  save: async (state) => works && Boolean(sent.push(state)),
}"""
RIGHT = {"fr": "Bonne réponse", "ar": "جواب صحيح"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("pages")
    for lang in LANGUAGES:
        (folder / f"{lang}-all.html").write_text(sample_page(lang, KIND_NAMES), "utf-8")
        for kind in KIND_NAMES:
            (folder / f"{lang}-{kind}.html").write_text(sample_page(lang, [kind]), "utf-8")
    screen = {"id": "home", "kind": "home", "lang": "fr", "dir": "ltr", "title": "Le cours"}
    (folder / "screen.html").write_text(page("fr", bundle(screen)["text/html"]), "utf-8")
    (folder / "bare.html").write_text(bare_page(), "utf-8")
    with served(folder) as address:
        yield address


def bare_page() -> str:
    """A page whose tests bring their own host and spec."""
    script = '<script type="module">import * as kit from "./activity.js"; window.kit = kit;</script>'
    return page("fr", '<div id="place"></div>', script)


def opened(browser: Browser, address: str, **options: Any) -> Page:
    """Open a page that notes its errors and whatever it asks of anyone but the server."""
    made = browser.new_page(**options)
    noted: list[str] = []
    made.noted = noted  # type: ignore[attr-defined]
    made.on("pageerror", lambda error: noted.append(str(error)))
    made.on("request", lambda request: is_foreign(request.url) and noted.append(request.url))
    made.goto(address)
    made.wait_for_selector(".nbp fieldset, #place, nbp-activity[data-id=home]", state="attached")
    return made


def is_foreign(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1:", "data:"))


def close(made: Page) -> None:
    assert made.noted == []  # type: ignore[attr-defined]
    made.close()


def press(made: Page, keys: list[str]) -> None:
    for key in keys:
        made.keyboard.press(key)


def focus_first(made: Page) -> None:
    """Tab past the consent box to the activity's first control."""
    made.locator(".nbp-consent input").focus()
    made.keyboard.press("Tab")


def answer_by_keyboard(made: Page, kind: str) -> None:
    focus_first(made)
    if kind == "ordering":
        order_by_keyboard(made)
    elif kind == "matching":
        match_by_keyboard(made)
    else:
        if kind == "sorting" and made.evaluate("document.dir") == "rtl":
            press(made, ["Space", "Tab", "Space", "ArrowLeft", "Tab", "Tab", "Enter"])
            return
        press(made, KEYS[kind])
        if kind == "quiz":  # past the answer that is now on offer, to the second question
            press(made, ["Tab", "Tab", "Space", "Tab", "Tab", "Space", "Tab", "Enter"])


def match_by_keyboard(made: Page) -> None:
    for right in sample("matching", "fr")["key"]["map"].values():
        options = made.evaluate("[...document.activeElement.options].map(o => o.value)")
        press(made, ["ArrowDown"] * options.index(right))
        press(made, ["Tab"])
    press(made, ["Tab", "Enter"])  # past the hint


def order_by_keyboard(made: Page) -> None:
    """Move each step up to its place with its own button, which keeps the focus meanwhile."""
    for place, step in enumerate(sample("ordering", "fr")["key"]["order"]):
        button = made.locator(f'[data-step="{step}"] button').first
        while not button.evaluate("node => node === document.activeElement"):
            made.keyboard.press("Tab" if place == 0 else "Shift+Tab" if behind(made, step) else "Tab")
        for _ in range(position(made, step) - place):
            made.keyboard.press("Enter")
            expect(button).to_be_focused()
            expect(made.locator(".nbp-hidden").first).to_contain_text(str(position(made, step) + 1))
    while not made.evaluate("document.activeElement.matches('.nbp-button')"):
        made.keyboard.press("Tab")
    made.keyboard.press("Enter")


def position(made: Page, step: str) -> int:
    return made.evaluate("[...document.querySelectorAll('[data-step]')].map(r => r.dataset.step)").index(step)


def behind(made: Page, step: str) -> bool:
    """Whether the step's row stands before what has the focus."""
    row = made.locator(f'[data-step="{step}"]')
    return bool(row.evaluate("row => document.activeElement.compareDocumentPosition(row) & 2"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KIND_NAMES)
def test_a_keyboard_is_enough(browser: Browser, site: str, kind: str, lang: Lang) -> None:
    made = opened(browser, f"{site}/{lang}-{kind}.html")
    answer_by_keyboard(made, kind)
    verdicts = made.locator(".nbp-feedback .nbp-ok", has_text=RIGHT[lang])
    expect(verdicts).to_have_count(2 if kind == "quiz" else 1)
    if kind == "quiz":
        expect(made.locator(".nbp-feedback").last).to_contain_text("100 %")
    close(made)


def test_a_wrong_answer_gets_its_reason_its_article_and_another_try(browser: Browser, site: str) -> None:
    made = opened(browser, f"{site}/fr-single.html")
    expect(made.locator(".nbp-solution")).to_be_hidden()
    made.get_by_role("button", name="Vérifier").click()
    expect(made.locator(".nbp-feedback")).to_contain_text("Choisissez")
    made.get_by_label("Oui, toujours").check()
    made.get_by_role("button", name="Vérifier").click()
    said = made.locator(".nbp-feedback")
    expect(said).to_contain_text("✗ Pas encore")
    expect(said).to_contain_text("Raison a.")
    expect(said.get_by_role("link")).to_have_text(["article 3 du Protocole", "article 448-1 du Code pénal"])
    assert said.get_by_role("link").first.get_attribute("href") == "textes.html#palermo-3"
    expect(made.locator(".nbp-solution")).to_be_visible()
    made.get_by_label("Non, avant 18 ans").check()
    expect(said).to_be_empty()
    made.get_by_role("button", name="Vérifier").click()
    expect(said).to_contain_text("✓ Bonne réponse")
    close(made)


def test_the_same_message_is_spoken_again(browser: Browser, site: str) -> None:
    made = opened(browser, f"{site}/fr-single.html")
    made.evaluate(
        """() => { const node = document.querySelector('.nbp-feedback'); window.heard = [];
        new MutationObserver(() => window.heard.push(node.textContent)).observe(node, {childList: true}) }"""
    )
    for _ in range(2):
        made.get_by_role("button", name="Vérifier").click()
        expect(made.locator(".nbp-feedback")).to_contain_text("Choisissez")
    heard = made.evaluate("window.heard")
    assert [bool(words) for words in heard] == [True, False, True]
    close(made)


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_answers_are_kept_only_after_consent(browser: Browser, site: str, kind: str) -> None:
    context = browser.new_context()
    made = context.new_page()
    made.goto(f"{site}/fr-{kind}.html")
    answer_by_keyboard(made, kind)
    expect(made.locator(".nbp-saved")).to_contain_text("fermeture")
    assert made.evaluate("localStorage.length") == 0
    made.reload()
    made.wait_for_selector(".nbp fieldset")
    expect(made.locator(".nbp-feedback .nbp-ok")).to_have_count(0)
    made.locator(".nbp-consent input").check()
    answer_by_keyboard(made, kind)
    expect(made.locator(".nbp-saved")).to_have_text("Enregistré")
    expect(made.locator(".nbp-feedback").last).not_to_be_empty()
    before = shown(made)
    made.reload()
    expect(made.locator(".nbp-feedback").last).not_to_be_empty()
    assert shown(made) == before
    assert made.locator(".nbp-feedback").first.get_attribute("aria-live") == "off", "restored words are not news"
    made.locator(".nbp-consent input").uncheck()
    expect(made.locator(".nbp-saved")).to_contain_text("fermeture")
    assert made.evaluate("localStorage.length") == 0
    context.close()


def shown(made: Page) -> Any:
    """What the learner sees of the answer and of what was said to it."""
    return made.evaluate(
        """() => [[...document.querySelectorAll('nbp-activity :is(input, select)')].map(n => n.checked ?? n.value),
        [...document.querySelectorAll('[data-step]')].map(n => n.dataset.step),
        [...document.querySelectorAll('.nbp-feedback, .nbp-mark')].map(n => n.textContent)]"""
    )


def test_two_tabs_agree(browser: Browser, site: str) -> None:
    context = browser.new_context()
    first, second = context.new_page(), context.new_page()
    for made in (first, second):
        made.goto(f"{site}/fr-single.html")
        made.wait_for_selector(".nbp fieldset")
    first.get_by_label("Non, avant 18 ans").check()
    expect(second.get_by_label("Non, avant 18 ans")).to_be_checked()
    first.locator(".nbp-consent input").check()
    expect(second.locator(".nbp-consent input")).to_be_checked()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_axe_finds_nothing(browser: Browser, site: str, lang: Lang, scheme: str) -> None:
    made = opened(browser, f"{site}/{lang}-all.html", color_scheme=scheme)
    fill(made)
    found = Axe().run(made, options=AXE)
    problems = [(v["id"], [node["html"][:120] for node in v["nodes"]]) for v in found.response["violations"]]
    assert problems == []
    close(made)


def fill(made: Page) -> None:
    """Give wrong and right answers, check them, open what can be opened."""
    made.evaluate(
        """() => { for (const input of document.querySelectorAll('nbp-activity input')) input.click();
        for (const node of document.querySelectorAll('select')) {
          node.selectedIndex = 1; node.dispatchEvent(new Event('change')); }
        for (const node of document.querySelectorAll('.nbp-button:not(.nbp-plain)')) node.click();
        for (const node of document.querySelectorAll('details')) node.open = true; }"""
    )
    expect(made.locator(".nbp-feedback").last).not_to_be_empty()


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_scrolls_sideways_and_targets_are_large(browser: Browser, site: str, lang: Lang, width: int) -> None:
    made = opened(browser, f"{site}/{lang}-all.html", viewport={"width": width, "height": 700})
    fill(made)
    assert made.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = made.evaluate(
        """() => [...document.querySelectorAll('.nbp :is(button, select, summary, label:has(input))')]
        .filter(n => n.offsetParent && Math.min(n.offsetHeight, n.offsetWidth) < 44)
        .map(n => n.outerHTML.slice(0, 90))"""
    )
    assert small == []
    close(made)


def test_forced_colours_show_what_is_chosen(browser: Browser, site: str) -> None:
    made = opened(browser, f"{site}/fr-all.html", forced_colors="active")
    fill(made)
    chosen = made.locator(".nbp-option:has(:checked)").first
    assert chosen.evaluate("n => getComputedStyle(n).outlineStyle") == "solid"
    close(made)


def test_every_control_keeps_jupyterlab_shortcuts_away(browser: Browser, site: str) -> None:
    made = opened(browser, f"{site}/fr-all.html")
    fill(made)
    bare = "nbp-activity :is(a, button, details, input, select, summary):not([data-lm-suppress-shortcuts='true'])"
    assert made.locator("nbp-activity :is(a, button, input, select, summary)").count() > 20
    assert made.locator(bare).count() == 0
    close(made)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_digit_groups_read_from_left_to_right(browser: Browser, site: str, lang: Lang) -> None:
    made = opened(browser, f"{site}/{lang}-single.html")
    group = made.locator("legend bdi", has_text="27-14")
    first, last = group.evaluate(
        """node => [0, 3].map(at => { const range = document.createRange();
        range.setStart(node.firstChild, at); range.setEnd(node.firstChild, at + 1);
        return range.getBoundingClientRect().left })"""
    )
    assert first < last
    assert made.locator("option").evaluate_all("nodes => nodes.map(n => n.querySelector('bdi'))") == []
    close(made)


def mount(made: Page, spec: dict[str, Any], host: str) -> None:
    """Mount `spec` with a host written in JavaScript."""
    made.wait_for_function("window.kit")
    made.evaluate(f"spec => {{ window.stop = kit.mount(document.getElementById('place'), spec, {host}); }}", spec)


def test_saving_tells_the_truth_and_tries_again(browser: Browser, site: str) -> None:
    made = opened(browser, f"{site}/bare.html")
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


def test_a_state_has_the_fields_that_others_read(browser: Browser, site: str) -> None:
    made = opened(browser, f"{site}/bare.html")
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


@pytest.mark.parametrize("spec", ['{"kind": "nothing"}', '{"kind": "constructor"}', '{"kind": "single"}', "null", "7"])
def test_a_broken_spec_is_a_sentence(browser: Browser, site: str, spec: str) -> None:
    made = opened(browser, f"{site}/bare.html")
    mount(made, json.loads(spec), "{load: async () => null, save: async () => true}")
    expect(made.locator("#place [role=note]")).to_contain_text("rien n’est perdu")
    close(made)


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_hostile_words_are_drawn_as_words(browser: Browser, site: str, kind: str) -> None:
    evil = "<img src=x onerror=alert(1)></script>\u202e"
    spec = json.loads(
        json.dumps(sample(kind, "fr"), ensure_ascii=False).replace('"text": "', '"text": ' + json.dumps(evil)[:-1])
    )
    spec["prompt"] = evil * 20_000
    spec["cites"] = [{"key": "x", "label": evil, "href": "javascript:alert(1)"}]
    spec["why"] = {name: {"text": evil, "cites": ["x"]} for name in spec["why"]}
    made = opened(browser, f"{site}/bare.html")
    mount(
        made,
        spec,
        ODD_HOST,
    )
    expect(made.locator("#place fieldset").first).to_be_visible()
    fill_place = "() => document.querySelectorAll('#place .nbp-button').forEach(b => b.click())"
    made.evaluate(fill_place)
    assert made.locator("#place :is(img, script, [href^='javascript'])").count() == 0
    close(made)


def test_a_page_without_storage_says_so(browser: Browser, site: str) -> None:
    context = browser.new_context()
    context.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked') }})")
    made = context.new_page()
    made.goto(f"{site}/fr-single.html")
    expect(made.locator(".nbp-consent")).to_contain_text("ne permet pas de garder")
    made.get_by_label("Non, avant 18 ans").check()
    expect(made.locator(".nbp-saved")).to_contain_text("fermeture")
    context.close()


def test_a_screen_keeps_its_form_on_the_site(browser: Browser, site: str) -> None:
    made = opened(browser, f"{site}/screen.html")
    expect(made.locator("nbp-activity")).to_contain_text("JupyterLab")
    expect(made.locator(".nbp-consent")).to_have_count(0)
    close(made)


def test_print_shows_the_answer_only_when_it_is_open(browser: Browser, site: str) -> None:
    made = opened(browser, f"{site}/fr-matching.html")
    made.emulate_media(media="print")
    expect(made.locator(".nbp-rights")).to_be_visible()
    expect(made.locator(".nbp-button")).to_be_hidden()
    expect(made.locator(".nbp-hint")).to_be_hidden()
    made.locator(".nbp-hint").evaluate("node => { node.open = true; }")
    expect(made.locator(".nbp-hint")).to_be_visible()
    close(made)


def test_without_javascript_the_form_is_readable(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    made = context.new_page()
    made.goto(f"{site}/ar-all.html")
    expect(made.locator("nbp-activity")).to_have_count(len(KIND_NAMES))
    expect(made.locator("details").first).to_be_visible()
    expect(made.get_by_text(both("", "سبب b.")["ar"]).first).to_be_hidden()
    context.close()
