"""The processes that heavy questions are given to: bounded in time and in number."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from engine.interfaces.page.workers import Busy, TooMuch, Workers


def prepare(name: str) -> str:
    return name


def task(name: str, wish: str) -> str:
    if wish == "sleep":
        time.sleep(60)
    if wish == "grow":
        return str(len(bytearray(1 << 40)))
    if wish == "nap":
        time.sleep(0.5)
    return f"{name}: {wish}"


@pytest.fixture(scope="module")
def pool() -> Iterator[Workers]:
    found = Workers(prepare, task, ("one",), count=1, seconds=20.0, waiting=1)
    found.do("begin")
    yield found
    found.close()


def test_what_is_asked_is_done(pool: Workers) -> None:
    assert [pool.do("a"), pool.do("b")] == ["one: a", "one: b"]


def test_who_finds_the_queue_full_is_told_when_to_come_back(pool: Workers) -> None:
    found: list[str] = []
    callers = [
        threading.Thread(target=lambda: found.append(pool.do("nap"))) for _ in range(2)
    ]
    for caller in callers:
        caller.start()
        time.sleep(0.1)
    with pytest.raises(Busy, match="come back in 5 seconds") as fault:
        pool.do("more")
    assert fault.value.after == 5
    for caller in callers:
        caller.join()
    assert found == ["one: nap"] * 2


def test_a_process_that_takes_too_long_or_dies_is_made_anew(pool: Workers) -> None:
    pool.seconds = 0.2
    with pytest.raises(TooMuch):
        pool.do("sleep")
    pool.seconds = 20.0
    with pytest.raises(TooMuch):
        pool.do("grow")
    assert pool.do("again") == "one: again"


def test_no_process_begins_once_all_were_ended() -> None:
    pool = Workers(prepare, task, ("two",), count=1, seconds=20.0, waiting=1)
    pool.do("begin")
    (ended,) = pool._all
    pool.close()
    assert pool._anew(ended) is ended
    assert pool._all == {ended}
