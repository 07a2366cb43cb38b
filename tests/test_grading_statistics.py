"""The analysis against published worked examples, and against numbers computed another way."""

import math
import random
import statistics as stock

import pytest

from nbparcours.grading import statistics
from nbparcours.grading.analysis import LEAST, Person, Response, analyse

#: Five items of the Law School Admission Test, 1000 people (Bock and Lieberman 1970): how often each pattern occurs.
LSAT = {
    "00000": 3, "00001": 6, "00010": 2, "00011": 11, "00100": 1, "00101": 1, "00110": 3, "00111": 4, "01000": 1,
    "01001": 8, "01011": 16, "01101": 3, "01110": 2, "01111": 15, "10000": 10, "10001": 29, "10010": 14, "10011": 81,
    "10100": 3, "10101": 28, "10110": 15, "10111": 80, "11000": 16, "11001": 56, "11010": 21, "11011": 173,
    "11100": 11, "11101": 61, "11110": 28, "11111": 298,
}  # fmt: skip
MATRIX = [[int(mark) for mark in pattern] for pattern, times in LSAT.items() for _ in range(times)]
#: Admissions to Berkeley by department (Bickel, Hammel and O'Connell 1975): men in, out, women in, out.
BERKELEY = [
    (512, 313, 89, 19), (353, 207, 17, 8), (120, 205, 202, 391), (138, 279, 131, 244), (53, 138, 94, 299),
    (22, 351, 24, 317),
]  # fmt: skip


def test_facility_and_reliability_of_the_lsat() -> None:
    assert len(MATRIX) == 1000
    assert [statistics.mean(column) for column in zip(*MATRIX, strict=True)] == [0.924, 0.709, 0.553, 0.763, 0.870]
    assert statistics.alpha(MATRIX) == pytest.approx(0.295, abs=5e-4)  # R, ltm: cronbach.alpha(LSAT)
    assert statistics.kr20(MATRIX) == statistics.alpha(MATRIX)


def test_corrected_point_biserial_of_the_lsat() -> None:
    totals = [sum(row) for row in MATRIX]
    found = []
    for column in zip(*MATRIX, strict=True):
        rest = [total - score for total, score in zip(totals, column, strict=True)]
        found.append(statistics.correlation(column, rest))
        assert found[-1] == pytest.approx(stock.correlation(column, rest))
    print(found)
    # R, ltm: descript(LSAT), "excluded"
    assert found == pytest.approx([0.1128, 0.1532, 0.1728, 0.1444, 0.1216], abs=5e-5)


def test_mantel_haenszel_of_berkeley() -> None:
    """R: mantelhaen.test(UCBAdmissions)."""
    found = statistics.mantel_haenszel(BERKELEY)
    assert found
    assert found.odds == pytest.approx(0.9046968, abs=1e-7)
    assert (found.chi_square, found.p) == (pytest.approx(1.4269, abs=1e-4), pytest.approx(0.2323, abs=1e-4))
    low, high = (math.exp(math.log(found.odds) + z * found.error / 2.35) for z in (-1.959964, 1.959964))
    assert (low, high) == (pytest.approx(0.7719074, abs=1e-6), pytest.approx(1.0603298, abs=1e-6))
    assert found.flag == "A"


def test_upper_lower_by_hand() -> None:
    """Ten people: the lower three have one right answer, the upper three have three."""
    totals = list(range(10))
    scores = [1, 0, 0, 0, 1, 0, 1, 1, 1, 1]
    assert statistics.groups(totals) == ([0, 1, 2], [7, 8, 9])
    assert statistics.discrimination(scores, totals) == pytest.approx(1 - 1 / 3)


def test_kr20_by_hand() -> None:
    """k = 3, Σpq = 3/16 + 1/4 + 3/16 over n, as sample variances 5/6; variance of totals 5/3; 3/2 · (1 − 1/2)."""
    matrix = [[0, 0, 0], [1, 0, 0], [1, 1, 0], [1, 1, 1]]
    assert statistics.kr20(matrix) == pytest.approx(0.75)
    assert statistics.standard_error([0, 1, 2, 3], 0.75) == pytest.approx(math.sqrt(5 / 3) / 2)
    assert statistics.kr20([[0, 0.5], [1, 1]]) is None


