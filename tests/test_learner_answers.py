"""`answers.json`: strict in form, atomic on disk, deaf to links and pipes; draw, hand-in and result."""

import json
import os
from pathlib import Path

import pytest
from pydantic import ValidationError

import learner_helpers as helpers
from nbparcours.course.draw import draw
from nbparcours.course.places import Places
from nbparcours.learner import answers as sheet
from nbparcours.learner.answers import MAX_BYTES, NAME, Answers, Done
from nbparcours.learner.completion import done
from nbparcours.learner.final_test import FinalTest
from nbparcours.learner.refusal import Refusal

SCHEMA = Path(sheet.__file__).with_name("answers.schema.json")
places, folder, test = helpers.places, helpers.folder, helpers.test


def document(**parts: object) -> bytes:
    return json.dumps({"schema": 1, "assignment": helpers.ASSIGNMENT, **parts}).encode()


def test_the_schema_beside_the_code_says_the_same() -> None:
    said = json.loads(SCHEMA.read_text("utf-8"))
    expected = Answers.model_json_schema(by_alias=True)
    assert said == expected, "write it again: python -m nbparcours.learner.answers"


def test_the_draw_is_the_graders(test: FinalTest) -> None:
    assert test.drawn == draw(helpers.SLOTS, "demo", "amina")
    assert set(test.drawn) == set(helpers.SLOTS)


def test_answers_come_back_and_null_takes_one_back(test: FinalTest, folder: Path) -> None:
    first, second = test.drawn.values()
    test.answer(first, ["b"], "fr", Done())
    test.answer(second, {"left": "right"}, "ar", Done())
    found = json.loads((folder / NAME).read_text("utf-8"))
    assert found["answers"] == {first: ["b"], second: {"left": "right"}}
    assert found["language"] == "ar"
    test.answer(first, None, "ar", Done())
    assert set(test.answers().answers) == {second}
    assert [file.name for file in folder.iterdir() if file.name.startswith(".")] == []


@pytest.mark.parametrize("value", ["b", 3, [1], ["É"], {"a": ["b"]}, [["a"]], ["a"] * 41, [{"a": "b"}]])
def test_a_malformed_value_changes_nothing(test: FinalTest, folder: Path, value: object) -> None:
    first = next(iter(test.drawn.values()))
    test.answer(first, ["a"], "fr", Done())
    before = (folder / NAME).read_bytes()
    with pytest.raises(Refusal) as refused:
        test.answer(first, value, "fr", Done())
    assert refused.value.status == 400
    assert (folder / NAME).read_bytes() == before


def test_an_item_that_was_not_drawn_is_refused(test: FinalTest) -> None:
    others = {name for names in helpers.SLOTS.values() for name in names} - set(test.drawn.values())
    with pytest.raises(Refusal) as refused:
        test.answer(others.pop(), ["a"], "fr", Done())
    assert refused.value.status == 404


@pytest.mark.parametrize(
    "data",
    [
        b"{",
        b"[]",
        "é".encode("latin-1"),
        document(unknown=1),
        document(assignment="final-test-other"),
        document(schema=2),
        document(answers={"m1-i01": 7}),
        document(answers={"../x": ["a"]}),
        document(name="x" * 81),
        document(receipt="<script>"),
        b" " * (MAX_BYTES + 1),
    ],
)
def test_a_file_of_another_form_is_put_aside_whole(test: FinalTest, folder: Path, data: bytes) -> None:
    (folder / NAME).write_bytes(data)
    state = test.state(Done())
    assert state["answers"]["answers"] == {}
    assert set(state["notice"]) == {"fr", "ar"}
    (aside,) = folder.glob("answers-*.json.broken")
    assert aside.read_bytes() == data


def test_handing_in_an_unreadable_file_is_refused_not_emptied(test: FinalTest, folder: Path) -> None:
    (folder / NAME).write_bytes(b"{")
    with pytest.raises(Refusal) as refused:
        test.hand_in(Done())
    assert refused.value.status == 409
    assert not (folder / NAME).exists()


def test_a_link_is_never_followed(test: FinalTest, folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.json"
    secret.write_bytes(document(name="secret"))
    (folder / NAME).symlink_to(secret)
    with pytest.raises(ValueError, match="cannot be read"):
        sheet.read(folder, helpers.ASSIGNMENT)
    assert test.state(Done())["answers"]["name"] == ""
    test.name("Amina")
    assert json.loads(secret.read_text())["name"] == "secret"
    assert not (folder / NAME).is_symlink()


def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / NAME)
    with pytest.raises(ValueError, match="regular"):
        sheet.read(folder, helpers.ASSIGNMENT)


