"""Completeness: how far an answer looked, as one value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Completeness:
    """How far an answer was searched, and what may be missing."""

    rounds: bool
    """Whether every round was looked at."""
    far: int | None
    """How many further acts were followed; None for as many as the horizon holds."""
    further_off: bool
    """Whether something may follow beyond them."""
    exact_below: int | None
    """The number of open answers from which on ways may be missing; None where none is missing."""
    truncated: bool
    """Whether some fact has more supports than are kept."""

    @property
    def whole(self) -> bool:
        """Whether nothing was left out of the search."""
        return self.rounds and not self.truncated and not self.further_off
