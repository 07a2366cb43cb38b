"""Files for places without network: a module as one page, and as slides, opened from a folder in a real browser."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from looks import faults
from nbparcours.course.load import Course
from nbparcours.course.places import Places
from nbparcours.course.text import DIRECTION, LANGUAGES, Lang
from nbparcours.publish import exports
from nbparcours.publish.export_deck import Deck
from nbparcours.publish.export_room import HIGH
from nbparcours.publish.notebooks import build_notebooks
from nbparcours.publish.site_source import prepare
from nbparcours.publish.site_tools import fill, take

ROOT = Path(__file__).parents[1]
MODULE = "03-loi-27-14"
SINGLE = "m3-silence"
Made = tuple[Places, dict[Lang, dict[str, Any]], dict[Lang, list[Path]]]
#: Slides whose words reach beyond the slide: their place and their title.
OVERFULL = """() => deck.getSlides().flatMap((slide, at) => {
  const { h, v } = deck.getIndices(slide);
  deck.slide(h, v);
  const around = slide.getBoundingClientRect();
  const shown = (node) => !node.closest("aside") && node.getClientRects().length;
  const inside = [...slide.querySelectorAll("*")].filter(shown);
  const out = (box) => box.bottom > around.bottom + 1 || box.left < around.left - 1 || box.right > around.right + 1;
  const full = inside.some((node) => out(node.getBoundingClientRect()));
  return full ? [[at, slide.querySelector("h1, h2")?.textContent]] : [];
})"""


@pytest.fixture(scope="module")
def made(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The real module 3 in both languages."""
    home = tmp_path_factory.mktemp("exports")
    for name in ("modules", "book"):
        (home / name).symlink_to(ROOT / name)
    places = Places(home=home, data=home / "data")
    build_notebooks(course, places)
    frames, files = {}, {}
    for lang in LANGUAGES:
        frame = prepare(course, places, lang, home / "book-of" / lang)
        frame["modules"] = [module for module in frame["modules"] if module["file"] == MODULE]
        frames[lang], files[lang] = frame, exports.export_all(course, places, lang, frame)
    return places, frames, files


class Opened:
    """A file opened from its folder, and what it asked for or complained of."""

    def __init__(self, browser: Browser, path: Path, **options: Any) -> None:
        self.page: Page = browser.new_page(**options)
        self.asked: list[str] = []
        self.noted: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.noted.append(message.text))
        self.page.on("pageerror", lambda error: self.noted.append(str(error)))
        self.page.goto(path.as_uri())

    def close(self) -> None:
        assert [url for url in self.asked if not url.startswith(("file:", "data:"))] == []
        assert self.noted == []
        self.page.close()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_link_stays_in_the_file_or_says_where_it_leads(course: Course, made: Made, lang: Lang) -> None:
    page = made[2][lang][0].read_text("utf-8")
    ids = set(re.findall(r'\sid="([^"]+)"', page))
    links = re.findall(r'<a\b[^>]*?href="([^"]*)"', re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL))
    assert len(links) > 100
    assert {link for link in links if link.startswith("#") and link[1:] not in ids} == set()
    assert {link for link in links if not link.startswith(("#", "tel:", "https://"))} == {course.settings.exit_url}
    assert not re.search(r'\b(?:src|srcset)="', page)
    assert "annexe-textes" in ids


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_module_works_from_a_stick(browser: Browser, made: Made, lang: Lang) -> None:
    opened = Opened(browser, made[2][lang][0], viewport={"width": 360, "height": 740})
    page = opened.page
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [lang, DIRECTION[lang]]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    activity = page.locator(f'nbp-activity[data-id="{SINGLE}"]')
    activity.scroll_into_view_if_needed()
    before = activity.inner_text()
    activity.locator("input").first.check()
    activity.locator(".nbp-actions .nbp-button").first.click()
    expect(activity.locator(".nbp-feedback").first).not_to_be_empty()
    assert activity.inner_text() != before
    assert page.evaluate("localStorage.length") == 0, "nothing is kept before the reader says so"
    page.locator(".nbp-consent input").first.check()
    activity.locator("input").first.check()
    page.wait_for_function("localStorage.length > 0")
    page.locator('a[href="#cp-448-4"]:visible').first.click()
    assert page.locator("#cp-448-4").bounding_box()["y"] < 740  # type: ignore[index]
    assert page.locator(".nbp-figure svg:visible").count() == 2
    page.evaluate("scrollTo(0, 0)")
    assert faults(page) == []
    page.emulate_media(media="print")
    assert page.locator(".bar").is_hidden()
    opened.close()


