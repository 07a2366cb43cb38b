"""Dates as people in Morocco write them."""

from datetime import date, datetime

from nbparcours.course.text import Lang

MONTHS: dict[Lang, tuple[str, ...]] = {
    "fr": (
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
    "ar": (
        *("يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو"),
        *("يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"),
    ),
}


def month(when: str, lang: Lang) -> str:
    """Write `2023-09` in words: « septembre 2023 »."""
    year, number = when.split("-")
    return f"{MONTHS[lang][int(number) - 1]} {year}"


def day(on: date, lang: Lang) -> str:
    """Write a whole date in words: « 1er août 2026 »."""
    number = "1er" if lang == "fr" and on.day == 1 else str(on.day)
    return f"{number} {MONTHS[lang][on.month - 1]} {on.year}"


def moment(when: str, lang: Lang) -> str:
    """Write an ISO moment by this place's clock: « 27 novembre 2026, 11:17 »."""
    local = datetime.fromisoformat(when).astimezone()
    comma = {"fr": ", ", "ar": "، "}[lang]
    return f"{day(local.date(), lang)}{comma}{local:%H:%M}"
