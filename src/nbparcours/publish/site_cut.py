"""Cutting a notebook into the pages that a reader loads: a whole module is more than a slow phone should wait for.

A page is named after the id of the cell that opens it, which is the same in both languages. The first page keeps the
notebook's name and holds everything up to the second section, so that an address given out before still opens.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

Cell = dict[str, Any]
#: For each notebook, the page on which each of its anchors is found.
Homes = dict[str, dict[str, str]]

_TITLE = re.compile(r"^#+ (.+)$", re.MULTILINE)
_HEADING = re.compile(r"^#(#+ )", re.MULTILINE)
_ANCHOR = re.compile(r'<a id="([^"]+)"></a>')


@dataclass
class Part:
    """One page cut from the notebook `notebook`; `at` is its place there, the first being 1."""

    name: str
    notebook: str
    at: int
    cells: list[Cell] = field(default_factory=list)

    @property
    def title(self) -> str:
        """Return the heading that opens the page."""
        found = _TITLE.search(source(self.cells[0]))
        return found[1].strip() if found else self.name

    @property
    def anchors(self) -> list[str]:
        """Return every content id of the page, in order."""
        found = (name for cell in self.cells for name in [cell["id"], *_ANCHOR.findall(source(cell))])
        return list(dict.fromkeys(found))


def source(cell: Cell) -> str:
    """Return the cell's text as one string."""
    text = cell["source"]
    return text if isinstance(text, str) else "".join(text)


def cut(notebook: str, cells: list[Cell], openings: Iterable[str]) -> list[Part]:
    """Cut `cells` before each cell named in `openings`; headings of later pages move up by one level."""
    parts, openers = [Part(notebook, notebook, 1)], set(openings)
    for cell in cells:
        if cell["id"] in openers:
            parts.append(Part(cell["id"], notebook, len(parts) + 1))
        parts[-1].cells.append(_raised(cell) if len(parts) > 1 else cell)
    return parts


def homes(parts: Iterable[Part]) -> Homes:
    """Return where each anchor of each notebook is found."""
    found: Homes = {}
    for part in parts:
        found.setdefault(part.notebook, {}).update(dict.fromkeys(part.anchors, part.name))
    return found


def _raised(cell: Cell) -> Cell:
    return cell | {"source": _HEADING.sub(r"\1", source(cell))} if cell["cell_type"] == "markdown" else cell
