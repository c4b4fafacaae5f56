"""Sides of wars: a state takes a side by its own acts, or by being attacked by the side that began the war.

Force against a state that has done nothing itself is a first attack, however justified the attacker is against others.
The victim of a defender is therefore not on the aggressor's side, but is the victim of another war.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from treaties.models.scenario import UNNAMED, Event
from treaties.support.grouping import grouped
from treaties.vocabulary.terms import EventKind


@dataclass(frozen=True, slots=True)
class Side:
    """A side of a war."""

    war: int
    number: int
    members: tuple[str, ...]
    began: bool

    @property
    def lead(self) -> str:
        """The id of the side's first member."""
        return self.members[0]

    @property
    def key(self) -> tuple[int, int]:
        """The numbers of the war and the side, which identify the side within a setting."""
        return self.war, self.number


def sided(key: tuple[int, int] | None) -> str:
    """Return a side, or its absence, as the string used in facts.

    >>> sided((0, 1)), sided(None)
    ('0.1', 'none')
    """
    return f"{key[0]}.{key[1]}" if key else "none"


@dataclass
class Wars:
    """The wars that result from events, in order. The first side of each war began it."""

    pairs: list[tuple[list[str], list[str]]] = field(default_factory=list)
    acted: set[str] = field(default_factory=set)
    """States that have used force, declared war or fought for another state."""
    first: set[tuple[str, str]] = field(default_factory=set)
    """Pairs (attacker, victim) of every attack on a state that had not acted before."""

    def sides(self) -> tuple[Side, ...]:
        """Return all sides, war by war."""
        return tuple(
            Side(n, i, tuple(members), began=i == 0)
            for n, war in enumerate(self.pairs)
            for i, members in enumerate(war)
        )

    def opposed(self, one: str, other: str) -> bool:
        """Return whether two states are on opposite sides of a war.

        >>> wars = Wars()
        >>> wars.against("a", "b"), wars.opposed("b", "a"), wars.opposed("a", "c")
        (None, True, False)
        """
        return any(
            (one in a and other in b) or (one in b and other in a)
            for a, b in self.pairs
        )

    def against(self, actor: str, victim: str) -> None:
        """Record force by one state against another, or a declaration of war, and put the two on opposite sides."""
        if victim not in self.acted:
            self.first.add((actor, victim))
        self.acted.add(actor)
        if self.opposed(actor, victim) or self._joined(actor, victim):
            return
        if self._faced(actor, victim) or self._widened(actor, victim):
            return
        self.pairs.append(([actor], [victim]))

    def _faced(self, actor: str, victim: str) -> bool:
        """Put the actor on the side that faces the victim, in the last war in which it does not stand beside it."""
        for war in reversed(self.pairs):
            ours, theirs = war if victim in war[1] else war[::-1]
            if victim in theirs and actor not in theirs:
                ours.append(actor)
                return True
        return False

    def _widened(self, actor: str, victim: str) -> bool:
        """Make a victim that is in no war one more victim of the last war that the actor's side began."""
        if any(victim in side for war in self.pairs for side in war):
            return False
        for begun, hit in reversed(self.pairs):
            if actor in begun:
                hit.append(victim)
                return True
        return False

    def _joined(self, actor: str, victim: str) -> bool:
        """Make one war of two where an aggressor in the one strikes the victim of another's aggressor too."""
        own = next((w for w in reversed(self.pairs) if actor in w[0]), None)
        other = next(
            (w for w in reversed(self.pairs) if victim in w[1] and actor not in w[1]),
            None,
        )
        if own is None or other is None or own is other:
            return False
        first, second = sorted((own, other), key=self.pairs.index)
        begun, hit = (
            [*first[i], *(s for s in second[i] if s not in first[i])] for i in (0, 1)
        )
        if set(begun) & set(hit):
            return False
        self.pairs[self.pairs.index(first)] = (begun, hit)
        self.pairs.remove(second)
        return True

    def beside(self, helper: str, helped: str) -> bool:
        """Put a state on the side of another in the first war of the latter, and return whether there is such a war."""
        for war in self.pairs:
            for side, facing in (war, war[::-1]):
                if helped in side and helper not in facing:
                    self.acted.add(helper)
                    if helper not in side:
                        side.append(helper)
                    return True
        return False


def wars_of(events: Iterable[Event], day: date) -> Wars:
    """Group events into wars, in order of days.

    A state that performs for a belligerent joins its side before other events of the same day are considered.

    Args:
        events: the events.
        day: the day of events that have none of their own.
    """
    wars = Wars()
    by_day = grouped((e.on or day, e) for e in events)
    waiting: list[tuple[str, str]] = []
    for when in sorted(by_day):
        waiting += [
            (h, b)
            for e in by_day[when]
            if e.kind is EventKind.PERFORMS
            for h in e.by
            for b in e.for_
        ]
        for actor, victim in hostile(by_day[when]):
            waiting = [(h, b) for h, b in waiting if not wars.beside(h, b)]
            wars.against(actor, victim)
        waiting = [(h, b) for h, b in waiting if not wars.beside(h, b)]
    return wars


def hostile(events: Iterable[Event]) -> Iterator[tuple[str, str]]:
    """Yield the pairs (actor, victim) in which a state uses force against another or declares war on it."""
    for e in events:
        if e.kind.forcible or e.kind is EventKind.DECLARATION_OF_WAR:
            for actor in e.by or (UNNAMED,):
                for victim in e.against:
                    yield actor, victim
