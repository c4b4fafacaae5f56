"""Shapley values of the players of a circuit, by Owen's integral along the diagonal of the multilinear extension."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from engine.turning.probability.circuit import Circuit

EXACT = 24
"""Players up to which the values are exact fractions; beyond, a quadrature that is exact but for rounding."""


def shapley(circuit: Circuit, players: Mapping[int, bool]) -> dict[int, Fraction | float]:
    """The Shapley value of each player of the game that the circuit decides, by number of question.

    A player that is in answers its question as `players` says, one that is out the other way; the circuit's value is
    the coalition's worth. The value of player i is the integral, over t from 0 to 1, of the derivative by i where
    everybody is in with probability t (Owen 1972). The derivative is a polynomial in t of degree below the number of
    players, so a rule of sufficient order is exact.

    >>> c = Circuit()
    >>> c.root = c.all([c.answer(0, True), c.any([c.answer(1, True), c.answer(2, True)])])
    >>> {i: str(v) for i, v in shapley(c, {0: True, 1: True, 2: True}).items()}
    {0: '2/3', 1: '1/6', 2: '1/6'}
    """
    found: dict[int, Fraction | float] = {i: Fraction(0) for i in players}
    for t, weight in _rule(len(players)):
        _, slopes = circuit.slopes(lambda i, t=t: t if players.get(i, True) else 1 - t)  # type: ignore[misc]
        for i, inside in players.items():
            slope = slopes.get(i, 0)
            found[i] += weight * (slope if inside else -slope)
    return found


def _rule(players: int) -> list[tuple[Fraction | float, Fraction | float]]:
    """Points and weights of a quadrature on [0, 1], exact for polynomials of degree below the number of players."""
    if players <= EXACT:
        points = [Fraction(k, max(players - 1, 1)) for k in range(max(players, 1))]
        return list(zip(points, _newton_cotes(points), strict=True))
    nodes = (0.0, 0.5384693101056831, 0.9061798459386640)
    weights = (0.5688888888888889, 0.4786286704993665, 0.2369268850561891)
    pieces = max(16, players)
    rule: list[tuple[Fraction | float, Fraction | float]] = []
    for k in range(pieces):
        for x, w in zip(nodes, weights, strict=True):
            for sign in (1, -1) if x else (1,):
                rule.append(((k + 0.5 + sign * x / 2) / pieces, w / 2 / pieces))
    return rule


def _newton_cotes(points: Sequence[Fraction]) -> list[Fraction]:
    """Weights by integrating the Lagrange polynomial of each point.

    >>> [str(w) for w in _newton_cotes([Fraction(0), Fraction(1, 2), Fraction(1)])]
    ['1/6', '2/3', '1/6']
    """
    found = []
    for i, x in enumerate(points):
        poly = [Fraction(1)]
        for j, y in enumerate(points):
            if j != i:
                shifted = [Fraction(0), *poly]
                poly = [(s - y * (poly[k] if k < len(poly) else 0)) / (x - y) for k, s in enumerate(shifted)]
        found.append(sum((c / (k + 1) for k, c in enumerate(poly)), Fraction(0)))
    return found
