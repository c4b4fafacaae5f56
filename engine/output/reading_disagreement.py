"""How readings divide: who says what of one duty, or of one state."""

from __future__ import annotations

from engine.output.owing import must
from engine.output.prose import far
from engine.verdicts.grounds import Judged, judge
from engine.verdicts.rows import StateVerdict
from engine.verdicts.solution import Solution
from engine.verdicts.verdict import Status, Verdict
from treaties.vocabulary.terms import Duty


def divided(solution: Solution, judged: Judged, *, whole: bool = False) -> list[tuple[str, list[str]]]:
    """What readings of the instrument, or of the law at large, say of one duty at once where it is not as it stands.

    `whole` tells too of those that only make it nearer or farther.
    """
    ground, own = judged.ground, judged.at_once
    groups: dict[tuple[int, str], list[str]] = {}
    for r in solution.readings if not solution.asked else ():
        if (r.treaties and ground.treaty not in r.treaties) or not (r.answers or r.lowers):
            continue
        v = judge(ground, solution.stances, r, at_once=True)
        said = _in_short(v, own)
        if whole and v.distance.total:
            said += f", {far(v)} away"
        if (v.status, v.duty) != (own.status, own.duty) or (whole and v.distance != own.distance):
            groups.setdefault((v.status.order, said), []).append(r.name)
    return [(said, names) for (_, said), names in sorted(groups.items())]


def _in_short(v: Verdict, own: Verdict) -> str:
    """A verdict that a reading gives, beside the one that stands."""
    if v.status is Status.NOT_TRIGGERED or v.duty is None:
        return "not called"
    if v.status is Status.RELEASED:
        return "barred"
    word = "free to choose" if v.duty is Duty.MAY_ASSIST else must(v.duty)
    if v.status is Status.BOUND:
        return f"bound, {word}" if v.duty is own.duty else word
    return f"{v.status}, {word}"


def reading_groups(answer: Solution, row: StateVerdict) -> list[tuple[Verdict, list[str]]]:
    """Who says what of this state: readings of its treaties and of the law at large, by verdict, nearest first."""
    mine = {g.treaty for g in row.grounds} | {b.treaty for b in row.blocked}
    groups: dict[tuple[object, ...], tuple[Verdict, list[str]]] = {}
    for r in answer.readings:
        if r.treaties and not mine & set(r.treaties):
            continue
        if not (r.answers or r.lowers):
            continue
        v = row.by_reading[r.id]
        when = f" ({r.when})" if r.when else ""
        groups.setdefault((v.status, v.duty, v.distance), (v, []))[1].append(f"{r.name}{when}")
    if len(groups) <= 1 and all(v.status == row.status and v.duty == row.duty for v, _ in groups.values()):
        return []
    return sorted(groups.values(), key=lambda x: (x[0].status.order, x[0].distance.total))
