"""A wrong key corrected after grading: whose result moves, what stays, the trail, the report."""

import csv
import io
import re
import sqlite3
import zipfile
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

import grading_helpers as small
from nbparcours.course.load import Course
from nbparcours.course.places import Places
from nbparcours.grading.blueprint import RefusalError
from nbparcours.grading.nbgrader_adapter import grade, release, results
from nbparcours.grading.nbgrader_adapter.regrade import audit, preview, regrade
from nbparcours.grading.nbgrader_adapter.session_report import write_report
from nbparcours.grading.report import embedded

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore:Object of type", "ignore:Passing unrecog")
ITEM = "m1-s1-i1"


@pytest.fixture
def session(tmp_path: Path) -> tuple[Places, Course]:
    """Twelve learners, six in each language; everybody answers all right but the first slot, with c."""
    places = small.home(tmp_path)
    course = small.read(places)
    release(course, places, "demo")
    for number in range(12):
        name = f"learner-{number:02}"
        drawn = small.drawn(course, "demo", name)
        values = {item: small.right(course, item) for item in drawn.values()} | {drawn["m1-s1"]: ["c"]}
        small.Learner(places, course, name, "demo").hand_in(values, "fr" if number % 2 else "ar", name=f"=1+{number}")
    grade(course, places, "demo")
    return places, course


def _rekeyed(places: Places, right: str = "c") -> Course:
    """Correct the bank: the right option of `ITEM` was c all along."""
    items = small.bank()
    for option in next(item for item in items if item["id"] == ITEM)["options"]:
        option["correct"] = option["id"] == right
    small.write_bank(places, items)
    return small.read(places)


def test_a_corrected_key_moves_those_who_met_the_question(session: tuple[Places, Course]) -> None:
    places, course = session
    met = [r.learner for r in results(places, "demo") if small.drawn(course, "demo", r.learner)["m1-s1"] == ITEM]
    assert 0 < len(met) < 12
    with sqlite3.connect(places.trainer / "gradebook.db") as book:  # a trainer has already marked one by hand
        book.execute(
            "UPDATE grade SET manual_score = 0.25, needs_manual_grade = 0"
            " WHERE cell_id = (SELECT id FROM base_cell WHERE name = 'm1-s1') AND notebook_id IN"
            " (SELECT n.id FROM submitted_notebook n JOIN submitted_assignment s ON s.id = n.assignment_id"
            " WHERE s.student_id = ?)",
            [met[0]],
        )
    offered = (places.exchange / "traite-maroc" / "outbound" / "final-test-demo" / "test.ipynb").read_bytes()
    corrected = _rekeyed(places)
    before = small.grade_rows(places.trainer / "gradebook.db")
    plan = preview(corrected, places, "demo")
    assert [(change.item, change.before, change.after) for change in plan.keys] == [
        (ITEM, {"correct": ["b"]}, {"correct": ["c"]})
    ]
    assert [(move.learner, move.points_before, move.points_after) for move in plan.moved] == [
        (name, 4.0, 5.0) for name in met[1:]
    ]
    assert small.grade_rows(places.trainer / "gradebook.db") == before
    assert audit(places, "demo") == []

    done = regrade(corrected, places, "demo")
    assert (done.keys, done.moved, done.failed) == (plan.keys, plan.moved, [])
    points = {result.learner: result.points for result in results(places, "demo")}
    assert points == {f"learner-{n:02}": 4.0 for n in range(12)} | dict.fromkeys(met[1:], 5.0) | {met[0]: 4.25}
    page = places.trainer / "feedback" / met[-1] / "final-test-demo" / "test.html"
    assert (embedded(page) or {})["points"] == 5.0
    (line,) = audit(places, "demo")
    assert {move["learner"] for move in line["learners"]} == set(met[1:])
    assert line["who"]
    assert re.fullmatch(r"\d{4}-.*\+00:00", line["when"])
    made = (places.trainer / "release" / "final-test-demo" / "test.ipynb").read_bytes()
    assert made == offered  # what learners fetch has not changed

    assert regrade(corrected, places, "demo").keys == []
    assert len(audit(places, "demo")) == 1
    assert grade(corrected, places, "demo").unchanged == 12
    assert release(corrected, places, "demo") == "final-test-demo"


def test_a_regrade_that_was_stopped_is_completed(
    session: tuple[Places, Course], monkeypatch: pytest.MonkeyPatch
) -> None:
    from nbparcours.grading.nbgrader_adapter import regrade as module

    places, _ = session
    corrected = _rekeyed(places)
    for at in ("_put_keys", "_generate", "_mark"):
        with monkeypatch.context() as patch:
            patch.setattr(module, at, lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
            with pytest.raises(KeyboardInterrupt):
                regrade(corrected, places, "demo")
    regrade(corrected, places, "demo")
    assert {result.points for result in results(places, "demo")} == {4.0, 5.0}
    assert len(audit(places, "demo")) == 1


def test_a_changed_question_is_refused(session: tuple[Places, Course]) -> None:
    places, _ = session
    items = small.bank()
    options = next(item for item in items if item["id"] == ITEM)["options"]
    options[1]["correct"] = False
    options.append(options[0] | {"id": "new", "correct": True})
    small.write_bank(places, items)
    with pytest.raises(RefusalError, match="no longer the question that learners saw"):
        regrade(small.read(places), places, "demo")


# ---- the report ----


def test_the_report_is_whole_and_names_nobody(session: tuple[Places, Course]) -> None:
    places, course = session
    page = write_report(course, places, "demo")
    text = page.read_text("utf-8")
    assert "learner-0" not in text
    assert "moins de 10 personnes" in text  # six in each language
    files = {path.name: path.read_bytes() for path in page.parent.iterdir()}
    assert set(files) == {"report.html", "items.csv", "results.csv", "session.xlsx"}
    lines = list(csv.DictReader(io.StringIO(files["results.csv"].decode("utf-8-sig"))))
    assert [line["points"] for line in lines] == ["4.0"] * 12
    assert lines[3]["name"] == "'=1+3"
    book = zipfile.ZipFile(io.BytesIO(files["session.xlsx"]))
    assert b"<f>" not in book.read("xl/worksheets/sheet2.xml")
    drawn = [small.drawn(course, "demo", f"learner-{n:02}").values() for n in range(12)]
    counted = {
        line["item"]: int(line["n"]) for line in csv.DictReader(io.StringIO(files["items.csv"].decode("utf-8-sig")))
    }
    assert counted == {item: sum(item in one for one in drawn) for item in counted}
    write_report(course, places, "demo")
    assert {path.name: path.read_bytes() for path in page.parent.iterdir()} == files
    with pytest.raises(RefusalError, match="not released"):
        write_report(course, places, "other")


@pytest.mark.browser
def test_the_report_is_accessible_and_asks_for_nothing(browser: Browser, tmp_path: Path) -> None:
    from nbparcours.grading.analysis import analyse
    from nbparcours.grading.session_page import session_page
    from test_grading_statistics import KEYS, people

    path = tmp_path / "report.html"
    stems = {"i1": {"fr": "L'article 448-4 ?", "ar": "الفصل 448-4؟"}}
    path.write_text(session_page("2026-12-rabat", analyse(people(400, harder=1.5), KEYS), 0.7, stems), "utf-8")
    for width, scheme in ((360, "dark"), (1200, "light")):
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(path.as_uri())
        assert [violation["id"] for violation in Axe().run(page).response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("figure > [role=img][aria-label]").count() == 6
        assert page.get_by_text("plus difficile en arabe").is_visible()
        assert asked == [path.as_uri()]
        page.close()
