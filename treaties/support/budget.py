"""The budget of a question, on which reading, deriving, labelling and every search draw.

Work is counted in looks of about a microsecond, so that every machine finds the same; time counts only where somebody
sets it. Whoever answers a question opens a budget; the functions it calls draw on that budget, or on a part of it.
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
"""What a result says that time cut."""


_STOP: ContextVar[Event | None] = ContextVar("stop", default=None)


class Stopped(Exception):
    """An error: whoever asked for a search no longer wants its answer."""


@contextmanager
def stoppable(stop: Event) -> Iterator[None]:
    """Let an event stop the work of a block: when the work next counts a look (a unit of work) after the event is set,
    it raises `Stopped`.
    """
    mark = _STOP.set(stop)
    try:
        yield
    finally:
        _STOP.reset(mark)


class Budget:
    """The looks (units of work) left to a question. `seconds` limits the time too; `late` says whether that time ran
    out.

    Args:
        looks: how many looks there are.
        seconds: the time; endless where it is left out.
        within: the budget that contains this one and is charged too.

    >>> budget = Budget(10)
    >>> budget.spend(4), budget.left, budget.spend(6), budget.late
    (True, 6, False, False)
    """

    def __init__(
        self, looks: int = WORK, seconds: float = inf, within: Budget | None = None
    ) -> None:
        self.left, self.late = looks, False
        self._until = monotonic() + seconds
        self._within = within
        self._stop = _STOP.get()

    @property
    def going(self) -> bool:
        """Whether any work is left to do within the budget. Raises `Stopped` where nobody waits for the answer any
        more.
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
        """The time that is left; endless unless it was bounded."""
        return self._until - monotonic()

    def within(self, seconds: float) -> None:
        """Bound the time, if it is not bounded more closely already."""
        self._until = min(self._until, monotonic() + seconds)

    def spend(self, looks: int) -> bool:
        """Charge a number of looks (units of work) to the budget, and tell whether any are left. Raises `Stopped` as
        `going` does.
        """
        self.left = max(0, self.left - looks)
        if self._within:
            self._within.spend(looks)
        return self.going


_OPEN: ContextVar[Budget | None] = ContextVar("budget", default=None)


def current_budget() -> Budget:
    """Get the budget that is open, or a full budget if none is open.

    >>> current_budget().left == WORK
    True
    """
    return _OPEN.get() or Budget()


@contextmanager
def budgeted(
    share: float = 1.0, *, seconds: float = inf, looks: int = WORK
) -> Iterator[Budget]:
    """Open a budget for a block or for a decorated function, within the open budget if there is one.

    Args:
        share: the part of what is left; what the block does not spend stays in the whole.
        seconds: bounds the time too.
        looks: how many there are where none is open.

    >>> with budgeted() as whole, budgeted(0.5) as half:
    ...     half.left * 2 == whole.left, current_budget() is half, half.spend(10), whole.left == WORK - 10
    (True, True, True, True)
    """
    outer = _OPEN.get()
    around = outer or Budget(looks)
    work = Budget(int(around.left * share), min(seconds, share * around.seconds), outer)
    mark = _OPEN.set(work)
    try:
        yield work
    finally:
        _OPEN.reset(mark)
