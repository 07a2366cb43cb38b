"""Who does what: who leads above, those who act in columns, and below the person for whom they do it."""

from nbparcours.course.figures import Card, Column, Map
from nbparcours.course.text import Lang
from nbparcours.figure.canvas import BODY, NAME, Canvas
from nbparcours.figure.outline import Entry, card

PAD, ACROSS, DOWN = 10.0, 38.0, 26.0
Places = dict[str, tuple[float, float, float]]


def draw(figure: Map, canvas: Canvas) -> float:
    """Draw it in columns, or one below the other on a phone; return the height."""
    y = _heads(figure, canvas)
    y = (_stack if canvas.narrow else _columns)(figure, canvas, y)
    high = _tall(canvas, canvas.width, figure.person)
    _box(canvas, 0, y, canvas.width, figure.person, "goal", high)
    return y + high + 2


def outline(figure: Map, lang: Lang) -> list[Entry]:
    """Return the same in words; what one hands to another stands in their notes."""
    columns = [(column.name.get(lang), [card(box, lang) for box in column.boxes]) for column in figure.columns]
    return [card(figure.leads, lang), card(figure.watches, lang), *columns, card(figure.person, lang)]


def _heads(figure: Map, canvas: Canvas) -> float:
    first = canvas.width if canvas.narrow else canvas.width * 0.6
    second, x, gap = (first, 0.0, 10.0) if canvas.narrow else (canvas.width - first - 20, first + 20, 0.0)
    tall = [_tall(canvas, first, figure.leads), _tall(canvas, second, figure.watches)]
    high = tall if canvas.narrow else [max(tall)] * 2
    _box(canvas, 0, 1, first, figure.leads, "first", high[0])
    _box(canvas, x, 1 + (high[0] + gap if canvas.narrow else 0), second, figure.watches, "open", high[1])
    return 1 + (sum(high) + gap if canvas.narrow else high[0])


def _columns(figure: Map, canvas: Canvas, y: float) -> float:
    count = len(figure.columns)
    wide = (canvas.width - ACROSS * (count - 1)) / count
    starts = [number * (wide + ACROSS) for number in range(count)]
    bar = y + DOWN / 2
    canvas.arrow((canvas.width * 0.3, y), (canvas.width * 0.3, bar), look="by", head=False)
    canvas.arrow((wide / 2, bar), (starts[-1] + wide / 2, bar), look="by", head=False)
    for x in starts:
        canvas.arrow((x + wide / 2, bar), (x + wide / 2, y + DOWN + 2), look="by")
    y += DOWN + 6
    tall = max(canvas.tall(wide, column.name.get(canvas.lang), NAME, "strong") for column in figure.columns)
    for x, column in zip(starts, figure.columns, strict=True):
        canvas.words(x, y, wide, column.name.get(canvas.lang), NAME, "strong key", middle=True)
    places, y = _grid(figure.columns, canvas, starts, wide, y + tall + 6)
    _links(figure, canvas, places)
    for x, column in zip(starts, figure.columns, strict=True):
        _, top, high = places[column.boxes[-1].id]
        canvas.arrow((x + wide / 2, top + high), (x + wide / 2, y + DOWN - 2))
    return y + DOWN


def _grid(
    columns: tuple[Column, ...], canvas: Canvas, starts: list[float], wide: float, y: float
) -> tuple[Places, float]:
    """Draw the boxes in rows that are common to all columns; return where they are, and the end."""
    places: Places = {}
    for row in range(max(len(column.boxes) for column in columns)):
        found = [(x, column) for x, column in zip(starts, columns, strict=True) if row < len(column.boxes)]
        high = max(_tall(canvas, wide, column.boxes[row]) for _, column in found)
        for x, column in found:
            box = column.boxes[row]
            _box(canvas, x, y, wide, box, "card", high)
            places[box.id] = (x, y, high)
            if row and column.chain:
                canvas.arrow((x + wide / 2, y - DOWN + 2), (x + wide / 2, y - 2))
        y += high + DOWN
    return places, y - DOWN


def _links(figure: Map, canvas: Canvas, places: Places) -> None:
    for link in figure.links:
        x, y, high = places[link.target]
        canvas.arrow((x - ACROSS + 2, y + high / 2), (x - 2, y + high / 2))


def _stack(figure: Map, canvas: Canvas, y: float) -> float:
    middle = canvas.width / 2
    for number, column in enumerate(figure.columns):
        if not number:
            canvas.arrow((middle, y), (middle, y + DOWN - 4), look="by")
        y += DOWN
        y += canvas.words(0, y, canvas.width, column.name.get(canvas.lang), NAME, "strong key") + 6
        for row, box in enumerate(column.boxes):
            if row and column.chain:
                canvas.arrow((middle, y - 20), (middle, y - 2))
            high = _tall(canvas, canvas.width, box)
            _box(canvas, 0, y, canvas.width, box, "card", high)
            y += high + (20 if column.chain else 8)
        y -= 20 if column.chain else 8
    canvas.arrow((middle, y), (middle, y + DOWN - 2))
    return y + DOWN


def _tall(canvas: Canvas, wide: float, box: Card) -> float:
    room = wide - 2 * PAD
    note = canvas.tall(room, box.note.get(canvas.lang)) + 3 if box.note else 0
    return canvas.tall(room, box.name.get(canvas.lang), NAME, "strong") + note + 2 * PAD - 2


def _box(canvas: Canvas, x: float, y: float, wide: float, box: Card, look: str, high: float) -> None:
    canvas.box(x, y, wide, high, look)
    on = " on" if look == "goal" else ""
    y += PAD
    y += canvas.words(x + PAD, y, wide - 2 * PAD, box.name.get(canvas.lang), NAME, f"strong{on}") + 3
    if box.note:
        canvas.words(x + PAD, y, wide - 2 * PAD, box.note.get(canvas.lang), BODY, f"soft{on}")