@pytest.mark.parametrize("name", ["../etc", "..", "", "a/b", ".hidden", "fr", "missing", "a" * 200])
def test_other_folders_are_no_tests(places: Places, folder: Path, name: str) -> None:
    (places.learner / "fr").mkdir()
    with pytest.raises(Refusal) as refused:
        FinalTest.open(places, name, "amina")
    assert refused.value.status == 404


def test_a_copy_under_another_name_is_no_test(places: Places, folder: Path) -> None:
    folder.rename(places.learner / "final-test-mine")
    with pytest.raises(Refusal):
        FinalTest.open(places, "final-test-mine", "amina")


def test_the_name_is_kept_and_control_characters_are_not(test: FinalTest) -> None:
    test.name("أمينة El Idrissi")
    assert test.answers().name == "أمينة El Idrissi"
    for wrong in ("a\nb", "a\u202eb", "x" * 81, 3, None):
        with pytest.raises(Refusal):
            test.name(wrong)
    test.name("")
    assert test.answers().name == ""


def test_hand_in_writes_progress_and_a_receipt_that_can_be_computed_again(test: FinalTest) -> None:
    first = next(iter(test.drawn.values()))
    test.answer(first, ["b"], "fr", Done())
    code = test.hand_in(Done(done=["m1-a1"], required=2))
    found = test.answers()
    assert found.receipt == code == sheet.receipt(found)
    assert found.progress == Done(done=["m1-a1"], required=2)
    assert len(code) == 9
    test.answer(first, ["b"], "fr", Done())
    assert test.answers().receipt == code, "saving the same again must not undo a hand-in"
    test.answer(first, ["a"], "fr", Done())
    assert test.answers().receipt == ""
    assert test.hand_in(Done()) != code


def test_a_receipt_avoids_letters_that_look_alike() -> None:
    codes = "".join(sheet.receipt(Answers(assignment="t", name=str(n))) for n in range(300))
    assert not set(codes) & set("ILOU")
    assert len(set(codes)) == 33


def test_the_file_never_grows_past_what_grading_takes(folder: Path) -> None:
    many = {f"m1-i{n}": ["a" * 60] * 40 for n in range(100)}
    with pytest.raises(Refusal) as refused:
        sheet.write(folder, Answers(assignment=helpers.ASSIGNMENT, answers=many))
    assert refused.value.status == 413
    assert not (folder / NAME).exists()


def feedback(folder: Path, when: str, result: object, ident: str = "nbparcours-result") -> None:
    page = folder / "feedback" / when / "test.html"
    page.parent.mkdir(parents=True)
    text = json.dumps(result) if not isinstance(result, str) else result
    page.write_text(f'<p>x</p><script type="application/json" id="{ident}">{text}</script><p>1</p>', "utf-8")


def test_the_newest_result_is_read(test: FinalTest, folder: Path) -> None:
    assert test.result() is None
    mine = {"schema": 1, "assignment": helpers.ASSIGNMENT, "points": 3}
    feedback(folder, "2026-11-01 10:00:00.000000 UTC", mine)
    feedback(folder, "2026-11-02 10:00:00.000000 UTC", {**mine, "points": 5})
    feedback(folder, "2026-11-03 10:00:00.000000 UTC", {**mine, "assignment": "final-test-other"})
    feedback(folder, "2026-11-04 10:00:00.000000 UTC", "not JSON")
    feedback(folder, "2026-11-05 10:00:00.000000 UTC", mine, ident="other")
    assert test.result() == {**mine, "points": 5}
    assert test.certificate() is None


def test_required_activities_are_counted_from_the_built_home_page(places: Places) -> None:
    assert done(places, {}) == Done()
    helpers.build(places)
    kept = {"m1-a1": {"state": {"attempts": 1}}, "m1-a2": {"state": {"attempts": 0}}, "other": {"state": None}}
    assert done(places, kept) == Done(done=["m1-a1"], required=2)


def test_answers_cannot_be_changed_in_place() -> None:
    with pytest.raises(ValidationError):
        Answers(assignment="t").name = "x"  # type: ignore[misc]
