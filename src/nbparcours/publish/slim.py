"""Making a printed PDF small enough for a phone's data plan, without touching what it shows or says.

Chromium writes every object by itself and every glyph's place with eight digits. Objects packed together and places to
a hundredth of a point give the same page at half the weight. Matrices stay as they are: a page's words are placed from
the document's beginning, so that a scale of 3.125 cut to 3.12 would move those of page 60 out of sight.
"""

import re
from pathlib import Path

import pikepdf

#: A matrix, or a number with more digits than show.
_NUMBER = re.compile(rb"^.* cm$|(?<![\w<.])(-?\d*\.\d{3,})(?![\w>.])", re.MULTILINE)


def slim(path: Path) -> None:
    """Write the PDF anew, in place; its tags, language, outline and title stay."""
    pikepdf.settings.set_flate_compression_level(9)
    packed = path.with_suffix(".slim")
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            page.contents_coalesce()
            page.Contents.write(_NUMBER.sub(_short, page.Contents.read_bytes()))
        streams = pikepdf.ObjectStreamMode.generate
        pdf.save(packed, object_stream_mode=streams, recompress_flate=True, deterministic_id=True)
    packed.replace(path)


def _short(number: re.Match[bytes]) -> bytes:
    if number[1] is None:
        return number[0]
    return f"{float(number[1]):.2f}".rstrip("0").rstrip(".").replace("-0.", "-.").encode() or b"0"
