"""The companion site: one jupyter-book per language from the built notebooks, under one root, ready to serve."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nbparcours.course.load import Course
from nbparcours.course.places import Places
from nbparcours.course.text import LANGUAGES, Lang
from nbparcours.publish import exports, handouts, site_links
from nbparcours.publish.site_gather import gather
from nbparcours.publish.site_print import print_books, printed
from nbparcours.publish.site_source import SiteError, prepare

OnStep = Callable[[str], None]


def build_site(course: Course, places: Places, on_step: OnStep = lambda _: None) -> Path:
    """Build the site from the notebooks in `places.notebooks`; return its folder.

    A language whose sources have not changed is not printed again. The finished site replaces the old one
    whole, and only when every link in it leads somewhere; raises `SiteError` otherwise.
    """
    work = places.build / "book"
    frames = _print(course, places, work, on_step)
    on_step("links")
    draft = work / "site"
    gather(course, places, work, draft, frames)
    if faults := site_links.broken(draft):
        raise SiteError("\n".join(faults))
    _replace(places.site, draft)
    return places.site


def build_handouts(course: Course, places: Places, on_step: OnStep = lambda _: None) -> list[Path]:
    """Build the site, print each module as a PDF, and gather the site again with them; return the PDFs."""
    site = build_site(course, places, on_step)
    work = places.build / "book"
    frames = {lang: prepare(course, places, lang, work / lang) for lang in LANGUAGES}
    theme = places.home / "book" / "theme" / "parcours"
    made = [
        path
        for lang, frame in frames.items()
        for path in handouts.print_all(places, site, theme, lang, frame, printed(work, lang), on_step)
    ]
    build_site(course, places, on_step)
    return made


def build_exports(course: Course, places: Places, on_step: OnStep = lambda _: None) -> list[Path]:
    """Make each module's files for places without network, and build the site that offers them; return the files."""
    work = places.build / "book"
    frames = {lang: prepare(course, places, lang, work / lang) for lang in LANGUAGES}
    made = [path for lang, frame in frames.items() for path in exports.export_all(course, places, lang, frame, on_step)]
    build_site(course, places, on_step)
    return made


def _print(course: Course, places: Places, work: Path, on_step: OnStep) -> dict[Lang, dict[str, Any]]:
    on_step("sources")
    frames = {lang: prepare(course, places, lang, work / lang) for lang in LANGUAGES}
    on_step("pages")
    print_books(places.home / "book", work)
    return frames


def _replace(site: Path, draft: Path) -> None:
    site.parent.mkdir(parents=True, exist_ok=True)
    old = draft.with_name("site-old")
    shutil.rmtree(old, ignore_errors=True)
    if site.is_dir():
        site.replace(old)
    draft.replace(site)
    shutil.rmtree(old, ignore_errors=True)