@pytest.mark.parametrize("flat", [[], [1.0], [1.0] * 30])
def test_what_cannot_be_computed_is_none(flat: list[float]) -> None:
    assert statistics.correlation(flat, flat) is None
    assert statistics.alpha([[value, value] for value in flat]) is None
    assert statistics.mantel_haenszel([]) is None
    assert statistics.mantel_haenszel([(5, 0, 5, 0)]) is None


def test_flags_follow_ets() -> None:
    def flag(right: int) -> tuple[str, bool]:
        found = statistics.mantel_haenszel([(160, 40, right, 200 - right)] * 3)
        assert found
        return found.flag, found.delta < 0

    assert [flag(right) for right in (160, 140, 110)] == [("A", False), ("B", True), ("C", True)]


# ---- a class ----


def people(count: int, harder: float = 0.0) -> list[Person]:
    """Make a class by a one-parameter model; item `i1` of slot s1 is `harder` for those who read Arabic."""
    dice = random.Random(7)
    made = []
    for number in range(count):
        ability, language = dice.gauss(0, 1), "fr" if number % 2 else "ar"
        responses = {}
        for slot in range(1, 21):
            hard = (slot - 10) / 6 + (harder if slot == 1 and language == "ar" else 0)
            right = dice.random() < 1 / (1 + math.exp(hard - ability))
            chosen = () if number % 20 == 0 and slot == 2 else ("b",) if right else (dice.choice("acd"),)
            responses[f"s{slot}"] = Response(f"i{slot}", float(right and bool(chosen)), chosen)
        made.append(Person(language, ability > 0, responses, 30.0 + number % 5))
    return made


KEYS = {f"i{slot}": {"b"} for slot in range(1, 21)}


def test_a_question_that_one_language_makes_harder_is_flagged() -> None:
    found = {item.item: item for item in analyse(people(1200, harder=1.2), KEYS).items}
    assert found["i1"].dif
    assert found["i1"].dif.flag == "C"
    assert "harder_ar" in found["i1"].remarks
    assert not [item.item for item in found.values() if item.dif and item.dif.flag == "C" and item.item != "i1"]
    fair = {item.item: item for item in analyse(people(1200), KEYS).items}
    assert fair["i1"].dif
    assert fair["i1"].dif.flag == "A"


def test_distractors_add_up_and_omissions_are_counted() -> None:
    found = {item.item: item for item in analyse(people(400), KEYS).items}["i2"]
    assert [choice.option for choice in found.choices] == ["", "a", "b", "c", "d"]
    assert [choice.correct for choice in found.choices] == [False, False, True, False, False]
    assert math.fsum(choice.share for choice in found.choices) == pytest.approx(1)
    assert found.omitted == found.choices[0].share == 0.05
    key = found.choices[2]
    assert key.upper > key.share > key.lower
    assert found.discrimination == pytest.approx(key.upper - key.lower)


def test_small_groups_are_not_described() -> None:
    nine = analyse(people(LEAST - 1), KEYS)
    assert nine.everybody.few
    assert (nine.everybody.n, nine.everybody.mean, nine.alpha, nine.totals) == (None, None, None, ())
    assert {item.facility for item in nine.items} == {None}
    ten = analyse(people(LEAST), KEYS)
    assert ten.everybody.n == LEAST
    assert ten.languages["fr"].few
    assert all(item.by_language == {"fr": None, "ar": None} and item.dif is None for item in ten.items)


def test_kr20_only_where_everybody_had_the_same_questions() -> None:
    same = analyse(people(100), KEYS)
    assert same.same_items
    assert same.kr20 == same.alpha
    assert same.alpha is not None
    other = people(100)
    drawn = {**other[0].responses, "s1": Response("i1-other", 1.0, ("b",))}
    mixed = analyse([Person("fr", True, drawn), *other[1:]], KEYS)
    assert not mixed.same_items
    assert mixed.kr20 is None
    assert mixed.alpha is not None


def test_nobody_at_all() -> None:
    empty = analyse([], {})
    assert (empty.items, empty.alpha, empty.out_of) == ((), None, 0)
    assert empty.as_json()["everybody"]["few"]
