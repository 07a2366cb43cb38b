"""The companion site, read as files: what a plain static server would hand out."""

import gzip
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from nbparcours.course.bidi import RUN
from nbparcours.course.places import Places
from nbparcours.publish.site import build_site
from nbparcours.publish.site_finish import finish
from nbparcours.publish.site_frame import PRACTICAL
from nbparcours.publish.site_links import broken, read
from nbparcours.publish.site_source import SiteError
from site_helpers import MODULE, PROSE, built, pages, sample

LATIN = re.compile(r"[A-Za-zÀ-ÿ]{2,}")


class Words(HTMLParser):
    """Collects what is shown or spoken, and what of it says another language or stands apart already."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.stack: list[tuple[str, str | None, str | None]] = []
        self.bare: list[str] = []
        self.unmarked: list[str] = []
        self.inline: list[str] = []
        self.feed(page.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in {"meta", "link", "br", "img", "path", "input"}:
            self.stack.append((tag, given.get("lang"), given.get("dir")))
        if "style" in given or any(name.startswith("on") for name in given):
            self.inline.append(f"<{tag} {given}>")
        if tag == "style" or (tag == "script" and "src" not in given and given.get("type") != "application/json"):
            self.inline.append(f"<{tag}>")
        self.unmarked += [v for n, v in attrs if n in {"aria-label", "title", "alt"} and v and not self._elsewhere()]

    def handle_endtag(self, tag: str) -> None:
        while self.stack and self.stack.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tags = {tag for tag, _, _ in self.stack}
        if tags & {"script", "style"} or not data.strip():
            return
        if not tags & {"bdi", "code", "pre", "kbd", "title"} and not any(dir == "ltr" for _, _, dir in self.stack):
            self.bare.append(data)
        if not tags & {"code", "pre"} and not self._elsewhere():
            self.unmarked.append(data)

    def _elsewhere(self) -> bool:
        return any(lang for tag, lang, _ in self.stack if tag != "html" and lang != "ar")


@pytest.fixture(scope="module")
def site() -> Path:
    return built()[1].site


def both(site: Path) -> list[Path]:
    return [*pages(site, "fr"), *pages(site, "ar")]


def test_every_page_of_the_course_is_there_in_both_languages(site: Path) -> None:
    names = {"index", MODULE, "textes", "glossaire", *PRACTICAL}
    assert {page.stem for page in pages(site, "fr")} == names
    assert {page.stem for page in pages(site, "ar")} == names
    assert (site / "index.html").is_file()


def test_each_page_says_its_language_and_direction(site: Path) -> None:
    for page in both(site):
        opening = {"fr": '<html lang="fr" dir="ltr">', "ar": '<html lang="ar" dir="rtl">'}[page.parent.name]
        assert opening in page.read_text("utf-8"), page


def test_the_switch_leads_to_the_same_page(site: Path) -> None:
    for page in both(site):
        other = {"fr": "ar", "ar": "fr"}[page.parent.name]
        switch = re.search(r'<a class="tongue" href="([^"]+)"[^>]*lang="(\w+)"', page.read_text("utf-8"))
        assert switch
        assert switch.groups() == (f"../{other}/{page.name}", other)


def test_the_door_offers_both_languages_and_chooses_for_nobody(site: Path) -> None:
    door = (site / "index.html").read_text("utf-8")
    assert '<section lang="fr" dir="ltr"' in door
    assert '<section lang="ar" dir="rtl"' in door
    assert 'href="fr/index.html"' in door
    assert 'href="ar/index.html"' in door
    assert "refresh" not in door.lower()


def test_every_internal_link_and_anchor_leads_somewhere(site: Path) -> None:
    assert broken(site) == []
    assert ("a", "href", "textes.html#cp-448-1") in read(site / "fr" / f"{MODULE}.html").links


def test_a_link_to_nowhere_and_a_foreign_script_are_found(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<p id="here"><a href="#here">.</a><a href="b.html#x">.</a>', "utf-8")
    (tmp_path / "b.html").write_text('<script src="https://example.org/x.js"></script><a href="c.html">.</a>', "utf-8")
    faults = "\n".join(broken(tmp_path))
    assert len(faults.splitlines()) == 3
    for said in ("b.html#x", "https://example.org/x.js", "c.html"):
        assert said in faults


def test_sections_and_cells_share_their_anchors(site: Path) -> None:
    for page in pages(site, "fr"):
        assert read(page).ids == read(site / "ar" / page.name).ids, page.name
    ids = read(site / "fr" / f"{MODULE}.html").ids
    assert ids >= {cell[0] for cell in PROSE[MODULE]} | {"m1-aide-2"}


def test_nothing_foreign_and_nothing_inline(site: Path) -> None:
    scripts = set()
    for page in [*both(site), site / "index.html"]:
        scripts |= {Path(value).name for tag, name, value in read(page).links if (tag, name) == ("script", "src")}
        assert Words(page).inline == [], page
        assert page.read_text("utf-8").count('http-equiv="Content-Security-Policy" content="default-src \'self\';') == 1
    assert scripts == {"site.js", "activity.js"}
    assert {path.suffix for path in (site / "static").rglob("*") if path.is_file()} == {
        ".css", ".js", ".svg", ".txt", ".woff2"
    }  # fmt: skip


def test_no_latin_interface_word_on_an_arabic_page(site: Path) -> None:
    for page in pages(site, "ar"):
        words = [word for text in Words(page).unmarked for word in LATIN.findall(text)]
        assert words == [], page


def test_every_digit_group_of_an_arabic_page_is_set_apart(site: Path) -> None:
    for page in pages(site, "ar"):
        assert [text for text in Words(page).bare if RUN.search(text)] == [], page
    assert '<bdi dir="ltr">0800 00 47 47</bdi>' in (site / "ar" / f"{MODULE}.html").read_text("utf-8")


def test_activities_show_no_code_and_the_home_page_shows_rows(site: Path) -> None:
    for page in both(site):
        assert "activity(&" not in page.read_text("utf-8")
        assert 'activity("' not in page.read_text("utf-8")
    assert '<nbp-activity data-id="m1-trois-elements"' in (site / "ar" / f"{MODULE}.html").read_text("utf-8")
    home = (site / "fr" / "index.html").read_text("utf-8")
    rows = re.search(r'<ol class="modules">(.*?)</ol>', home, re.DOTALL)
    assert rows
    assert "<nbp-activity" not in home
    assert (rows[1].count("<li"), rows[1].count('class="planned"'), rows[1].count("<a href")) == (8, 7, 1)


def test_pages_stay_light(site: Path) -> None:
    for lang, most in (("fr", 40_000), ("ar", 110_000)):
        page = (site / lang / f"{MODULE}.html").read_bytes()
        names = ("site.css", "site.js", "activity/activity.js", "activity/activity.css", "star.svg")
        files = [site / "static" / name for name in names]
        weight = sum(len(gzip.compress(data, 6)) for data in [page, *(file.read_bytes() for file in files)])
        fonts = sum(font.stat().st_size for font in (site / "static" / "fonts").glob("*.woff2")) if lang == "ar" else 0
        assert weight + fonts <= most, (lang, weight, fonts)


@pytest.fixture
def copy(tmp_path: Path) -> Places:
    """Another checkout in the state that the first build left."""
    shutil.copytree(built()[1].home, tmp_path / "home", symlinks=True)
    return Places(home=tmp_path / "home", data=tmp_path / "data")


def log_times(places: Places) -> dict[str, int]:
    return {lang: (places.build / "book" / f"{lang}.log").stat().st_mtime_ns for lang in ("fr", "ar")}


def test_only_what_changed_is_printed_again(copy: Places) -> None:
    course = built()[0]
    build_site(course, copy)
    before = {path.relative_to(copy.site): path.read_bytes() for path in copy.site.rglob("*.html")}
    times = log_times(copy)
    notebook = copy.notebooks / "fr" / f"{MODULE}.ipynb"
    notebook.write_text(notebook.read_text("utf-8").replace("Vous décidez.", "Vous seule décidez."), "utf-8")
    build_site(course, copy)
    after = {path.relative_to(copy.site): path.read_bytes() for path in copy.site.rglob("*.html")}
    assert {path for path in after if after[path] != before[path]} == {Path("fr") / f"{MODULE}.html"}
    assert log_times(copy)["ar"] == times["ar"]
    assert log_times(copy)["fr"] > times["fr"]


def test_a_broken_citation_stops_the_build_and_leaves_the_site(copy: Places) -> None:
    page = copy.site / "fr" / f"{MODULE}.html"
    before = page.read_bytes()
    notebook = copy.notebooks / "fr" / f"{MODULE}.ipynb"
    notebook.write_text(notebook.read_text("utf-8").replace("#cp-448-4", "#cp-448-99"), "utf-8")
    with pytest.raises(SiteError, match=r"textes\.html#cp-448-99 leads to no such place"):
        build_site(built()[0], copy)
    assert page.read_bytes() == before


def test_a_missing_notebook_is_said_in_a_sentence(tmp_path: Path) -> None:
    course, places = sample(tmp_path / "home")
    (places.notebooks / "ar" / "textes.ipynb").unlink()
    with pytest.raises(SiteError, match="nbparcours build notebooks"):
        build_site(course, places)


def test_finish_sets_french_also_in_data_and_leaves_code_alone() -> None:
    page = "<p>L'article « 1 » : quoi ? هشاشة</p><script>\"l'a ?\"</script><code>l'a 10 20</code><p>10 000 ans</p>"
    assert finish(page, "fr", "T") == (
        "<p>L’article «\u00a01\u00a0»\u00a0: quoi\u202f? "
        '<bdi lang="ar" dir="rtl">هشاشة</bdi></p><script>"l’a\u202f?"</script><code>l\'a 10 20</code>'
        "<p>10\u00a0000\u00a0ans</p>"
    )


def test_finish_isolates_digits_once_and_in_the_title_bar_with_signs() -> None:
    page = '<title>القانون 27-14</title><p>الفصل 448-1 و<bdi dir="ltr">448-2</bdi></p><span lang="fr">27-14</span>'
    assert finish(page, "ar", "T") == (
        "<title>القانون \u206627-14\u2069</title>"
        '<p>الفصل <bdi dir="ltr">448-1</bdi> و<bdi dir="ltr">448-2</bdi></p><span lang="fr">27-14</span>'
    )
