"""Finding the certificate's text in whatever someone holds: a PDF, a picture, a text file.

Files come from strangers: every size is bounded before anything is decoded.
"""

import io
import re
import warnings
from collections.abc import Collection
from pathlib import Path
from typing import Any

from nbparcours.certificate import pades, qr
from nbparcours.certificate.errors import CertificateFault, MissingPart, need

HEAVIEST = 20_000_000  # bytes of a file
LARGEST = 60_000_000  # pixels of a picture
_NOTE = re.compile(rb"(?<=<pdf:Keywords>)NBP1:[0-9A-Z $%*+./:-]{100,1000}(?=</pdf:Keywords>)")
_SIDE = 3500  # pixels of the longer side of a rendered page: 300 dpi on A4


class Unreadable(CertificateFault):
    """Nothing could be read; that says nothing about the certificate."""


def texts(path: Path) -> list[str]:
    """Return the candidate texts in a file; raise `Unreadable` when it cannot be looked into."""
    data = _bytes(path)
    try:
        if data.startswith(b"%PDF-"):
            return [*qr.read(_page(data)), *_noted(data)]
        if _is_picture(data):
            return qr.read(_picture(data))
        return [data[:65_536].decode("utf-8")]
    except MissingPart:
        raise
    except Exception:  # three parsers of hostile files: whatever they raise, the file could not be read
        raise Unreadable from None


def is_retouched(path: Path, known: Collection[str]) -> bool:
    """Say whether a PDF has a signature of its own that does not hold; other files have none."""
    data = _bytes(path)
    try:
        signed = data.startswith(b"%PDF-") and b"/ByteRange" in data  # a scanner's PDF may be of any quality
        return signed and pades.is_intact(data, known) is False
    except MissingPart:
        raise
    except Exception:  # as above: a file that cannot be followed is not the one that was signed
        return True


def _noted(data: bytes) -> list[str]:
    """Return the text that the page also carries among its keywords, where a browser finds it without a PDF reader."""
    return [found.decode() for found in _NOTE.findall(data)]


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file() or not 0 < path.stat().st_size <= HEAVIEST:
            raise Unreadable
        return path.read_bytes()
    except OSError:
        raise Unreadable from None


def _is_picture(data: bytes) -> bool:
    webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    return webp or data.startswith((b"\x89PNG\r\n", b"\xff\xd8\xff"))


def _page(data: bytes) -> Any:
    document = need("pypdfium2").PdfDocument(data)
    try:
        page = document[0]
        scale = min(300 / 72, _SIDE / max(page.get_size()))
        return page.render(scale=scale, grayscale=True).to_pil()
    finally:
        document.close()


def _picture(data: bytes) -> Any:
    pillow = need("PIL.Image")
    with warnings.catch_warnings():
        warnings.simplefilter("error", pillow.DecompressionBombWarning)
        image = pillow.open(io.BytesIO(data), formats=["PNG", "JPEG", "WEBP"])
        if image.width * image.height > LARGEST:
            raise Unreadable
        return image.convert("L")
