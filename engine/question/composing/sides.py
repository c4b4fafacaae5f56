"""Sides of the events in a sentence: attackers, attacked states, and whose helpers are asked about."""

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
"""The largest number of attacks in one sentence; a sentence with more is not understood at once."""


class Sides(NamedTuple):
    """The acts of force in a sentence, and the side whose helpers are asked about."""

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
    """Return acts without repetitions. An act that lacks an attacker or a victim is merged with an act that has both.

    Args:
        acts: the acts in each part of a sentence.

    Raises `Unplaced` if it is unclear which acts belong together.
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
    if len(set(hits)) > 1 or len(set(loose)) > 1:
        raise Unplaced("several attacks")
    if hits and loose:
        return (replace(hits[0], by=loose[0].by, force=loose[0].force),)
    return tuple(hits[:1] or loose[:1])


def sided(happens: Sides, helped: Ids, against: Ids, where: Act) -> Sides:
    """Return the acts of a sentence, completed with the states that only its question names.

    Args:
        happens: the events in the clauses.
        helped: the ids of the states that would be helped.
        against: the ids of the states against which help would be given.
        where: an act at the place that would be helped, if it is a place.

    Raises `Unplaced` if question and clauses contradict each other, or nobody is attacked.
    """
    if _of_attackers(happens, set(helped), set(against)):
        return happens._replace(side=Side.ATTACKER)
    first, *others = happens.acts or (Act((), against),)
    if not first.victim:
        at, part = first.at or where.at, first.part or where.part
        first = replace(first, victim=helped, at=at, part=part)
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
