"""Loading: what is right becomes a course; what is wrong becomes a sentence with a file and a line."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from nbparcours.course.bidi import isolate, isolate_markup, runs
from nbparcours.course.dates import moment
from nbparcours.course.draw import draw
from nbparcours.course.kinds import KINDS, parse_activity
from nbparcours.course.load import Course, load, load_sound
from nbparcours.course.places import Places
from nbparcours.course.problem import SourceError

ACTIVITIES = "modules/activities/01-comprendre-la-traite.yml"


def test_the_course_is_eight_modules_of_ninety_minutes(course: Course) -> None:
    assert [module.minutes for module in course.settings.modules] == [90] * 8
    assert course.settings.hours == 12


def test_activities_of_module_one_are_of_five_kinds_and_a_self_check(course: Course) -> None:
    activities = course.contents["m1"].activities.values()
    kinds = [activity.kind for activity in activities]
    assert kinds.count("quiz") == 1
    assert len(set(kinds) - {"quiz"}) >= 5
    assert len(kinds) - 1 >= 8
    quiz = next(activity for activity in activities if activity.kind == "quiz")
    assert len(quiz.face("fr")["questions"]) == 10


def test_a_broken_yaml_is_one_sentence_with_its_line(sources: Places) -> None:
    path = sources.home / ACTIVITIES
    path.write_text(path.read_text("utf-8") + "\n- id: [unclosed\n", "utf-8")
    course = load(sources)
    problem = next(p for p in course.problems if p.code == "NP001")
    assert problem.path == path
    assert problem.line >= len(path.read_text("utf-8").splitlines()) - 1
    assert "not valid YAML" in problem.message


def test_a_missing_translation_names_its_field_and_line(sources: Places) -> None:
    path = sources.home / ACTIVITIES
    path.write_text("- id: m1-x\n  kind: single\n  minutes: 2\n  objective: m1-o1\n  prompt: {fr: 'Quoi ?'}\n", "utf-8")
    problem = next(p for p in load(sources).problems if "prompt.ar" in p.message)
    assert problem.line == 5
    assert "add it" in problem.message


def test_an_unknown_kind_lists_the_known_ones(sources: Places) -> None:
    path = sources.home / ACTIVITIES
    path.write_text("- id: m1-x\n  kind: karaoke\n", "utf-8")
    problem = next(p for p in load(sources).problems if "karaoke" in p.message)
    assert "sorting" in problem.message


def test_a_used_id_is_refused(sources: Places) -> None:
    path = sources.bank / "01-comprendre-la-traite.yml"
    (sources.bank / "99-copy.yml").write_text(path.read_text("utf-8"), "utf-8")
    assert any(p.code == "NP003" for p in load(sources).problems)


def test_a_missing_twin_and_a_broken_notebook_are_told(sources: Places) -> None:
    (sources.modules / "ar" / "00-accueil.ipynb").unlink()
    (sources.modules / "fr" / "00-accueil.ipynb").write_text("{", "utf-8")
    assert {"NP004", "NP005"} <= {p.code for p in load(sources).problems}
    with pytest.raises(SourceError, match="NP004"):
        load_sound(sources)


def test_an_unreadable_course_yml_stops_with_its_problems(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"course\.yml"):
        load(Places(home=tmp_path, data=tmp_path))


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "single", "options": []},
        {"kind": "sorting", "categories": [], "cards": []},
        {"kind": "ordering", "steps": []},
        {"kind": "matching", "pairs": []},
        {"kind": "quiz", "questions": []},
    ],
)
def test_an_empty_activity_is_refused(body: dict[str, object]) -> None:
    base = {"id": "m1-x", "minutes": 1, "objective": "m1-o1", "prompt": {"fr": "?", "ar": "؟"}}
    with pytest.raises(ValueError, match="at least"):
        parse_activity(base | body)


def test_faces_hold_no_key(course: Course) -> None:
    for activity in course.contents["m1"].activities.values():
        shown = repr(activity.face("fr"))
        assert "correct" not in shown
        assert "'why'" not in shown


def test_an_ordering_is_never_shown_in_its_right_order(course: Course) -> None:
    orders = [a for a in course.contents["m1"].activities.values() if a.kind == "ordering"]
    assert orders
    for activity in orders:
        assert [step["id"] for step in activity.face("fr")["steps"]] != activity.key()["order"]


def test_shown_ids_tell_nothing_of_the_key(course: Course) -> None:
    for item in course.bank.values():
        face, key = item.face("fr"), item.key()
        if item.kind == "matching":
            assert not {left["id"] for left in face["lefts"]} & {right["id"] for right in face["rights"]}
        if item.kind == "ordering":
            shown = [step["id"] for step in face["steps"]]
            assert sorted(shown) == sorted(key["order"])
            assert key["order"] not in (shown, sorted(shown), sorted(shown, reverse=True))


def test_every_kind_is_found_by_its_file() -> None:
    assert {"single", "multiple", "sorting", "matching", "ordering", "quiz"} <= KINDS.keys()


def test_a_draw_is_the_same_twice_and_differs_between_learners() -> None:
    slots = {"s1": ["a", "b", "c", "d"], "s2": ["e", "f", "g", "h"]}
    draws = [tuple(draw(slots, "x", f"learner{n}").values()) for n in range(200)]
    assert draws == [tuple(draw(slots, "x", f"learner{n}").values()) for n in range(200)]
    assert len(set(draws)) == 16
    assert draw({"s1": ["a", "b"]}, "x", "y") == draw({"s1": ["b", "a"]}, "x", "y")


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("القانون 27-14", ["27-14"]),
        ("الفصل 448-1 ثم 448-14", ["448-1", "448-14"]),
        ("0800 00 47 47", ["0800 00 47 47"]),
        ("+212 6 12", ["+212 6 12"]),
        ("50 %", ["50 %"]),
        ("سنة 2021 ثم 2022", []),
        ("les 8 modules", []),
    ],
)
def test_digit_groups_are_found(text: str, alone: list[str]) -> None:
    assert [piece for piece, isolated in runs(text) if isolated] == alone
    assert "".join(piece for piece, _ in runs(text)) == text


def test_isolation_leaves_code_links_and_tags_alone() -> None:
    markup = '[الفصل 448-4](textes.ipynb#cp-448-4) `27-14` <a id="cp-448-4"></a>'
    assert isolate_markup(markup) == (
        '[الفصل <bdi dir="ltr">448-4</bdi>](textes.ipynb#cp-448-4) `27-14` <a id="cp-448-4"></a>'
    )
    assert isolate("27-14") == '<bdi dir="ltr">27-14</bdi>'


@pytest.fixture
def _rabat(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "<+01>-1")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("_rabat")
def test_a_moment_is_told_by_the_places_own_clock() -> None:
    assert moment("2026-07-31T23:05:00+00:00", "fr") == "1er août 2026, 00:05"
    assert moment("2026-07-31T23:05:00+00:00", "ar") == "1 غشت 2026، 00:05"