def deck(browser: Browser, made: Made, lang: Lang) -> Opened:
    """Open a deck and wait until it answers keys."""
    opened = Opened(browser, made[2][lang][1], viewport={"width": 1280, "height": 720})
    opened.page.wait_for_function("globalThis.deck?.isReady()")
    return opened


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_slides_run_in_the_direction_of_reading(browser: Browser, made: Made, lang: Lang) -> None:
    opened = deck(browser, made, lang)
    page = opened.page
    onward, back = ("ArrowRight", "ArrowLeft") if lang == "fr" else ("ArrowLeft", "ArrowRight")
    place = "deck.getSlidePastCount()"
    page.keyboard.press(onward)
    page.keyboard.press(onward)
    assert page.evaluate(place) == 2
    page.keyboard.press(back)
    assert page.evaluate(place) == 1
    page.keyboard.press("Space")
    assert page.evaluate(place) == 2
    button = page.locator(".navigate-right" if lang == "fr" else ".navigate-left")
    expect(button).to_have_attribute("aria-label", {"fr": "Suivant", "ar": "التالي"}[lang])
    button.click()
    assert page.evaluate(place) == 3
    assert faults(page) == []
    opened.close()


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_slide_is_too_full_and_notes_say_the_rest(browser: Browser, made: Made, lang: Lang) -> None:
    opened = deck(browser, made, lang)
    page = opened.page
    page.wait_for_function("document.fonts.status === 'loaded'")
    assert page.evaluate("deck.getTotalSlides()") > 30
    assert page.evaluate(OVERFULL) == []
    assert page.evaluate("document.querySelectorAll('section.drawn svg').length") == 2
    page.evaluate("deck.slide(0, 1)")
    page.keyboard.press("n")
    shown = page.locator(".speaker-notes")
    expect(shown).to_be_visible()
    assert len(shown.inner_text()) > 100
    page.keyboard.press("n")
    expect(shown).to_be_hidden()
    opened.close()


def test_a_long_table_goes_on_under_its_head() -> None:
    deck = Deck("fr", {})
    rows = "\n".join(f"| {n} | {'mot ' * 40} |" for n in range(20))
    deck.prose(f"# Module\n\n## Titre\n\n| Numéro | Ce qu'il dit |\n|---|---|\n{rows}")
    slides = [slide for slide in deck.filled() if slide.blocks]
    assert len(slides) > 3
    assert all(slide.high <= HIGH and slide.title == "Titre" for slide in slides)
    assert all(block.startswith("| Numéro |") for slide in slides for block in slide.blocks)
    assert "".join(block for slide in slides for block in slide.blocks).count("mot mot") == 20 * 20


def test_a_paragraph_leaves_its_first_words_on_the_slide_and_the_rest_in_the_notes() -> None:
    deck = Deck("fr", {})
    first, second = "Une phrase courte.", "Une autre, " + "bien plus longue, " * 12 + "finit ici."
    deck.prose(f"# Module\n\n## Titre\n\n{first} {second}")
    slide = deck.filled()[-1]
    assert slide.blocks == [first]
    assert slide.notes == [f"{first} {second}"]


def test_the_site_offers_what_was_made_from_its_own_words(course: Course, made: Made, tmp_path: Path) -> None:
    places, frames, files = made
    frame = frames["ar"]
    assert exports.current(places, "ar", frame, MODULE) == files["ar"]
    for folder, path in (
        ("notebooks", places.notebooks / "ar" / f"{MODULE}.ipynb"),
        *(("exports", p) for p in files["ar"]),
    ):
        (tmp_path / "ar" / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / "ar" / folder / path.name).write_bytes(path.read_bytes())
    offered = take(tmp_path, "ar", MODULE)
    theme = ROOT / "book" / "theme" / "parcours"
    page = fill('<div data-tool="take"></div>', MODULE, theme, frame, {MODULE: offered})
    assert f'href="exports/{MODULE}.html"' in page
    assert f'href="exports/{MODULE}-diapositives.html"' in page
    assert f"({round(files['ar'][0].stat().st_size / 1000)} كيلوبايت)" in page
    source = places.notebooks / "ar" / f"{MODULE}.ipynb"
    whole = json.loads(source.read_text("utf-8"))
    whole["cells"][0]["source"].append("كلمة جديدة.")
    source.write_text(json.dumps(whole, ensure_ascii=False), "utf-8")
    assert exports.current(places, "ar", frame, MODULE) == []
    build_notebooks(course, places)
