"""systemd itself reads the units that an installation gets: nothing unknown, nothing that names a missing program."""

import shutil
import subprocess
from pathlib import Path

import pytest

UNITS = Path(__file__).parents[1] / "deploy" / "server" / "systemd"
ANALYZE = shutil.which("systemd-analyze")
pytestmark = pytest.mark.skipif(ANALYZE is None, reason="no systemd-analyze on this machine: apt install systemd")


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """The units as they would be installed below a folder of this test, with the programs that they start."""
    base, etc = tmp_path / "opt", tmp_path / "etc"
    programs = base / "current" / ".venv" / "bin"
    for folder in (programs, etc, tmp_path / "units"):
        folder.mkdir(parents=True)
    for name in ("nbparcours", "jupyterhub"):
        shutil.copy("/bin/true", programs / name)
    for unit in UNITS.iterdir():
        text = unit.read_text("utf-8").replace("/opt/nbparcours", str(base)).replace("/etc/nbparcours", str(etc))
        (tmp_path / "units" / unit.name).write_text(text, "utf-8")
    return tmp_path / "units"


def verify(units: Path) -> str:
    """Return what systemd has against the units; its own faults about this machine are none of theirs."""
    files = sorted(map(str, units.iterdir()))
    done = subprocess.run([str(ANALYZE), "verify", "--man=no", *files], capture_output=True, text=True)
    return "\n".join(line for line in done.stderr.splitlines() if "nbparcours" in line)


def test_systemd_finds_nothing_wrong(units: Path) -> None:
    assert len(list(units.iterdir())) == 5
    assert verify(units) == ""


@pytest.mark.parametrize(
    ("unit", "right", "wrong", "said"),
    [
        ("nbparcours-hub.service", "Restart=always", "Restrat=always", "'Restrat'"),
        ("nbparcours-proxy.service", "bin/nbparcours", "bin/nowhere", "is not executable"),
        ("nbparcours-backup.timer", "03:30", "27:30", "Failed to parse calendar"),
    ],
)
def test_it_would_say_so(units: Path, unit: str, right: str, wrong: str, said: str) -> None:
    file = units / unit
    file.write_text(file.read_text("utf-8").replace(right, wrong), "utf-8")
    assert said in verify(units)
