"""Where the course cites each text: the way back from a law to the lesson."""

from collections.abc import Iterator
from dataclasses import dataclass

from nbparcours.course.load import Content, Course
from nbparcours.course.text import Lang


@dataclass(frozen=True)
class Citation:
    """A section of a module that cites a text; `anchor` is the first cell that does."""

    module: str
    file: str
    section: str
    anchor: str


def citations(course: Course) -> dict[str, list[Citation]]:
    """Return, for each text, one citation for each section that speaks of it, in reading order."""
    found: dict[str, dict[str, Citation]] = {}
    for content in course.contents.values():
        for key, citation in _of(content):
            found.setdefault(key, {}).setdefault(citation.section, citation)
    return {key: list(sections.values()) for key, sections in found.items()}


def place(citation: Citation, course: Course, lang: Lang) -> str:
    """Return the title of the section that cites, or of its module where the module has no sections."""
    module = course.contents[citation.module].module
    titles = {section.id: section.title.get(lang) for section in module.sections}
    return titles.get(citation.section, module.title.get(lang))


def _of(content: Content) -> Iterator[tuple[str, Citation]]:
    module = content.module
    sections = {section.id for section in module.sections}
    section = module.sections[0].id if module.sections else module.id
    for cell in content.notebooks["fr"].cells:
        section = cell.id if cell.id in sections else section
        for key in [*cell.cites, *_keys(content, cell.activity), *_drawn(content, cell.figure)]:
            yield key, Citation(module.id, module.file, section, cell.id)


def _drawn(content: Content, figure: str | None) -> tuple[str, ...]:
    return content.figures[figure].cites if figure in content.figures else ()


def _keys(content: Content, activity: str | None) -> list[str]:
    made = content.activities.get(activity or "")
    if made is None:
        return []
    asked = [key for question in getattr(made, "questions", ()) for key in question.cites]
    chosen = [key for choice in made.choices().values() for key in choice.cites]
    return [*made.cites, *asked, *chosen]
