"""A YAML file that remembers on which line each of its values stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self, cast

import yaml


class YamlError(Exception):
    """The file is not YAML; `line` is where reading stopped."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class YamlFile:
    """The data of a file, and the nodes that it was made from, which know their lines."""

    path: Path
    data: Any
    root: yaml.Node | None = None

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read `path`; raise `YamlError` when it is missing or broken."""
        try:
            loader = yaml.CSafeLoader(path.read_text("utf-8"))
            root = loader.get_single_node()
            return cls(path, None if root is None else loader.construct_document(root), root)
        except FileNotFoundError:
            raise YamlError("this file is missing; restore it from git", 1) from None
        except UnicodeDecodeError:
            raise YamlError("this file is not UTF-8; save it as UTF-8", 1) from None
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise YamlError(f"not valid YAML: {error.problem}; look at this line and the one above", line) from None
        except yaml.YAMLError as error:
            raise YamlError(f"not valid YAML: {error}", 1) from None

    def line(self, where: Sequence[Any]) -> int:
        """Return the line of the value at `where`, or of the nearest thing around it."""
        node, found = self.root, self.root
        for step in where:
            node = _child(node, step)
            if node is None:
                break
            found = node
        return 1 if found is None else found.start_mark.line + 1


def _child(node: yaml.Node | None, step: Any) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return cast("yaml.Node", node.value[step])
    return None
