"""Who may begin, go on and hand in: the session's times, the modules, the waits, more time by a code."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import learner_helpers as helpers
from nbparcours.course.places import Places
from nbparcours.learner import admission
from nbparcours.learner import answers as sheet
from nbparcours.learner.answers import Answers, Done
from nbparcours.learner.final_test import FinalTest
from nbparcours.learner.refusal import Refusal
from nbparcours.learner.session import NAME, Session, extra_code, extra_minutes

NOW = datetime.now(UTC)
HOUR = timedelta(hours=1)
ALL = Done(done=["m1-a1", "m1-a2"], required=2)
places, folder, test = helpers.places, helpers.folder, helpers.test


def offer(places: Places, **times: object) -> None:
    """Put the session's times where the release puts them."""
    outbound = places.exchange / "traite-maroc" / "outbound" / helpers.ASSIGNMENT
    outbound.mkdir(parents=True, exist_ok=True)
    (outbound / NAME).write_text(Session.model_validate(times).document(), "utf-8")


def why(test: FinalTest, done: Done = ALL) -> str | None:
    closed = test.state(done)["closed"]
    return closed and str(closed["why"])


def earlier(places: Places, session: str, handed_in: datetime, *, passed: bool = False) -> None:
    """Put the result of another session into the learner's folder."""
    name = f"final-test-{session}"
    page = places.learner / name / "feedback" / "2026-11-24 10:00:00.000000 UTC" / "test.html"
    page.parent.mkdir(parents=True)
    said = {"schema": 1, "assignment": name, "passed": passed, "handed_in": handed_in.isoformat(timespec="seconds")}
    page.write_text(f'<script type="application/json" id="nbparcours-result">{json.dumps(said)}</script>', "utf-8")


def test_it_opens_when_the_modules_are_done_and_stays_open(test: FinalTest) -> None:
    item = next(iter(test.drawn.values()))
    assert why(test, Done(done=["m1-a1"], required=2)) == "progress"
    with pytest.raises(Refusal) as refused:
        test.answer(item, ["a"], "fr", Done(required=2))
    assert refused.value.status == 409
    assert "2" in refused.value.message["ar"]
    assert not (test.folder / sheet.NAME).exists()
    test.begin(ALL)
    begun = test.answers().begun
    assert test.begin(ALL).begun == begun
    test.answer(item, ["a"], "fr", Done(required=2))  # progress erased meanwhile: what was begun goes on
    assert test.answers().answers == {item: ["a"]}
    assert test.answers().changed >= begun


def test_it_opens_and_closes_when_the_trainer_says(test: FinalTest, places: Places) -> None:
    offer(places, opens=NOW + HOUR)
    assert why(test) == "early"
    with pytest.raises(Refusal):
        test.begin(ALL)
    closes = datetime.now(UTC) + HOUR
    offer(places, opens=NOW - HOUR, closes=closes)
    assert why(test) is None
    item = next(iter(test.drawn.values()))
    test.answer(item, ["a"], "fr", ALL)
    before = (closes - datetime.now(UTC)).total_seconds()
    left = test.state(ALL)["session"]["left"]
    assert (closes - datetime.now(UTC)).total_seconds() - 1 <= left <= before + 1
    offer(places, closes=NOW - HOUR)
    assert why(test) == "late"
    for refused in (lambda: test.answer(item, ["b"], "fr", ALL), lambda: test.hand_in(ALL)):
        with pytest.raises(Refusal) as said:
            refused()
        assert said.value.status == 409
    assert test.answers().answers == {item: ["a"]}
    offer(places, closes=NOW + HOUR)  # prolonged for those who fetched it before
    assert test.hand_in(ALL)


def test_what_the_exchange_says_wins_over_the_fetched_copy(test: FinalTest, places: Places) -> None:
    (test.folder / NAME).write_text(Session(closes=NOW + HOUR).document(), "utf-8")
    assert test.session().closes == NOW + HOUR
    offer(places, closes=NOW - HOUR)
    assert why(test) == "late"
    (test.folder / NAME).write_text("{", "utf-8")
    (places.exchange / "traite-maroc" / "outbound" / helpers.ASSIGNMENT / NAME).write_text('{"opens": "soon"}', "utf-8")
    assert test.session() == Session()


def begun_ago(test: FinalTest, minutes: int) -> None:
    when = (datetime.now(UTC) - timedelta(minutes=minutes)).isoformat(timespec="seconds")
    sheet.write(test.folder, test.answers().model_copy(update={"begun": when}))


def test_minutes_end_answering_and_not_the_hand_in(test: FinalTest, places: Places) -> None:
    offer(places, minutes=60)
    assert test.state(ALL)["session"]["left"] is None  # nobody's time runs before they begin
    item = next(iter(test.drawn.values()))
    test.answer(item, ["a"], "fr", ALL)
    ends = datetime.fromisoformat(test.answers().begun) + HOUR
    before = (ends - datetime.now(UTC)).total_seconds()
    left = test.state(ALL)["session"]["left"]
    assert (ends - datetime.now(UTC)).total_seconds() - 1 <= left <= before + 1
    begun_ago(test, 61)
    assert why(test) == "time"
    with pytest.raises(Refusal) as refused:
        test.answer(item, ["b"], "fr", ALL)
    assert "écoulé" in refused.value.message["fr"]
    code = test.hand_in(ALL)
    assert test.answers().answers == {item: ["a"]}
    assert code == sheet.receipt(test.answers())


