"""The exported bank, read back by programs that are not ours: same items, same keys, same points."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from moodle_xml_parser.parser import parse_bytes
from onyx2moodle.parser import parse_item

from nbparcours.activity.score import score
from nbparcours.course.bidi import isolate
from nbparcours.course.item import Item, OrderingItem
from nbparcours.course.kinds.base import opaque
from nbparcours.course.kinds.matching import MatchingBody
from nbparcours.course.load import Course
from nbparcours.grading.moodle import moodle_xml
from nbparcours.grading.qti import qti_package

CHOICES = ("single", "multiple", "vignette")


@pytest.fixture(scope="module")
def moodle(course: Course) -> bytes:
    return moodle_xml(course, ("fr", "ar"))


def of_kinds(course: Course, *kinds: str) -> list[Item]:
    return [item for item in course.bank.values() if item.kind in kinds]


def test_moodles_choices_come_back_with_their_keys(course: Course, moodle: bytes) -> None:
    found = {question.name: question for question in parse_bytes(moodle)["multichoice"]}
    assert set(found) == {f"{item.id} ({lang})" for item in of_kinds(course, *CHOICES) for lang in ("fr", "ar")}
    for item in of_kinds(course, *CHOICES):
        question = found[f"{item.id} (ar)"]
        right = set(item.key()["correct"])
        options = dict(zip(item.choices(), question.options, strict=True))
        assert {name for name, option in options.items() if option.score_fraction > 0} == right
        assert sum(option.score_fraction for option in question.options if option.score_fraction > 0) == pytest.approx(
            100
        )
        assert (question.single, question.shuffle_answers) == (item.kind != "multiple", True)
        assert isolate(item.stem.ar.replace("&", "&amp;")) in question.text_pre_parse
        assert 'lang="ar" dir="rtl"' in question.text_pre_parse
        chosen = list(right)[:1] + [name for name in options if name not in right][:1]
        if item.kind == "multiple":  # a wrong option costs there what it costs here
            there = max(0.0, sum(options[name].score_fraction for name in chosen) / 100)
            assert there == pytest.approx(score("multiple", item.key(), chosen), abs=1e-4)


def test_moodles_other_kinds_have_the_documented_form(course: Course, moodle: bytes) -> None:
    root = etree.fromstring(moodle)
    assert root.tag == "quiz"
    named = {q.findtext("name/text"): q for q in root.iter("question") if q.get("type") != "category"}
    assert len(named) == 2 * len(course.bank)
    assert len({q.findtext("idnumber") for q in named.values()}) == len(named)
    for item in of_kinds(course, "matching"):
        assert isinstance(item, MatchingBody)
        question = named[f"{item.id} (fr)"]
        subs = [(s.findtext("text"), s.findtext("answer/text")) for s in question.findall("subquestion")]
        assert [right for left, right in subs if left] == [pair.match.fr for pair in item.pairs]
        assert [right for left, right in subs if not left] == [extra.text.fr for extra in item.extras]
    for item in of_kinds(course, "ordering"):
        assert isinstance(item, OrderingItem)
        answers = named[f"{item.id} (fr)"].findall("answer")
        order = sorted(answers, key=lambda answer: float(answer.get("fraction", "0")))
        assert [step.text.fr in answer.findtext("text", "") for step, answer in zip(item.steps, order, strict=True)]
        assert len(answers) == len(item.steps)
    categories = [q.findtext("category/text") for q in root.iter("question") if q.get("type") == "category"]
    assert len(categories) == 2 * len({slot.module for slot in course.settings.blueprint})


@pytest.fixture(scope="module")
def qti(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("qti")
    zipfile.ZipFile(io.BytesIO(qti_package(course, ("fr", "ar")))).extractall(folder)
    return folder


def mapped(declared: Any, chosen: list[str]) -> float:
    """Score as QTI's template map_response does, from what the independent reader found."""
    others = min(declared.mapping.values()) * -1
    total = sum(declared.mapping.get(one, others) for one in chosen)
    return float(min(1, max(0, total)))


def test_qti_comes_back_with_its_keys(course: Course, qti: Path) -> None:
    for item in course.bank.values():
        found = parse_item(qti / "ar" / f"{item.id}.xml")
        (declared,) = found.response_decls.values()
        key = item.key()
        if item.kind in CHOICES:
            assert sorted(declared.correct_values) == sorted(key["correct"])
            (made,) = found.interactions
            assert [choice.identifier for choice in made.choices] == list(item.choices())
            assert declared.cardinality == ("multiple" if item.kind == "multiple" else "single")
        elif item.kind == "matching":
            assert dict(value.split() for value in declared.correct_values) == key["map"]
        else:
            assert (declared.cardinality, declared.correct_values) == ("ordered", key["order"])
            assert isinstance(item, OrderingItem)
            shown = [choice.get("identifier") for choice in found.body_xml.iter("{*}simpleChoice")]
            assert sorted(shown) == sorted(opaque(step.text) for step in item.steps)
            assert shown != key["order"]  # the file must not begin with the answer
        if item.kind == "multiple":
            chosen = [*key["correct"], next(name for name in item.choices() if name not in key["correct"])]
            assert mapped(declared, chosen) == pytest.approx(score("multiple", key, chosen), abs=1e-5)


def test_the_package_lists_its_files(course: Course, qti: Path) -> None:
    root = etree.parse(qti / "imsmanifest.xml").getroot()
    listed = [file.get("href") for file in root.iter("{*}file")]
    assert sorted(listed) == sorted(str(path.relative_to(qti)) for path in qti.glob("*/*.xml"))
    assert len(listed) == 2 * len(course.bank)
    assert qti_package(course, ("fr",)) == qti_package(course, ("fr",))
