"""The verdicts under one stance: the one place that judges grounds and picks what is said of a state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from engine.verdicts.grounds import Ground, answers, judge, strongest
from engine.verdicts.rows import StateVerdict
from engine.verdicts.verdict import Assignments, Status, Verdict
from treaties.models.reading import Reading


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The verdicts under some stances and a reading, if one is asked for; nothing is derived again."""

    stances: Assignments
    reading: Reading | None = None

    def each(self, grounds: Sequence[Ground], *, at_once: bool = False) -> list[Verdict]:
        """The verdict on every one of some grounds."""
        return [judge(g, self.stances, self.reading, i, at_once=at_once) for i, g in enumerate(grounds)]

    def best(self, grounds: Sequence[Ground], *, linked: bool = True) -> Verdict:
        """The verdict on whoever has these grounds and no others."""
        return strongest(grounds, self.each(grounds), linked=linked)

    def of(self, row: StateVerdict) -> Verdict:
        """The verdict on the state of a row."""
        found = self.best(row.grounds, linked=row.link.answers)
        return replace(found, status=Status.BELLIGERENT) if row.status is Status.BELLIGERENT else found

    def by_reading(self, grounds: Sequence[Ground], readings: Sequence[Reading], *, linked: bool) -> dict[str, Verdict]:
        """The verdict on whoever has these grounds under each reading; readings that say nothing of it share one."""
        stances, plain = self.stances, Verdicts(self.stances)
        bears = [answers(g.due, stances) | answers(g.arisen, stances) for g in grounds]
        bare, ends = stances.under(None), plain.each(grounds)
        silent = strongest(grounds, ends, linked=linked)
        found = {}
        for r in readings:
            stance = stances.under(r)
            # Where a reading settles nothing that bears on a duty, the duty stands as it does without it.
            apart = (stance.true ^ bare.true) | (stance.false ^ bare.false)
            lowered = {low.treaty for low in r.lowers}
            heard = [i for i, g in enumerate(grounds) if apart & bears[i] or g.treaty in lowered]
            verdicts = list(ends)
            for i in heard:
                verdicts[i] = judge(grounds[i], stances, r, i)
            found[r.id] = strongest(grounds, verdicts, linked=linked) if heard else silent
        return found
