"""What the two screens are told, and what the test must not be told."""

from collections.abc import Iterator
from typing import Any

import pytest

from nbparcours.activity import screens
from nbparcours.course.load import Course
from nbparcours.course.text import LANGUAGES, Lang
from screens_helpers import SECRET, as_json, small_course

FORBIDDEN = {"key", "why", "correct", "note", "cites", "level", "objective", "map", "order"}


def names(value: Any) -> Iterator[str]:
    """Every name used anywhere inside a JSON value."""
    if isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from names(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from names(inner)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_test_holds_no_key_and_no_reason(course: Course, lang: Lang) -> None:
    for known in (course, small_course()):
        spec = screens.test_spec(known, "demo", lang)
        assert FORBIDDEN.isdisjoint(names(spec))
        said = as_json(spec)
        assert SECRET not in said
        for item in known.bank.values():
            assert as_json(item.key()) not in said
            for choice in item.choices().values():
                if choice.why and len(choice.why.fr) > 20:
                    assert as_json(choice.why.fr)[1:-1] not in said
                    assert as_json(choice.why.ar)[1:-1] not in said


def test_the_search_finds_what_is_there() -> None:
    assert "correct" in set(names({"items": [{"options": [{"correct": True}]}]}))


def test_all_items_are_there_in_both_languages(course: Course) -> None:
    items = screens.test_spec(course, "demo")["items"]
    assert set(items) == set(course.bank)
    assert len(items) > 10
    for ident, item in items.items():
        assert (item["slot"], item["kind"]) == (course.bank[ident].slot, course.bank[ident].kind)
        assert item["fr"]["stem"] == course.bank[ident].stem.fr
        assert item["ar"]["stem"] == course.bank[ident].stem.ar
        for part in ("options", "steps", "lefts", "rights"):
            ids = [{choice["id"] for choice in item[lang].get(part, [])} for lang in LANGUAGES]
            assert ids[0] == ids[1]


def test_a_face_never_shows_steps_in_the_right_order() -> None:
    item = screens.test_spec(small_course(), "demo")["items"]["m1-i04"]
    assert [step["id"] for step in item["fr"]["steps"]] != ["un", "deux", "trois"]


def test_the_case_of_a_vignette_is_told_and_only_there() -> None:
    items = screens.test_spec(small_course(), "demo")["items"]
    assert "Récit inventé" in items["m1-i05"]["ar"]["case"]
    assert items["m1-i01"]["fr"]["case"] is None


def test_the_test_says_its_names_and_rules() -> None:
    spec = screens.test_spec(small_course(), "mars-2027", "ar")
    assert (spec["schema"], spec["kind"], spec["session"]) == (1, "test", "mars-2027")
    assert spec["id"] == spec["assignment"] == "final-test-mars-2027"
    assert (spec["lang"], spec["dir"], spec["course_id"]) == ("ar", "rtl", "traite-maroc")
    assert spec["modules"]["m1"]["page"] == "01-premier"
    for lang in LANGUAGES:
        rules = spec["rules"][lang].split("\n")
        assert "5" in rules[0]
        assert any("70\u00a0%" in rule for rule in rules)
        assert "3" in rules[-1]  # the least number of points in one module
        assert "27-14" in rules[-1]
        assert "{" not in spec["rules"][lang] + spec["title"][lang]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_home_lists_the_modules_with_what_they_require(lang: Lang) -> None:
    course = small_course()
    spec = screens.home_spec(course, lang)
    first, second = spec["modules"]
    assert first["activities"] == ["m1-a1", "m1-a2"]
    assert [entry["id"] for entry in first["all"]] == ["m1-a1", "m1-a2", "m1-a3"]
    assert (second["status"], second["activities"], second["all"]) == ("planned", [], [])
    assert first["title"] == course.settings.modules[0].title.get(lang)
    assert spec["help_lines"][0] | {"name": "", "note": ""} == {
        "number": "0800 00 47 47",
        "name": "",
        "note": "",
        "seen": "2023-09",
    }
    assert (spec["lang"], spec["dir"]) == (lang, {"fr": "ltr", "ar": "rtl"}[lang])


def test_home_of_the_real_course_has_eight_rows(course: Course) -> None:
    spec = screens.home_spec(course, "fr")
    assert len(spec["modules"]) == 8
    assert sum(module["minutes"] for module in spec["modules"]) == 720
    ready = [module for module in spec["modules"] if module["status"] == "ready"]
    assert all(module["activities"] for module in ready)
