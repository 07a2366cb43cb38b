"""The scorers in Python and in the ES modules give the same numbers, whatever a learner's value is."""

import json
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from nbparcours.activity.score import SCORERS, score
from nbparcours.course.bidi import runs
from nbparcours.course.kinds import KINDS

TESTS = Path(__file__).parent
NODE = Path(sys.executable).with_name("node")
VECTORS = [
    {"kind": path.stem, **vector}
    for path in sorted((TESTS / "vectors" / "score").glob("*.json"))
    for vector in json.loads(path.read_text("utf-8"))
]
BIDI = json.loads((TESTS / "vectors" / "bidi.json").read_text("utf-8"))
GENERATED = 1000


def twins(**asked: Any) -> dict[str, Any]:
    """Ask the ES modules."""
    command = [str(NODE), str(TESTS / "js" / "activity_twins.mjs")]
    done = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_every_kind_has_a_scorer_and_vectors() -> None:
    kinds = set(KINDS) | {"vignette"}
    assert kinds == set(SCORERS)
    counts = Counter(vector["kind"] for vector in VECTORS)
    assert kinds == counts.keys()
    assert min(counts.values()) >= 10, counts


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: f"{v['kind']}-{json.dumps(v['value'])}"[:60])
def test_python_agrees_with_the_vectors(vector: dict[str, Any]) -> None:
    found = score(vector["kind"], vector["key"], vector["value"])
    assert type(found) is float
    assert found == vector["score"]


@pytest.mark.parametrize("kind", ["nothing", "answers", "toString", "__proto__"])
def test_what_is_no_kind_scores_nothing(kind: str) -> None:
    assert score(kind, {"correct": ["b"]}, ["b"]) == 0.0


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


def bent(rng: random.Random, value: Any, words: list[str]) -> Any:
    """A value like `value`, with something in it left out, put in, exchanged or broken."""
    if rng.random() < 0.15:
        return junk(rng)
    if isinstance(value, dict):
        kept = {name: bent(rng, part, words) for name, part in value.items() if rng.random() < 0.9}
        return {**kept, rng.choice(words): rng.choice(words)} if rng.random() < 0.1 else kept
    if isinstance(value, list):
        kept = [bent(rng, part, words) for part in value if rng.random() < 0.9]
        rng.shuffle(kept)
        return [*kept, rng.choice(words)] if rng.random() < 0.2 else kept
    return rng.choice([value, value, rng.choice(words)])


def words_of(thing: Any) -> list[Any]:
    """Every word, number and flag inside a key or a value."""
    if isinstance(thing, dict):
        return [*thing, *(word for part in thing.values() for word in words_of(part))]
    return [word for part in thing for word in words_of(part)] if isinstance(thing, list) else [thing]


@pytest.mark.parametrize("kind", sorted(SCORERS))
def test_generated_values_score_the_same_in_both(kind: str) -> None:
    rng = random.Random(f"27-14 {kind}")
    known = [vector for vector in VECTORS if vector["kind"] == kind]
    cases = []
    for _ in range(GENERATED):
        vector = rng.choice(known)
        words = [*filter(lambda word: isinstance(word, str), words_of(vector["key"])), "zz"]
        value = rng.choice([v["value"] for v in known if v["key"] == vector["key"]])
        cases.append({"kind": kind, "key": vector["key"], "value": bent(rng, value, words)})
    mine = [score(kind, case["key"], case["value"]) for case in cases]
    assert mine == twins(score=cases)["score"]
    assert all(0 <= number <= 1 for number in mine)
    assert len(set(mine)) > 1, "the generated values should not all score the same"


@pytest.mark.parametrize("vector", BIDI, ids=lambda v: v["text"][:30] or "empty")
def test_python_finds_the_same_digit_groups(vector: dict[str, Any]) -> None:
    assert [list(piece) for piece in runs(vector["text"])] == vector["runs"]


def test_the_es_modules_find_the_same_digit_groups() -> None:
    assert twins(bidi=[vector["text"] for vector in BIDI])["bidi"] == [vector["runs"] for vector in BIDI]
