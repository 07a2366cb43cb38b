"""Which names can stand on a certificate: any script, and nothing that is not part of a name.

Digits are refused because a name never needs them and an identity number would; invisible characters and
markup, because they can make the page show another name than the one that was signed. `activity/js/name.js` is the
twin that tells learners as they type; `tests/vectors/names.json` runs through both.
"""

import unicodedata

LONGEST = 80
HEAVIEST = 154  # bytes of UTF-8: what keeps the QR code within 65 × 65 modules
MARKS = "'’ʼʻ-‐.·،,/"


class UnfitName(Exception):  # noqa: N818 - an answer, not an accident
    """The name cannot be printed; `code` names the rule, `sign` the character if there is one."""

    def __init__(self, code: str, sentence: str, sign: str = "") -> None:
        super().__init__(sentence)
        self.code = code
        self.sign = sign


def clean(raw: str) -> str:
    """Return the name normalised (NFC, single spaces), or raise an `UnfitName` that says what to change."""
    spaced = "".join(" " if unicodedata.category(sign) == "Zs" else sign for sign in raw.strip())
    name = unicodedata.normalize("NFC", spaced)
    strange = [sign for sign in name if not _belongs(sign)]
    if strange:
        raise UnfitName(
            "sign",
            f"this name holds a character that no name needs ({_call(strange[0])}); "
            "keep letters, spaces, apostrophes, hyphens, points and commas",
            strange[0],
        )
    name = " ".join(name.split())
    if not any(unicodedata.category(sign).startswith("L") for sign in name):
        raise UnfitName("letter", "this name holds no letter; write the name to be printed")
    if len(name) > LONGEST or len(name.encode()) > HEAVIEST:
        raise UnfitName("long", f"this name is too long; {LONGEST} characters at most fit on the certificate")
    if _stacked(name):
        raise UnfitName("marks", "this name piles up more than three marks on one letter; write it more simply")
    return name


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
