"""Parts that make a whole together: side by side, or one below the other on a phone."""

from nbparcours.course.figures import Elements
from nbparcours.course.text import Lang
from nbparcours.figure.canvas import BODY, NAME, Canvas
from nbparcours.figure.outline import Entry, card

PAD, GAP, BAR = 12.0, 34.0, 46.0


def draw(figure: Elements, canvas: Canvas) -> float:
    """Draw the whole, then the case in which a part is not needed; return the height."""
    y = canvas.words(0, 0, canvas.width, figure.name.get(canvas.lang), NAME, "strong") + 8
    y = _parts(figure, canvas, y)
    everything = range(len(figure.parts))
    y = _result(figure, canvas, y, figure.result.get(canvas.lang), [] if canvas.narrow else [*everything]) + 26
    y += canvas.words(0, y, canvas.width, figure.without.name.get(canvas.lang), NAME, "strong") + 8
    y = _short(figure, canvas, y)
    needed = [number for number in everything if figure.parts[number].id != figure.without.part]
    return _result(figure, canvas, y, figure.without.result.get(canvas.lang), needed) + 2


def outline(figure: Elements, lang: Lang) -> list[Entry]:
    """Return the same in words."""
    without = figure.without
    parts = [card(part, lang) for part in figure.parts]
    short: list[Entry] = [(without.note.get(lang), []), (without.result.get(lang), [])]
    return [(figure.name.get(lang), [*parts, (figure.result.get(lang), [])]), (without.name.get(lang), short)]


def _parts(figure: Elements, canvas: Canvas, y: float) -> float:
    count = len(figure.parts)
    wide = canvas.width if canvas.narrow else _column(figure, canvas)[0]
    heights = [_part(figure, canvas, number, 0, y, wide, 0) for number in range(count)]
    for number in range(count):
        if canvas.narrow:
            _part(figure, canvas, number, 0, y, wide, heights[number])
            y += heights[number] + GAP
            if number < count - 1:
                canvas.plus(canvas.width / 2, y - GAP / 2)
        else:
            _part(figure, canvas, number, number * (wide + GAP), y, wide, max(heights))
            if number < count - 1:
                canvas.plus((number + 1) * (wide + GAP) - GAP / 2, y + max(heights) / 2)
    return y - GAP if canvas.narrow else y + max(heights)


def _part(figure: Elements, canvas: Canvas, number: int, x: float, y: float, wide: float, high: float) -> float:
    """Draw a part in a box of `high`, or only measure it when that is nothing."""
    part, lang, room = figure.parts[number], canvas.lang, wide - 2 * PAD
    name, note = part.name.get(lang), part.note.get(lang) if part.note else ""
    lines = [line.get(lang) for line in part.lines]
    if not high:
        above = canvas.tall(room, name, 19, "strong") + canvas.tall(room, note)
        return above + canvas.bullets_tall(room, lines) + 2 * PAD + 10
    canvas.box(x, y, wide, high, "card")
    y += PAD - 2
    y += canvas.words(x + PAD, y, room, name, 19, "strong key")
    y += canvas.words(x + PAD, y, room, note, BODY, "soft") + 5
    canvas.arrow((x + PAD, y), (x + wide - PAD, y), look="rule", head=False)
    canvas.bullets(x + PAD, y + 6, room, lines)
    return high


def _short(figure: Elements, canvas: Canvas, y: float) -> float:
    """Draw the parts again as names, the one that is not needed as an open box."""
    wide, gap = _column(figure, canvas)
    room = wide - 12
    high = canvas.tall(room, figure.without.note.get(canvas.lang)) + canvas.tall(room, "x", NAME, "strong") + 16
    for number, part in enumerate(figure.parts):
        needed, x = part.id != figure.without.part, number * (wide + gap)
        canvas.box(x, y, wide, high, "card" if needed else "open")
        name = part.name.get(canvas.lang)
        tall = canvas.tall(room, name, NAME, "strong")
        top = y + (high - tall) / 2 if needed else y + 8
        canvas.words(x + 6, top, room, name, NAME, "strong key" if needed else "strong soft", middle=True)
        if not needed:
            canvas.words(x + 6, top + tall, room, figure.without.note.get(canvas.lang), BODY, "soft", middle=True)
    return y + high


def _column(figure: Elements, canvas: Canvas) -> tuple[float, float]:
    """Return how wide a part is that stands beside the others, and the gap between two."""
    count, gap = len(figure.parts), 14.0 if canvas.narrow else GAP
    return (canvas.width - gap * (count - 1)) / count, gap


def _result(figure: Elements, canvas: Canvas, y: float, text: str, joined: list[int]) -> float:
    """Draw what the parts make: a line gathers those that are `joined`, and no others, into its arrow."""
    middle, (wide, gap) = canvas.width / 2, _column(figure, canvas)
    feet = [number * (wide + gap) + wide / 2 for number in joined]
    for foot in feet:
        canvas.arrow((foot, y), (foot, y + 12), head=False)
    if feet:
        canvas.arrow((feet[0], y + 12), (feet[-1], y + 12), head=False)
    canvas.arrow((middle, y + (12 if feet else 2)), (middle, y + 34))
    high = canvas.tall(canvas.width - 24, text, 17, "strong") + 20
    canvas.box(0, y + 36, canvas.width, high, "goal")
    canvas.words(12, y + 46, canvas.width - 24, text, 17, "strong on", middle=True)
    return y + 36 + high
