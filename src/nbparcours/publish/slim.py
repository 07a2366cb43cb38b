"""Making a printed PDF small enough for a phone's data plan, without touching what it shows or says.

Chromium writes every object by itself and every glyph's place with eight digits. Objects packed together and places to
a hundredth of a point give the same page at half the weight.
"""

import re
from pathlib import Path

import pikepdf

_NUMBER = re.compile(rb"(?<![\w<.])-?\d*\.\d{3,}(?![\w>.])")


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
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".").replace("-0.", "-.").encode() or b"0"
