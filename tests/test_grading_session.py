"""A session's times, what a trainer is told of a hand-in, and the case study that a person marks."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook

import grading_helpers as small
from nbparcours.course.case_study import CaseStudy
from nbparcours.course.load import Course
from nbparcours.course.places import Places
from nbparcours.grading.accommodation import extra_time, give
from nbparcours.grading.blueprint import RefusalError
from nbparcours.grading.fit import fits
from nbparcours.grading.nbgrader_adapter import grade, release, release_case, results
from nbparcours.grading.report import embedded
from nbparcours.learner import answers as sheet
from nbparcours.learner.answers import Answers
from nbparcours.learner.session import NAME as TIMES
from nbparcours.learner.session import Session

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore:Object of type", "ignore:Passing unrecog")
NOW = datetime.now(UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return small.home(tmp_path)


@pytest.fixture
def course(places: Places) -> Course:
    return small.read(places)


def values(course: Course, name: str, session: str = "demo") -> dict[str, Any]:
    return {item: small.right(course, item) for item in small.drawn(course, session, name).values()}


def honest(course: Course, name: str, session: str = "demo", **more: Any) -> dict[str, Any]:
    """What the learner's server writes when the button is pressed."""
    said = Answers.model_validate(
        {"assignment": f"final-test-{session}", "answers": values(course, name, session), **more}
    )
    return said.model_copy(update={"receipt": sheet.receipt(said)}).document()


def hand_in(
    places: Places, course: Course, name: str, said: dict[str, Any] | None = None, when: str | None = None
) -> Path:
    learner = small.Learner(places, course, name, "demo")
    if not learner.test.is_dir():
        learner.fetch()
    learner.write(said or honest(course, name))
    return learner.submit(when)


def points(places: Places) -> dict[str, float]:
    return {result.learner: result.points for result in results(places, "demo")}


def offered(places: Places) -> Session:
    return Session.read(places.exchange / "traite-maroc" / "outbound" / "final-test-demo")


def test_times_go_with_the_test_and_can_change_after_a_hand_in(places: Places, course: Course) -> None:
    release(course, places, "demo", times={"closes": NOW + HOUR, "minutes": 60})
    before = (places.exchange / "traite-maroc" / "outbound" / "final-test-demo" / "test.ipynb").read_bytes()
    assert (offered(places).closes, offered(places).minutes) == (NOW + HOUR, 60)
    hand_in(places, course, "amina")
    release(course, places, "demo", times={"closes": NOW + 2 * HOUR})
    assert (offered(places).closes, offered(places).minutes) == (NOW + 2 * HOUR, 60)  # what is not said stays
    release(course, places, "demo", times={"minutes": None})
    assert (offered(places).closes, offered(places).minutes) == (NOW + 2 * HOUR, None)
    assert (places.exchange / "traite-maroc" / "outbound" / "final-test-demo" / "test.ipynb").read_bytes() == before
    assert small.Learner(places, course, "brahim", "demo").fetch() is None
    assert (places.data / "learners" / "brahim" / "final-test-demo" / TIMES).is_file()


@pytest.mark.parametrize(
    ("times", "said"),
    [
        ({"opens": NOW, "closes": NOW - HOUR}, "close before it opens"),
        ({"minutes": 2}, "--minutes"),
        ({"attempts": 99}, "--attempts"),
        ({"closes": datetime(2026, 12, 1)}, "--closes"),
    ],
)
def test_times_that_make_no_sense_are_refused(places: Places, course: Course, times: Any, said: str) -> None:
    with pytest.raises(RefusalError, match=said):
        release(course, places, "demo", times=times)
    assert not (places.exchange / "traite-maroc" / "outbound" / "final-test-demo").exists()


def test_what_came_after_closing_is_not_taken_whatever_its_clock_says(places: Places, course: Course) -> None:
    release(course, places, "demo", times={"closes": NOW - HOUR})
    early = (NOW - 2 * HOUR).strftime("%Y-%m-%d %H:%M:%S.%f")
    hand_in(places, course, "amina")  # says that it is late
    folder = hand_in(places, course, "brahim", when=early)  # a clock set back: says that it is in time
    for path in (folder, *folder.iterdir()):
        small.os.utime(path, (0, 0))  # and so do its files
    summary = grade(course, places, "demo")
    assert {(r.learner, r.code, r.graded_as_empty) for r in summary.rejected} == {
        ("amina", "late", False),
        ("brahim", "late", False),
    }
    assert points(places) == {}
    release(course, places, "demo", times={"closes": NOW + HOUR})  # prolonged: both are taken
    assert grade(course, places, "demo").rejected == []
    assert points(places) == {"amina": 5.0, "brahim": 5.0}


