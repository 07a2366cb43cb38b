"""The pages' tools: what stands where a page says `<div data-tool="name"></div>`.

A tool is a template in `book/theme/parcours/tools/`. It is filled in when the site is gathered, so that a hand-out
which was printed later, or another hub, needs no new print of the pages. A tool without a template leaves nothing.
"""

import math
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbparcours.course.text import Lang
from nbparcours.publish.site_source import render

_PLACE = re.compile(r'<div data-tool="([a-z]+)"></div>')


@dataclass(frozen=True)
class Take:
    """What a reader can take from a module."""

    pdf: str
    pdf_size: int
    notebook: str
    notebook_size: int
    hub: str
    page: str = ""
    page_size: int = 0
    slides: str = ""
    slides_size: int = 0


def fill(page: str, name: str, theme: Path, frame: dict[str, Any], takes: dict[str, Take]) -> str:
    """Return `page`, which is called `name`, with its tools; `takes` holds what can be taken, by notebook."""
    part = frame["parts"].get(name, {})
    data = {"parcours": frame, "words": frame["words"], "pagename": name, "takes": takes}
    data |= {"part": part, "take": takes.get(part["whole"].get("file", "")) if part else None, "size": size}

    def tool(found: re.Match[str]) -> str:
        template = f"tools/{found[1]}.html"
        return render(theme, template, **data) if (theme / template).is_file() else ""

    return _PLACE.sub(tool, page)


def size(count: int, words: dict[str, str]) -> str:
    """Write a number of bytes for a reader."""
    if count > 10**6:
        return words["megabytes"].format(math.ceil(count / 10**6))
    return words["kilobytes"].format(max(1, round(count / 1000)))


def take(site: Path, lang: Lang, file: str) -> Take:
    """Return what the gathered `site` offers of the module `file`."""
    notebook, pdf = site / lang / "notebooks" / f"{file}.ipynb", site / lang / "handouts" / f"{file}.pdf"
    page, slides = (site / lang / "exports" / f"{file}{end}.html" for end in ("", "-diapositives"))
    return Take(
        **_offered("page", page),
        **_offered("slides", slides),
        pdf=f"handouts/{file}.pdf" if pdf.is_file() else "",
        pdf_size=pdf.stat().st_size if pdf.is_file() else 0,
        notebook=f"notebooks/{file}.ipynb",
        notebook_size=notebook.stat().st_size,
        hub=_hub(lang, file),
    )


def _offered(name: str, path: Path) -> dict[str, Any]:
    """Return the address and the size of a file, if it is there."""
    return {name: f"{path.parent.name}/{path.name}", f"{name}_size": path.stat().st_size} if path.is_file() else {}


def _hub(lang: Lang, file: str) -> str:
    """Return the module's address in the hub that `NBPARCOURS_SITE_HUB` names, if one does."""
    hub = os.environ.get("NBPARCOURS_SITE_HUB", "").rstrip("/")
    return f"{hub}/hub/user-redirect/doc/tree/{lang}/{file}.ipynb" if hub else ""
