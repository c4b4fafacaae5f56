"""The Jeffreys interval of a rate."""

from __future__ import annotations

import math


def jeffreys(successes: int, trials: int, level: float = 0.95) -> tuple[float, float]:
    """The Jeffreys interval of a rate: equal-tailed, from Beta(x + 1/2, n - x + 1/2); 0 and 1 at the ends.

    >>> [round(x, 3) for x in jeffreys(73, 146)]
    [0.42, 0.58]
    """
    if not trials:
        return 0.0, 1.0
    a, b, tail = successes + 0.5, trials - successes + 0.5, (1 - level) / 2
    low = 0.0 if successes == 0 else _quantile(tail, a, b)
    high = 1.0 if successes == trials else _quantile(1 - tail, a, b)
    return low, high


def _quantile(p: float, a: float, b: float) -> float:
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _incomplete_beta(middle, a, b) < p else (low, middle)
    return (low + high) / 2


def _incomplete_beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function, by its continued fraction (Numerical Recipes, 6.4)."""
    if x in (0.0, 1.0):
        return x
    if x > (a + 1) / (a + b + 2):
        return 1 - _incomplete_beta(1 - x, b, a)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    c, d = 1.0, 1 / _safe(1 - (a + b) * x / (a + 1))
    fraction = d
    for m in range(1, 300):
        for top in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _safe(1 + top * d)
            c = _safe(1 + top / c)
            fraction *= c * d
        if abs(c * d - 1) < 1e-13:
            break
    return front * fraction / a


def _safe(value: float) -> float:
    return value if abs(value) > 1e-300 else 1e-300
