"""What a learner's server leaves out, and that whoever needs it after all is told."""

import subprocess
import sys

import pytest

SETTING = """
import sys
sys.path.insert(0, {folder!r})
from nbparcours.learner.lean import do_without, later, leave_out
leave_out("heavy", "house.attic")
do_without("option")
"""


@pytest.fixture
def run(tmp_path_factory: pytest.TempPathFactory):
    """Run lines in a process of their own, beside modules that say when they are imported."""
    folder = tmp_path_factory.mktemp("modules")
    (folder / "house").mkdir()
    for name in ("heavy", "light", "option", "house/__init__", "house/attic", "house/cellar"):
        (folder / f"{name}.py").write_text(f"print('imported', {name!r})\nclass Error(Exception): pass\n", "utf-8")

    def lines(code: str) -> subprocess.CompletedProcess[str]:
        setting = SETTING.format(folder=str(folder))
        return subprocess.run([sys.executable, "-c", setting + code], capture_output=True, text=True, check=False)

    return lines


def test_what_is_left_out_is_named_and_not_imported(run) -> None:
    done = run(
        """
import heavy, heavy.deep.down, light, house.cellar
from heavy.errors import Error
from house import attic
class Below(Error): pass
try:
    raise KeyError
except Error:
    print("wrong")
except KeyError:
    print(isinstance(1, Error), attic.Anything is attic.Anything)
"""
    )
    said = done.stdout.splitlines()
    assert said == ["imported light", "imported house/__init__", "imported house/cellar", "False True"], done.stderr


@pytest.mark.parametrize("use", ["heavy.Engine('sqlite://')", "from heavy.orm import User; User(name='x')"])
def test_using_it_says_what_was_left_out(run, use: str) -> None:
    done = run(f"import heavy; {use}")
    assert done.returncode == 1
    assert "was left out here (nbparcours.learner.lean) and is used" in done.stderr


def test_an_option_looks_as_if_it_were_not_installed(run) -> None:
    done = run("try:\n    import option\nexcept ImportError:\n    print('without')")
    assert done.stdout == "without\n", done.stderr


def test_what_may_be_used_after_all_waits_until_then(run) -> None:
    done = run("later('light'); import light; print('here'); light.Error; light.Error()")
    assert done.stdout.splitlines() == ["here", "imported light"], done.stderr


def test_the_learners_server_imports_neither_nbgrader_nor_the_course() -> None:
    code = (
        "import nbparcours.learner.server, sys; print(sorted({'nbgrader', 'nbparcours.course.load'} & {*sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
