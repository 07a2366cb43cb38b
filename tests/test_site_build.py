"""The companion site, read as files: what a plain static server would hand out."""

import gzip
import json
import re
import shutil
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from nbparcours.course.bidi import RUN
from nbparcours.course.places import Places
from nbparcours.publish.atelier_about import ABOUT, tell
from nbparcours.publish.site import build_site
from nbparcours.publish.site_finish import finish
from nbparcours.publish.site_frame import WRITTEN
from nbparcours.publish.site_links import broken, read
from nbparcours.publish.site_source import SiteError
from site_helpers import MODULE, PROSE, built, pages, sample

PARTS = ("m1-definition", "m1-forms", "m1-recap")
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
    names = {"index", MODULE, *PARTS, "textes", "textes-law", "glossaire", *WRITTEN}
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
    assert ("a", "href", "textes-law.html#cp-448-1") in read(site / "fr" / "m1-definition.html").links


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
    ids = read(site / "fr" / "m1-recap.html").ids
    assert ids >= {"m1-recap", "m1-aide", "m1-aide-2"}


def test_an_address_from_before_the_cut_finds_its_line_in_the_list_of_pages(site: Path) -> None:
    page = (site / "fr" / f"{MODULE}.html").read_text("utf-8")
    assert read(site / "fr" / f"{MODULE}.html").ids >= {cell[0] for cell in PROSE[MODULE]}
    line = next(line for line in page.split("<li>") if 'id="m1-aide"' in line)
    assert 'class="old" id="m1-aide"' in line
    assert '<a href="m1-recap.html">' in line


def test_a_page_of_a_module_opens_with_its_own_title_and_headings_in_order(site: Path) -> None:
    for page in both(site):
        levels = [int(level) for level in re.findall(r"<h(\d)[ >]", _main(page))]
        assert levels[0] == 1, page
        assert levels.count(1) == 1, page
        assert all(after - before <= 1 for before, after in pairwise(levels)), (page, levels)


def _main(page: Path) -> str:
    return page.read_text("utf-8").partition("<main")[2].partition("</main>")[0]


def test_nothing_foreign_and_nothing_inline(site: Path) -> None:
    scripts = set()
    for page in [*both(site), site / "index.html"]:
        scripts |= {Path(value).name for tag, name, value in read(page).links if (tag, name) == ("script", "src")}
        assert Words(page).inline == [], page
        policy = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page.read_text("utf-8"))
        assert len(policy) == 1
        assert policy[0].startswith("default-src 'none'; script-src 'self'")
        assert ("wasm" in policy[0]) == (page.stem == "recherche")
        assert {word for word in policy[0].split() if ":" in word or "*" in word} <= {"data:;"}
        assert "unsafe-inline" not in policy[0]
    assert scripts == {
        "look.js", "site.js", "activity.js", "search.js", "offline.js", "offline-files.js", "issuers.js", "verify.js"
    }  # fmt: skip
    assert {path.suffix for path in (site / "static").rglob("*") if path.is_file()} == {
        ".css", ".html", ".js", ".png", ".svg", ".txt", ".woff2"  # one page: the verification as a file to take along
    }  # fmt: skip


