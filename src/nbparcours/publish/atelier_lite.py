"""Running JupyterLite: a learner's JupyterLab, with what a browser has no use for left out."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from nbparcours.course.load import Course
from nbparcours.course.places import Places
from nbparcours.learner.start import LAB_CONFIG
from nbparcours.publish import atelier_python
from nbparcours.publish.files import write
from nbparcours.publish.site_source import SiteError, render

_EXTENSIONS = Path(sys.prefix) / "share" / "jupyter" / "labextensions"
_COURSE = "nbparcours"
_KERNEL = "@jupyterlite/pyodide-kernel-extension"
#: What only the workshop's pages load: a kernel, and what shows its widgets.
_WIDGETS = ("@jupyter-widgets/jupyterlab-manager", "anywidget")
#: JupyterLite's own that have nothing to do here: without files to share between pages there is no service worker.
_NEEDLESS = ("lsp-connection-manager", "service-worker-manager")
#: JupyterLite would keep on the device what was opened; only the reader's own choice keeps anything here.
_MEMORY = {f"{what}StorageDrivers": ["memoryStorageDriver"] for what in ("contents", "settings", "workspaces")}
#: Parts of JupyterLite for its own developers, and for pages that are not built.
_UNUSED = (
    *("bootstrap.js", "doc", "icon-*", "manifest.webmanifest", "package.json", "rspack*", "service-worker.js"),
    *("*.schema.*", "lab/favicon.ico", "lab/package.json", "lab/tree", "lab/workspaces"),
)
#: JupyterLite opens what an address names only in folders of certain names.
READ, RUN = "lab", "notebooks"
_BUNDLE = re.compile(r'href="(\.\./build/lab/bundle\.js[^"]*)"')
_CONFIG = re.compile(r"'(\.\./config-utils\.js[^']*)'")


def make(course: Course, places: Places, work: Path) -> Path:
    """Build JupyterLite around `work/contents`; return the finished folder, in which lab/ reads and notebooks/ runs."""
    _configure(work)
    _run(work)
    out = work / "out"
    for pattern in _UNUSED:
        for path in out.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    book = places.home / "book"
    page = out / READ / "index.html"
    page.write_text(_page(book / "atelier", page.read_text("utf-8")), "utf-8")
    shutil.copy(book / "atelier" / "page.css", out)
    shutil.copy(book / "theme" / "parcours" / "static" / "star.svg", out)
    _part(out)
    wheels = out / "extensions" / _KERNEL / "static" / "pypi"
    atelier_python.put(course, places, wheels, out / atelier_python.FOLDER)
    return out


def _part(out: Path) -> None:
    """Make the workshop's pages of those for reading, and leave the kernel to them alone."""
    shutil.copytree(out / READ, out / RUN)
    root, shop = out / "jupyter-lite.json", out / RUN / "jupyter-lite.json"
    settings, added = json.loads(root.read_text("utf-8")), json.loads(shop.read_text("utf-8"))
    about, more = settings["jupyter-config-data"], added["jupyter-config-data"]
    found = about["federated_extensions"]
    about["federated_extensions"] = [one for one in found if one["name"] == _COURSE]
    more["federated_extensions"] = [one for one in found if one["name"] != _COURSE]
    about["litePluginSettings"][f"{_KERNEL}:kernel"] |= atelier_python.settings()
    root.write_text(json.dumps(settings, indent=1, sort_keys=True), "utf-8")
    shop.write_text(json.dumps(added, indent=1, sort_keys=True), "utf-8")


def _configure(work: Path) -> None:
    learner = LAB_CONFIG / "labconfig"
    disabled = [*json.loads((learner / "page_config.json").read_text("utf-8"))["disabledExtensions"]]
    disabled = [name for name in disabled if name not in _WIDGETS]
    disabled += [f"@jupyterlite/application-extension:{name}" for name in _NEEDLESS]
    about = {
        "appName": "Atelier",
        "faviconUrl": "./star.svg",
        "disabledExtensions": disabled,
        "enableMemoryStorage": True,
        **_MEMORY,
    }
    _settings(work / "jupyter-lite.json", about)
    _settings(work / READ / "jupyter-lite.json", {"mode": "single-document", "showLoadingIndicator": False})
    shutil.copy(learner / "default_setting_overrides.json", work / "overrides.json")
    build = {
        "apps": [READ],
        "contents": ["contents"],
        "federated_extensions": [str(_EXTENSIONS / name) for name in (_COURSE, _KERNEL, *_WIDGETS)],
        "ignore_sys_prefix": True,
        "no_sourcemaps": True,
        "no_unused_shared_packages": True,
        "output_dir": "out",
    }
    write(work / "jupyter_lite_config.json", json.dumps({"LiteBuildConfig": build}))


def _settings(path: Path, data: dict[str, Any]) -> None:
    write(path, json.dumps({"jupyter-lite-schema-version": 0, "jupyter-config-data": data}))


def _run(work: Path) -> None:
    command = [sys.executable, "-m", "jupyterlite_core", "build", "--source-date-epoch", "946684800"]
    environment = os.environ | {"PYTHONHASHSEED": "0", "NO_COLOR": "1"}
    done = subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise SiteError("JupyterLite could not be built:\n" + "\n".join(said[-12:]))


def _page(templates: Path, original: str) -> str:
    """Return our page around JupyterLite's scripts."""
    bundle, config = _BUNDLE.search(original), _CONFIG.search(original)
    if not bundle or not config:
        raise SiteError("JupyterLite's page has changed; book/atelier/page.html has to follow it")
    return render(templates, "page.html", bundle=bundle[1], config=config[1])
