"""An open answer as the Markdown of the cell that a trainer grades by hand in formgrader.

formgrader renders that cell in the trainer's browser, so what a learner wrote is shown and never interpreted: not as
HTML, not as Markdown, not as a formula.
"""

import html
from collections.abc import Mapping
from typing import Any

#: Signs that Markdown, MathJax or a template could take for more than text, beyond those of HTML.
_SIGNS = {ord(sign): f"&#{ord(sign)};" for sign in "$\\`*_[]{}#~|!"}


def is_written(cell: Mapping[str, Any]) -> bool:
    """Say whether the cell is for an open answer: graded by hand, in Markdown."""
    about = cell["metadata"].get("nbgrader", {})
    return bool(cell["cell_type"] == "markdown" and about.get("grade") and about.get("solution"))


def answer_of(answers: Mapping[str, Any], cell: Mapping[str, Any]) -> str:
    """Return what was answered to the cell's question; anything but a text counts as no answer."""
    said = answers.get(cell["metadata"]["nbgrader"]["grade_id"])
    return said.strip() if isinstance(said, str) else ""


def shown(text: str) -> str:
    """Return `text` as one line of Markdown that shows exactly it, in its own direction."""
    lines = (html.escape(line, quote=False).translate(_SIGNS) for line in text.splitlines())
    return f'<div dir="auto">{"<br>".join(lines)}</div>'


def fill(cells: list[dict[str, Any]], answers: Mapping[str, Any]) -> None:
    """Put the open answers into `cells`; a question without an answer keeps its cell, which nbgrader marks 0."""
    for cell in cells:
        if is_written(cell) and (said := answer_of(answers, cell)):
            cell["source"] = shown(said)