def test_two_builds_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    course, places = sample(tmp_path / "elsewhere")
    build_site(course, places)
    files = {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    again = {path.relative_to(places.site): path.read_bytes() for path in places.site.rglob("*") if path.is_file()}
    assert again.keys() == files.keys()
    assert [str(name) for name in files if again[name] != files[name]] == []


def test_the_copy_for_reading_offline_lists_what_a_language_needs_and_no_more(site: Path) -> None:
    told = json.loads((site / "offline-files.js").read_text("utf-8").removeprefix("self.OFFLINE = ").rstrip(";\n"))
    for lang, other in (("fr", "ar"), ("ar", "fr")):
        names = set(told["files"][lang])
        assert names >= {"index.html", f"{lang}/index.html", f"{lang}/m1-definition.html", "static/site.css"}
        assert all((site / name).is_file() for name in names)
        assert not any(name.startswith(f"{other}/") or name.endswith((".ipynb", ".pdf")) for name in names)
        assert told["sizes"][lang] == sum((site / name).stat().st_size for name in names)
    assert any(name.startswith("pagefind/") for name in told["files"]["ar"])


def test_a_reader_takes_the_notebook_along_and_the_hub_only_where_one_is_named(
    site: Path, copy: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = f"ar/{MODULE}.html"
    assert f'href="notebooks/{MODULE}.ipynb" download' in (site / page).read_text("utf-8")
    assert "user-redirect" not in (site / page).read_text("utf-8")
    monkeypatch.setenv("NBPARCOURS_SITE_HUB", "https://hub.example.org/")
    build_site(built()[0], copy)
    address = f"https://hub.example.org/hub/user-redirect/doc/tree/ar/{MODULE}.ipynb"
    assert f'href="{address}"' in (copy.site / page).read_text("utf-8")


def test_no_latin_interface_word_on_an_arabic_page(site: Path) -> None:
    for page in pages(site, "ar"):
        words = [word for text in Words(page).unmarked for word in LATIN.findall(text)]
        assert words == [], page


def test_every_digit_group_of_an_arabic_page_is_set_apart(site: Path) -> None:
    for page in pages(site, "ar"):
        assert [text for text in Words(page).bare if RUN.search(text)] == [], page
    assert '<bdi dir="ltr">0800 00 47 47</bdi>' in (site / "ar" / "m1-recap.html").read_text("utf-8")


def test_activities_show_no_code_and_the_home_page_shows_rows(site: Path) -> None:
    for page in both(site):
        assert "activity(&" not in page.read_text("utf-8")
        assert 'activity("' not in page.read_text("utf-8")
    assert '<nbp-activity data-id="m1-trois-elements"' in (site / "ar" / "m1-definition.html").read_text("utf-8")
    home = (site / "fr" / "index.html").read_text("utf-8")
    rows = re.search(r'<ol class="modules">(.*?)</ol>', home, re.DOTALL)
    assert rows
    assert "<nbp-activity" not in home
    assert (rows[1].count("<li"), rows[1].count('class="planned"'), rows[1].count("<a href")) == (8, 7, 1)


def test_pages_stay_light(site: Path) -> None:
    for lang, most in (("fr", 40_000), ("ar", 110_000)):
        page = (site / lang / "m1-definition.html").read_bytes()
        names = ("site.css", "site.js", "look.js", "activity/activity.js", "activity/activity.css", "star.svg")
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
    assert {path for path in after if after[path] != before[path]} == {Path("fr") / "m1-recap.html"}
    assert log_times(copy)["ar"] == times["ar"]
    assert log_times(copy)["fr"] > times["fr"]


def test_a_broken_citation_stops_the_build_and_leaves_the_site(copy: Places) -> None:
    page = copy.site / "fr" / "m1-forms.html"
    before = page.read_bytes()
    notebook = copy.notebooks / "fr" / f"{MODULE}.ipynb"
    notebook.write_text(notebook.read_text("utf-8").replace("#cp-448-4", "#cp-448-99"), "utf-8")
    with pytest.raises(SiteError, match=r"textes\.html#cp-448-99 leads to no such place"):
        build_site(built()[0], copy)
    assert page.read_bytes() == before


def test_the_atelier_is_offered_only_where_it_shows_the_same_notebooks(site: Path, copy: Places) -> None:
    address = "lab/index.html?path=ar%2F00-accueil.ipynb"
    assert 'href="atelier.html"' not in (site / "ar" / "index.html").read_text("utf-8")
    (copy.atelier / "lab").mkdir(parents=True)
    (copy.atelier / "lab" / "index.html").write_text('<link rel="icon" href="gone.svg">', "utf-8")
    way = {"name": "atelier_read", "href": {"fr": address, "ar": address}, "size": 7_400_001}
    (copy.atelier / ABOUT).write_text(tell(copy, [way]), "utf-8")
    build_site(built()[0], copy)
    page = (copy.site / "ar" / "atelier.html").read_text("utf-8")
    assert f'href="../atelier/{address}"' in page
    assert "(8 ميغابايت)" in page
    assert 'href="atelier.html"' in (copy.site / "ar" / "index.html").read_text("utf-8")
    assert (copy.site / "atelier" / "lab" / "index.html").is_file()
    assert '"atelier/' not in (copy.site / "offline-files.js").read_text("utf-8"), "too heavy for the copy"


def test_a_missing_notebook_is_said_in_a_sentence(tmp_path: Path) -> None:
    course, places = sample(tmp_path / "home")
    (places.notebooks / "ar" / "textes.ipynb").unlink()
    with pytest.raises(SiteError, match="nbparcours build notebooks"):
        build_site(course, places)


def test_finish_sets_french_also_in_data_and_leaves_code_alone() -> None:
    page = "<p>L'article « 1 » : quoi ? هشاشة</p><script>\"l'a ?\"</script><code>l'a 10 20</code>"
    page += "<p>10 000 ans, art. 448-14</p>"
    assert finish(page, "fr", "T") == (
        "<p>L’article «\u00a01\u00a0»\u00a0: quoi\u202f? "
        '<bdi lang="ar" dir="rtl">هشاشة</bdi></p><script>"l’a\u202f?"</script><code>l\'a 10 20</code>'
        '<p>10\u00a0000\u00a0ans, art. <span class="n">448-14</span></p>'
    )


def test_finish_isolates_digits_once_and_in_the_title_bar_with_signs() -> None:
    page = '<title>القانون 27-14</title><p>الفصل 448-1 و<bdi dir="ltr">448-2</bdi></p><span lang="fr">27-14</span>'
    assert finish(page, "ar", "T") == (
        "<title>القانون \u206627-14\u2069</title>"
        '<p>الفصل <bdi dir="ltr">448-1</bdi> و<bdi dir="ltr">448-2</bdi></p><span lang="fr">27-14</span>'
    )


def test_a_wide_table_names_its_cells_for_a_phone() -> None:
    row = "<tr><td><p>448-2</p></td><td>5</td><td>&amp;</td></tr>"
    heads = "<th><p>Article</p></th><th>Peine d'un an</th><th>A &amp; B</th>"
    table = (
        f'<table class="docutils align-default">\n<thead>\n<tr>{heads}</tr></thead><tbody>{row}{row}</tbody></table>'
    )
    page = finish(table, "fr", "T")
    labels = re.findall(r'<td role="cell" data-label="([^"]*)"', page)
    assert labels == ["Article", "Peine d’un an", "A &amp; B"] * 2
    assert page.count('role="row"') == 3
    assert page.count('role="columnheader"') == 3
    assert page.startswith(
        '<div class="wide" role="group" tabindex="0" aria-label="T"><table class="stack" role="table">'
    )
    narrow = table.replace("<th>A &amp; B</th>", "").replace("<td>&amp;</td>", "")
    assert "data-label" not in finish(narrow, "fr", "T")


def test_a_command_breaks_between_its_words() -> None:
    assert finish("<pre>a --b 1\n</pre>", "ar", "T") == "<pre><span>a</span> <span>--b</span> <span>1</span>\n</pre>"
