"""What came back with nbgrader's feedback, in the learner's own result page: the result, and the certificate if any."""

import base64
import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

_MAX_PAGE = 8 * 1024 * 1024
_ID = "nbparcours-result"
_CERTIFICATE_ID = "nbparcours-certificate"
_PDF = "data:application/pdf;base64,"


def newest(folder: Path, assignment: str) -> dict[str, Any] | None:
    """Return the newest result in the folder of a fetched test."""
    for page in sorted(folder.glob("feedback/*/test.html"), reverse=True):
        found = _read(page)
        if found and found[0].get("assignment") == assignment:
            return {**found[0], "certificate": True} if found[1] else found[0]
    return None


def certificate(folder: Path, assignment: str) -> bytes | None:
    """Return the PDF in the newest result; None while there is none."""
    for page in sorted(folder.glob("feedback/*/test.html"), reverse=True):
        found = _read(page)
        if found and found[0].get("assignment") == assignment:
            return found[1]
    return None


def of_other_sessions(learner: Path, assignment: str, session: str) -> list[dict[str, Any]]:
    """Return the results of the learner's other sessions of the same test."""
    kind = assignment.removesuffix(session)
    folders = (folder for folder in sorted(learner.glob(f"{kind}*")) if folder.name != assignment)
    return [found for folder in folders if (found := newest(folder, folder.name))]


class _Reader(HTMLParser):
    """Collects the text of the one script element that holds the result, and the one link that holds a PDF."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.text = ""
        self.pdf = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.inside = tag == "script" and given.get("id") == _ID
        if tag == "a" and given.get("id") == _CERTIFICATE_ID:
            self.pdf = given.get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.text += data


def _read(page: Path) -> tuple[dict[str, Any], bytes | None] | None:
    reader = _Reader()
    try:
        if page.stat().st_size > _MAX_PAGE:
            return None
        reader.feed(page.read_text("utf-8"))
        found = json.loads(reader.text)
        pdf = base64.b64decode(reader.pdf.removeprefix(_PDF)) if reader.pdf.startswith(_PDF) else None
    except (OSError, ValueError):
        return None
    return (found, pdf) if isinstance(found, dict) else None
