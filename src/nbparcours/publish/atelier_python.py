"""Python for the atelier's workshop: the browser's runtime, and one archive with all that the workshop imports.

The packages are the ones installed here, so the build needs no network and the lock holds for them too. Of this
package only what shows a live activity goes along, with the activities as they were made.
"""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

from nbparcours.activity.spec import spec
from nbparcours.course.load import Course
from nbparcours.course.places import Places
from nbparcours.course.text import LANGUAGES
from nbparcours.publish.site_source import SiteError

_RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
_PACKAGES = (
    *("anywidget", "asttokens", "comm", "executing", "ipython", "ipython-pygments-lexers", "ipywidgets"),
    *("jupyterlab-widgets", "matplotlib-inline", "prompt-toolkit", "psygnal", "pure-eval", "pygments", "stack-data"),
    *("traitlets", "typing-extensions", "wcwidth"),
)
#: What Python in a browser cannot use: machine code, pages' scripts.
_LEFT_OUT = {".so", ".pyc", ".pyi", ".js", ".css", ".map", ".html"}
_OWN = ("__init__.py", "activity/__init__.py", "activity/live.py", "activity/score.py", "activity/widget.py")
_PACKAGE = Path(__file__).resolve().parents[1]
#: What JupyterLite's kernel would look for one by one; all of it is in the archive.
_NAMES = ("micropip", "piplite", "ipykernel", "comm", "pyodide-kernel", "jedi", "ipython")
ARCHIVE, _NOTHING = "atelier.zip", "nothing.zip"
#: Where JupyterLite has the runtime.
FOLDER = "static/pyodide"
File = tuple[str, bytes]


def put(course: Course, places: Places, kernel: Path, folder: Path) -> None:
    """Write the runtime, the archive and Pyodide's list of it into `folder`; `kernel` holds JupyterLite's wheels."""
    runtime = places.home / "book" / "atelier" / "node_modules" / "pyodide"
    if not runtime.is_dir():
        raise SiteError(f"{runtime} is missing; run 'make atelier', which installs it")
    folder.mkdir(parents=True)
    for name in _RUNTIME:
        shutil.copy(runtime / name, folder)
    ours = places.home / "book" / "atelier" / "python"
    files = [*_installed(), *_wheels(kernel), *_stand_in(ours), *_own(), _specs(course)]
    _zip(folder / ARCHIVE, sorted(files))
    _zip(folder / _NOTHING, [])
    _list(runtime, folder)


def _installed() -> Iterator[File]:
    for name in _PACKAGES:
        found = distribution(name)
        for path in found.files or ():
            place = Path(str(found.locate_file(path)))
            if path.suffix not in _LEFT_OUT and not {"..", "tests"} & set(path.parts):
                yield str(path), place.read_bytes()


def _wheels(folder: Path) -> Iterator[File]:
    for path in sorted([*folder.glob("ipykernel-*.whl"), *folder.glob("pyodide_kernel-*.whl")]):
        with zipfile.ZipFile(path) as wheel:
            yield from ((name, wheel.read(name)) for name in wheel.namelist() if not name.endswith("/"))


def _stand_in(folder: Path) -> Iterator[File]:
    for path in sorted(folder.rglob("*.py")):
        yield str(path.relative_to(folder)), path.read_bytes()


def _own() -> Iterator[File]:
    static = _PACKAGE / "activity" / "static"
    wanted = [_PACKAGE / name for name in _OWN] + sorted((_PACKAGE / "activity" / "scorers").glob("*.py"))
    for path in [*wanted, *sorted((static / "widget").glob("*.js")), static / "activity.css"]:
        yield str(path.relative_to(_PACKAGE.parent)), path.read_bytes()


def _specs(course: Course) -> File:
    activities = [one for content in course.contents.values() for one in content.activities.values()]
    made = {lang: {one.id: spec(one, lang, course) for one in activities} for lang in LANGUAGES}
    return "nbparcours/activity/static/specs.json", json.dumps(made, ensure_ascii=False, sort_keys=True).encode()


def _zip(path: Path, files: list[File]) -> None:
    """Write the same files as the same bytes, whenever it is."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)


def _list(runtime: Path, folder: Path) -> None:
    """Write Pyodide's list of packages: our archive under one of the names, nothing under the others."""
    about = json.loads((runtime / "pyodide-lock.json").read_text("utf-8"))
    packages = {name: _entry(name, folder / (_NOTHING if at else ARCHIVE)) for at, name in enumerate(_NAMES)}
    listed = {"info": about["info"], "packages": packages}
    (folder / "pyodide-lock.json").write_text(json.dumps(listed, indent=1), "utf-8")


def _entry(name: str, file: Path) -> dict[str, object]:
    return {
        "name": name,
        "version": "0",
        "file_name": file.name,
        "install_dir": "site",
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "package_type": "package",
        "imports": [],
        "depends": [],
        "unvendored_tests": False,
    }


def settings() -> dict[str, object]:
    """Return what JupyterLite's kernel has to be told; Pyodide finds its list beside itself."""
    url = f"./{FOLDER}/pyodide.mjs"
    return {"pyodideUrl": url, "disablePyPIFallback": True, "loadPyodideOptions": {"packages": list(_NAMES)}}
