"""What searches may look at: counted looks, and time only where it was given."""

from __future__ import annotations

from threading import Event

import pytest

from treaties.support import budget as looks
from treaties.support.budget import Budget, Stopped, budgeted, stoppable


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What the time is."""
    now = [100.0]
    monkeypatch.setattr(looks, "monotonic", lambda: now[0])
    return now


def test_time_that_was_given_runs_out_and_is_said(clock: list[float]) -> None:
    work = Budget(10, seconds=5)
    assert (work.seconds, work.going, work.late) == (5, True, False)
    clock[0] += 4
    assert (work.seconds, work.going, work.late) == (1, True, False)
    clock[0] += 1
    assert (work.seconds, work.going, work.late, work.left) == (0, False, True, 10)
    clock[0] -= 3
    assert not work.going, "what was late stays late"


def test_looks_that_are_spent_are_not_late(clock: list[float]) -> None:
    work = Budget(3)
    assert work.spend(2)
    assert not work.spend(1)
    clock[0] += 1e9
    assert (work.left, work.late, work.spend(7), work.left) == (0, False, False, 0)


def test_the_time_of_a_part_ends_the_part_and_is_said_of_the_whole(
    clock: list[float],
) -> None:
    with budgeted(seconds=10) as whole:
        with budgeted(0.5) as half:
            clock[0] += 6
            assert (half.going, half.late) == (False, True)
        assert (whole.going, whole.late, whole.seconds) == (True, True, 4)
        whole.within(1)
        clock[0] += 1
        assert not whole.spend(1)


def test_work_that_nobody_waits_for_stops_at_the_next_look() -> None:
    stop = Event()
    with stoppable(stop), budgeted() as whole, budgeted(0.5) as part:
        assert part.spend(1)
        stop.set()
        for work in (whole, part):
            with pytest.raises(Stopped):
                work.spend(1)
    assert Budget(1).going, "outside the block nothing is stopped"
