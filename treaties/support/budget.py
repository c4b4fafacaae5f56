"""Budgets: the work that a question may use for reading, derivation, labels and every search.

Work is counted in units of about a microsecond, so that every machine gives the same results; elapsed time matters only
if a limit in seconds is set. Code that answers a question opens a budget, and the functions that it calls draw on it,
or on a share of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf
from threading import Event
from time import monotonic

from treaties.support.limits import WORK

LATE = "It was cut by the time that was given: another machine may find more."
"""What a result says if a time limit cut it short."""


_STOP: ContextVar[Event | None] = ContextVar("stop", default=None)


class Stopped(Exception):
    """Raised when the caller no longer wants the result of a search."""


@contextmanager
def stoppable(stop: Event) -> Iterator[None]:
    """Let an event stop the work in a block: once it is set, the next unit of work raises `Stopped`."""
    mark = _STOP.set(stop)
    try:
        yield
    finally:
        _STOP.reset(mark)


def stop_if_unwanted() -> None:
    """Raise `Stopped` if the caller no longer wants the result."""
    stop = _STOP.get()
    if stop and stop.is_set():
        raise Stopped


class Budget:
    """The work left for a question, in units (`left`), optionally with a time limit; `late` says whether time ran out.

    Args:
        units: the number of units.
        seconds: the time limit; none by default.
        within: the budget that contains this one and is charged too.

    >>> budget = Budget(10)
    >>> budget.spend(4), budget.left, budget.spend(6), budget.late
    (True, 6, False, False)
    """

    def __init__(
        self, units: int = WORK, seconds: float = inf, within: Budget | None = None
    ) -> None:
        self.left, self.late = units, False
        self._until = monotonic() + seconds
        self._within = within
        self._stop = _STOP.get()

    @property
    def has_work(self) -> bool:
        """Whether any work is left in the budget.

        Raises `Stopped` if the caller no longer wants the result.
        """
        if self._stop and self._stop.is_set():
            raise Stopped
        if self.seconds <= 0:
            self.late, self._until = True, -inf
            if self._within:
                self._within.late = True
        return self.left > 0 and self._until > -inf

    @property
    def seconds(self) -> float:
        """The time left, in seconds; infinite without a time limit."""
        return self._until - monotonic()

    def within(self, seconds: float) -> None:
        """Set a time limit, unless a stricter one is set already."""
        self._until = min(self._until, monotonic() + seconds)

    def spend(self, units: int) -> bool:
        """Charge some units of work to the budget, and return whether any are left.

        Raises `Stopped` if the caller no longer wants the result.
        """
        self.left = max(0, self.left - units)
        if self._within:
            self._within.spend(units)
        return self.has_work


_OPEN: ContextVar[Budget | None] = ContextVar("budget", default=None)


def current_budget() -> Budget:
    """Return the budget that is open, or a new full one if none is open.

    >>> current_budget().left == WORK
    True
    """
    return _OPEN.get() or Budget()


@contextmanager
def budgeted(
    share: float = 1.0, *, seconds: float = inf, units: int = WORK
) -> Iterator[Budget]:
    """Open a budget for a block or a decorated function, as a share of the budget that is open already.

    Args:
        share: the share of the remaining work; what the block does not use is returned.
        seconds: a time limit.
        units: the number of units if no budget is open.

    >>> with budgeted() as whole, budgeted(0.5) as half:
    ...     half.left * 2 == whole.left, current_budget() is half, half.spend(10), whole.left == WORK - 10
    (True, True, True, True)
    """
    outer = _OPEN.get()
    around = outer or Budget(units)
    work = Budget(int(around.left * share), min(seconds, share * around.seconds), outer)
    mark = _OPEN.set(work)
    try:
        yield work
    finally:
        _OPEN.reset(mark)
