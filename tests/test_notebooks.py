"""Built notebooks: whole, in step, right in Arabic, and alive when somebody does start a kernel."""

import json
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from nbparcours.course.load import Course
from nbparcours.course.places import Places
from nbparcours.course.text import LANGUAGES
from nbparcours.publish.notebooks import build_notebooks

MODULE = "01-comprendre-la-traite"
TERM = re.compile(r"\]\(glossaire\.ipynb#([a-z-]+)\)")
MIME = "application/vnd.nbparcours.activity+json"


@pytest.fixture(scope="module")
def built(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    places = Places(home=tmp_path_factory.mktemp("home"))
    build_notebooks(course, places)
    return places.notebooks


def read(built: Path, lang: str, page: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((built / lang / f"{page}.ipynb").read_text("utf-8"))
    return loaded


def test_every_page_stands_in_both_languages_and_is_valid(built: Path) -> None:
    names = {lang: sorted(path.name for path in (built / lang).glob("*.ipynb")) for lang in LANGUAGES}
    assert names["fr"] == names["ar"]
    assert f"{MODULE}.ipynb" in names["fr"]
    for path in built.glob("*/*.ipynb"):
        nbformat.validate(nbformat.read(path, as_version=4))


def test_twin_previous_and_next_exist(built: Path) -> None:
    for path in built.glob("*/*.ipynb"):
        meta = json.loads(path.read_text("utf-8"))["metadata"]["nbparcours"]
        links = [meta["twin"], meta["home"], *(meta[way]["href"] for way in ("previous", "next") if meta[way])]
        assert all((path.parent / link).is_file() for link in links)
        assert meta["kernel"] is False


def test_the_page_of_help_is_one_link_away_and_shows_every_line_with_its_year(built: Path, course: Course) -> None:
    for path in built.glob("*/*.ipynb"):
        assert json.loads(path.read_text("utf-8"))["metadata"]["nbparcours"]["pause"] == "pause.ipynb"
    for lang in LANGUAGES:
        said = "\n".join("".join(cell["source"]) for cell in read(built, lang, "pause")["cells"])
        for line in course.settings.help_lines:
            assert re.sub(r"</?bdi[^>]*>", "", said).count(line.number) == 1
            assert (line.seen or "")[:4] in said
        assert "confidences.ipynb" in (built / lang / "00-accueil.ipynb").read_text("utf-8")


def test_each_activity_carries_spec_html_and_text(built: Path, course: Course) -> None:
    for lang in LANGUAGES:
        cells = [cell for cell in read(built, lang, MODULE)["cells"] if cell["cell_type"] == "code"]
        content = course.contents["m1"]
        assert {cell["id"] for cell in cells} == content.activities.keys() | content.figures.keys()
        for cell in cells:
            data = cell["outputs"][0]["data"]
            assert data[MIME]["id"] == cell["id"]
            assert data[MIME]["lang"] == lang
            assert "<nbp-activity" in data["text/html"] or cell["id"] in content.figures
            assert data["text/plain"]
            assert "widget-view" not in json.dumps(list(data))


def test_the_terms_that_a_page_marks_come_with_their_words(built: Path, course: Course) -> None:
    for lang in LANGUAGES:
        page = read(built, lang, MODULE)
        marked = {term for cell in page["cells"] for term in TERM.findall("".join(cell["source"]))}
        terms = page["metadata"]["nbparcours"]["terms"]
        assert marked == terms.keys()
        assert terms["servitude"]["definition"] == course.glossary["servitude"].definition.get(lang)


def test_arabic_prose_isolates_its_digit_groups(built: Path) -> None:
    prose = ["".join(cell["source"]) for cell in read(built, "ar", MODULE)["cells"] if cell["cell_type"] == "markdown"]
    bare = re.sub(r'<bdi dir="ltr">[^<]*</bdi>|\]\([^)]*\)|<[^>]*>', "", "\n".join(prose))
    assert re.findall(r"\d+[-–/]\d+", bare) == []
    assert '<bdi dir="ltr">448-1</bdi>' in "\n".join(prose)


def test_every_citation_leads_to_an_entry(built: Path) -> None:
    for lang in LANGUAGES:
        texts = "\n".join("".join(cell["source"]) for cell in read(built, lang, "textes")["cells"])
        anchors = set(re.findall(r'<a id="([^"]+)"', texts))
        for path in (built / lang).glob("*.ipynb"):
            cited = set(re.findall(r"textes\.ipynb#([a-z0-9-]+)", path.read_text("utf-8")))
            assert cited <= anchors, f"{path.name} cites what the page of texts does not hold"


def test_building_twice_writes_nothing(course: Course, built: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in built.glob("*/*.ipynb")}
    build_notebooks(course, Places(home=built.parents[1]))
    assert {path: path.stat().st_mtime_ns for path in built.glob("*/*.ipynb")} == before


def test_a_page_that_is_no_more_is_removed(course: Course, built: Path) -> None:
    stale = built / "fr" / "99-parti.ipynb"
    stale.write_text("{}", "utf-8")
    build_notebooks(course, Places(home=built.parents[1]))
    assert not stale.exists()


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_module_runs_for_real_and_every_cell_is_a_widget(built: Path, lang: str) -> None:
    path = built / lang / f"{MODULE}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, resources={"metadata": {"path": str(path.parent)}}, timeout=60).execute()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            data = cell.outputs[-1]["data"]
            drawn = data.get(MIME, {}).get("kind") == "figure"  # has nothing to answer: no widget
            assert drawn or "application/vnd.jupyter.widget-view+json" in data


def test_the_table_of_texts_names_each_and_the_entry_says_where_it_is_cited(built: Path, course: Course) -> None:
    cells = {cell["id"]: "".join(cell["source"]) for cell in read(built, "fr", "textes")["cells"]}
    published = [key for key, entry in course.references.items() if entry.publish]
    assert [key for key in published if f"](textes.ipynb#{key})" not in cells["textes-index"]] == []
    assert f"]({MODULE}.ipynb#m1-definition)" in cells["cp-448-1"]
    anchors = {cell.id for content in course.contents.values() for cell in content.notebooks["fr"].cells}
    for key in published:
        assert set(re.findall(r"\.ipynb#([a-z0-9-]+)", cells[key])) <= anchors, key