def test_a_hand_in_in_time_counts_and_a_later_one_does_not(places: Places, course: Course) -> None:
    release(course, places, "demo")
    hand_in(places, course, "amina")
    release(course, places, "demo", times={"closes": NOW + HOUR})
    hand_in(places, course, "amina", small.answers("demo", {}), when=(NOW + 3 * HOUR).strftime("%Y-%m-%d %H:%M:%S.%f"))
    summary = grade(course, places, "demo")
    assert [(r.learner, r.code) for r in summary.rejected] == [("amina", "late")]
    assert points(places) == {"amina": 5.0}


def moment(hours: float) -> str:
    return (NOW - hours * HOUR).isoformat(timespec="seconds")


def test_what_a_trainer_is_told_changes_no_score(places: Places, course: Course) -> None:
    release(course, places, "demo", times={"minutes": 60, "opens": NOW - 10 * HOUR})
    mine = small.drawn(course, "demo", "karima")
    other = next(i for slot, ids in course.candidates().items() for i in ids if i not in mine.values())
    assert give(places.trainer, "demo", "leila", 30).startswith("30-")
    odd = {**values(course, "karima"), mine["m1-s1"]: ["b", "a"], other: ["b"], "m9-i01": ["a"]}
    said = {
        "honest": honest(course, "honest", begun=moment(2), changed=moment(1.5)),
        "edited": honest(course, "edited") | {"name": "Somebody"},
        "karima": small.answers("demo", odd),
        "slow": honest(course, "slow", begun=moment(3), changed=moment(1.5)),
        "leila": honest(course, "leila", begun=moment(3), changed=moment(1.5), extra=30),
        "claims": honest(course, "claims", begun=moment(3), changed=moment(1.5), extra=30),
        "clock": honest(course, "clock", begun=moment(1), changed=moment(3)),
        "before": honest(course, "before", begun=moment(11), changed=moment(10.5)),
    }
    for name, document in said.items():
        hand_in(places, course, name, document)
    summary = grade(course, places, "demo")
    assert (summary.failed, summary.rejected) == ([], [])
    told = {(notice.learner, notice.code): dict(notice.values) for notice in summary.notices}
    assert told == {
        ("edited", "untouched"): {},
        ("karima", "untouched"): {},
        ("karima", "strange"): {"n": 2},
        ("karima", "odd"): {"n": 1},
        ("slow", "overtime"): {"taken": 90, "allowed": 60},
        ("claims", "overtime"): {"taken": 90, "allowed": 60},
        ("clock", "clock"): {},
        ("before", "early"): {},
    }
    assert all(notice.say(lang) for notice in summary.notices for lang in ("en", "fr", "ar"))
    assert points(places) == dict.fromkeys(said, 5.0) | {"karima": 4.0}
    assert grade(course, places, "demo").notices == summary.notices  # told again, for whoever reads only the last run
    assert extra_time(places.trainer, "demo") == {"leila": 30}
    give(places.trainer, "demo", "leila", 0)
    assert extra_time(places.trainer, "demo") == {}
    public = b"".join(path.read_bytes() for path in (places.exchange / "traite-maroc" / "outbound").rglob("*.*"))
    assert b"leila" not in public


def test_sessions_are_counted_and_the_waits_are_checked(places: Places, course: Course) -> None:
    for session in ("first", "second"):
        release(course, places, session, times={"attempts": 1})
        learner = small.Learner(places, course, "amina", session)
        learner.fetch()
        learner.write(honest(course, "amina", session, begun=moment(0)) | {"answers": {}})
        learner.submit()
        summary = grade(course, places, session)
    assert {notice.code for notice in summary.notices} == {"untouched", "attempts", "wait"}
    (first,), (second,) = results(places, "first"), results(places, "second")
    again = [datetime.fromisoformat(one.again) - datetime.fromisoformat(one.handed_in) for one in (first, second)]
    assert again == [24 * HOUR, 72 * HOUR]
    (page,) = small.Learner(places, course, "amina", "second").fetch_feedback()
    assert (embedded(page) or {})["again"] == second.again
    assert re.search(r"à partir du .*\d\d/\d\d/\d{4}", page.read_text("utf-8"))


CHOICE = {"options": [{"id": "a"}, {"id": "b"}]}
MATCHING = {"lefts": [{"id": "l"}, {"id": "m"}], "rights": [{"id": "r"}]}
STEPS = {"steps": [{"id": "x"}, {"id": "y"}]}


