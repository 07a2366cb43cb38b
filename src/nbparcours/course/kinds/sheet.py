"""An activity on paper, as plain data: what is asked and what the answer is. `activity.paper` writes it as HTML.

Texts are plain; `why` names a choice whose reason and citations stand beside the line on the solution page.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Line:
    """One line of a list: its words, what belongs to it, whether it is right, and what stands under it."""

    text: str
    answer: str = ""
    right: bool | None = None
    why: str = ""
    under: tuple["Block", ...] = ()


@dataclass(frozen=True)
class Lines:
    """A list; `ordered` numbers it, `letters` gives its lines letters to answer with, `boxes` a box to tick."""

    lines: tuple[Line, ...]
    ordered: bool = False
    letters: bool = False
    boxes: bool = False


@dataclass(frozen=True)
class Words:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Blank:
    """Empty lines to write on, under a label."""

    label: str = ""
    rows: int = 1


@dataclass(frozen=True)
class Grid:
    """A table: its head, then its rows."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Lines | Words | Blank | Grid


@dataclass(frozen=True)
class Sheet:
    """The exercise, and its solution page."""

    task: tuple[Block, ...] = ()
    solution: tuple[Block, ...] = field(default=())
