"""The scorers in Python and in the ES modules give the same numbers, whatever a learner's value is."""

import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nbparcours.activity.score import SCORERS, score
from nbparcours.course.bidi import runs
from nbparcours.course.kinds import KINDS

TESTS = Path(__file__).parent
NODE = Path(sys.executable).with_name("node")
VECTORS = json.loads((TESTS / "vectors" / "score.json").read_text("utf-8"))
BIDI = json.loads((TESTS / "vectors" / "bidi.json").read_text("utf-8"))
GENERATED = 500


def twins(**asked: Any) -> dict[str, Any]:
    """Ask the ES modules."""
    command = [str(NODE), str(TESTS / "js" / "activity_twins.mjs")]
    done = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_every_kind_has_a_scorer_and_vectors() -> None:
    kinds = set(KINDS) | {"vignette"}
    assert kinds == set(SCORERS)
    assert kinds <= {vector["kind"] for vector in VECTORS}


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: f"{v['kind']}-{json.dumps(v['value'])}"[:60])
def test_python_agrees_with_the_vectors(vector: dict[str, Any]) -> None:
    found = score(vector["kind"], vector["key"], vector["value"])
    assert type(found) is float
    assert found == vector["score"]


def test_the_es_modules_agree_with_the_vectors() -> None:
    found = twins(score=VECTORS)["score"]
    assert found == [vector["score"] for vector in VECTORS]


def junk(rng: random.Random, depth: int = 0) -> Any:
    """Anything that JSON can hold."""
    atoms = [None, True, False, 0, -1, 2.5, "", "a", "c1", "s2", "q1", "__proto__", "\u202e", "ب" * 9]
    if depth > 2 or rng.random() < 0.5:
        return rng.choice(atoms)
    if rng.random() < 0.5:
        return [junk(rng, depth + 1) for _ in range(rng.randrange(5))]
    return {rng.choice(["a", "c1", "q1", "constructor", "0"]): junk(rng, depth + 1) for _ in range(rng.randrange(5))}


def some_ids(rng: random.Random, ids: list[str]) -> list[Any]:
    chosen: list[Any] = rng.choices([*ids, "zz"], k=rng.randrange(len(ids) + 2))
    return [*chosen, junk(rng, 2)] if rng.random() < 0.1 else chosen


def some_map(rng: random.Random, names: list[str], answers: list[str]) -> dict[str, Any]:
    value: dict[str, Any] = {name: rng.choice([*answers, "zz"]) for name in names if rng.random() < 0.8}
    return {**value, rng.choice([*names, "zz"]): junk(rng, 2)} if rng.random() < 0.2 else value


OPTIONS = ["a", "b", "c", "d", "e"]


def choice_key(rng: random.Random, most: int = 4) -> dict[str, Any]:
    return {"correct": rng.sample(OPTIONS, rng.randrange(1, most + 1))}


def a_choice(most: int) -> Callable[[random.Random], tuple[Any, Any]]:
    return lambda rng: (choice_key(rng, most), some_ids(rng, OPTIONS))


def a_sorting(rng: random.Random) -> tuple[Any, Any]:
    names, places = [f"c{i}" for i in range(rng.randrange(2, 9))], ["act", "means", "goal"]
    return {"map": {name: rng.choice(places) for name in names}}, some_map(rng, names, places)


def a_matching(rng: random.Random) -> tuple[Any, Any]:
    names = [f"c{i}" for i in range(rng.randrange(2, 7))]
    return {"map": {name: name for name in names}}, some_map(rng, names, [*names, "x1"])


def an_ordering(rng: random.Random) -> tuple[Any, Any]:
    order = [f"s{i}" for i in range(rng.randrange(3, 8))]
    shuffled = rng.sample(order, len(order))
    return {"order": order}, shuffled if rng.random() < 0.8 else some_ids(rng, order)


def a_quiz(rng: random.Random) -> tuple[Any, Any]:
    names = [f"q{i}" for i in range(rng.randrange(2, 9))]
    kinds = {name: rng.choice(["single", "multiple"]) for name in names}
    keys = {name: {"kind": kinds[name], "key": choice_key(rng, 1 if kinds[name] == "single" else 4)} for name in names}
    return {"questions": keys}, {name: some_ids(rng, OPTIONS) for name in names if rng.random() < 0.9}


MAKERS = {
    "single": a_choice(1),
    "vignette": a_choice(1),
    "multiple": a_choice(4),
    "sorting": a_sorting,
    "matching": a_matching,
    "ordering": an_ordering,
    "quiz": a_quiz,
}


@pytest.mark.parametrize("kind", sorted(SCORERS))
def test_generated_values_score_the_same_in_both(kind: str) -> None:
    rng = random.Random(f"27-14 {kind}")
    cases = []
    for index in range(GENERATED):
        key, value = MAKERS[kind](rng)
        cases.append({"kind": kind, "key": key, "value": junk(rng) if index % 5 == 4 else value})
    mine = [score(kind, case["key"], case["value"]) for case in cases]
    assert mine == twins(score=cases)["score"]
    assert all(0 <= number <= 1 for number in mine)
    assert len(set(mine)) > 1, "the generated values should not all score the same"


@pytest.mark.parametrize("vector", BIDI, ids=lambda v: v["text"][:30] or "empty")
def test_python_finds_the_same_digit_groups(vector: dict[str, Any]) -> None:
    assert [list(piece) for piece in runs(vector["text"])] == vector["runs"]


def test_the_es_modules_find_the_same_digit_groups() -> None:
    assert twins(bidi=[vector["text"] for vector in BIDI])["bidi"] == [vector["runs"] for vector in BIDI]
