"""Judging: the verdicts on grounds and on states under a set of settled answers."""

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
    """The verdicts on the duties of a group of states, strongest first. When some verdicts change, the strongest is
    found without judging the others again.
    """

    def __init__(
        self,
        grounds: Sequence[Ground],
        assignments: Assignments,
        reading: Reading | None = None,
        *,
        linked: bool,
    ) -> None:
        self.grounds, self.reading = grounds, reading
        self.bears = [bears_on(g, assignments) for g in grounds]
        """By ground the answers on which it rests."""
        self._verdicts = Verdicts(assignments, reading).each(grounds)
        self._order = sorted(ranked(grounds, enumerate(self._verdicts)))
        self._none = nothing_due(linked=linked)

    def best(self, others: Mapping[int, Verdict]) -> Verdict:
        """Return the strongest verdict when some verdicts are replaced.

        Args:
            others: the new verdicts, by index of their grounds.
        """
        kept = next((x for x in self._order if x[1] not in others), None)
        _, at = min(
            [*ranked(self.grounds, others.items()), *([kept] if kept else [])],
            default=(None, -1),
        )
        return self._none if at < 0 else others.get(at, self._verdicts[at])

    def under(self, assignments: Assignments, touched: int) -> Verdict:
        """Return the strongest verdict under other settled answers. `touched` is the mask of all answers that differ
        from the present ones.
        """
        return self.best(
            {
                i: judge(self.grounds[i], assignments, self.reading, i)
                for i, m in enumerate(self.bears)
                if m & touched
            }
        )


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The verdicts on duties and states, given settled answers and, if there is one, a reading."""

    assignments: Assignments
    reading: Reading | None = None

    def each(
        self, grounds: Sequence[Ground], *, at_once: bool = False
    ) -> list[Verdict]:
        """Return the verdict on each ground; with `at_once`, on the given events alone."""
        return [
            judge(g, self.assignments, self.reading, i, at_once=at_once)
            for i, g in enumerate(grounds)
        ]

    def best(self, grounds: Sequence[Ground], *, linked: bool = True) -> Verdict:
        """Return the verdict on a state whose grounds are exactly the given ones."""
        return strongest(grounds, self.each(grounds), linked=linked)

    def by_reading(
        self, grounds: Sequence[Ground], readings: Sequence[Reading], *, linked: bool
    ) -> dict[str, Verdict]:
        """Return the verdict on a state under each reading, by reading id.

        Args:
            grounds: the grounds of the state.
            readings: the readings.
            linked: whether a treaty links the state to the events.
        """
        ranking = Ranking(grounds, self.assignments, linked=linked)
        affected = self.affected_grounds(grounds, readings)
        return {
            r.id: ranking.best(
                {i: judge(grounds[i], self.assignments, r, i) for i in affected[r.id]}
            )
            for r in readings
        }

    def affected_grounds(
        self, grounds: Sequence[Ground], readings: Iterable[Reading]
    ) -> dict[str, list[int]]:
        """Return, for each reading id, the indices of the grounds that the reading can affect."""
        bears = [(bears_on(g, self.assignments), g.treaty) for g in grounds]
        bare, found = self.assignments.under(None), {}
        borne, named = reduce(or_, (m for m, _ in bears), 0), {t for _, t in bears}
        for r in readings:
            assignment = self.assignments.under(r)
            apart = (assignment.true ^ bare.true) | (assignment.false ^ bare.false)
            lowered = named.intersection(low.treaty for low in r.lowers)
            some = enumerate(bears) if apart & borne or lowered else ()
            found[r.id] = [
                i for i, (bear, treaty) in some if apart & bear or treaty in lowered
            ]
        return found
