"""No key in anything that learners can reach: exchange, built notebooks, site, wheel, the server's answers."""

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from nbparcours.course.load import Course
from nbparcours.course.places import Places
from nbparcours.grading.nbgrader_adapter import release, release_case
from nbparcours.grading.secrecy import leaks, strays
from nbparcours.learner.answers import Done
from nbparcours.learner.final_test import FinalTest
from nbparcours.publish.notebooks import build_notebooks

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore:Object of type", "ignore:Passing unrecog")


@pytest.fixture(scope="module")
def places(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Places:
    """The real course, built and released."""
    folder = tmp_path_factory.mktemp("reach")
    home = folder / "home"
    home.mkdir()
    for name in ("modules", "assignments", "grading"):
        (home / name).symlink_to(course.places.home / name)
    made = Places(home=home, data=folder / "data")
    build_notebooks(course, made)
    release(course, made, "demo")
    release_case(course, made, "demo")
    return made


def test_the_exchange_holds_no_key(course: Course, places: Places) -> None:
    assert [path.name for path in sorted(places.exchange.rglob("*.ipynb"))] == ["test.ipynb", "test.ipynb"]
    assert leaks(places.exchange, course.bank.values()) == []


def test_the_built_notebooks_and_the_site_hold_nothing_of_the_bank(course: Course, places: Places) -> None:
    assert len(list(places.notebooks.rglob("*.ipynb"))) > 10
    assert strays(places.notebooks, course.bank.values()) == []
    site = ROOT / "build" / "site"
    assert (site / "fr").is_dir(), "build/site is missing: run `make build` first"
    assert strays(site, course.bank.values()) == []


def test_the_wheel_holds_nothing_of_the_bank(course: Course, tmp_path: Path) -> None:
    uv = Path(sys.executable).with_name("uv")
    words = [uv, "build", "--quiet", "--wheel", "--out-dir", tmp_path / "dist", ROOT]
    subprocess.run(words, check=True, capture_output=True, timeout=300)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path / "wheel")
    assert (tmp_path / "wheel" / "nbparcours" / "activity" / "static" / "activity.js").is_file()
    assert not [path for path in (tmp_path / "wheel").rglob("*") if "assignments" in path.parts]
    assert strays(tmp_path / "wheel", course.bank.values()) == []


def test_what_the_learners_server_answers_holds_no_key(places: Places, tmp_path: Path) -> None:
    outbound = places.exchange / "traite-maroc" / "outbound" / "final-test-demo"
    mine = Places(home=places.home, data=tmp_path / "data")
    shutil.copytree(outbound, mine.learner / "final-test-demo")
    state = json.dumps(FinalTest.open(mine, "final-test-demo", "amina").state(Done()))
    assert '"correct"' not in state
    assert '"why": {' not in state


def test_a_bank_that_did_get_into_the_build_is_found(course: Course, places: Places, tmp_path: Path) -> None:
    """The search can fail: each thing that would tell is put into a page, in the encodings that pages have."""
    item = next(item for item in course.bank.values() if item.kind == "single" and len(item.note.split()) > 8)
    reasons = [choice.why.ar for choice in item.choices().values() if choice.why]
    for name, text in {
        "id": item.id,
        "note": item.note,
        "question (fr)": json.dumps(item.stem.fr),
        "question (ar)": json.dumps(json.dumps(item.stem.ar)),
        "reasons (ar)": "<p>" + "</p><p>".join(reasons) + "</p>",
    }.items():
        page = tmp_path / "page.html"
        page.write_text(f"<main>{text}</main>", "utf-8")
        assert any(f"the {name} of {item.id} " in told for told in strays(tmp_path, course.bank.values())), name
    page.write_text(reasons[0], "utf-8")  # the course may say what one reason says
    assert strays(tmp_path, course.bank.values()) == []
