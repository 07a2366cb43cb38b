"""Every kind in Chromium: by keyboard alone, with its feedback, in every scheme and width."""

import json

import pytest
from playwright.sync_api import Browser, expect

import activity_pages
from activity_helpers import both, sample
from activity_pages import KIND_NAMES, answer_by_keyboard, close, fill, mount, opened
from looks import SCHEMES, WIDTHS, faults
from nbparcours.course.text import LANGUAGES, Lang

pages = activity_pages.pages
pytestmark = pytest.mark.browser
ODD_HOST = "{load: async () => ({value: {'__proto__': 3}, checked: true, attempts: 1}), save: async () => true}"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KIND_NAMES)
def test_a_keyboard_is_enough(browser: Browser, pages: str, kind: str, lang: Lang) -> None:
    made = opened(browser, f"{pages}/{lang}-{kind}.html")
    answer_by_keyboard(made, kind, lang)
    close(made)


def test_a_wrong_answer_gets_its_reason_its_article_and_another_try(browser: Browser, pages: str) -> None:
    made = opened(browser, f"{pages}/fr-single.html")
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


def test_the_same_message_is_spoken_again(browser: Browser, pages: str) -> None:
    made = opened(browser, f"{pages}/fr-single.html")
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


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_axe_finds_nothing(browser: Browser, pages: str, lang: Lang, scheme: str) -> None:
    made = opened(browser, f"{pages}/{lang}-all.html", **SCHEMES[scheme])
    fill(made)
    for width in (1280, 360):
        made.set_viewport_size({"width": width, "height": 800})
        assert faults(made) == []
    close(made)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_scrolls_sideways_and_targets_are_large(browser: Browser, pages: str, lang: Lang) -> None:
    made = opened(browser, f"{pages}/{lang}-all.html")
    fill(made)
    for width in WIDTHS:
        made.set_viewport_size({"width": width, "height": 700})
        assert made.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
        small = made.evaluate(
            """() => [...document.querySelectorAll('.nbp :is(button, select, summary, label:has(input))')]
            .filter(n => n.offsetParent && Math.min(n.offsetHeight, n.offsetWidth) < 44)
            .map(n => n.outerHTML.slice(0, 90))"""
        )
        assert small == [], width
    close(made)


def test_forced_colours_show_what_is_chosen(browser: Browser, pages: str) -> None:
    made = opened(browser, f"{pages}/fr-all.html", forced_colors="active")
    fill(made)
    chosen = made.locator(".nbp-option:has(:checked)").first
    assert chosen.evaluate("n => getComputedStyle(n).outlineStyle") == "solid"
    close(made)


def test_every_control_keeps_jupyterlab_shortcuts_away(browser: Browser, pages: str) -> None:
    made = opened(browser, f"{pages}/fr-all.html")
    fill(made)
    bare = "nbp-activity :is(a, button, details, input, select, summary):not([data-lm-suppress-shortcuts='true'])"
    assert made.locator("nbp-activity :is(a, button, input, select, summary)").count() > 20
    assert made.locator(bare).count() == 0
    close(made)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_digit_groups_read_from_left_to_right(browser: Browser, pages: str, lang: Lang) -> None:
    made = opened(browser, f"{pages}/{lang}-single.html")
    group = made.locator("legend bdi", has_text="27-14")
    first, last = group.evaluate(
        """node => [0, 3].map(at => { const range = document.createRange();
        range.setStart(node.firstChild, at); range.setEnd(node.firstChild, at + 1);
        return range.getBoundingClientRect().left })"""
    )
    assert first < last
    assert made.locator("option").evaluate_all("nodes => nodes.map(n => n.querySelector('bdi'))") == []
    close(made)


def test_a_screen_keeps_its_form_on_the_site(browser: Browser, pages: str) -> None:
    made = opened(browser, f"{pages}/screen.html")
    expect(made.locator("nbp-activity")).to_contain_text("JupyterLab")
    expect(made.locator(".nbp-consent")).to_have_count(0)
    close(made)


def test_print_shows_the_answer_only_when_it_is_open(browser: Browser, pages: str) -> None:
    made = opened(browser, f"{pages}/fr-matching.html")
    made.emulate_media(media="print")
    expect(made.locator(".nbp-rights")).to_be_visible()
    expect(made.locator(".nbp-button").first).to_be_hidden()
    expect(made.locator(".nbp-hint")).to_be_hidden()
    made.locator(".nbp-hint").evaluate("node => { node.open = true; }")
    expect(made.locator(".nbp-hint")).to_be_visible()
    close(made)


def test_without_javascript_the_form_is_readable(browser: Browser, pages: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    made = context.new_page()
    made.goto(f"{pages}/ar-all.html")
    expect(made.locator("nbp-activity")).to_have_count(len(KIND_NAMES))
    expect(made.locator("details").first).to_be_visible()
    expect(made.get_by_text(both("", "سبب b.")["ar"]).first).to_be_hidden()
    context.close()


@pytest.mark.parametrize("spec", ['{"kind": "nothing"}', '{"kind": "constructor"}', '{"kind": "single"}', "null", "7"])
def test_a_broken_spec_is_a_sentence(browser: Browser, pages: str, spec: str) -> None:
    made = opened(browser, f"{pages}/bare.html")
    mount(made, json.loads(spec), "{load: async () => null, save: async () => true}")
    expect(made.locator("#place [role=note]")).to_contain_text("rien n’est perdu")
    close(made)


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_hostile_words_are_drawn_as_words(browser: Browser, pages: str, kind: str) -> None:
    evil = "<img src=x onerror=alert(1)></script>\u202e"
    spec = json.loads(
        json.dumps(sample(kind, "fr"), ensure_ascii=False).replace('"text": "', '"text": ' + json.dumps(evil)[:-1])
    )
    spec["prompt"] = evil * 20_000
    spec["cites"] = [{"key": "x", "label": evil, "href": "javascript:alert(1)"}]
    spec["why"] = {name: {"text": evil, "cites": ["x"]} for name in spec["why"]}
    made = opened(browser, f"{pages}/bare.html")
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
