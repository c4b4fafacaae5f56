"""The two sides of what happens, put together from its parts and from the question: attackers, victims, whose helpers are meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from engine.question.composing.clauses import Unplaced
from engine.question.reading.meant import flat
from engine.question.referents import Ids
from engine.question.topic import Side
from engine.question.understood import Act

MOST = 2
"""Attacks of one sentence; of more it is not asked at once."""


class Sides(NamedTuple):
    """What happens, and whose helpers are asked about."""

    acts: tuple[Act, ...]
    side: Side = Side.VICTIM

    @property
    def victims(self) -> Ids:
        """The states that are attacked."""
        return flat(a.victim for a in self.acts)

    @property
    def attackers(self) -> Ids:
        """The states that attack."""
        return flat(a.by for a in self.acts)

    @property
    def states(self) -> Ids:
        """All states of both sides."""
        return flat((self.victims, self.attackers))


def merged(acts: Sequence[Act]) -> Sides:
    """Give the acts, each once, with those that lack a side as part of one that has both.

    Args:
        acts: what each part of a sentence says.

    Raises `Unplaced` where it is not clear what belongs together.
    """
    whole = {(a.victim, a.by, a.force): a for a in reversed(acts) if _is_whole(a)}
    hits = [a for a in acts if a.victim and not _is_whole(a)]
    loose = [a for a in acts if not a.victim]
    if not whole:
        return Sides(_joined(hits, loose))
    found = Sides(tuple(reversed(whole.values())))
    known = all(set(a.victim) <= set(found.victims) for a in hits)
    known = known and all(set(a.by) <= set(found.states) for a in loose)
    if not known or len(whole) > MOST:
        raise Unplaced("several attacks")
    return found


def _is_whole(act: Act) -> bool:
    """Whether an act has both sides."""
    return bool(act.victim and (act.by or act.force))


def _joined(hits: Sequence[Act], loose: Sequence[Act]) -> tuple[Act, ...]:
    """One act of a part that says who is hit and one that says who acts."""
    if hits and loose:
        return (replace(hits[0], by=loose[0].by, force=loose[0].force),)
    return tuple(hits[:1] or loose[:1])


def sided(happens: Sides, helped: Ids, against: Ids, at: str | None) -> Sides:
    """Give what happens with what the question adds to it.

    Args:
        happens: what the clauses say.
        helped: those who would be helped.
        against: those against whom.
        at: the place that would be helped, where it is one.

    Raises `Unplaced` where the two differ, or nobody is attacked.
    """
    if _of_attackers(happens, set(helped), set(against)):
        return happens._replace(side=Side.ATTACKER)
    first, *others = happens.acts or (Act(helped, against, at=at),)
    first = first if first.victim else replace(first, victim=helped)
    first = first if first.by or first.force else replace(first, by=against)
    found = Sides((first, *others))
    agreed = set(helped) <= set(found.victims) and set(against) <= set(found.attackers)
    if not found.victims or not agreed or set(found.victims) & set(found.attackers):
        raise Unplaced(f"{found}, helped {helped}, against {against}")
    return found


def _of_attackers(happens: Sides, helped: set[str], against: set[str]) -> bool:
    """Whether those who attack would be helped, or those who are attacked be fought."""
    hit, by = set(happens.victims), set(happens.attackers)
    if not by or hit & by:
        return False
    return helped <= by if helped else bool(against) and against <= hit
