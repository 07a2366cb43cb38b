"""Terms of the glossary are found in the form that a sentence gives them."""

import pytest

from nbparcours.course.load import Course
from nbparcours.course.measure import figures, syllables
from nbparcours.course.terms import Finder, first


def found(course: Course, text: str) -> list[str]:
    return [use.term for use in Finder.make(course.glossary.values()).uses(text)]


@pytest.mark.parametrize(
    ("said", "terms"),
    [
        ("Des victimes présumées de traite.", ["victime-presumee"]),
        ("La servitude pour dettes n'est pas la servitude.", ["servitude-dettes", "servitude"]),
        ("Le juge d’instruction l'entend.", ["juge-instruction"]),
        ("Un moyen, un acte.", []),
        ("Une prétentative.", []),
    ],
)
def test_french_takes_its_endings(course: Course, said: str, terms: list[str]) -> None:
    assert found(course, said) == terms


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ("travail-force", "وبالعمل القسري"),
        ("confiscation", "المُصادَرة"),
        ("amende", "بغرامات"),
        ("kafil", "كافلا"),
        ("esclavage", "للرق"),
        ("victime", "لضحيته"),
    ],
)
def test_arabic_takes_its_prefixes_endings_and_vowel_signs(course: Course, term: str, said: str) -> None:
    assert first(f"قيل: {said}.", course.glossary[term], "ar") == (5, 5 + len(said))


def test_arabic_does_not_find_a_term_inside_a_word(course: Course) -> None:
    assert first("المستكفل بها", course.glossary["kafil"], "ar") is None


def test_syllables_are_those_one_hears() -> None:
    words = {"traite": 1, "exploitation": 4, "personnes": 2, "le": 1, "l'article": 2, "travaillent": 2}
    assert {word: syllables(word) for word in words} == words


def test_each_module_has_figures_in_both_languages(course: Course) -> None:
    lines = [line for content in course.contents.values() for line in figures(content)]
    assert {line.lang for line in lines} == {"fr", "ar"}
    for line in lines:
        assert 5 < line.reading.words < 25, line
        assert (line.reading.ease is None) == (line.lang == "ar")
