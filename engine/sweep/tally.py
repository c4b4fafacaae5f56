"""Who stands how when one state attacks another: the cells of a sweep."""

from __future__ import annotations

from dataclasses import dataclass, fields

from engine.verdicts.verdict import Status, Verdict
from treaties.vocabulary.terms import Duty


@dataclass(frozen=True, slots=True)
class Counts:
    """The states drawn in at once, each in the strongest group it belongs to; the principals are in none.

    The first three owe help (`fight`, `assist` or `act`); `released` owe it on the text but may not give it;
    `permitted` may help and need not; `other` owe something less, such as to consult, on settled facts or not.
    """

    bound: tuple[str, ...] = ()
    conditional: tuple[str, ...] = ()
    contested: tuple[str, ...] = ()
    permitted: tuple[str, ...] = ()
    released: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


GROUPS: tuple[str, ...] = tuple(f.name for f in fields(Counts))
_HELP = {Status.BOUND: "bound", Status.CONDITIONAL: "conditional", Status.CONTESTED: "contested"}


def group_of(verdict: Verdict) -> str:
    """The group of a verdict on a state; empty where nothing is owed.

    >>> group_of(Verdict(Status.BOUND, Duty.ACT)), group_of(Verdict(Status.BOUND, Duty.CONSULT))
    ('bound', 'other')
    """
    if verdict.duty is None:
        return ""
    if verdict.status is Status.RELEASED:
        return "released"
    if verdict.duty is Duty.MAY_ASSIST:
        return "permitted"
    return _HELP[verdict.status] if verdict.duty.drawn_in else "other"
