"""The verdict on one state under every reading."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_

from engine.verdicts.grounds import Ground, answers, judge, strongest
from engine.verdicts.verdict import Stances, Verdict
from treaties.readings import Reading


def by_reading(
    grounds: Sequence[Ground],
    ends: Sequence[Verdict],
    stances: Stances,
    readings: Sequence[Reading],
    *,
    asked: Reading | None,
    linked: bool,
) -> dict[str, Verdict]:
    """The verdict on a state under each reading; readings that settle all that bears on it alike share one.

    `ends` are the verdicts on its grounds under the reading asked for, if one is; `linked` says whether a treaty links
    the state to the events at all.
    """
    bears = [answers(g.due, stances) | answers(g.arisen, stances) for g in grounds]
    touched = reduce(or_, bears, 0)
    treaties = {g.treaty for g in grounds}
    bare = stances.under(None)
    if asked:
        ends = [judge(g, stances, None, i) for i, g in enumerate(grounds)]
    nothing = bare.true & touched, bare.false & touched
    known: dict[tuple[object, ...], Verdict] = {}
    found = {}
    for r in readings:
        stance = stances.under(r)
        lowers = tuple((low.treaty, low.article, low.duty) for low in r.lowers if low.treaty in treaties)
        settles = stance.true & touched, stance.false & touched
        # Whom a reading speaks of matters only where it settles something.
        spoken = frozenset(t for t in treaties if r.speaks_of(t)) if lowers or settles != nothing else frozenset()
        key = (settles, lowers, spoken)
        if key not in known:
            # Where a reading settles nothing that bears on a duty, the duty stands as it does without it.
            apart = (stance.true ^ bare.true) | (stance.false ^ bare.false)
            lowered = {treaty for treaty, _, _ in lowers}
            verdicts = [
                judge(g, stances, r, i) if apart & bears[i] or g.treaty in lowered else ends[i]
                for i, g in enumerate(grounds)
            ]
            known[key] = strongest(grounds, verdicts, linked=linked)
        found[r.id] = known[key]
    return found
