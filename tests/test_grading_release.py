"""Opening a session: refusals, the proof, and releasing twice."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

import grading_helpers as small
from nbparcours.course.load import Course
from nbparcours.course.places import Places
from nbparcours.grading import notebook
from nbparcours.grading.blueprint import RefusalError
from nbparcours.grading.nbgrader_adapter import release
from nbparcours.grading.secrecy import leaks

NAME = "final-test-demo"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return small.home(tmp_path)


@pytest.fixture
def course(places: Places) -> Course:
    return small.read(places)


def outbound(places: Places, name: str = NAME) -> Path:
    return places.exchange / "traite-maroc" / "outbound" / name


def test_learners_receive_the_test_and_no_key(places: Places, course: Course) -> None:
    steps: list[tuple[str, int, int]] = []
    assert release(course, places, "demo", lambda *step: steps.append(step)) == NAME
    assert [done for _, done, _ in steps] == [0, 1, 2, 3, 4]
    assert sorted(path.name for path in outbound(places).iterdir()) == ["session.json", "test.ipynb"]
    text = (outbound(places) / "test.ipynb").read_text("utf-8")
    for secret in ("secrète", '"correct', "HIDDEN", "mark(", '"key', "note d'auteur"):
        assert secret not in text
    assert leaks(outbound(places), course.bank.values()) == []


def test_the_notebook_is_the_contract(places: Places, course: Course) -> None:
    release(course, places, "demo")
    found = json.loads((outbound(places) / "test.ipynb").read_text("utf-8"))
    test = found["metadata"]["nbparcours"]["test"]
    assert (test["session"], test["assignment"]) == ("demo", NAME)
    assert test["slots"] == {slot: [f"{slot}-i1", f"{slot}-i2"] for slot in small.SLOTS}
    screen, *cells = found["cells"]
    assert screen["source"] == 'activity("final-test")' or "".join(screen["source"]) == 'activity("final-test")'
    spec = screen["outputs"][0]["data"]["application/vnd.nbparcours.activity+json"]
    assert (spec["kind"], spec["session"], spec["assignment"]) == ("test", "demo", NAME)
    assert test["title"] == spec["title"]
    conditions = yaml.safe_load((small.ROOT / "assignments" / "final-test" / "rules.yml").read_text("utf-8"))
    for lang in ("fr", "ar"):
        assert spec["rules"][lang].endswith("\n".join(said[lang] for said in conditions["conditions"]))
    assert set(spec["items"]) == set(course.bank)
    grading = [cell["metadata"]["nbgrader"] for cell in cells]
    assert [(g["grade_id"], g["points"], g["grade"], g["locked"]) for g in grading] == [
        (slot, 1, True, True) for slot in small.SLOTS
    ]
    assert found["metadata"]["kernelspec"]["name"] == "python3"


def test_the_trainers_folder_is_private_and_knows_our_classes(tmp_path: Path) -> None:
    places = small.home(tmp_path)
    shutil.rmtree(places.trainer)
    release(small.read(places), places, "demo")
    assert places.trainer.stat().st_mode & 0o077 == 0
    ours = (small.ROOT / "grading" / "nbgrader_config.py").read_text("utf-8")
    assert (places.trainer / "nbgrader_config.py").read_text("utf-8") == ours


def _without(slot: str, keep: int) -> Callable[[list[dict[str, Any]]], list[dict[str, Any]]]:
    def change(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
        kept = [item for item in items if item["slot"] == slot][:keep]
        return [item for item in items if item["slot"] != slot] + kept

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_without("m1-s2", 0), "m1-s2 has 0 of 2"),
        (_without("m6-s1", 1), "m6-s1 has 1 of 2"),
        (lambda items: [i | {"slot": "m1-s2"} if i["slot"] == "m1-s1" else i for i in items], "m1-s1 has 0 of 2"),
        (lambda items: [*items, items[0] | {"id": "x", "slot": "m1-s2"}], "kind that their slot does not take: x"),
    ],
)
def test_a_bank_that_does_not_fit_is_refused(
    places: Places, change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]], said: str
) -> None:
    small.write_bank(places, change(small.bank()))
    with pytest.raises(RefusalError, match=said):
        release(small.read(places), places, "demo")
    assert not outbound(places).exists()


def test_rules_that_cannot_be_read_are_refused(places: Places, course: Course) -> None:
    (places.home / "assignments" / "final-test" / "rules.yml").write_text("conditions: [{fr: x}]\n", "utf-8")
    with pytest.raises(RefusalError, match=r"rules\.yml"):
        release(course, places, "demo")


@pytest.mark.parametrize("secret", ["key", "why", "note"])
def test_nothing_is_released_when_a_key_would_be(
    places: Places, course: Course, monkeypatch: pytest.MonkeyPatch, secret: str
) -> None:
    item = course.bank["m1-s2-i1"]
    option = item.choices()["a"]
    assert option.why
    said = {"key": json.dumps(item.key()), "why": option.why.ar, "note": item.note}[secret]
    original = notebook.screen_bundle
    monkeypatch.setattr(notebook, "screen_bundle", lambda spec: original(spec) | {"text/plain": said})
    with pytest.raises(RefusalError, match="m1-s2-i1") as caught:
        release(course, places, "demo")
    assert said not in str(caught.value)
    assert not outbound(places).exists()
    assert not (places.trainer / "release" / NAME).exists()
    monkeypatch.undo()
    release(course, places, "demo")
    assert outbound(places).is_dir()


def _all_bytes(folder: Path) -> dict[str, tuple[bytes, int]]:
    files = (path for path in sorted(folder.rglob("*.ipynb")))
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def test_released_again_unchanged_it_is_left_alone(places: Places, course: Course) -> None:
    release(course, places, "demo")
    before = _all_bytes(places.data)
    assert release(course, places, "demo") == NAME
    assert _all_bytes(places.data) == before
    small.Learner(places, course, "amina", "demo").hand_in({})
    assert release(course, places, "demo") == NAME


def _changed(places: Places) -> Course:
    items = small.bank()
    items[0]["stem"]["fr"] = "Énoncé corrigé"
    small.write_bank(places, items)
    return small.read(places)


def test_changed_questions_are_released_while_nobody_handed_in(places: Places, course: Course) -> None:
    release(course, places, "demo")
    release(_changed(places), places, "demo")
    assert "Énoncé corrigé" in (outbound(places) / "test.ipynb").read_text("utf-8")


def test_changed_questions_are_refused_after_a_hand_in(places: Places, course: Course) -> None:
    release(course, places, "demo")
    small.Learner(places, course, "amina", "demo").hand_in({})
    before = _all_bytes(places.data)
    with pytest.raises(RefusalError, match="another session name"):
        release(_changed(places), places, "demo")
    assert _all_bytes(places.data) == before
    assert release(_changed(places), places, "demo-2") == "final-test-demo-2"


@pytest.mark.parametrize("lost", ["outbound", "release", "gradebook"])
def test_a_release_that_was_stopped_is_completed(places: Places, course: Course, lost: str) -> None:
    release(course, places, "demo")
    path = {
        "outbound": outbound(places) / "test.ipynb",
        "release": places.trainer / "release" / NAME / "test.ipynb",
        "gradebook": places.trainer / "gradebook.db",
    }[lost]
    before = (outbound(places) / "test.ipynb").read_bytes()
    path.unlink()
    release(course, places, "demo")
    assert path.exists()
    assert (outbound(places) / "test.ipynb").read_bytes() == before


def test_an_exchange_that_cannot_be_written_is_said(places: Places, course: Course) -> None:
    places.exchange.parent.mkdir(parents=True, exist_ok=True)
    places.exchange.write_text("not a folder", "utf-8")
    with pytest.raises(RefusalError, match="exchange"):
        release(course, places, "demo")
