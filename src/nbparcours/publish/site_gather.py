"""Gathering the site: pages with their tools, style sheets and scripts made into one of each, files to take along."""

import re
import shutil
from functools import partial
from pathlib import Path
from typing import Any

from nbparcours.course.load import Course
from nbparcours.course.places import Places
from nbparcours.course.text import Lang
from nbparcours.publish import atelier_about, exports, handouts, site_offline, site_search, site_verify
from nbparcours.publish.files import write
from nbparcours.publish.site_finish import finish
from nbparcours.publish.site_print import printed
from nbparcours.publish.site_source import SiteError, render
from nbparcours.publish.site_terms import write_terms
from nbparcours.publish.site_tools import Take, fill, take

_ACTIVITY = Path(__file__).resolve().parents[1] / "activity" / "static" / "site"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_REMARK = re.compile(r"^\s*(?://.*|/\*\*.*\*/)$", re.MULTILINE)


def gather(course: Course, places: Places, work: Path, draft: Path, frames: dict[Lang, dict[str, Any]]) -> None:
    """Make the whole site in `draft`; of jupyter-book's own output only the pages are published."""
    shutil.rmtree(draft, ignore_errors=True)
    theme = places.home / "book" / "theme" / "parcours"
    _static(theme, draft)
    shutil.copytree(places.home / "book" / "pages" / "pictures", draft / "static" / "pictures")
    site_verify.put(places, draft / "static")
    write_terms(course, draft / "static")
    for lang, frame in frames.items():
        pages = printed(work, lang)
        takes = _takes(places, draft, lang, frame, pages, theme)
        for name, page in pages.items():
            page = fill(handouts.unmarked(page), name, theme, frame, takes)
            write(draft / lang / f"{name}.html", finish(page, lang, frame["words"]["table"]))
    if atelier_about.ways(places):
        shutil.copytree(places.atelier, draft / atelier_about.FOLDER)
    door = render(theme, "door.html", up="", **frames)
    write(draft / "index.html", finish(door, "fr", ""))
    site_search.index(draft)
    site_offline.list_files(draft)


def _static(theme: Path, draft: Path) -> None:
    shutil.copytree(theme / "static", draft / "static", ignore=shutil.ignore_patterns("*.md", "sw.js"))
    shutil.copy(theme / "static" / "sw.js", draft / "sw.js")  # its place decides which pages it may serve
    sheets = "".join(path.read_text("utf-8") for path in sorted(theme.glob("css/*.css")))
    write(draft / "static" / "site.css", _tight(_COMMENT.sub("", sheets)))
    # one scope for each, as if it were a file of its own
    scripts = [f"{{\n{path.read_text('utf-8')}}}\n" for path in sorted(theme.glob("js/*.js"))]
    write(draft / "static" / "site.js", '"use strict";\n' + _tight(_REMARK.sub("", "".join(scripts))))
    if not _ACTIVITY.is_dir():
        raise SiteError(f"{_ACTIVITY} is missing; run 'make build', which makes it")
    shutil.copytree(_ACTIVITY, draft / "static" / "activity")


def _tight(text: str) -> str:
    """Leave out indents and empty lines; what authors read stays in the sources."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip()) + "\n"


def _takes(
    places: Places, draft: Path, lang: Lang, frame: dict[str, Any], pages: dict[str, str], theme: Path
) -> dict[str, Take]:
    """Copy what a reader can take along: notebooks, and the hand-outs and exports made from these very words."""
    files = [module["file"] for module in frame["modules"] if module["href"]]
    for file in files:
        kept = draft / lang / "notebooks" / f"{file}.ipynb"
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(places.notebooks / lang / f"{file}.ipynb", kept)
        if pdf := handouts.current(places, lang, file, partial(handouts.compose, theme, lang, frame, pages, file)):
            kept = draft / lang / "handouts" / pdf.name
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(pdf, kept)
        for path in exports.current(places, lang, frame, file):
            kept = draft / lang / "exports" / path.name
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, kept)
    return {file: take(draft, lang, file) for file in files}
