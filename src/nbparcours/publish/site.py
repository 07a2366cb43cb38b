"""The companion site: one jupyter-book per language from the built notebooks, under one root, ready to serve."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from nbparcours.course.load import Course
from nbparcours.course.places import Places
from nbparcours.course.text import LANGUAGES, Lang
from nbparcours.publish import site_links
from nbparcours.publish.files import write
from nbparcours.publish.site_finish import finish
from nbparcours.publish.site_source import SiteError, prepare, render

OnStep = Callable[[str], None]
_PACKAGE = Path(__file__).resolve().parents[1]
_ACTIVITY = _PACKAGE / "activity" / "static" / "site"


def build_site(course: Course, places: Places, on_step: OnStep = lambda _: None) -> Path:
    """Build the site from the notebooks in `places.notebooks`; return its folder.

    A language whose sources have not changed is not printed again. The finished site replaces the old one
    whole, and only when every link in it leads somewhere; raises `SiteError` otherwise.
    """
    work = places.build / "book"
    on_step("sources")
    frames = {lang: prepare(course, places, lang, work / lang) for lang in LANGUAGES}
    on_step("pages")
    _print_books(places, work)
    on_step("links")
    draft = work / "site"
    _assemble(places, work, draft, frames)
    if faults := site_links.broken(draft):
        raise SiteError("\n".join(faults))
    _replace(places.site, draft)
    return places.site


def _print_books(places: Places, work: Path) -> None:
    """Run jupyter-book for both languages at once; each is told from its digest whether it has anything to do."""
    digests = {lang: _digest([places.home / "book", work / lang]) for lang in LANGUAGES}
    running = {lang: _start(work, lang) for lang in LANGUAGES if _printed(work, lang) != digests[lang]}
    ended = {lang: process.wait() for lang, process in running.items()}
    for lang, code in ended.items():
        if code:
            said = (work / f"{lang}.log").read_text("utf-8", "replace").strip().splitlines()
            raise SiteError(f"jupyter-book could not print the {lang} pages:\n" + "\n".join(said[-12:]))
        write(work / f"{lang}.printed", digests[lang])


def _start(work: Path, lang: Lang) -> subprocess.Popen[bytes]:
    output = work / f"{lang}-out"
    shutil.rmtree(output, ignore_errors=True)
    (work / f"{lang}.printed").unlink(missing_ok=True)
    jupyter_book = Path(sys.executable).with_name("jupyter-book")
    command: list[str | Path] = [jupyter_book, "build", work / lang, "--path-output", output]
    options = ["--warningiserror", "--keep-going", "--quiet"]
    environment = os.environ | {"PYTHONHASHSEED": "0", "NO_COLOR": "1"}
    with (work / f"{lang}.log").open("wb") as log:
        return subprocess.Popen([*command, *options], stdout=log, stderr=log, env=environment)


def _printed(work: Path, lang: Lang) -> str:
    stamp = work / f"{lang}.printed"
    return stamp.read_text("utf-8") if stamp.is_file() else ""


def _digest(folders: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
            digest.update(f"{path.relative_to(folder)}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _assemble(places: Places, work: Path, draft: Path, frames: dict[Lang, dict[str, Any]]) -> None:
    """Gather pages and files; of jupyter-book's own output only the pages are published."""
    shutil.rmtree(draft, ignore_errors=True)
    theme = places.home / "book" / "theme" / "parcours"
    shutil.copytree(theme / "static", draft / "static", ignore=shutil.ignore_patterns("*.md"))
    if not _ACTIVITY.is_dir():
        raise SiteError(f"{_ACTIVITY} is missing; run 'make build', which makes it")
    shutil.copytree(_ACTIVITY, draft / "static" / "activity")
    for lang, frame in frames.items():
        for source in sorted((work / lang).glob("*.*")):
            if source.suffix in {".ipynb", ".md"}:
                page = (work / f"{lang}-out" / "_build" / "html" / f"{source.stem}.html").read_text("utf-8")
                write(draft / lang / f"{source.stem}.html", finish(page, lang, frame["words"]["table"]))
    door = render(theme, "door.html", up="", **frames)
    write(draft / "index.html", finish(door, "fr", ""))


def _replace(site: Path, draft: Path) -> None:
    site.parent.mkdir(parents=True, exist_ok=True)
    old = draft.with_name("site-old")
    shutil.rmtree(old, ignore_errors=True)
    if site.is_dir():
        site.replace(old)
    draft.replace(site)
    shutil.rmtree(old, ignore_errors=True)
