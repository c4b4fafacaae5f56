"""Distances as one number: fewest answers first, then fewest judgements."""

from __future__ import annotations

from engine.verdicts.verdict import Distance

UNIT = 1 << 12
"""A cost is answers times this, plus judgements."""
FAR = 1 << 40
"""More than any cost."""


def distance(cost: int) -> Distance:
    """The events and judgements of a cost.

    >>> distance(3 * UNIT + 1)
    Distance(events=2, judgements=1)
    """
    total, judgements = divmod(cost, UNIT)
    return Distance(total - judgements, judgements)


def cost_of(far: Distance) -> int:
    """The cost of a distance.

    >>> cost_of(distance(3 * UNIT + 1)) == 3 * UNIT + 1
    True
    """
    return far.total * UNIT + far.judgements


def below(cost: int) -> int:
    """The most answers of which a cost below this one can consist.

    >>> below(2 * UNIT), below(2 * UNIT + 1)
    (1, 2)
    """
    return (cost - 1) // UNIT
