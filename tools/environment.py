"""Write environment.yml for conda users, with the versions of uv.lock. A test holds the two together."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
HEAD = """\
# For conda users: the same versions as uv.lock. Written by `make lock`; a test compares the two.
# conda env create -f environment.yml && conda activate nbparcours
name: nbparcours
channels: [conda-forge]
dependencies:
  - python >=3.11
  - make
  - git
  - pip
  - pip:
"""


def direct() -> dict[str, str]:
    """Return name -> version of each package that pyproject.toml names, extras and groups included."""
    lock = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))
    versions = {package["name"]: package["version"] for package in lock["package"] if "version" in package}
    own = next(package for package in lock["package"] if package["name"] == "nbparcours")
    wanted = [*own["dependencies"]]
    for group in (*own["optional-dependencies"].values(), *own["dev-dependencies"].values()):
        wanted += group
    return {entry["name"]: versions[entry["name"]] for entry in sorted(wanted, key=lambda e: e["name"])}


def text() -> str:
    """Return the whole of environment.yml."""
    return HEAD + "".join(f"      - {name}=={version}\n" for name, version in direct().items())


if __name__ == "__main__":
    (ROOT / "environment.yml").write_text(text(), "utf-8")
