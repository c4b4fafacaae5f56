"""Wars as attacks: who attacked whom, when, and which belligerents went to war by their own act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Hit:
    """An attack by one state on another, both as COW codes. `since` is the day of the attack and `until` the last day
    of their war.
    """

    attacker: int
    victim: int
    since: date
    until: date
    joiner: bool = False
    """Whether the attacker joined a war that was already under way."""
    place: int = 0
    """The code of the state on whose territory the victim is attacked; 0 if no file says so."""


@dataclass(frozen=True)
class War:
    """All attacks of a war, in order of days."""

    ident: int
    name: str
    hits: tuple[Hit, ...]
    fought: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """The regions in which each belligerent fought, if a file says so."""
    by_year: bool = False
    """Whether only the year is known, because the war was derived from its name."""

    @cached_property
    def states(self) -> frozenset[int]:
        """Every belligerent."""
        return frozenset(s for h in self.hits for s in (h.attacker, h.victim))

    @cached_property
    def theatre(self) -> int:
        """The state on whose territory the war began: the first that was attacked."""
        return self.hits[0].victim

    @property
    def since(self) -> date:
        """The first day of the war."""
        return self.hits[0].since

    @property
    def until(self) -> date:
        """The last day of the war."""
        return max(h.until for h in self.hits)

    def own_act(self, state: int, day: date) -> Hit | None:
        """Return the attack by which a state went to war by its own act, no later than it was itself attacked; None if
        there is no such attack.
        """
        struck = min(
            (h.since for h in self.hits if h.victim == state), default=date.max
        )
        return next(
            (
                h
                for h in self.hits
                if h.attacker == state and h.since <= min(day, struck)
            ),
            None,
        )

    def enemies(self, state: int, by: date) -> frozenset[int]:
        """Return the states that a state was fighting, or had fought, by a day."""
        both = ((h.attacker, h.victim) for h in self.hits if h.since <= by)
        return frozenset(b if a == state else a for a, b in both if state in (a, b))
