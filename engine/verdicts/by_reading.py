"""The verdict on one state under every reading."""

from __future__ import annotations

from collections.abc import Sequence

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
    """The verdict on a state under each reading; readings that say nothing of it share one.

    `ends` are the verdicts on its grounds under the reading asked for, if one is; `linked` says whether a treaty links
    the state to the events at all.
    """
    bears = [answers(g.due, stances) | answers(g.arisen, stances) for g in grounds]
    bare = stances.under(None)
    if asked:
        ends = [judge(g, stances, None, i) for i, g in enumerate(grounds)]
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
