"""Agreement of two codings: accuracy, Cohen's kappa, and intervals that respect clustering by war."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from engine.forms.result import Part
from treaties.support.grouping import grouped


def jeffreys(successes: int, trials: int, level: float = 0.95) -> tuple[float, float]:
    """Return the Jeffreys interval of a rate: equal-tailed, from Beta(x + 1/2, n - x + 1/2), with 0 and 1 at the ends.

    Args:
        successes: the number of successes.
        trials: the number of trials; without any, the interval is 0 to 1.
        level: the coverage of the interval, as a share.

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
        low, high = (
            (middle, high) if _incomplete_beta(middle, a, b) < p else (low, middle)
        )
    return (low + high) / 2


def _incomplete_beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function, by its continued fraction (Numerical Recipes, 6.4)."""
    if x in (0.0, 1.0):
        return x
    if x > (a + 1) / (a + b + 2):
        return 1 - _incomplete_beta(1 - x, b, a)
    front = math.exp(
        math.lgamma(a + b)
        - math.lgamma(a)
        - math.lgamma(b)
        + a * math.log(x)
        + b * math.log1p(-x)
    )
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


REPETITIONS = 2000
SEED = 1914


@dataclass(frozen=True)
class Concordance(Part):
    """The agreement of two codings: the number of rows, accuracy, and Cohen's kappa."""

    n: int
    accuracy: float
    kappa: float


def agreement(pairs: Iterable[tuple[Hashable, Hashable]]) -> Concordance:
    """Return the accuracy and Cohen's kappa (1960) of pairs of codes; kappa is 0 if chance alone would agree on all.

    >>> agreement([(1, 1), (0, 0), (1, 0), (0, 0)])
    Concordance(n=4, accuracy=0.75, kappa=0.5)
    """
    pairs = list(pairs)
    n = len(pairs)
    if not n:
        return Concordance(0, 0.0, 0.0)
    observed = sum(a == b for a, b in pairs) / n
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(left[c] * right[c] for c in left) / n**2
    return Concordance(
        n, observed, 0.0 if chance == 1 else (observed - chance) / (1 - chance)
    )


def clustered(
    pairs: Sequence[tuple[Hashable, Hashable]],
    clusters: Sequence[Hashable],
    *,
    level: float = 0.95,
) -> dict[str, tuple[float, float]]:
    """Return percentile intervals of accuracy and kappa by resampling whole clusters, with a fixed seed.

    Args:
        pairs: the two codes of each row.
        clusters: the cluster of each row; here, its war.
        level: the coverage of the intervals, as a share.
    """
    drawn = list(grouped(zip(clusters, pairs, strict=True)).values())
    rng = random.Random(SEED)
    runs = [
        agreement(p for g in rng.choices(drawn, k=len(drawn)) for p in g)
        for _ in range(REPETITIONS)
    ]
    cut = (1 - level) / 2
    found = {}
    for name in ("accuracy", "kappa"):
        values = sorted(getattr(run, name) for run in runs)
        low, high = (values[round(q * (len(values) - 1))] for q in (cut, 1 - cut))
        found[name] = (low, high)
    return found


def leave_one_out(
    pairs: Sequence[tuple[Hashable, Hashable]], clusters: Sequence[Hashable]
) -> dict[Hashable, float]:
    """Return Cohen's kappa of pairs of codes without each cluster in turn, by the cluster that is left out."""
    return {
        left: agreement(
            p for p, c in zip(pairs, clusters, strict=True) if c != left
        ).kappa
        for left in dict.fromkeys(clusters)
    }
