"""The QR code: written small enough for the corner of a page, read from any picture."""

import io
from typing import Any

from nbparcours.certificate.errors import need

#: Trying all eight takes four times as long, and a signature looks as random under one as under another.
_MASK = 4


def svg(text: str) -> str:
    """Draw the code, level M, without a quiet zone (the page leaves one)."""
    out = io.BytesIO()
    _make(text).save(out, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None, omitsize=True)
    return out.getvalue().decode()


def modules(text: str) -> int:
    """Return how many modules stand on one side."""
    return int(_make(text).symbol_size(border=0)[0])


def read(image: Any) -> list[str]:
    """Return the texts of the QR codes in a Pillow image."""
    zxing = need("zxingcpp")
    return [found.text for found in zxing.read_barcodes(image, formats=zxing.BarcodeFormat.QRCode)]


def _make(text: str) -> Any:
    return need("segno").make_qr(text, error="m", mode="alphanumeric", boost_error=False, mask=_MASK)
