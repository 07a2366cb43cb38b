"""A module's notebook as the course sees it: prose cells and activity cells, each with a content id."""

import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from nbparcours.course.text import Lang

_SHOWN = re.compile(r"""^(activity|figure)\((["'])([a-z][a-z0-9-]*)\2\)$""")
_ID = re.compile(r'^\s*"id": "([^"]*)"')
_LINK = re.compile(r"\]\(textes\.ipynb#([a-z][a-z0-9-]*)\)")


@dataclass(frozen=True)
class Cell:
    """One cell: a code cell shows what its `activity("id")` or `figure("id")` names."""

    id: str
    type: str
    source: str

    @property
    def activity(self) -> str | None:
        """Return the activity that this cell shows, if it is an activity cell and nothing else."""
        return self._shown("activity")

    @property
    def figure(self) -> str | None:
        """Return the diagram that this cell shows, if it is a cell of a diagram and nothing else."""
        return self._shown("figure")

    def _shown(self, what: str) -> str | None:
        found = _SHOWN.match(self.source.strip()) if self.type == "code" else None
        return found[3] if found and found[1] == what else None

    @property
    def cites(self) -> list[str]:
        """Return the registry keys that the cell links to, in order."""
        return _LINK.findall(self.source) if self.type == "markdown" else []


@dataclass(frozen=True)
class Notebook:
    """A source notebook in one language."""

    path: Path
    lang: Lang
    cells: tuple[Cell, ...]
    raw: dict[str, Any]
    text: str = ""

    @classmethod
    def read(cls, path: Path, lang: Lang) -> Self:
        """Read `path`; raise what `json` raises when it is not a notebook."""
        text = path.read_text("utf-8")
        raw = json.loads(text)
        cells = tuple(Cell(c.get("id", ""), c["cell_type"], "".join(c["source"])) for c in raw["cells"])
        return cls(path, lang, cells, raw, text)

    @cached_property
    def lines(self) -> dict[str, int]:
        """Return the line of the file on which each cell's id stands."""
        found = ((_ID.search(line), number) for number, line in enumerate(self.text.splitlines(), 1))
        return {match[1]: number for match, number in found if match}

    @property
    def title(self) -> str:
        """Return the first heading."""
        found = re.search(r"^# (.+)$", self.cells[0].source, re.MULTILINE) if self.cells else None
        return found[1].strip() if found else self.path.stem
