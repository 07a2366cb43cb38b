"""Steps in order: rows of three that are read like lines of text, or one below the other on a phone."""

from nbparcours.course.figures import Aside, Card, Path
from nbparcours.course.text import Lang
from nbparcours.figure.canvas import BODY, NAME, Canvas
from nbparcours.figure.outline import Entry, said

PAD, EDGE, ACROSS, DOWN, TOP = 10.0, 20.0, 26.0, 28.0, 24.0
IN_A_ROW, DISC = 3, 34.0


def draw(figure: Path, canvas: Canvas) -> float:
    """Draw the steps, the way out of one, and the way back; return the height."""
    places, bottom = (_stack if canvas.narrow else _rows)(figure, canvas)
    middle, top = places[figure.back.step]
    high = _box(canvas, EDGE, bottom + DOWN, canvas.width - EDGE, figure.back, 0, "open")
    foot, side, over = bottom + DOWN + high / 2, top + PAD + 13, top - 14
    end = [(7.0, side), (EDGE - 1, side)] if canvas.narrow else [(7.0, over), (middle, over), (middle, top - 1)]
    canvas.arrow((EDGE, foot), (7, foot), *end, look="by")
    return bottom + DOWN + high + 2


def outline(figure: Path, lang: Lang) -> list[Entry]:
    """Return the steps with their numbers, and the two ways beside them."""
    entries: list[Entry] = []
    for number, step in enumerate(figure.steps, 1):
        under: list[Entry] = [(_said(figure.out, lang), [])] if step.id == figure.out.step else []
        entries.append((f"{number}. {_said(step, lang)}", under))
    return [*entries, (_said(figure.back, lang), [])]


def _said(box: Card | Aside, lang: Lang) -> str:
    return said(box.name.get(lang), box.note.get(lang) if box.note else "", lang)


def _rows(figure: Path, canvas: Canvas) -> tuple[dict[str, tuple[float, float]], float]:
    """Draw in rows; return where each step's top is, and where the last row ends."""
    cells: list[tuple[Card | Aside, int]] = []
    for number, step in enumerate(figure.steps, 1):
        cells += [(step, number), *([(figure.out, 0)] if step.id == figure.out.step else [])]
    wide = (canvas.width - EDGE - ACROSS * (IN_A_ROW - 1)) / IN_A_ROW
    places: dict[str, tuple[float, float]] = {}
    y, last = TOP, None
    for start in range(0, len(cells), IN_A_ROW):
        row = cells[start : start + IN_A_ROW]
        high = max(_tall(canvas, wide, box, number) for box, number in row)
        for column, (box, number) in enumerate(row):
            x = EDGE + column * (wide + ACROSS)
            _box(canvas, x, y, wide, box, number, "card" if number else "open", high)
            if column:
                canvas.arrow((x - ACROSS + 3, y + high / 2), (x - 2, y + high / 2), look="way" if number else "by")
            elif last:
                canvas.arrow(last, (last[0], y - DOWN / 2), (x + wide / 2, y - DOWN / 2), (x + wide / 2, y - 2))
            if number:
                places[figure.steps[number - 1].id] = (x + wide / 2, y)
                last = (x + wide / 2, y + high)
        y += high + DOWN
    return places, y - DOWN


def _stack(figure: Path, canvas: Canvas) -> tuple[dict[str, tuple[float, float]], float]:
    """Draw one below the other; return the same."""
    wide, y, gap = canvas.width - EDGE, 0.0, 20.0
    places: dict[str, tuple[float, float]] = {}
    for number, step in enumerate(figure.steps, 1):
        if number > 1:
            canvas.arrow((EDGE + 22, y - gap), (EDGE + 22, y - 2))
        places[step.id] = (EDGE + wide / 2, y)
        y += _box(canvas, EDGE, y, wide, step, number, "card") + gap
        if step.id == figure.out.step:
            canvas.arrow((EDGE + 90, y - gap), (EDGE + 90, y - 2), look="by")
            before = y - gap
            y += _box(canvas, EDGE + 48, y, wide - 48, figure.out, 0, "open") + gap
            canvas.arrow((EDGE + 22, before), (EDGE + 22, y - gap), head=False)
    return places, y - gap


def _tall(canvas: Canvas, wide: float, box: Card | Aside, number: int) -> float:
    inset, room = (DISC if number else 0), wide - 2 * PAD
    note = canvas.tall(room - (inset if canvas.narrow else 0), box.note.get(canvas.lang)) + 3 if box.note else 0
    name = canvas.tall(room - inset, box.name.get(canvas.lang), NAME, "strong")
    return max(name + note, 26) + 2 * PAD - 2


def _box(
    canvas: Canvas, x: float, y: float, wide: float, box: Card | Aside, number: int, look: str, high: float = 0
) -> float:
    """Draw a box with its number, if it has one; return its height."""
    high = high or _tall(canvas, wide, box, number)
    canvas.box(x, y, wide, high, look)
    inset, room = (DISC if number else 0), wide - 2 * PAD
    if number:
        canvas.number(x + PAD + 13, y + PAD + 13, number)
    top = y + PAD
    top += canvas.words(x + PAD + inset, top, room - inset, box.name.get(canvas.lang), NAME, "strong") + 3
    if box.note:
        inset = inset if canvas.narrow else 0
        top = max(top, y + PAD + 28) if number and not canvas.narrow else top
        canvas.words(x + PAD + inset, top, room - inset, box.note.get(canvas.lang), BODY, "soft")
    return high
