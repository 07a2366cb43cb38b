"""The notebook that marking fills: made once a batch, by nbgrader's own preprocessors, from its own database."""

import json
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbgrader.converters import Autograde

from nbparcours.grading.marking import Template
from nbparcours.grading.nbgrader_adapter.autograde import DeclarativeExecute, SaveAutoGradesAtOnce
from nbparcours.grading.nbgrader_adapter.desk import Desk
from nbparcours.grading.notebook import NAME

#: They are done by `marking` and `ledger`, for all learners at once.
_ELSEWHERE = {DeclarativeExecute.__name__, SaveAutoGradesAtOnce.__name__, "AssignLatePenalties"}


def template_of(desk: Desk) -> Template:
    """Return the released notebook as nbgrader restores it before marking."""
    steps = Autograde(coursedir=desk.course, config=desk.config, log=desk.log)
    after = [step for step in steps.autograde_preprocessors if _name(step) not in _ELSEWHERE]
    exporter = NotebookExporter(config=desk.config, log=desk.log)
    for step in (*steps.sanitize_preprocessors, *after):
        exporter.register_preprocessor(step)
    made = nbformat.read(desk.folder("release") / f"{NAME}.ipynb", as_version=4)
    text, _ = exporter.from_notebook_node(made, _resources(desk))
    return Template(json.loads(text))


def _name(step: Any) -> str:
    return str(getattr(step, "__name__", step)).rpartition(".")[2]


def _resources(desk: Desk) -> dict[str, Any]:
    about = {"notebook": NAME, "assignment": desk.assignment, "student": "", "db_url": desk.course.db_url}
    return {"nbgrader": about, "metadata": {"name": NAME, "path": str(desk.folder("release"))}}
