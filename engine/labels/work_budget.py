"""What searches may still look at: counted looks, so that every machine finds the same; time only where somebody sets
it.
"""

from __future__ import annotations

from math import inf
from time import monotonic

LATE = "It was cut by the time that was given: another machine may find more."
"""What a result says that time cut."""


class Work:
    """The looks that are left to the searches of one question.

    A look takes a few microseconds. `seconds` bounds the time too; `late` then says whether it was time that ran out.

    >>> work = Work(10)
    >>> work.spend(4), work.left, work.spend(6), work.late
    (True, 6, False, False)
    """

    def __init__(self, looks: int, seconds: float = inf) -> None:
        self.left = looks
        self.late = False
        self._until = monotonic() + seconds

    @property
    def going(self) -> bool:
        """Whether anything is left."""
        self.late |= self.seconds <= 0
        return self.left > 0 and not self.late

    @property
    def seconds(self) -> float:
        """The time that is left; endless unless it was bounded."""
        return self._until - monotonic()

    def spend(self, looks: int) -> bool:
        """Count looks; whether anything is left after them."""
        self.left = max(0, self.left - looks)
        return self.going
