"""The room on a slide of deck.css, and how much of it words take."""

from nbparcours.course.text import Lang
from nbparcours.figure.measure import width, wrap

#: Room for words, sizes of letters, in pixels of a slide of 1280 × 720.
WIDE, HIGH = 1120.0, 540.0
TEXT, SMALL, TITLE = 28.0, 22.0, 38.0


def tall(text: str, room: float, points: float, lang: Lang) -> float:
    """Return the height that words take in letters of `points`, on lines `room` wide; all in pixels."""
    leading = {"fr": 1.4, "ar": 1.7}[lang] * {"fr": 1.0, "ar": 1.08}[lang]
    return len(wrap(text.replace("**", ""), room - 24, points, lang)) * points * leading


def row_talls(lines: list[str], lang: Lang) -> list[float]:
    """Return how tall each row is, when columns share the width as a browser shares it: by what they hold."""
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    full = [max(width(cell, SMALL, lang) for cell in column) + 24 for column in zip(*rows, strict=True)]
    shares = [max(each / sum(full) * WIDE, 110) for each in full]
    shares = [share / sum(shares) * WIDE for share in shares]
    return [max(tall(cell, share, SMALL, lang) for cell, share in zip(row, shares, strict=True)) + 16 for row in rows]
