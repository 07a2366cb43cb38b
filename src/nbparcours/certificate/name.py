"""A name as the certificate prints it: cleaned by the course's rule, one line for each script."""

import unicodedata

from nbparcours.certificate.errors import NameFault
from nbparcours.course import name as rule

_DIRECTION = {"L": "latin", "R": "arabic", "AL": "arabic"}


def clean(raw: str) -> str:
    """Return the name normalised, or raise a `NameFault` that says what to change."""
    try:
        return rule.clean(raw)
    except rule.UnfitName as fault:
        raise NameFault(str(fault)) from None


def lines(name: str) -> list[tuple[str, bool]]:
    """Split a name written in both scripts into one line for each: (text, is right-to-left)."""
    parts: list[tuple[str, bool]] = []
    for word in name.split(" "):
        side = _side(word)
        if parts and side in (None, parts[-1][1]):
            parts[-1] = (f"{parts[-1][0]} {word}", parts[-1][1])
        elif word:
            parts.append((word, bool(side)))
    if len(parts) == 2:
        return [(text.strip(" /·،,-"), rtl) for text, rtl in parts]
    return [(name, bool(_side(name)))]


def _side(text: str) -> bool | None:
    """Say whether the first letter runs right to left; None when there is no letter."""
    for sign in text:
        if found := _DIRECTION.get(unicodedata.bidirectional(sign)):
            return found == "arabic"
    return None
