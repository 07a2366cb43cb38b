"""Twelve honest hours."""

import re
from collections.abc import Iterator

from nbparcours.course.check.rule import Fault, cell_line, every_content, rule
from nbparcours.course.load import Content, Course
from nbparcours.course.notebook import Notebook
from nbparcours.course.text import Lang

#: Reading speed, words a minute (design.md §5).
SPEED: dict[Lang, int] = {"fr": 130, "ar": 110}
TOLERANCE = 0.10
_WORD = re.compile(r"\w[\w'’]*", re.UNICODE)
_LINK = re.compile(r"\]\([^)]*\)|<[^>]*>")


def words(notebook: Notebook) -> int:
    """Count the words of the prose cells."""
    return sum(len(_WORD.findall(_LINK.sub("]", c.source))) for c in notebook.cells if c.type == "markdown")


def estimate(content: Content, lang: Lang) -> float:
    """Return the minutes that a module's words and activities add up to."""
    activities = sum(activity.minutes for activity in content.activities.values())
    return words(content.notebooks[lang]) / SPEED[lang] + activities


@rule("NP301")
def hours_add_up(course: Course) -> Iterator[Fault]:
    """The modules' minutes add up to the course's hours."""
    total = sum(module.minutes for module in course.settings.modules)
    if total != course.settings.hours * 60:
        path = course.places.modules / "course.yml"
        yield Fault(path, 1, f"the modules add up to {total} minutes, not {course.settings.hours * 60}")


@rule("NP302")
def sections_add_up(course: Course) -> Iterator[Fault]:
    """A module's sections add up to its minutes."""
    for content in every_content(course):
        total = sum(section.minutes for section in content.module.sections)
        if total != content.module.minutes:
            path = course.places.modules / "course.yml"
            yield Fault(
                path,
                1,
                f"{content.module.id}: sections add up to {total}, not {content.module.minutes} minutes",
            )


@rule("NP303")
def minutes_are_honest(course: Course) -> Iterator[Fault]:
    """A module's words and activities take the minutes that it announces, within a tenth."""
    for content in every_content(course):
        for lang, notebook in content.notebooks.items():
            minutes, announced = estimate(content, lang), content.module.minutes
            if abs(minutes - announced) > TOLERANCE * announced:
                message = f"words and activities add up to {minutes:.0f} minutes, not {announced}; change either"
                yield Fault(notebook.path, 1, message)


@rule("NP304")
def sections_exist(course: Course) -> Iterator[Fault]:
    """Each section announced in course.yml opens with its own `##` cell."""
    for content in every_content(course):
        for notebook in content.notebooks.values():
            cells = {cell.id: cell for cell in notebook.cells}
            for section in content.module.sections:
                cell = cells.get(section.id)
                if cell is None or not cell.source.startswith("## "):
                    line = cell_line(notebook, section.id)
                    yield Fault(notebook.path, line, f"no cell {section.id!r} that opens with '## '; add it")
