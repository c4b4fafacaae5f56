"""The verdicts under one stance: the one place that judges grounds and picks the verdict on a state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from engine.record.grounds import Ground, nothing_due
from engine.record.verdict import Verdict
from engine.verdicts.assignments import Assignments
from engine.verdicts.grounds import bears_on, judge, ranked, strongest
from treaties.models.reading import Reading


class Ranking:
    """The verdicts on the duties of one group of states, strongest first: if a few of the verdicts change, the best of
    all is found without judging the rest again.
    """

    def __init__(
        self,
        grounds: Sequence[Ground],
        stances: Assignments,
        reading: Reading | None = None,
        *,
        linked: bool,
    ) -> None:
        self.grounds, self.reading = grounds, reading
        self.bears = [bears_on(g, stances) for g in grounds]
        """By ground the answers on which it rests."""
        self._verdicts = Verdicts(stances, reading).each(grounds)
        self._order = sorted(ranked(grounds, enumerate(self._verdicts)))
        self._none = nothing_due(linked=linked)

    def best(self, others: Mapping[int, Verdict]) -> Verdict:
        """Choose the strongest verdict, with new verdicts in place of some of the old ones."""
        kept = next((x for x in self._order if x[1] not in others), None)
        _, at = min(
            [*ranked(self.grounds, others.items()), *([kept] if kept else [])],
            default=(None, -1),
        )
        return self._none if at < 0 else others.get(at, self._verdicts[at])

    def under(self, stances: Assignments, touched: int) -> Verdict:
        """Choose the verdict under other assignments, which differ in the answers of a mask alone."""
        return self.best(
            {
                i: judge(self.grounds[i], stances, self.reading, i)
                for i, m in enumerate(self.bears)
                if m & touched
            }
        )


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Verdicts under given answers and, if chosen, a reading; nothing is derived again."""

    stances: Assignments
    reading: Reading | None = None

    def each(
        self, grounds: Sequence[Ground], *, at_once: bool = False
    ) -> list[Verdict]:
        """Give the verdict on each of some grounds (duties that a state may owe)."""
        return [
            judge(g, self.stances, self.reading, i, at_once=at_once)
            for i, g in enumerate(grounds)
        ]

    def best(self, grounds: Sequence[Ground], *, linked: bool = True) -> Verdict:
        """Choose the verdict on whoever has these grounds and no others."""
        return strongest(grounds, self.each(grounds), linked=linked)

    def by_reading(
        self, grounds: Sequence[Ground], readings: Sequence[Reading], *, linked: bool
    ) -> dict[str, Verdict]:
        """Give the verdict on a state under each reading, by the reading's id.

        Args:
            grounds: the grounds of the state.
            readings: the readings.
            linked: whether a treaty links the state to the events.
        """
        ranking = Ranking(grounds, self.stances, linked=linked)
        heard = self.heard(grounds, readings)
        return {
            r.id: ranking.best(
                {i: judge(grounds[i], self.stances, r, i) for i in heard[r.id]}
            )
            for r in readings
        }

    def heard(
        self, grounds: Sequence[Ground], readings: Iterable[Reading]
    ) -> dict[str, list[int]]:
        """Find for each reading the numbers of the duties that it can change."""
        bears = [(bears_on(g, self.stances), g.treaty) for g in grounds]
        bare, found = self.stances.under(None), {}
        borne, named = reduce(or_, (m for m, _ in bears), 0), {t for _, t in bears}
        for r in readings:
            stance = self.stances.under(r)
            apart = (stance.true ^ bare.true) | (stance.false ^ bare.false)
            lowered = named.intersection(low.treaty for low in r.lowers)
            some = enumerate(bears) if apart & borne or lowered else ()
            found[r.id] = [
                i for i, (bear, treaty) in some if apart & bear or treaty in lowered
            ]
        return found
