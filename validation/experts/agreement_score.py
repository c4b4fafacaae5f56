"""Agreement of two codings: accuracy, Cohen's kappa, intervals that respect the clustering by war."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from engine.output.result import Part

REPETITIONS = 2000
SEED = 1914


@dataclass(frozen=True)
class Concordance(Part):
    """How well two codings agree."""

    n: int
    accuracy: float
    kappa: float


def agreement(pairs: Iterable[tuple[Hashable, Hashable]]) -> Concordance:
    """Accuracy and Cohen's kappa (1960) of pairs of codes. Where chance alone agrees on all, kappa is 0.

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
    return Concordance(n, observed, 0.0 if chance == 1 else (observed - chance) / (1 - chance))


def clustered(
    pairs: Sequence[tuple[Hashable, Hashable]], clusters: Sequence[Hashable], *, level: float = 0.95
) -> dict[str, tuple[float, float]]:
    """Percentile intervals of accuracy and kappa by drawing whole clusters (wars) anew; the draw is seeded."""
    groups: defaultdict[Hashable, list[tuple[Hashable, Hashable]]] = defaultdict(list)
    for pair, cluster in zip(pairs, clusters, strict=True):
        groups[cluster].append(pair)
    drawn = list(groups.values())
    rng = random.Random(SEED)
    runs = [agreement(p for g in rng.choices(drawn, k=len(drawn)) for p in g) for _ in range(REPETITIONS)]
    cut = (1 - level) / 2
    found = {}
    for name in ("accuracy", "kappa"):
        values = sorted(getattr(run, name) for run in runs)
        low, high = (values[round(q * (len(values) - 1))] for q in (cut, 1 - cut))
        found[name] = (low, high)
    return found


def leave_one_out(pairs: Sequence[tuple[Hashable, Hashable]], clusters: Sequence[Hashable]) -> dict[Hashable, float]:
    """Kappa without each cluster (war) in turn."""
    return {
        left: agreement(p for p, c in zip(pairs, clusters, strict=True) if c != left).kappa
        for left in dict.fromkeys(clusters)
    }
