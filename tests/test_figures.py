"""Diagrams: one source for both languages, mirrored, the law's own numbers, legible in a real browser."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser

from activity_helpers import served
from activity_pages import bare_page, close, opened
from looks import SCHEMES, faults
from nbparcours.course.check import check
from nbparcours.course.figures import Figure
from nbparcours.course.kinds.penalties import PenaltiesActivity, grouped
from nbparcours.course.load import Course, load
from nbparcours.course.places import Places
from nbparcours.course.text import DIRECTION, LANGUAGES, Lang
from nbparcours.figure import bundle as bundles
from nbparcours.figure.svg import Node
from nbparcours.publish.site_finish import finish
from test_site_browser import GROUPS

ROOT = Path(__file__).parents[1]
MODULE = "03-loi-27-14"
#: Words that leave the smallest box around them, or the drawing.
ASTRAY = """() => [...document.querySelectorAll("svg")].filter((svg) => svg.checkVisibility()).flatMap((svg) => {
  const boxes = [...svg.querySelectorAll("rect")].map((rect) => rect.getBoundingClientRect());
  const size = (box) => box.width * box.height;
  return [...svg.querySelectorAll("text")].filter((text) => {
    const words = text.getBoundingClientRect(), x = words.x + words.width / 2, y = words.y + words.height / 2;
    const around = boxes.filter((box) => box.left < x && x < box.right && box.top < y && y < box.bottom);
    const box = around.sort((one, other) => size(one) - size(other))[0] ?? svg.getBoundingClientRect();
    const across = words.left < box.left - 1 || words.right > box.right + 1;
    return across || words.top < box.top - 1 || words.bottom > box.bottom + 1;
  }).map((text) => text.textContent);
})"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll("svg")].filter((svg) => svg.checkVisibility())
  .flatMap((svg) => [...svg.querySelectorAll("text")])
  .map((text) => parseFloat(text.getAttribute("font-size")) * text.getScreenCTM().a))"""


@pytest.fixture(scope="module")
def figures(course: Course) -> dict[str, Figure]:
    return {name: figure for content in course.contents.values() for name, figure in content.figures.items()}


def drawn(node: Node, tag: str) -> list[Node]:
    found = [node] if node.tag == tag else []
    return found + [each for child in node.children if isinstance(child, Node) for each in drawn(child, tag)]


def words(node: Node) -> str:
    said = " ".join(str(text.children[0]) for text in drawn(node, "text"))
    return re.sub("[\u2066\u2069]", "", said)


def entries(said: list[Any]) -> str:
    return " ".join(f"{text} {entries(under)}" for text, under in said)


def test_the_course_has_a_diagram_of_each_form(figures: dict[str, Figure]) -> None:
    assert {figure.form for figure in figures.values()} == {"elements", "stairs", "path", "map"}


def test_the_staircase_shows_the_explorers_own_penalties(course: Course) -> None:
    content = course.contents["m3"]
    explorer = content.activities["m3-calc"]
    assert isinstance(explorer, PenaltiesActivity)
    for lang in LANGUAGES:
        for picture in bundles.pictures(content.figures["m3-figure-tiers"], lang):
            said = words(picture)
            for tier in explorer.tiers:
                assert tier.text.get(lang) in said
                assert all(grouped(bound) in said for bound in tier.fine or ())
                assert all(str(bound) in said for bound in tier.years or ())


def test_changing_a_penalty_changes_the_drawing(sources: Places) -> None:
    path = sources.modules / "activities" / f"{MODULE}.yml"
    path.write_text(path.read_text("utf-8").replace("fine: [200000, 2000000]", "fine: [210000, 2000000]"), "utf-8")
    figure = load(sources).contents["m3"].figures["m3-figure-tiers"]
    assert "210\u202f000" in words(bundles.pictures(figure, "ar")[0])


def test_arabic_is_the_mirror_of_french(figures: dict[str, Figure]) -> None:
    def places(figure: Figure, lang: Lang, at: int) -> list[tuple[float, float]]:
        picture = bundles.pictures(figure, lang)[at]
        boxes = [tuple(float(rect.attributes[name]) for name in ("x", "width")) for rect in drawn(picture, "rect")]
        full = bundles.WIDTHS[picture.attributes["class"]]
        return [(full - x - wide if lang == "ar" else x, wide) for x, wide in boxes]

    for figure in figures.values():
        for at in range(2):
            pairs = zip(places(figure, "fr", at), places(figure, "ar", at), strict=True)
            assert all(here == pytest.approx(there, abs=1) for here, there in pairs)
        texts = [text for picture in bundles.pictures(figure, "ar") for text in drawn(picture, "text")]
        assert all(text.attributes["direction"] == "rtl" for text in texts)
        assert not any("transform" in text.attributes for text in texts)


def test_the_words_beside_say_everything_that_is_drawn(figures: dict[str, Figure]) -> None:
    for figure in figures.values():
        for lang in LANGUAGES:
            spec = bundles.bundle(figure, lang)[bundles.MIME]
            told = set(re.findall(r"[\w-]+", entries(spec["said"]) + " " + figure.title.get(lang)))
            if figure.form == "stairs":
                told |= set(figure.graver.get(lang).split())  # the arrow's: the list goes from the lowest up
            for picture in bundles.pictures(figure, lang):
                assert set(re.findall(r"[\w-]+", words(picture))) <= told, figure.id


def test_the_site_leaves_elements_out_of_a_drawing(figures: dict[str, Figure]) -> None:
    for lang in LANGUAGES:
        page = finish(bundles.bundle(figures["m3-figure-tiers"], lang)["text/html"], lang, "")
        drawings = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
        assert len(drawings) == 2
        assert not any("<bdi" in drawing for drawing in drawings)
        assert "style=" not in page


def break_figure(places: Places, change: Any) -> list[str]:
    path = places.modules / "figures" / f"{MODULE}.yml"
    data = yaml.safe_load(path.read_text("utf-8"))
    change({entry["id"]: entry for entry in data})
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
    return [str(problem) for problem in check(load(places)) if not problem.notice]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda f: f["m3-figure-tiers"]["facts"].pop("death"), "death stands only here or only in m3-calc"),
        (lambda f: f["m3-figure-tiers"].update(of="m3-nothing"), "is no penalty explorer"),
        (lambda f: f["m3-figure-tiers"].update(form="cake"), "'cake'"),
        (lambda f: f["m3-figure-institutions"]["links"][0].update(target="judges"), "do not stand side by side"),
        (lambda f: f["m3-figure-tiers"]["facts"]["death"].update(fr="décès de 3 victimes"), "numbers differ"),
        (lambda f: f["m3-figure-tiers"].update(cites=["cp-448-99"]), "unknown key 'cp-448-99'"),
    ],
)
def test_a_fault_of_a_diagram_is_told(sources: Places, change: Any, said: str) -> None:
    assert any(said in problem for problem in break_figure(sources, change))


def test_a_diagram_that_no_cell_shows_is_told(sources: Places) -> None:
    for lang in LANGUAGES:
        path = sources.modules / lang / f"{MODULE}.ipynb"
        raw = json.loads(path.read_text("utf-8"))
        raw["cells"] = [cell for cell in raw["cells"] if cell["id"] != "m3-figure-tiers"]
        path.write_text(json.dumps(raw, ensure_ascii=False), "utf-8")
    told = [str(problem) for problem in check(load(sources))]
    assert sum("'m3-figure-tiers' is shown in no cell" in problem for problem in told) == 2


def test_a_notebook_can_show_one_live() -> None:
    from nbparcours import figure
    from nbparcours.activity.widget import ActivityError

    shown = figure("m3-figure-tiers", "ar")
    assert "سلم العقوبات" in shown._repr_mimebundle_()["text/html"]
    with pytest.raises(ActivityError, match="m3-nothing"):
        figure("m3-nothing")


@pytest.fixture(scope="module")
def pages(figures: dict[str, Figure], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A page a language with all diagrams, in the site's own sheets, and a bare one for the script."""
    folder = tmp_path_factory.mktemp("figures")
    sheets = [*sorted((ROOT / "book" / "theme" / "parcours" / "css").glob("*.css"))]
    (folder / "site.css").write_text("".join(path.read_text("utf-8") for path in sheets), "utf-8")
    shutil.copytree(ROOT / "book" / "theme" / "parcours" / "static" / "fonts", folder / "fonts")
    shutil.copy(ROOT / "src/nbparcours/activity/static/site/figure.css", folder / "figure.css")
    links = "".join(f'<link rel="stylesheet" href="{name}.css">' for name in ("site", "figure"))
    for lang in LANGUAGES:
        body = "".join(bundles.bundle(figure, lang)["text/html"] for figure in figures.values())
        head = f'<meta charset="utf-8"><title>{lang}</title><link rel="icon" href="data:,">{links}'
        opening = f'<!doctype html><html lang="{lang}" dir="{DIRECTION[lang]}"><head>{head}</head><body>'
        column = f'<nav class="contents"></nav><main id="place"><h1>x</h1>{body}</main>'
        page = f'{opening}<div class="page">{column}</div></body></html>'
        (folder / f"{lang}.html").write_text(finish(page, lang, ""), "utf-8")
    (folder / "bare.html").write_text(bare_page(), "utf-8")
    with served(folder) as address:
        yield address


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_diagrams_are_legible_wherever_they_are_read(browser: Browser, pages: str, lang: Lang) -> None:
    made = opened(browser, f"{pages}/{lang}.html", viewport={"width": 1280, "height": 900})
    made.wait_for_function("document.fonts.status === 'loaded'")
    for width in (1280, 640, 360, 320):
        made.set_viewport_size({"width": width, "height": 900})
        assert made.locator("svg:visible").count() == 4
        assert made.evaluate(ASTRAY) == [], width
        assert made.evaluate(SMALLEST) >= 12.5, width
        assert made.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
        assert [group for group, right in made.evaluate(GROUPS) if not right] == []
    for look in SCHEMES.values():
        made.emulate_media(color_scheme=look["color_scheme"], forced_colors=look.get("forced_colors", "none"))
        assert faults(made, "main") == []
    close(made)


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_jupyterlab_draws_the_same_and_nothing_else(
    browser: Browser, pages: str, figures: dict[str, Figure], lang: Lang
) -> None:
    spec = bundles.bundle(figures["m7-figure-path"], lang)[bundles.MIME]
    spec["pictures"][0] += [["script", {}, "window.bad = 1"], ["circle", {"onload": "window.bad = 1", "href": "x"}]]
    made = opened(browser, f"{pages}/bare.html", viewport={"width": 900, "height": 900})
    made.evaluate("spec => kit.mount(document.querySelector('#place'), spec, {})", spec)
    box = made.locator("[role=figure]")
    box.locator("svg.wide").wait_for()
    assert box.locator("svg:visible").count() == 1
    assert made.evaluate(ASTRAY) == []
    assert box.locator("script, [onload], [href]").count() == 0
    assert made.evaluate("window.bad") is None
    box.locator("summary").click()
    assert box.locator("li:visible").count() == 13
    assert faults(made, ".nbp") == []
    close(made)
