"""How wide words are, before any font is known: a little too wide rather than too narrow.

SVG breaks no lines by itself, and the letters are those of the reader's device. The widths are those of a wide common
sans-serif in tenths of an em; a test measures the drawn words in a real browser.
"""

from nbparcours.course.text import Lang

#: Arabic is set a little larger than the Latin beside it, with more room between lines.
_SCALE: dict[Lang, float] = {"fr": 1.0, "ar": 1.08}
_LEADING: dict[Lang, float] = {"fr": 1.35, "ar": 1.55}
_BOLD = 1.09
_CLASSES = (("iljI.,:;'’|! ،؛", 3.2), ("frt-/()[]", 4.1), ("sczkvxy", 5.9), ("mwMW%", 9.8))
_WIDTHS = {letter: width for letters, width in _CLASSES for letter in letters}


def size(points: float, lang: Lang) -> float:
    """Return the size of letters in `lang` that looks like `points`."""
    return round(points * _SCALE[lang], 2)


def leading(points: float, lang: Lang) -> float:
    """Return the height of a line of letters of `points`."""
    return size(points, lang) * _LEADING[lang]


def width(text: str, points: float, lang: Lang, bold: bool = False) -> float:
    """Return how far `text` reaches at most."""
    return sum(map(_letter, text)) / 10 * size(points, lang) * (_BOLD if bold else 1)


def wrap(text: str, room: float, points: float, lang: Lang, bold: bool = False) -> list[str]:
    """Break `text` between words into lines no wider than `room`; a word that is wider stands alone."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, points, lang, bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _letter(letter: str) -> float:
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    if "\u064b" <= letter <= "\u0652" or "\u2066" <= letter <= "\u2069":
        return 0
    if "\u0600" <= letter <= "\u06ff":
        return 5.2
    return 7.4 if letter.isupper() else 6.3
