"""Terms are marked once a section, alike in both languages, and never where a mark would break something."""

import json
import re
from pathlib import Path

import pytest

from nbparcours.course.load import Content, Course
from nbparcours.course.text import LANGUAGES
from nbparcours.publish.marks import Marked, mark
from nbparcours.publish.site_terms import write_terms

MARK = re.compile(r"\[([^\]\[]*)\]\(glossaire\.ipynb#([a-z-]+)\)")


@pytest.fixture(scope="module")
def marked(course: Course) -> dict[str, tuple[Content, Marked]]:
    return {ident: (content, mark(course, content)) for ident, content in course.contents.items()}


def test_both_languages_mark_the_same_terms_in_the_same_cells(marked: dict[str, tuple[Content, Marked]]) -> None:
    for content, found in marked.values():
        for cell in content.notebooks["fr"].cells:
            left, right = (MARK.findall(found.text[lang].get(cell.id, "")) for lang in LANGUAGES)
            assert sorted(term for _, term in left) == sorted(term for _, term in right), cell.id


def test_only_links_are_added(marked: dict[str, tuple[Content, Marked]]) -> None:
    for content, found in marked.values():
        for lang in LANGUAGES:
            for cell in content.notebooks[lang].cells:
                if cell.type == "markdown":
                    assert MARK.sub(r"\1", found.text[lang][cell.id]).split() == cell.source.split(), cell.id


def test_headings_and_links_hold_no_mark(marked: dict[str, tuple[Content, Marked]]) -> None:
    for _, found in marked.values():
        for text in (text for texts in found.text.values() for text in texts.values()):
            assert not [line for line in text.splitlines() if line.startswith("#") and "glossaire" in line]
            assert not re.search(r"\[[^\]]*\[[^\]]*\]\(glossaire", text)


def test_a_term_is_marked_once_a_section(marked: dict[str, tuple[Content, Marked]]) -> None:
    for content, found in marked.values():
        openings, seen = {section.id for section in content.module.sections}, set[str]()
        for cell in content.notebooks["fr"].cells:
            seen = set() if cell.id in openings else seen
            for _, term in MARK.findall(found.text["fr"].get(cell.id, "")):
                assert term not in seen, (cell.id, term)
                seen.add(term)
        assert len(found.terms) == len(set(found.terms)) >= 10, content.module.id


def test_the_sites_terms_are_a_script_of_data(course: Course, tmp_path: Path) -> None:
    write_terms(course, tmp_path)
    for lang in LANGUAGES:
        script = (tmp_path / "terms" / f"{lang}.js").read_text("utf-8")
        data = json.loads(script.removeprefix("nbparcoursTerms(").removesuffix(");\n"))
        assert data["servitude"]["term"] == course.glossary["servitude"].term.get(lang)
        assert "<" not in script
