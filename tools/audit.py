"""Compare what is locked with known vulnerabilities: `make audit`. Says so plainly when it could not ask.

The list of advisories is asked for by package and version only (`pip-audit`, `npm audit`), about everything that is
locked, because tools that build the course can spoil it too. A package that nobody could say anything of counts as not
checked, and then the exit status is 3: a green audit always means that somebody looked at each.
"""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
PIP_AUDIT = "pip-audit@2.10.1"
CLEAN, FAULTS, NOBODY_LOOKED = 0, 1, 3


def python() -> tuple[int, str]:
    """Ask about the locked Python packages."""
    options = ["--disable-pip", "--require-hashes", "--format=json", "--progress-spinner=off"]
    line = [BIN / "uv", "tool", "run", "--quiet", PIP_AUDIT, *options]
    said = answer([*line, "--requirement", ROOT / "build" / "requirements.txt"], ROOT)
    known = said.get("dependencies", [])
    faults = [f"{one['name']} {one['version']}: {fault['id']}" for one in known for fault in one.get("vulns", ())]
    return judge(faults, len(known), sum("skip_reason" in one for one in known))


def node(folder: Path) -> tuple[int, str]:
    """Ask about the locked packages of a folder."""
    said = answer([BIN / "npm", "audit", "--json"], folder)
    faults = [f"{name}: {about.get('severity', '?')}" for name, about in said.get("vulnerabilities", {}).items()]
    return judge(faults, said.get("metadata", {}).get("dependencies", {}).get("total", 0), 0)


def answer(line: list[str | Path], folder: Path) -> dict[str, Any]:
    """Return what a program said in JSON, or nothing when it said something else."""
    try:
        done = subprocess.run(line, cwd=folder, capture_output=True, text=True, timeout=600)
        said = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return {}
    return said if isinstance(said, dict) else {}


def judge(faults: list[str], asked: int, unanswered: int) -> tuple[int, str]:
    """Return the status of a part and the line about it."""
    if faults:
        return FAULTS, "MEND THIS: " + ", ".join(sorted(faults))
    if unanswered or not asked:
        how_many = f" for {unanswered} of {asked} packages" if asked else ""
        return NOBODY_LOOKED, f"not checked: the advisories could not be reached{how_many}"
    return CLEAN, f"nothing known against {asked} packages"


def main() -> int:
    """Ask about everything that is locked, at the same time, and say what came of it."""
    print("Asking for advisories (under a minute)…", file=sys.stderr)
    with ThreadPoolExecutor(3) as crowd:
        parts = {
            "Python": crowd.submit(python),
            "proxy": crowd.submit(node, ROOT / "deploy" / "server"),
            "interface": crowd.submit(node, ROOT / "lab"),
        }
    found = {part: asked.result() for part, asked in parts.items()}
    for part, (_, said) in found.items():
        print(f"{part}: {said}")
    statuses = {status for status, _ in found.values()}
    return next(status for status in (FAULTS, NOBODY_LOOKED, CLEAN) if status in statuses)


if __name__ == "__main__":
    sys.exit(main())
