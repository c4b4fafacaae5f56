"""How readings divide: who says what of one duty."""

from __future__ import annotations

from engine.output.owing import must
from engine.output.prose import far
from engine.verdicts.grounds import Judged, judge
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
