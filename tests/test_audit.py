"""The audit is green only when somebody looked at every package; the programs that ask are played by scripts."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
CLEAN = {"dependencies": [{"name": "a", "version": "1", "vulns": []}, {"name": "b", "version": "2", "vulns": []}]}
SKIPPED = {"dependencies": [*CLEAN["dependencies"], {"name": "c", "skip_reason": "Dependency not found"}]}
FAULTY = {"dependencies": [{"name": "a", "version": "1", "vulns": [{"id": "PYSEC-1"}]}, *SKIPPED["dependencies"]]}
NODE = {"vulnerabilities": {}, "metadata": {"dependencies": {"total": 38}}}
NODE_FAULTY = {**NODE, "vulnerabilities": {"ws": {"severity": "high"}}}
REFUSED = {"message": "405 Method Not Allowed", "error": {"summary": "", "detail": ""}}


@pytest.fixture
def audit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    about = importlib.util.spec_from_file_location("audit", ROOT / "tools" / "audit.py")
    assert about
    assert about.loader
    module = importlib.util.module_from_spec(about)
    about.loader.exec_module(module)
    monkeypatch.setattr(module, "BIN", tmp_path)
    return module


def plays(folder: Path, program: str, said: object) -> None:
    """Put a program that says this, and fails as the real ones do when they found something."""
    script = folder / program
    text = said if isinstance(said, str) else json.dumps(said)
    script.write_text(f"#!/bin/sh\ncat <<'END'\n{text}\nEND\nexit 1\n", "utf-8")
    script.chmod(0o755)


@pytest.mark.parametrize(
    ("python", "node", "status", "words"),
    [
        (CLEAN, NODE, 0, ["Python: nothing known against 2 packages", "proxy: nothing known against 38"]),
        (SKIPPED, NODE, 3, ["Python: not checked", "for 1 of 3 packages"]),
        (CLEAN, REFUSED, 3, ["Python: nothing known", "proxy: not checked", "interface: not checked"]),
        ("no network", "no network", 3, ["Python: not checked"]),
        (FAULTY, REFUSED, 1, ["Python: MEND THIS: a 1: PYSEC-1"]),
        (CLEAN, NODE_FAULTY, 1, ["proxy: MEND THIS: ws: high"]),
    ],
)
def test_what_the_audit_says(
    audit: ModuleType,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    python: object,
    node: object,
    status: int,
    words: list[str],
) -> None:
    plays(tmp_path, "uv", python)
    plays(tmp_path, "npm", node)
    assert audit.main() == status
    said = capsys.readouterr().out
    assert [word for word in words if word not in said] == []


def test_a_machine_without_the_programs_is_no_clean_bill(audit: ModuleType) -> None:
    assert audit.main() == 3
