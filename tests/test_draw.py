"""Ten thousand draws: every slot filled, candidates used evenly, no duplicate, the overlap that the docs promise."""

import math
import re
from collections import Counter
from pathlib import Path

import pytest

from nbparcours.course.draw import arrange, draw
from nbparcours.course.load import Course

SLOTS, CANDIDATES, LEARNERS = 40, 4, 10_000
BLUEPRINT = {f"m{m}-s{s}": [f"m{m}-s{s}-i{i}" for i in range(CANDIDATES)] for m in range(1, 9) for s in range(1, 6)}
DOCS = Path(__file__).parents[1] / "docs" / "final-test.md"


def chi_square(counts: list[int], expected: list[float]) -> float:
    return math.fsum((count - wanted) ** 2 / wanted for count, wanted in zip(counts, expected, strict=True))


def plausible(chi: float, freedom: int) -> bool:
    """Say whether a fair draw gives such a sum more often than three times in a hundred thousand."""
    return chi < freedom + 4 * math.sqrt(2 * freedom)


@pytest.fixture(scope="module")
def draws() -> list[dict[str, str]]:
    return [draw(BLUEPRINT, "2026-12-rabat", f"learner-{number}") for number in range(LEARNERS)]


def test_every_slot_is_filled_and_nothing_comes_twice(draws: list[dict[str, str]]) -> None:
    assert all(list(drawn) == list(BLUEPRINT) for drawn in draws)
    assert all(len(set(drawn.values())) == SLOTS for drawn in draws)
    assert all(item in BLUEPRINT[slot] for drawn in draws[:100] for slot, item in drawn.items())


def test_candidates_are_used_evenly(draws: list[dict[str, str]]) -> None:
    total = 0.0
    for slot, candidates in BLUEPRINT.items():
        counts = Counter(drawn[slot] for drawn in draws)
        chi = chi_square([counts[name] for name in candidates], [LEARNERS / CANDIDATES] * CANDIDATES)
        assert plausible(chi, CANDIDATES - 1), slot
        total += chi
    assert plausible(total, SLOTS * (CANDIDATES - 1))


def binomial(k: int) -> float:
    p = 1 / CANDIDATES
    return math.comb(SLOTS, k) * p**k * (1 - p) ** (SLOTS - k)


def test_two_learners_share_what_the_docs_say(draws: list[dict[str, str]]) -> None:
    pairs = zip(draws[::2], draws[1::2], strict=True)
    shared = [sum(left[slot] == right[slot] for slot in BLUEPRINT) for left, right in pairs]
    inside = range(4, 18)  # where at least five pairs are expected
    counts = [sum(one == k for one in shared) for k in inside]
    expected = [len(shared) * binomial(k) for k in inside]
    assert plausible(chi_square(counts, expected), len(expected) - 1)
    mean = math.fsum(shared) / len(shared)
    assert abs(mean - SLOTS / CANDIDATES) < 4 * math.sqrt(SLOTS * 0.25 * 0.75 / len(shared))
    told = {
        int(k): float(share) for k, share in re.findall(r"\| (\d+) or more \| ([\d.]+) % \|", DOCS.read_text("utf-8"))
    }
    assert set(told) == {10, 15, 20, 25}
    for k, share in told.items():
        assert share == pytest.approx(100 * math.fsum(binomial(n) for n in range(k, SLOTS + 1)), rel=0.02), k


def test_a_second_session_is_a_fresh_draw() -> None:
    learners = [f"learner-{number}" for number in range(2000)]
    pairs = [(draw(BLUEPRINT, "first", name), draw(BLUEPRINT, "second", name)) for name in learners]
    same = sum(first[slot] == second[slot] for first, second in pairs for slot in BLUEPRINT)
    share = same / (len(learners) * SLOTS)
    assert abs(share - 1 / CANDIDATES) < 0.01


def test_options_stand_everywhere_equally_often() -> None:
    names = ["a", "b", "c", "d"]
    firsts = Counter(arrange(names, "demo", f"learner-{number}", "m1-i01")[0] for number in range(LEARNERS))
    assert plausible(chi_square([firsts[name] for name in names], [LEARNERS / 4] * 4), 3)
    assert arrange(names, "demo", "amina", "m1-i01") == arrange(names[::-1], "demo", "amina", "m1-i01")


def test_the_real_blueprint_has_the_candidates_that_the_docs_count_with(course: Course) -> None:
    assert {len(names) >= CANDIDATES for names in course.candidates().values()} == {True}
