"""Priors put into a circuit: points, intervals and common causes; ends, weights, and the chance of a set of answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product
from math import inf, log, prod
from typing import Any

from engine.analysis.inquiry import Inquiry
from engine.analysis.probability.chance import Chance
from engine.analysis.probability.circuit import Circuit
from engine.analysis.probability.odds_result import ASSUMED, Importance, LikelyWay
from engine.analysis.probability.priors import Priors
from engine.labels.masks import bits
from treaties.support.limits import CORNERS, EVALUATED, EXACT
from treaties.vocabulary.errors import CasusError

ANYTHING = Chance(Fraction(0), Fraction(1))


class Reckoner:
    """The priors of one inquiry, by number of question."""

    def __init__(self, inquiry: Inquiry, priors: Priors) -> None:
        self.inquiry = inquiry
        literals = inquiry.answer.labels.literals
        self.ids = literals.ids
        self.causes, free = priors.parted(inquiry.program.questions)
        self.chance = {literals.index[q]: priors.chance(q) or ANYTHING for q in free}
        self._cause: dict[int, str] = {}
        for c in self.causes:
            mean = c.p * c.if_so + (1 - c.p) * c.if_not
            for q in c.questions:
                self.chance[literals.index[q]] = Chance(mean, mean)
                self._cause[literals.index[q]] = c.name
        self.assumption = ASSUMED + (
            ", but for the common causes" if self.causes else ""
        )
        self._used = inquiry.program.used

    def _states(self) -> Iterator[tuple[Fraction, dict[str, Fraction]]]:
        """Every state of the common causes: its probability, and that of yes under each cause."""
        for case in product((True, False), repeat=len(self.causes)):
            weight = Fraction(1)
            under = {}
            for cause, so in zip(self.causes, case, strict=True):
                weight *= cause.p if so else 1 - cause.p
                under[cause.name] = cause.if_so if so else cause.if_not
            if weight:
                yield weight, under

    def _mixture(
        self, value: Callable[[Callable[[int], Any]], Any], point: Callable[[int], Any]
    ) -> Any:
        """A value averaged over the states of the common causes."""
        total: Any = 0
        for weight, under in self._states():

            def at(i: int, under: dict[str, Fraction] = under) -> Any:
                name = self._cause.get(i)
                if name is None:
                    return point(i)
                p = point(i)
                return type(p)(under[name]) if isinstance(p, float) else under[name]

            v = value(at)
            total = total + (float(weight) if isinstance(v, float) else weight) * v
        return total

    def ends(self, circuit: Circuit) -> tuple[Any, Any, bool]:
        """Compute the least and the greatest probability over all values within the intervals, and whether they are
        exact.
        """
        self.affordable(circuit)
        states = len(circuit) << len(self.causes)
        exact = len(circuit) <= EXACT and states <= 16 * EXACT
        number: Callable[[Fraction], Any] = (lambda x: x) if exact else float
        wide = [i for i, c in self.chance.items() if c.point is None]
        both = [i for i in wide if self._used >> 2 * i & 3 == 3]
        if len(both) > CORNERS or states << len(both) > EVALUATED:
            low = high = 0.0
            for weight, under in self._states():
                a, b = circuit.enclosure(
                    lambda i, under=under: self._interval(i, under)  # type: ignore[misc]
                )
                low, high = low + float(weight) * a, high + float(weight) * b
            return low, high, False
        ends = []
        for up in (False, True):
            found = []
            for corner in product((False, True), repeat=len(both)):
                chosen = dict(zip(both, corner, strict=True))

                def point(
                    i: int, up: bool = up, chosen: dict[int, bool] = chosen
                ) -> Any:
                    c = self.chance[i]
                    yes = bool(self._used >> 2 * i + 1 & 1)
                    top = chosen.get(i, yes == up)
                    return number(c.high if top else c.low)

                found.append(self._mixture(circuit.value, point))
            ends.append(max(found) if up else min(found))
            if not wide:
                ends.append(ends[0])
                break
        return ends[0], ends[1], True

    @property
    def affordable_nodes(self) -> int:
        """How large a circuit may be that is put through every state of the common causes."""
        return EVALUATED >> len(self.causes)

    def affordable(self, circuit: Circuit) -> None:
        """Raise `CasusError` where every state of the common causes can't be put through a circuit in good time."""
        if len(circuit) > self.affordable_nodes:
            raise CasusError(
                f"{len(self.causes)} common causes are too many for odds as involved as these",
                remedy="leave out some, or give the questions behind them probabilities of their own",
            )

    def _interval(self, i: int, under: dict[str, Fraction]) -> tuple[float, float]:
        name = self._cause.get(i)
        if name is not None:
            return float(under[name]), float(under[name])
        return float(self.chance[i].low), float(self.chance[i].high)

    def middle(self, i: int) -> float:
        """Give the probability of a question's yes, the middle of its interval."""
        c = self.chance[i]
        return float(c.low + c.high) / 2

    def importance(self, circuit: Circuit) -> tuple[Importance, ...]:
        """Weigh every question at the middle of the intervals, heaviest first."""
        rise: dict[int, float] = {}
        for weight, under in self._states():

            def at(i: int, under: dict[str, Fraction] = under) -> float:
                return (
                    float(under[self._cause[i]]) if i in self._cause else self.middle(i)
                )

            _, slopes = circuit.slopes(at)
            for i in self.chance:
                rise[i] = rise.get(i, 0.0) + float(weight) * slopes.get(i, 0.0)
        text = self.inquiry.question
        found = [
            Importance(q := self.ids[i], text(q).text, c, rise[i])
            for i, c in self.chance.items()
        ]
        return tuple(sorted(found, key=lambda x: (-abs(x.birnbaum), x.question)))

    def cost(self, b: int) -> float:
        """Give the cost of an answer, by its bit: minus the logarithm of its probability."""
        p = self.middle(b >> 1)
        p = p if b & 1 else 1 - p
        return -log(p) if p > 0 else inf

    def way(self, mask: int, *, proved: bool) -> LikelyWay:
        """Weigh a set of answers by its probability with common causes; `proved` says that none is more probable."""
        i = self.inquiry
        answers = i.answers(i.in_order(mask) or i.decode(mask), i.judges([mask]))

        def together(at: Callable[[int], float]) -> float:
            return prod(at(b >> 1) if b & 1 else 1 - at(b >> 1) for b in bits(mask))

        return LikelyWay(
            mask, float(self._mixture(together, self.middle)), proved, answers
        )
