"""A sheet to draw on, measured from the side where reading starts: the same lines serve both directions.

The layout is mirrored for Arabic here, and only here; letters and digits are not. Colours are classes (figure.css);
attributes give lines and words alone, for a front end that has no such sheet.
"""

from itertools import pairwise

from nbparcours.course.bidi import runs
from nbparcours.course.text import Lang
from nbparcours.figure.measure import leading, size, wrap
from nbparcours.figure.svg import Node, node

Point = tuple[float, float]
BODY, NAME = 14.0, 15.5
_LRI, _PDI = "\u2066", "\u2069"


class Canvas:
    """Boxes, words and arrows; `width` is in the units of the drawing, one a pixel where it fills its column."""

    def __init__(self, width: float, lang: Lang) -> None:
        self.width, self.lang, self.narrow = width, lang, width < 480
        self._drawn: list[Node] = []

    def box(self, x: float, y: float, wide: float, high: float, look: str = "box") -> None:
        """Draw a box whose start corner is at `x`, `y`."""
        left = self.width - x - wide if self.lang == "ar" else x
        bare = {"fill": "none", "stroke": "currentColor"} | ({"stroke_dasharray": "5 4"} if look == "open" else {})
        self._drawn.append(node("rect", class_=look, x=left, y=y, width=wide, height=high, rx=5, **bare))

    def words(
        self, x: float, y: float, room: float, text: str, points: float = BODY, look: str = "", middle: bool = False
    ) -> float:
        """Write `text` in lines no wider than `room` from `x`, or about its middle; return the height they take."""
        lines = wrap(text, room, points, self.lang, look.startswith("strong"))
        high = leading(points, self.lang)
        at = self._x(x + room / 2 if middle else x)
        for number, line in enumerate(lines):
            self._drawn.append(self._line(at, y + high * (number + 0.5), line, points, look, middle))
        return high * len(lines)

    def tall(self, room: float, text: str, points: float = BODY, look: str = "") -> float:
        """Return the height that `words` would take."""
        return leading(points, self.lang) * len(wrap(text, room, points, self.lang, look.startswith("strong")))

    def bullets(self, x: float, y: float, room: float, texts: list[str]) -> float:
        """Write a list; return its height."""
        start = y
        for text in texts:
            middle = y + leading(BODY, self.lang) / 2
            self._drawn.append(node("circle", class_="dot", cx=self._x(x + 3), cy=middle, r=2, fill="currentColor"))
            y += self.words(x + 13, y, room - 13, text) + 3
        return y - start

    def bullets_tall(self, room: float, texts: list[str]) -> float:
        """Return the height that `bullets` would take."""
        return sum(self.tall(room - 13, text) + 3 for text in texts)

    def arrow(self, *points: Point, look: str = "way", head: bool = True) -> None:
        """Draw a line through `points`, with a head at its end."""
        places = [(self._x(x), y) for x, y in points]
        dashes = {"stroke_dasharray": "5 4"} if look == "by" else {}
        path = "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in places)
        self._drawn.append(node("path", class_=look, d=path, fill="none", stroke="currentColor", **dashes))
        if head:
            self._drawn.append(node("path", class_="head", d=_head(*list(pairwise(places))[-1]), fill="currentColor"))

    def plus(self, x: float, y: float) -> None:
        """Draw a sign of addition about `x`, `y`."""
        x = self._x(x)
        sign = f"M{x - 7:.0f} {y:.0f}h14M{x:.0f} {y - 7:.0f}v14"
        self._drawn.append(node("path", class_="plus", d=sign, fill="none", stroke="currentColor", stroke_width="2.5"))

    def number(self, x: float, y: float, number: int) -> None:
        """Draw a number in a circle about `x`, `y`."""
        self._drawn.append(node("circle", class_="disc", cx=self._x(x), cy=y, r=13, fill="none", stroke="currentColor"))
        self._drawn.append(self._line(self._x(x), y, str(number), 14 / size(1, self.lang), "strong on", True))

    def picture(self, high: float, ident: str, look: str, alt: str) -> Node:
        """Return everything drawn, as an image that is named by its caption and described by `alt`."""
        name = f"{ident}-{look}"
        described = {"role": "img", "aria_labelledby": f"{ident}-name", "aria_describedby": name}
        view = f"0 0 {self.width:g} {high:.0f}"
        return node("svg", node("desc", alt, id=name), *self._drawn, class_=look, viewBox=view, **described)

    def _x(self, x: float) -> float:
        return self.width - x if self.lang == "ar" else x

    def _line(self, x: float, y: float, text: str, points: float, look: str, middle: bool) -> Node:
        high = size(points, self.lang)
        said = {"class_": look} if look else {}
        if look.startswith("strong"):
            said["font_weight"] = "700"
        if self.lang == "ar":
            said["direction"] = "rtl"
        if middle:
            said["text_anchor"] = "middle"
        return node("text", _apart(text), x=x, y=y + high * 0.35, font_size=f"{high:g}", fill="currentColor", **said)


def _head(start: Point, end: Point) -> str:
    """Return the path of an arrow's head; lines run straight across or straight down."""
    (x, y), across = end, abs(end[0] - start[0]) > abs(end[1] - start[1])
    back = -8 if (end[0] > start[0] if across else end[1] > start[1]) else 8
    if across:
        return f"M{x:.0f} {y:.0f}l{back} -5v10z"
    return f"M{x:.0f} {y:.0f}l-5 {back}h10z"


def _apart(text: str) -> str:
    """Set digit groups apart with the signs that Unicode has for it: SVG knows no `<bdi>`."""
    return "".join(f"{_LRI}{piece}{_PDI}" if alone else piece for piece, alone in runs(text))
