"""Hitting sets against all subsets: what is found, in which order, and what is said where a bound bites."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import count, pairwise

import pytest

from engine.labels.hitting import Hitting, hitting_sets
from tests.labels.plain_rules import consistent, least
from treaties.support import budget
from treaties.support.budget import budgeted

EVERY = 1 << 30
Sets = list[int]


def families(count: int, *, elements: int = 8) -> Iterator[Sets]:
    for seed in range(count):
        dice = random.Random(seed)
        chance = dice.choice((0.2, 0.4, 0.6))
        made = (
            sum(1 << b for b in range(elements) if dice.random() < chance)
            for _ in range(dice.randint(1, 7))
        )
        yield [m for m in made if m]


def hits(sets: Sets, mask: int) -> bool:
    return all(m & mask for m in sets)


def all_of_them(sets: Sets, elements: int = 8) -> set[int]:
    """Every minimal hitting set that takes no question both ways."""
    return least(m for m in range(1 << elements) if consistent(m) and hits(sets, m))


def test_all_minimal_hitting_sets_are_found_smallest_first() -> None:
    for sets in families(400):
        found = hitting_sets(sets)
        assert len(set(found.sets)) == len(found.sets)
        assert set(found.sets) == (all_of_them(sets) if sets else set()), sets
        assert all(a.bit_count() <= b.bit_count() for a, b in pairwise(found.sets))
        assert (found.complete, found.sure) == (True, EVERY if sets else 0)


def test_of_more_than_are_wanted_the_smallest_are_kept_and_the_rest_is_said_to_be_missing() -> (
    None
):
    cut = 0
    for sets in filter(None, families(200)):
        whole = hitting_sets(sets).sets
        for limit in range(len(whole) + 1):
            found = hitting_sets(sets, limit=limit)
            assert found.sets == whole[:limit]
            assert found.complete == (limit >= len(whole))
            if limit < len(whole):
                assert found.sure == whole[limit].bit_count() - 1, (
                    "the size of what is missing is not sure"
                )
                cut += 1
    assert cut > 300


def test_a_search_that_ends_early_has_all_that_it_is_sure_of() -> None:
    cut = 0
    for sets in filter(None, families(120)):
        whole = hitting_sets(sets)
        for looks in range(whole.looked + 1):
            found = hitting_sets(sets, steps=looks)
            assert found.complete == (looks == whole.looked)
            assert found.sets == whole.sets[: len(found.sets)]
            assert {m for m in whole.sets if m.bit_count() <= found.sure} <= set(
                found.sets
            )
            if not found.complete:
                assert found.looked == looks + 1
                larger = {m.bit_count() for m in whole.sets[len(found.sets) :]}
                assert all(size > found.sure for size in larger)
                cut += 1
    assert cut > 1500


def singles(count: int) -> Sets:
    """One set of so many questions' yes."""
    return [sum(2 << 2 * i for i in range(count))]


def test_a_look_is_a_branch_and_more_where_elements_or_sets_are_many() -> None:
    looked = {n: hitting_sets(singles(n)).looked for n in (1, 31, 32, 64)}
    assert looked == {1: 2, 31: 32, 32: 2 * 33, 64: 3 * 65}
    many = hitting_sets(singles(100) * 500)
    assert many.looked == (1 + 100 // 32 + 1) * 101


def test_work_is_saved_by_what_cannot_be_hit_in_time() -> None:
    """Four sets apart need four elements: two or three cannot do, and are not tried."""
    apart = [0b1010 << 4 * i for i in range(4)]
    found = hitting_sets(apart)
    assert len(found.sets) == 16
    assert found.looked == (1 + 2) + 1 + 1 + (1 + 2 + 4 + 8 + 16)


def test_time_cuts_a_search_and_is_looked_at_every_thousand_branches(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sets = [0b101010 << 6 * i for i in range(7)]
    whole = hitting_sets(sets, limit=3000)
    assert (whole.complete, len(whole.sets), whole.looked // 1024) == (True, 3**7, 3)
    for late in (1, 2, 3, 4):
        monkeypatch.setattr(budget, "monotonic", lambda: 0)
        with budgeted(seconds=late - 1):
            clock = count()  # which goes on whenever it is looked at
            monkeypatch.setattr(budget, "monotonic", lambda clock=clock: next(clock))
            found = hitting_sets(sets, limit=3000)
        assert found.complete == (late == 4)
        if not found.complete:
            assert found.looked == 1024 * late
            assert found.sure < 7


def test_the_bounds_that_are_meant_where_none_is_given() -> None:
    assert hitting_sets([0b10]) == Hitting((2,), True, EVERY, 2)
    assert hitting_sets([]) == Hitting((), True, 0, 0)
    assert hitting_sets([0, 0b10]) == Hitting((), True, EVERY, 0)
    thousand = hitting_sets([0b101010_1010 << 10 * i for i in range(4)] + [2 << 40])
    assert (len(thousand.sets), thousand.complete) == (625, True)
    more = hitting_sets([sum(2 << 2 * i for i in range(1001))])
    assert (len(more.sets), more.complete, more.sure) == (1000, False, 0)


def test_where_the_bits_stand_changes_nothing() -> None:
    """Masks of a crowded world have thousands of places, of which a search needs few."""

    def spread(mask: int) -> int:
        return sum(1 << 1500 * (b // 2) + b % 2 for b in range(8) if mask >> b & 1)

    for sets in filter(None, families(200)):
        near, far = hitting_sets(sets), hitting_sets(list(map(spread, sets)))
        assert far == Hitting(
            tuple(map(spread, near.sets)), near.complete, near.sure, near.looked
        )
