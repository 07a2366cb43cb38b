"""Digit groups in right-to-left text.

Untreated, the bidirectional algorithm shows `27-14` as `14-27` and a telephone number backwards inside an
Arabic sentence. One pattern finds such runs; each host isolates them its own way (`<bdi>` on a page and in
a notebook, a text node split in the ES modules, a left-to-right box in Typst). The ES modules hold a twin
of `RUN`; `tests/vectors/bidi.json` runs through both.
"""

import re

RUN = re.compile(r"\+?\d+(?:[-–./:, \u00a0\u202f]\d+)+(?:\s?%)?|\+\d+|\d+\s?%")
_PROTECTED = re.compile(r"(`[^`]*`|\]\([^)]*\)|<[^>]*>)")


def runs(text: str) -> list[tuple[str, bool]]:
    """Split `text` into (piece, must be isolated) pairs whose pieces join back to `text`."""
    pieces: list[tuple[str, bool]] = []
    end = 0
    for match in RUN.finditer(text):
        if match.start() > end:
            pieces.append((text[end : match.start()], False))
        pieces.append((match.group(), True))
        end = match.end()
    if end < len(text):
        pieces.append((text[end:], False))
    return pieces


def isolate(text: str) -> str:
    """Wrap each digit group of plain or HTML-escaped text in `<bdi dir="ltr">`."""
    return "".join(f'<bdi dir="ltr">{piece}</bdi>' if alone else piece for piece, alone in runs(text))


def isolate_markup(markup: str) -> str:
    """Like `isolate`, but leaves code spans, link targets and tags of Markdown or HTML untouched."""
    parts = _PROTECTED.split(markup)
    return "".join(part if index % 2 else isolate(part) for index, part in enumerate(parts))
