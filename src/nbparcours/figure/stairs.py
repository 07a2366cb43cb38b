"""Penalties as a staircase that rises in the direction of reading: each step stands on the one below."""

from nbparcours.course.figures import Stairs
from nbparcours.course.kinds.penalties import LIFE, Tier, grouped
from nbparcours.course.text import Lang, Text
from nbparcours.figure.canvas import BODY, NAME, Canvas
from nbparcours.figure.outline import Entry

PAD = 12.0
#: A slide is broader than a page.
BROAD = 800.0
YEARS: dict[Lang, str] = {"fr": "{} à {} ans", "ar": "من {} إلى {} {}"}
MONEY = Text(fr="amende de {} à {} dirhams", ar="غرامة من {} إلى {} درهم")


def draw(figure: Stairs, canvas: Canvas) -> float:
    """Draw the gravest step on top; return the height."""
    rise = 13.0 if canvas.narrow else 44.0
    y = foot = 4.0
    for number in reversed(range(len(figure.tiers))):
        foot = y
        y += _step(figure, canvas, number, rise * number, y)
    if not canvas.narrow:
        canvas.arrow((18, foot - 10), (18, 10))
        canvas.words(30, 10, rise * (len(figure.tiers) - 1) - 40, figure.graver.get(canvas.lang), BODY, "soft")
    return y + 2


def outline(figure: Stairs, lang: Lang) -> list[Entry]:
    """Return the steps from the lowest to the highest."""
    comma = {"fr": ", ", "ar": "، "}[lang]
    entries: list[Entry] = []
    for tier in figure.tiers:
        under = [comma.join(_penalty(tier, lang)), *_facts(figure, tier, lang)]
        entries.append((tier.text.get(lang), [(text, []) for text in under]))
    return entries


def _step(figure: Stairs, canvas: Canvas, number: int, x: float, y: float) -> float:
    tier, lang = figure.tiers[number], canvas.lang
    wide = canvas.width - x
    room = wide - 2 * PAD
    years, *fine = _penalty(tier, lang)
    name = tier.text.get(lang)
    if canvas.width > BROAD:
        name, fine = " · ".join([name, *fine]), []
    parts = _parts(_facts(figure, tier, lang), canvas)
    column = room / len(parts)
    tall = canvas.tall(room, name, BODY) + canvas.tall(room, years, 19, "strong")
    tall += sum(canvas.tall(room, line, NAME) for line in fine)
    high = tall + max(canvas.bullets_tall(column - 8, part) for part in parts) + 2 * PAD
    canvas.box(x, y, wide, high, f"step step-{number}")
    canvas.arrow((x, y), (canvas.width, y), look="tread", head=False)
    y += PAD - 3
    y += canvas.words(x + PAD, y, room, name, BODY, "soft")
    y += canvas.words(x + PAD, y, room, years, 19, "strong key")
    y += sum(canvas.words(x + PAD, y, room, line, NAME) for line in fine) + 5
    for at, part in enumerate(parts):
        canvas.bullets(x + PAD + at * column, y, column - 8, part)
    return high


def _parts(facts: list[str], canvas: Canvas) -> list[list[str]]:
    """Return the circumstances in as many columns as there is room for."""
    count = 1 if canvas.narrow or len(facts) < 3 else 3 if canvas.width > BROAD else 2
    rows = -(-len(facts) // count)
    return [facts[at : at + rows] for at in range(0, len(facts), rows)]


def _facts(figure: Stairs, tier: Tier, lang: Lang) -> list[str]:
    raised = [text.get(lang) for name, text in figure.facts.items() if figure.raised[name] == tier.id]
    return raised or [figure.none.get(lang)]


def _penalty(tier: Tier, lang: Lang) -> list[str]:
    """Return the years, or life, and the fine as the explorer has them."""
    if not tier.years:
        return [LIFE.get(lang)]
    least, most = tier.years
    counted = "سنوات" if most <= 10 else "سنة"  # Arabic counts three to ten in the plural, more in the singular
    years = YEARS[lang].format(least, most, counted)
    fine = [MONEY.get(lang).format(*(grouped(bound) for bound in tier.fine))] if tier.fine else []
    return [years, *fine]