def test_a_code_gives_its_learner_more_time_and_nobody_else(test: FinalTest, places: Places) -> None:
    offer(places, minutes=60)
    code = extra_code("demo", "amina", 30)
    test.begin(ALL)
    begun_ago(test, 70)
    assert why(test) == "time"
    for wrong in (
        extra_code("demo", "brahim", 30),
        extra_code("other", "amina", 30),
        "90-" + code[3:],
        "30",
        "",
        "x-1",
    ):
        with pytest.raises(Refusal):
            test.extra(wrong)
    assert test.extra(f" {code.lower()} ") == 30
    assert why(test) is None
    assert 1100 < test.state(ALL)["session"]["left"] <= 1200
    assert test.state(ALL)["session"]["extra"] == 30


def test_a_code_survives_letters_that_look_alike() -> None:
    codes = {name: extra_code("demo", name, 45) for name in map(str, range(200))}
    for name, code in codes.items():
        typed = code.replace("0", "O").replace("1", "l")
        assert extra_minutes(typed, "demo", name) == 45
    assert not set("".join(codes.values())) & set("ILOU")


@pytest.mark.parametrize(
    ("hours_ago", "expected"),
    [([1], 23), ([25], None), ([100, 25], 47), ([100, 73], None), ([500, 400, 73], 95), ([900, 700, 500, 1], 23)],
)
def test_one_waits_longer_after_each_test_and_then_anew(hours_ago: list[int], expected: int | None) -> None:
    before = [{"passed": False, "handed_in": (NOW - hours * HOUR).isoformat()} for hours in hours_ago]
    closed = admission.begin(Session(), 0, before, [24, 72, 168])
    assert (closed.why if closed else None) == ("wait" if expected else None)
    if closed and closed.when and expected:
        assert closed.when - NOW == pytest.approx(expected * HOUR, abs=timedelta(seconds=1))


def test_sessions_are_attempts(test: FinalTest, places: Places) -> None:
    earlier(places, "first", NOW - 100 * HOUR)
    assert why(test) is None
    offer(places, attempts=1)
    assert why(test) == "attempts"
    offer(places, attempts=2)
    assert why(test) is None
    earlier(places, "second", NOW - HOUR)
    offer(places)
    assert why(test) == "wait"
    when = datetime.fromisoformat(test.state(ALL)["closed"]["when"])
    assert when - NOW == pytest.approx(71 * HOUR, abs=timedelta(seconds=2))


def test_a_result_says_when_to_try_again(test: FinalTest, places: Places) -> None:
    earlier(places, "first", NOW - 100 * HOUR)
    handed = NOW.replace(microsecond=0) - HOUR
    page = test.folder / "feedback" / "2026-11-24 10:00:00.000000 UTC" / "test.html"
    page.parent.mkdir(parents=True)
    said = {"assignment": helpers.ASSIGNMENT, "passed": False, "handed_in": handed.isoformat()}
    page.write_text(f'<script type="application/json" id="nbparcours-result">{json.dumps(said)}</script>', "utf-8")
    found = test.result() or {}
    assert found["again"] == (handed + 72 * HOUR).isoformat()
    page.write_text(page.read_text("utf-8").replace("false", "true"), "utf-8")
    assert "again" not in (test.result() or {})


def test_options_come_in_an_order_of_ones_own(places: Places, folder: Path) -> None:
    orders = {}
    for name in ("amina", "brahim", "chadia", "driss", "elias", "fatima"):
        mine = FinalTest.open(places, helpers.ASSIGNMENT, name)
        orders[name] = mine.order()
        assert mine.order() == FinalTest.open(places, helpers.ASSIGNMENT, name).order()
        assert set(orders[name]) == set(mine.drawn.values())
        assert all(sorted(ids) == ["a", "b"] for ids in orders[name].values())
    assert {tuple(ids) for order in orders.values() for ids in order.values()} == {("a", "b"), ("b", "a")}


def test_only_nbgraders_copy_proves_a_hand_in(test: FinalTest, places: Places) -> None:
    test.answer(next(iter(test.drawn.values())), ["a"], "fr", ALL)
    code = test.hand_in(ALL)
    assert test.state(ALL)["answers"]["receipt"] == ""
    copy = places.data / "submitted" / "traite-maroc" / f"amina+{helpers.ASSIGNMENT}+2026-11-27 09:00:00.000000 UTC"
    copy.mkdir(parents=True)
    sheet.write(copy, test.answers())
    state = test.state(ALL)
    assert (state["answers"]["receipt"], state["handed"]) == (
        code,
        [{"when": "2026-11-27 09:00:00.000000 UTC", "receipt": code}],
    )
    test.mark([next(iter(test.drawn.values()))])
    assert test.state(ALL)["answers"]["receipt"] == code  # a mark changes nothing that was handed in
    test.name("Amina")
    assert test.state(ALL)["answers"]["receipt"] == ""


def test_an_open_answer_is_a_text_and_nothing_else(places: Places, folder: Path) -> None:
    made = json.loads((folder / "test.ipynb").read_text("utf-8"))
    made["metadata"]["nbparcours"]["test"] |= {"slots": {"cas-1": ["cas-1"]}, "written": ["cas-1"]}
    (folder / "test.ipynb").write_text(json.dumps(made), "utf-8")
    case = FinalTest.open(places, helpers.ASSIGNMENT, "amina")
    case.answer("cas-1", "Écouter d'abord.\nثم الإحالة", "fr", ALL)
    assert case.answers().answers == {"cas-1": "Écouter d'abord.\nثم الإحالة"}
    for wrong in (["a"], {"a": "b"}, 7, "x" * 6001):
        with pytest.raises(Refusal) as refused:
            case.answer("cas-1", wrong, "fr", ALL)
        assert refused.value.status == 400
    sheet.write(folder, Answers(assignment=helpers.ASSIGNMENT, answers=dict.fromkeys(("cas-1", "cas-2"), "ش" * 6000)))
