"""Breaches as values: a promise that an act breaks, and force that general law forbids."""

from __future__ import annotations

from dataclasses import dataclass

from engine.setting.graph import Clause
from treaties.models.general_law import LawRule


@dataclass(frozen=True, slots=True)
class Breach:
    """One promise broken by one given act. `others` are those besides `beneficiary` to whom the same article is owed.

    `excused` says what would excuse it, where something may: that the force is lawful defence, or another's; and on
    what it depends that the promise binds at all, where the instrument itself leaves that open.
    """

    state: str
    clause: Clause
    beneficiary: str
    others: tuple[str, ...]
    act: str
    """The kind of the event that breaks the promise."""
    adversary: str
    """Whom the act is directed at."""
    excused: str = ""

    @property
    def helper(self) -> bool:
        """Whether the broken promise is one to help the attacked state itself."""
        return self.clause.obligation.duty.drawn_in


@dataclass(frozen=True, slots=True)
class ForbiddenForce:
    """A use of force that general law forbids against any state, with what would excuse it."""

    state: str
    rule: LawRule
    adversary: str
    excused: str = ""
