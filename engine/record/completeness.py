"""Completeness: how far an answer's search went."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Completeness:
    """How far an answer's search went, and what may be missing."""

    rounds: bool
    """Whether the cascade ran through all its rounds."""
    far: int | None
    """The number of further acts that the search follows; None if it follows as many as the horizon allows."""
    further_off: bool
    """Whether more may follow beyond these acts."""
    exact_below: int | None
    """The distance (number of open answers) from which supports may be missing; None if none is missing."""
    truncated: bool
    """Whether some fact has more supports than the search keeps."""

    @property
    def whole(self) -> bool:
        """Whether the search left nothing out."""
        return self.rounds and not self.truncated and not self.further_off
