"""What the exports of the bank share: HTML of a text, and shares of a point as other systems write them."""

import html
from collections.abc import Sequence

from nbparcours.course.bidi import isolate


def paragraphs(texts: Sequence[str], lang: str, direction: str) -> str:
    """Return the texts as paragraphs that keep their direction in a system of the other one."""
    return "".join(
        f'<p lang="{lang}" dir="{direction}">{isolate(html.escape(text, quote=False))}</p>' for text in texts if text
    )


def share(part: int, whole: int) -> str:
    """Return a share in percent, with the digits by which Moodle knows a third."""
    percent = 100 * part / whole
    return f"{percent:.5f}".rstrip("0").rstrip(".") if percent % 1 else f"{percent:.0f}"
