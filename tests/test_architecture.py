"""The house keeps its floors: imports go down, nobody imports each other, files stay small."""

import ast
from itertools import combinations
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "nbparcours"
FLOOR = {"course": 1, "learner": 1, "hub": 2, "activity": 2, "certificate": 2, "figure": 3}
FLOOR |= {"publish": 4, "grading": 4, "cli": 5}
FILES = sorted(SOURCE.rglob("*.py"))


def name(path: Path) -> str:
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room(module: str) -> str:
    return ([*module.split("."), ""])[1].split("_")[0]


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", FILES, ids=name)
def test_imports_go_down(path: Path) -> None:
    own = FLOOR.get(room(name(path)), 9)
    if path == SOURCE / "__init__.py":
        return
    for module in imports(path):
        if module.startswith("nbparcours."):
            below = FLOOR.get(room(module), 0)
            same_room = room(module) == room(name(path))
            allowed = same_room or below < own or room(module) == "course"
            assert allowed, f"{name(path)} imports {module}, which is not below it"


def test_no_two_files_import_each_other() -> None:
    known = {name(path): imports(path) for path in FILES}
    packages = {name(path) for path in FILES if path.name == "__init__.py"}
    pairs = [(a, b) for a, b in combinations(known, 2) if b in known[a] and a in known[b] and not {a, b} & packages]
    assert pairs == []


def test_only_the_adapter_imports_nbgrader() -> None:
    strangers = [
        name(path)
        for path in FILES
        if any(module.split(".")[0] == "nbgrader" for module in imports(path)) and "nbgrader_adapter" not in path.parts
    ]
    assert strangers == []


def test_files_and_functions_stay_small() -> None:
    lines = {name(path): len(path.read_text("utf-8").splitlines()) for path in FILES}
    assert {module: count for module, count in lines.items() if count > 250} == {}
    assert sorted(lines.values())[len(lines) // 2] <= 130
    long = [
        f"{name(path)}.{node.name}: {node.end_lineno - node.lineno + 1}"
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno >= 45
    ]
    assert long == []
