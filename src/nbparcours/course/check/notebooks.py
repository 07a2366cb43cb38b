"""Notebooks in git are sources: prose and activity cells with content ids, and nothing else."""

import re
from collections import Counter
from collections.abc import Iterator

from nbparcours.course.check.rule import Fault, at, cell_line, every_content, every_notebook, in_cell, rule
from nbparcours.course.load import Course

SCREENS = {"home", "final-test"}
_MYST = re.compile(r"^\s*(:::|```\{)|\{[a-z:]+\}`", re.MULTILINE)
_SCRIPT = re.compile(r"<\s*(script|style|iframe|object|embed|div|img)\b", re.IGNORECASE)
_ID = re.compile(r"^[a-z][a-z0-9-]*$")


@rule("NP401")
def no_outputs(course: Course) -> Iterator[Fault]:
    """Source notebooks hold no outputs and no execution counts."""
    for notebook in every_notebook(course):
        for cell in notebook.raw["cells"]:
            if cell.get("outputs") or cell.get("execution_count"):
                line = cell_line(notebook, cell.get("id", ""))
                yield Fault(
                    notebook.path,
                    line,
                    f"cell {cell.get('id')!r} holds an output; run pre-commit to clear it",
                )


@rule("NP402")
def ids_are_content_ids(course: Course) -> Iterator[Fault]:
    """Each cell has an id of its own: lower case letters, digits and hyphens, beginning with a letter."""
    for notebook in every_notebook(course):
        counts = Counter(cell.id for cell in notebook.cells)
        for ident, count in counts.items():
            if count > 1 or not _ID.match(ident):
                why = f"is used {count} times" if count > 1 else "is not a content id"
                yield Fault(
                    notebook.path,
                    cell_line(notebook, ident),
                    f"cell id {ident!r} {why}; give each cell its own",
                )


@rule("NP403")
def plain_markdown(course: Course) -> Iterator[Fault]:
    """Prose is CommonMark and tables: what shows raw in some front end is not used."""
    for notebook in every_notebook(course):
        for cell in notebook.cells:
            if cell.type == "markdown" and (found := _MYST.search(cell.source) or _SCRIPT.search(cell.source)):
                line = cell_line(notebook, cell.id)
                yield Fault(
                    notebook.path,
                    line,
                    f"cell {cell.id!r}: {found[0].strip()!r} is not plain Markdown; remove it",
                )


@rule("NP404")
def code_cells_are_activities(course: Course) -> Iterator[Fault]:
    """A code cell holds `activity("its own id")` or `figure("its own id")` and nothing else."""
    for notebook in every_notebook(course):
        for cell in notebook.cells:
            if cell.type == "code" and cell.id not in {cell.activity, cell.figure}:
                asked = f'activity("{cell.id}") or figure("{cell.id}")'
                yield in_cell(notebook, cell.id, f"must hold {asked} and nothing else")


@rule("NP405")
def activities_are_shown(course: Course) -> Iterator[Fault]:
    """Each activity and diagram of a module stands in its notebooks, and each of their cells has what it names."""
    for content in every_content(course):
        for notebook in content.notebooks.values():
            activities = {cell.activity for cell in notebook.cells if cell.activity}
            figures = {cell.figure for cell in notebook.cells if cell.figure}
            unknown = dict.fromkeys(activities - content.activities.keys() - SCREENS, "activities")
            unknown |= dict.fromkeys(figures - content.figures.keys(), "figures")
            for ident, folder in sorted(unknown.items()):
                message = f"{ident!r} is not in modules/{folder}/{content.module.file}.yml; add or correct it"
                yield Fault(notebook.path, cell_line(notebook, ident), message)
            for ident in sorted((content.activities.keys() - activities) | (content.figures.keys() - figures)):
                yield Fault(
                    *at(course, ident),
                    f"{ident!r} is shown in no cell of {notebook.lang}/{notebook.path.name}",
                )
