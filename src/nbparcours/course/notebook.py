"""A module's notebook as the course sees it: prose cells and activity cells, each with a content id."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from nbparcours.course.text import Lang

_ACTIVITY = re.compile(r"""^activity\((["'])([a-z][a-z0-9-]*)\1\)$""")
_LINK = re.compile(r"\]\(textes\.ipynb#([a-z][a-z0-9-]*)\)")


@dataclass(frozen=True)
class Cell:
    """One cell: `activity` is the id that a code cell's `activity("id")` names."""

    id: str
    type: str
    source: str

    @property
    def activity(self) -> str | None:
        """Return the activity that this cell shows, if it is an activity cell and nothing else."""
        found = _ACTIVITY.match(self.source.strip()) if self.type == "code" else None
        return found[2] if found else None

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

    @classmethod
    def read(cls, path: Path, lang: Lang) -> Self:
        """Read `path`; raise what `json` raises when it is not a notebook."""
        raw = json.loads(path.read_text("utf-8"))
        cells = tuple(Cell(c.get("id", ""), c["cell_type"], "".join(c["source"])) for c in raw["cells"])
        return cls(path, lang, cells, raw)

    @property
    def title(self) -> str:
        """Return the first heading."""
        found = re.search(r"^# (.+)$", self.cells[0].source, re.MULTILINE) if self.cells else None
        return found[1].strip() if found else self.path.stem
