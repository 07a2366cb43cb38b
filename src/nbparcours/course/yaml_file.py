"""A YAML file that remembers on which line each of its values stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import yaml


class YamlError(Exception):
    """The file is not YAML; `line` is where reading stopped."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class YamlFile:
    """The data of a file and the line of each value, by its path in the data."""

    path: Path
    data: Any
    lines: dict[tuple[Any, ...], int]

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read `path`; raise `YamlError` when it is missing or broken."""
        try:
            text = path.read_text("utf-8")
            node = yaml.compose(text, Loader=yaml.CSafeLoader)
            data = yaml.load(text, Loader=yaml.CSafeLoader)
        except FileNotFoundError:
            raise YamlError("this file is missing; restore it from git", 1) from None
        except UnicodeDecodeError:
            raise YamlError("this file is not UTF-8; save it as UTF-8", 1) from None
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise YamlError(f"not valid YAML: {error.problem}; look at this line and the one above", line) from None
        except yaml.YAMLError as error:
            raise YamlError(f"not valid YAML: {error}", 1) from None
        lines: dict[tuple[Any, ...], int] = {}
        _walk(node, (), lines)
        return cls(path, data, lines)

    def line(self, where: Sequence[Any]) -> int:
        """Return the line of the value at `where`, or of the nearest thing around it."""
        at = tuple(where)
        while at and at not in self.lines:
            at = at[:-1]
        return self.lines.get(at, 1)


def _walk(node: yaml.Node | None, at: tuple[Any, ...], lines: dict[tuple[Any, ...], int]) -> None:
    if node is None:
        return
    lines[at] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            _walk(value, (*at, key.value), lines)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _walk(value, (*at, index), lines)
