"""Which names can stand on a certificate: any script, and nothing that is not part of a name.

Digits are refused because a name never needs them and an identity number would; invisible characters and
markup, because they can make the page show another name than the one that was signed.
"""

import unicodedata

from nbparcours.certificate.errors import NameFault

LONGEST = 80
HEAVIEST = 154  # bytes of UTF-8: what keeps the QR code within 65 × 65 modules
MARKS = "'’ʼʻ-‐.·،,/"
_DIRECTION = {"L": "latin", "R": "arabic", "AL": "arabic"}


def clean(raw: str) -> str:
    """Return the name normalised (NFC, single spaces), or raise a `NameFault` that says what to change."""
    spaced = "".join(" " if unicodedata.category(sign) == "Zs" else sign for sign in raw.strip())
    name = unicodedata.normalize("NFC", spaced)
    strange = [sign for sign in name if not _belongs(sign)]
    if strange:
        raise NameFault(
            f"this name holds a character that no name needs ({_call(strange[0])}); "
            "keep letters, spaces, apostrophes, hyphens, points and commas"
        )
    name = " ".join(name.split())
    if not any(unicodedata.category(sign).startswith("L") for sign in name):
        raise NameFault("this name holds no letter; write the name to be printed")
    if len(name) > LONGEST or len(name.encode()) > HEAVIEST:
        raise NameFault(f"this name is too long; {LONGEST} characters at most fit on the certificate")
    if _stacked(name):
        raise NameFault("this name piles up more than three marks on one letter; write it more simply")
    return name


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


def _belongs(sign: str) -> bool:
    return sign == " " or sign in MARKS or unicodedata.category(sign)[0] in "LM"


def _call(sign: str) -> str:
    """Name a character without printing it, since it may be invisible."""
    return f"U+{ord(sign):04X} {unicodedata.name(sign, 'without a name').lower()}"


def _stacked(name: str) -> bool:
    run = 0
    for sign in name:
        run = run + 1 if unicodedata.category(sign).startswith("M") else 0
        if run > 3:
            return True
    return False
