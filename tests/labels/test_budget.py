"""What searches may use: counted units of work, and time only where it was given."""

from __future__ import annotations

from threading import Event

import pytest

from engine.cascade.cascade import Cascade
from engine.labels.nearest_first import NearestFirst
from engine.setting.occurrences import Occurrence
from engine.setting.sides import Side
from engine.world import shipped
from tests.labels.test_nearest_first import record_of
from treaties.support import budget
from treaties.support.budget import Budget, Stopped, budgeted, stoppable


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What the time is."""
    now = [100.0]
    monkeypatch.setattr(budget, "monotonic", lambda: now[0])
    return now


def test_time_that_was_given_runs_out_and_is_said(clock: list[float]) -> None:
    work = Budget(10, seconds=5)
    assert (work.seconds, work.has_work, work.late) == (5, True, False)
    clock[0] += 4
    assert (work.seconds, work.has_work, work.late) == (1, True, False)
    clock[0] += 1
    assert (work.seconds, work.has_work, work.late, work.left) == (0, False, True, 10)
    clock[0] -= 3
    assert not work.has_work, "what was late stays late"


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
            assert (half.has_work, half.late) == (False, True)
        assert (whole.has_work, whole.late, whole.seconds) == (True, True, 4)
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
    assert Budget(1).has_work, "outside the block nothing is stopped"


def test_a_derivation_that_nobody_waits_for_stops_at_its_next_event(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing is charged while a war is followed: that alone may take seconds."""
    stop, called = Event(), []
    call = Cascade._call

    def noted(self: Cascade, event: Occurrence, round_: int) -> list[tuple[str, Side]]:
        called.append(event)
        stop.set()
        return call(self, event, round_)

    monkeypatch.setattr(Cascade, "_call", noted)
    also = ["France>Poland", "Italy>Poland"]
    with stoppable(stop), pytest.raises(Stopped):
        shipped().ask("Poland", by="Germany", on="1931-02-03", also=also)
    assert len(called) == 1


def test_a_search_that_nobody_waits_for_stops() -> None:
    stop, record = Event(), record_of([(0, 0, 0b101010)])
    with stoppable(stop):
        NearestFirst(record, set(), 64, 10_000, None, far=None)
        stop.set()
        with pytest.raises(Stopped):
            NearestFirst(record, set(), 64, 10_000, None, far=None)