@pytest.mark.parametrize(
    ("kind", "face", "good", "bad"),
    [
        ("single", CHOICE, [["a"]], [["a", "b"], ["c"], [], "a", None, [1], {"a": "b"}]),
        ("vignette", CHOICE, [["b"]], [["a", "a"], [["a"]]]),
        ("multiple", CHOICE, [["a"], ["b", "a"]], [["a", "a"], ["z"], []]),
        ("ordering", STEPS, [["y", "x"]], [["x"], ["x", "x"], ["x", "z"], {}]),
        ("matching", MATCHING, [{"l": "r"}, {"l": "r", "m": "r"}], [{}, {"z": "r"}, {"l": "z"}, ["l"], {"l": ["r"]}]),
        ("written", {}, ["texte"], [["texte"], 7, None]),
        ("unknown", {}, [], ["x", ["a"]]),
    ],
)
def test_what_the_page_can_send_fits(kind: str, face: Any, good: list[Any], bad: list[Any]) -> None:
    item = {"kind": kind, "fr": face}
    assert [value for value in good if not fits(item, value)] == []
    assert [value for value in bad if fits(item, value)] == []


# ---- the case study ----


def _mark(places: Places, name: str, cell: str, score: float, comment: str) -> None:
    """Mark an answer as formgrader does."""
    with Gradebook(f"sqlite:///{places.trainer / 'gradebook.db'}", "traite-maroc") as book:
        grade_ = book.find_grade(cell, "test", "case-study-demo", name)
        grade_.manual_score, grade_.needs_manual_grade = score, False
        book.find_comment(cell, "test", "case-study-demo", name).manual_comment = comment
        book.db.commit()


def test_a_case_study_is_written_marked_by_hand_and_returned(places: Places, course: Course, tmp_path: Path) -> None:
    case = small.case_study()
    course.cases = {case.id: case}
    release(course, places, "demo")
    assert release_case(course, places, "demo") == "case-study-demo"
    assert release_case(course, places, "demo") == "case-study-demo"  # unchanged, it is left alone
    learner = small.Learner(places, course, "amina", "demo", "case-study")
    learner.fetch()
    fetched = json.loads((learner.test / "test.ipynb").read_text("utf-8"))
    spec = fetched["cells"][0]["outputs"][0]["data"]["application/vnd.nbparcours.activity+json"]
    assert (spec["task"], {item["kind"] for item in spec["items"].values()}) == ("case-study", {"written"})
    first, second = (question.id for question in case.questions)
    learner.write(
        small.answers("demo", {first: "Écouter d'abord <b>elle</b>", second: 7}) | {"assignment": "case-study-demo"}
    )
    learner.submit()
    summary = grade(course, places, "demo", task="case-study")
    assert (summary.collected, summary.waiting, summary.failed) == (1, 1, [])
    assert ("odd", {"n": 1}) in [(notice.code, dict(notice.values)) for notice in summary.notices]
    assert results(places, "demo", "case-study") == []
    marked = json.loads((places.trainer / "autograded" / "amina" / "case-study-demo" / "test.ipynb").read_text("utf-8"))
    cells = {cell["id"]: "".join(cell["source"]) for cell in marked["cells"]}
    assert "&lt;b&gt;elle" in cells[first]
    assert case.questions[0].criteria[0].full.ar in cells[f"{first}-criteres"]
    _mark(places, "amina", first, 3, "Bien vu.\nPensez à la voisine <script>")
    assert grade(course, places, "demo", task="case-study").waiting == 0
    (result,) = results(places, "demo", "case-study")
    assert (result.points, result.out_of) == (3, sum(question.points for question in case.questions))
    (page,) = learner.fetch_feedback()
    text = page.read_text("utf-8")
    assert "Pensez à la voisine &lt;script&gt;" in text
    assert (embedded(page) or {})["comments"] == {first: "Bien vu.\nPensez à la voisine <script>"}
    assert "facultatif" in text
    assert "attestation du cours" not in text
    assert results(places, "demo") == []  # and nothing of it counts for the test


def test_the_real_case_study_is_sound(course: Course) -> None:
    real = small.load(Places(home=small.ROOT))
    assert real.cases
    for case in real.cases.values():
        assert isinstance(case, CaseStudy)
        assert [question.points for question in case.questions] == [10, 10]
        assert set(case.cites) <= set(real.references)
    with pytest.raises(RefusalError, match="no case study"):
        release_case(course, course.places, "demo")
