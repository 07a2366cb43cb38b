"""What classical test theory says of scores: small functions, each with its formula, none that knows a course.

A statistic that cannot be computed (nobody varies, nobody is there) is None, never 0.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

#: Kelley (1939): the outer 27 % tell best between strong and weak.
OUTER = 0.27


def mean(values: Sequence[float]) -> float | None:
    """Return the mean."""
    return math.fsum(values) / len(values) if values else None


def variance(values: Sequence[float]) -> float | None:
    """Return the sample variance (n − 1)."""
    centre = mean(values)
    if centre is None or len(values) < 2:
        return None
    return math.fsum((value - centre) ** 2 for value in values) / (len(values) - 1)


def correlation(left: Sequence[float], right: Sequence[float]) -> float | None:
    """Return Pearson's r; with a 0/1 item and the score on all others, this is the corrected point-biserial."""
    a, b = mean(left), mean(right)
    if a is None or b is None:
        return None
    across = math.fsum((x - a) * (y - b) for x, y in zip(left, right, strict=True))
    spread = math.sqrt(math.fsum((x - a) ** 2 for x in left) * math.fsum((y - b) ** 2 for y in right))
    return across / spread if spread > 1e-12 else None


def groups(totals: Sequence[float], share: float = OUTER) -> tuple[list[int], list[int]]:
    """Return the places of the lower and of the upper group; of equal totals, those met first are lower."""
    order = sorted(range(len(totals)), key=lambda place: (totals[place], place))
    size = min(max(1, round(share * len(order))), len(order) // 2)
    return (order[:size], order[len(order) - size :]) if size else ([], [])


def discrimination(scores: Sequence[float], totals: Sequence[float], share: float = OUTER) -> float | None:
    """Return Johnson's upper-lower index: facility in the upper group less that in the lower."""
    lower, upper = groups(totals, share)
    low, high = mean([scores[place] for place in lower]), mean([scores[place] for place in upper])
    return None if low is None or high is None else high - low


def alpha(matrix: Sequence[Sequence[float]]) -> float | None:
    """Return Cronbach's α of a persons × parts matrix without gaps: k/(k−1) · (1 − Σ var(part) / var(total))."""
    if len(matrix) < 2 or len(matrix[0]) < 2:
        return None
    parts = [variance(column) or 0.0 for column in zip(*matrix, strict=True)]
    total = variance([math.fsum(row) for row in matrix])
    if not total or total < 1e-12:
        return None
    return len(parts) / (len(parts) - 1) * (1 - math.fsum(parts) / total)


def kr20(matrix: Sequence[Sequence[float]]) -> float | None:
    """Return Kuder and Richardson's formula 20, which is α for parts that are right or wrong; None for others."""
    right_or_wrong = all(score in (0, 1) for row in matrix for score in row)
    return alpha(matrix) if right_or_wrong else None


def standard_error(totals: Sequence[float], reliability: float | None) -> float | None:
    """Return the standard error of measurement, SD · √(1 − reliability), in points."""
    spread = variance(totals)
    if spread is None or reliability is None or reliability < 0:
        return None
    return math.sqrt(spread * (1 - reliability))


@dataclass(frozen=True)
class Dif:
    """Differential item functioning: do two groups of the same ability answer an item alike?

    `odds` is the common odds ratio of the reference group; `delta` is ETS's scale, −2.35 ln(odds), negative when the
    item is harder for the focal group; `flag` is ETS's A (negligible), B (moderate) or C (large).
    """

    odds: float
    delta: float
    error: float
    chi_square: float
    p: float
    flag: str


#: One stratum: reference right, reference wrong, focal right, focal wrong.
Stratum = tuple[float, float, float, float]


def mantel_haenszel(strata: Sequence[Stratum], corrected: bool = True) -> Dif | None:
    """Return Mantel and Haenszel's test (1959) as Holland and Thayer (1988) use it; None when nothing can be compared.

    `corrected` takes ½ off the difference. The variance of ln(odds) is that of Robins, Breslow and Greenland (1986).
    """
    tables = [(a, b, c, d) for a, b, c, d in strata if a + b and c + d and a + c and b + d]
    up = math.fsum(a * d / (a + b + c + d) for a, b, c, d in tables)
    down = math.fsum(b * c / (a + b + c + d) for a, b, c, d in tables)
    if not up or not down:
        return None
    odds = up / down
    error = 2.35 * math.sqrt(_log_variance(tables, up, down))
    chi = _chi_square(tables, corrected)
    delta = -2.35 * math.log(odds)
    p = math.erfc(math.sqrt(chi / 2))
    return Dif(odds, delta, error, chi, p, _flag(delta, error, p))


def _chi_square(tables: Sequence[Stratum], corrected: bool) -> float:
    apart = spread = 0.0
    for a, b, c, d in tables:
        n = a + b + c + d
        apart += a - (a + b) * (a + c) / n
        spread += (a + b) * (c + d) * (a + c) * (b + d) / (n * n * (n - 1))
    return max(0.0, abs(apart) - (0.5 if corrected else 0.0)) ** 2 / spread


def _log_variance(tables: Sequence[Stratum], up: float, down: float) -> float:
    both = [((a + d) / n, (b + c) / n, a * d / n, b * c / n) for a, b, c, d in tables for n in (a + b + c + d,)]
    first = math.fsum(p * r for p, _, r, _ in both) / (2 * up * up)
    middle = math.fsum(p * s + q * r for p, q, r, s in both) / (2 * up * down)
    return first + middle + math.fsum(q * s for _, q, _, s in both) / (2 * down * down)


def _flag(delta: float, error: float, p: float) -> str:
    """Apply ETS's rule (Zieky 1993)."""
    if abs(delta) < 1 or p >= 0.05:
        return "A"
    return "C" if abs(delta) >= 1.5 and abs(delta) - 1.645 * error > 1 else "B"
