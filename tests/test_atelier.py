"""The course in JupyterLite, built from the real notebooks and served by a plain static server from a subfolder."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Response, expect

from nbparcours.course.load import Course
from nbparcours.course.places import Places
from nbparcours.course.text import LANGUAGES, Lang
from nbparcours.publish.atelier import build_atelier
from nbparcours.publish.atelier_about import ways
from nbparcours.publish.site_frame import read_words
from nbparcours.publish.site_tools import fill, size
from site_helpers import served

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[1]
UNDER = "cours/atelier"
MODULE, HOME = "01-comprendre-la-traite", "00-accueil"
FULL = "() => { window.kept = Storage.prototype.setItem; Storage.prototype.setItem = () => { throw Error('full'); }; }"
SAVED = {"fr": "Enregistré", "ar": "تم الحفظ"}


@pytest.fixture(scope="module")
def places(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Places:
    """A home with the notebooks of `make build` and the atelier made from them."""
    home = tmp_path_factory.mktemp("atelier") / "home"
    assert (ROOT / "build" / "modules" / "fr" / f"{HOME}.ipynb").is_file(), "run « make build » first"
    shutil.copytree(ROOT / "build" / "modules", home / "build" / "modules")
    (home / "book").symlink_to(ROOT / "book")
    places = Places(home=home, data=home / "data")
    build_atelier(course, places)
    return places


@pytest.fixture(scope="module")
def address(places: Places, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("host")
    (root / "cours").mkdir()
    (root / UNDER).symlink_to(places.atelier)
    with served(root) as url:
        yield f"{url}/{UNDER}"


@dataclass
class Reader:
    """A browser that notes what goes wrong."""

    context: BrowserContext
    address: str
    faults: list[str] = field(default_factory=list)
    files: set[str] = field(default_factory=set)

    def open(self, name: str, lang: Lang, app: str = "lab") -> Page:
        page = self.context.new_page()
        page.on("console", lambda message: message.type == "error" and self.faults.append(message.text))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.goto(f"{self.address}/{app}/index.html?path={lang}/{name}.ipynb")
        page.locator(".nbp-bar").wait_for()
        return page

    def note(self, response: Response) -> None:
        self.files.add(urlsplit(response.url).path.split(UNDER, 1)[-1].lstrip("/"))
        if not response.url.startswith((self.address, "data:", "blob:")) or response.status >= 400:
            self.faults.append(f"{response.status} {response.url}")


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Reader]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        context.set_default_timeout(60_000)
        made = Reader(context, address)
        context.on("response", made.note)
        yield made
        assert made.faults == [], "no error, and nothing asked of anybody else"


def activity(page: Page, name: str = "m1-child-rule") -> Any:
    return page.locator(f".nbp-course [data-nbp={name}]")


def answer(page: Page, lang: Lang = "fr", said: str | None = None) -> None:
    activity(page).get_by_role("radio").first.check()
    activity(page).locator(".nbp-actions button").first.click()
    expect(activity(page).locator(".nbp-saved")).to_have_text(said or SAVED[lang])


def again(page: Page) -> None:
    page.reload()
    page.locator(".nbp-bar").wait_for()


def agree(page: Page) -> None:
    page.locator(".nbp-consent input").check()


def loaded(reader: Reader, places: Places) -> int:
    return sum((places.atelier / name).stat().st_size for name in reader.files if (places.atelier / name).is_file())


def assert_told(reader: Reader, places: Places, page: Page, app: str) -> None:
    """Check that opening the page fetches what the site says it does, no less and no more."""
    way = next(way for way in ways(places) if way["href"]["ar"].startswith(app))
    for _ in range(120):
        if loaded(reader, places) > 0.97 * way["size"]:
            break
        page.wait_for_timeout(500)
    page.wait_for_timeout(2000)
    assert loaded(reader, places) == pytest.approx(way["size"], rel=0.03)
    for lang in LANGUAGES:
        words = read_words(ROOT / "book" / "words.yml", lang)
        frame = {"lang": lang, "words": words, "parts": {}, "atelier": ways(places)}
        tool = fill('<div data-tool="atelier"></div>', "atelier", ROOT / "book" / "theme" / "parcours", frame, {})
        told = f"{words[way['name']]}</a> <small>({size(way['size'], words)})</small>"
        assert f'href="../atelier/{way["href"][lang]}">{told}' in tool


def kept(page: Page) -> list[str]:
    names: list[str] = page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('nbparcours'))")
    return sorted(names)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_module_opens_as_on_the_platform(reader: Reader, lang: Lang) -> None:
    page = reader.open(MODULE, lang)
    activity(page, "m1-before").wait_for()
    assert page.locator("html").get_attribute("lang") == lang
    direction = page.locator(".jp-Notebook").evaluate("node => getComputedStyle(node).direction")
    assert direction == {"fr": "ltr", "ar": "rtl"}[lang]
    assert page.locator(".jp-MenuBar, .jp-FileBrowser").filter(visible=True).count() == 0
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(found => found.length)") == 0
    found = Axe().run(page, context={"include": [[".nbp-bar"], [".nbp-consent"]]})
    assert found.violations_count == 0, found.generate_report()


def test_the_way_from_page_to_page_can_be_reloaded(reader: Reader) -> None:
    page = reader.open(HOME, "ar")
    expect(page.locator(".nbp-tests")).to_contain_text("على خادم الدورة")
    page.locator("[data-place=m1]").click()
    activity(page, "m1-before").wait_for()
    page.locator(".jp-RenderedMarkdown a[href*='textes']").first.click()
    expect(page.locator(".nbp-here")).to_be_focused()
    again(page)
    expect(page.locator(".nbp-here")).to_be_focused()
    assert page.locator(".nbp-course").get_attribute("lang") == "ar"


def test_an_answer_is_there_again_after_a_reload_and_in_the_other_language(reader: Reader) -> None:
    french = reader.open(MODULE, "fr")
    agree(french)
    answer(french)
    expect(french.locator(".nbp-bar-count")).to_contain_text("1/")
    again(french)
    expect(activity(french).get_by_role("radio").first).to_be_checked()
    arabic = reader.open(MODULE, "ar")
    expect(activity(arabic).get_by_role("radio").first).to_be_checked()
    activity(arabic).get_by_role("radio").last.check()
    expect(activity(french).get_by_role("radio").last).to_be_checked()
    home = reader.open(HOME, "fr")
    home.locator("[data-place=last]").click()
    expect(activity(home).get_by_role("radio").last).to_be_checked()


def test_nothing_is_kept_before_the_reader_agrees_then_all_of_it(reader: Reader) -> None:
    page = reader.open(MODULE, "fr")
    answer(page, said="Réponse gardée jusqu’à la fermeture de cette page seulement.")
    assert kept(page) == []
    left = page.evaluate(
        """async () => (await Promise.all((await indexedDB.databases()).map(({name}) => new Promise((done) => {
          const asked = indexedDB.open(name);
          asked.onsuccess = () => {
            const stores = [...asked.result.objectStoreNames];
            if (!stores.length) return done([]);
            const all = stores.map((store) => new Promise((got) => {
              const keys = asked.result.transaction(store).objectStore(store).getAllKeys();
              keys.onsuccess = () => got(keys.result);
            }));
            Promise.all(all).then((keys) => { asked.result.close(); done(keys.flat()); });
          };
        })))).flat()"""
    )
    assert [key for key in left if "ipynb" in str(key)] == [], "JupyterLite keeps no trace of what was read"
    agree(page)
    expect(activity(page).locator(".nbp-saved")).to_have_text(SAVED["fr"])
    assert kept(page) == ["nbparcours.keep", "nbparcours:@place", "nbparcours:m1-child-rule"]
    page.locator(".nbp-consent input").uncheck()
    assert kept(page) == []


def test_a_full_browser_is_told_and_tried_again(reader: Reader) -> None:
    page = reader.open(MODULE, "fr")
    agree(page)
    page.evaluate(FULL)
    activity(page).get_by_role("radio").first.check()
    expect(activity(page).locator(".nbp-saved")).to_contain_text("Non enregistré")
    expect(page.locator(".nbp-bar-status")).to_contain_text("Réponses non enregistrées")
    page.evaluate("() => { Storage.prototype.setItem = window.kept; }")
    page.locator(".nbp-bar-retry").click()
    expect(page.locator(".nbp-bar-status")).to_be_empty()
    assert "nbparcours:m1-child-rule" in kept(page)


def test_a_browser_that_forbids_keeping_says_so(reader: Reader) -> None:
    reader.context.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})")
    page = reader.open(MODULE, "ar")
    expect(page.locator(".nbp-consent")).to_contain_text("لا يسمح هذا المتصفح")
    answer(page, said="يبقى الجواب إلى حين إغلاق هذه الصفحة فقط.")


def test_what_is_kept_is_taken_away_without_private_words_and_erased_everywhere(reader: Reader) -> None:
    page, other = reader.open("04-recrutement-et-controle", "fr"), reader.open(MODULE, "fr")
    agree(page)
    answer(other)
    words = "Des mots pour moi seule"
    activity(page, "m4-reflect").locator("textarea").fill(words)
    expect(activity(page, "m4-reflect").locator(".nbp-saved")).to_have_text(SAVED["fr"])
    assert words in page.evaluate("localStorage.getItem('nbparcours:m4-reflect')")
    rewrite = activity(page, "m4-rewrite")
    for place in range(rewrite.locator("textarea").count()):
        rewrite.locator("textarea").nth(place).fill(words)
        rewrite.locator("[data-do=compare]").nth(place).click()
    expect(page.locator(".nbp-bar-count")).to_contain_text("1/")
    page.locator(".nbp-bar-home").click()
    with page.expect_download() as download:
        page.locator("[data-place=export]").click()
    taken = Path(download.value.path()).read_text("utf-8")
    assert download.value.suggested_filename == "progression.json"
    assert json.loads(taken)["activities"]["m1-child-rule"]["state"]["attempts"] == 1
    assert words not in taken
    page.locator("[data-place=erase]").click()
    page.locator(".nbp-danger").click()
    expect(page.locator(".nbp-news")).to_contain_text("Vos données sont effacées")
    assert kept(page) == []
    expect(other.locator(".nbp-bar-count")).to_contain_text("0/")
    expect(page.locator(".nbp-state").first).to_have_text("Pas encore commencé")


def test_the_workshop_runs_python_and_fetches_nothing_for_it(reader: Reader, places: Places) -> None:
    page = reader.open("atelier", "ar", "notebooks")
    status = page.locator(".nbp-tools [role=status]")
    expect(status).to_have_text("بايثون جاهز.", timeout=120_000)
    assert_told(reader, places, page, "notebooks")
    page.locator("[data-do=runAll]").click()
    live = page.locator(".jp-CodeCell [data-nbp=m1-child-rule]")
    live.get_by_role("radio").nth(1).check()
    live.locator(".nbp-actions button").first.click()
    expect(live.locator(".nbp-saved")).to_have_text(SAVED["ar"])
    page.locator(".jp-CodeCell").nth(1).locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    expect(page.locator(".jp-CodeCell").nth(1).locator(".jp-OutputArea-output")).to_contain_text("النتيجة: 1.0")
    found = Axe().run(page, context={"include": [[".nbp-bar"], [".nbp-tools"]]})
    assert found.violations_count == 0, found.generate_report()
    page.locator(".jp-CodeCell").nth(2).locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.type("%pip install pandas")
    page.keyboard.press("Shift+Enter")
    expect(page.locator(".jp-CodeCell").nth(2)).to_contain_text("aucun autre paquet ne peut y être ajouté")
    assert kept(page) == []


def test_the_door_loads_nothing_and_leads_in(reader: Reader, places: Places) -> None:
    page = reader.context.new_page()
    page.goto(f"{reader.address}/")
    assert not any(name.endswith(".js") for name in reader.files)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.locator("section[lang=ar] a").first.click()
    page.locator("[data-place=m1]").wait_for()
    assert_told(reader, places, page, "lab")


def test_other_notebooks_than_it_was_made_from_take_the_offer_back(places: Places, tmp_path: Path) -> None:
    shutil.copytree(places.home, tmp_path / "home", symlinks=True)
    changed = Places(home=tmp_path / "home", data=places.data)
    assert ways(changed) == ways(places) != []
    page = changed.notebooks / "fr" / f"{HOME}.ipynb"
    page.write_text(page.read_text("utf-8").replace("Bienvenue", "Bonjour"), "utf-8")
    assert ways(changed) == []
