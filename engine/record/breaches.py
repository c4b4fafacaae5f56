"""Breaches: promises that an act breaks, and force that general law forbids."""

from __future__ import annotations

from dataclasses import dataclass

from engine.setting.graph import Clause
from treaties.models.general_law import LawRule


@dataclass(frozen=True, slots=True)
class Breach:
    """A promise that an act in the question breaks.

    `others` are further beneficiaries of the same article. `excused` says in words what would excuse the breach (the
    force was lawful self-defence, or was another state's) or what would have to hold for the promise to bind at all; it
    is empty if nothing would.
    """

    state: str
    clause: Clause
    beneficiary: str
    others: tuple[str, ...]
    act: str
    """The kind of the event that breaks the promise."""
    adversary: str
    """The state against which the act is directed."""
    excused: str = ""

    @property
    def helper(self) -> bool:
        """Whether the broken promise is a promise to help the attacked state."""
        return self.clause.obligation.duty.drawn_in


@dataclass(frozen=True, slots=True)
class ForbiddenForce:
    """A use of force that general law forbids against any state. `excused` says in words what would excuse it."""

    state: str
    rule: LawRule
    adversary: str
    excused: str = ""
