"""The atelier: JupyterLab in the browser with the built course in it, for a computer, without server or network.

It is a folder for any static host. The site takes it along as long as it was made from the notebooks it shows.
"""

import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from nbparcours.course.load import Course
from nbparcours.course.places import HOME_PAGE, Places
from nbparcours.course.text import LANGUAGES
from nbparcours.publish import atelier_lite, atelier_size
from nbparcours.publish.atelier_about import ABOUT, Ways, tell
from nbparcours.publish.atelier_python import ARCHIVE, FOLDER
from nbparcours.publish.files import write
from nbparcours.publish.site_finish import finish
from nbparcours.publish.site_frame import read_words
from nbparcours.publish.site_source import render
from nbparcours.publish.site_tools import size

#: The notebook that runs.
WORKSHOP = "atelier"
OnStep = Callable[[str], None]


def build_atelier(course: Course, places: Places, on_step: OnStep = lambda _: None) -> Path:
    """Build the atelier from the notebooks in `places.notebooks`; return its folder; the old one is replaced whole."""
    work = places.build / "atelier-work"
    shutil.rmtree(work, ignore_errors=True)
    on_step("notebooks")
    _contents(places, work / "contents")
    on_step("JupyterLite")
    draft = atelier_lite.make(course, places, work)
    on_step("size")
    ways = [
        _way(draft, "atelier_read", atelier_lite.READ, HOME_PAGE, f"files/fr/{HOME_PAGE}.ipynb"),
        _way(draft, "atelier_run", atelier_lite.RUN, WORKSHOP, f"{FOLDER}/{ARCHIVE}"),
    ]
    write(draft / ABOUT, tell(places, ways))
    write(draft / "index.html", _door(places, ways))
    shutil.rmtree(places.atelier, ignore_errors=True)
    draft.replace(places.atelier)
    shutil.rmtree(work)
    return places.atelier


def _way(draft: Path, name: str, app: str, page: str, last: str) -> dict[str, Any]:
    """Open a page of the atelier, which is there once the file `last` was asked for, and tell what that weighs."""
    paths = {lang: quote(f"{lang}/{page}.ipynb", safe="") for lang in LANGUAGES}
    href = {lang: f"{app}/index.html?path={path}" for lang, path in paths.items()}
    weight = atelier_size.fetched(draft, href["fr"], draft / last)
    return {"name": name, "href": href, "size": weight}


def _door(places: Places, ways: Ways) -> str:
    words = {lang: read_words(places.home / "book" / "words.yml", lang) for lang in LANGUAGES}
    page = render(places.home / "book" / "atelier", "door.html", words=words, ways=ways, size=size)
    return finish(page, "fr", "")


def _contents(places: Places, folder: Path) -> None:
    """Copy the built notebooks without the HTML of their activities, which is for the site and most of their weight."""
    shutil.copytree(places.home / "book" / "atelier" / "notebooks", folder)
    for path in places.notebooks.glob("*/*.ipynb"):
        notebook = json.loads(path.read_text("utf-8"))
        for output in _outputs(notebook):
            output["data"].pop("text/html", None)
        text = json.dumps(notebook, ensure_ascii=False, separators=(",", ":"))
        write(folder / path.relative_to(places.notebooks), text)


def _outputs(notebook: dict[str, Any]) -> Iterable[dict[str, Any]]:
    return (output for cell in notebook["cells"] for output in cell.get("outputs", []))
