"""Sets of answers as masks: numbering, minimal sets, and what settled answers leave of a label."""

from __future__ import annotations

import random

import pytest

from engine.record import literals
from engine.record.literals import Assignment, Literals, minimal
from engine.record.masks import bits
from tests.labels.plain_rules import consistent, least, members
from treaties.support.budget import Budget


def families() -> list[list[int]]:
    dice = random.Random(11)
    return [
        [dice.getrandbits(8) & dice.getrandbits(8) for _ in range(dice.randint(0, 30))]
        for _ in range(200)
    ]


@pytest.mark.parametrize("first", [0, 1, 3, 16])
def test_minimal_sets_are_those_that_hold_no_other_smallest_first(
    first: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(literals, "FIRST", first)
    for masks in families():
        found = minimal(masks)
        assert list(found) == sorted(least(masks), key=lambda m: (m.bit_count(), m))


def test_settled_answers_are_taken_out_and_what_contradicts_them_is_gone() -> None:
    for masks in families():
        for true, false in (
            (0, 0),
            (0b10, 0b01),
            (0b0110, 0b1001),
            (0b10000000, 0b01000000),
        ):
            want = least(m & ~true for m in masks if not m & false)
            assert set(Assignment(true, false).restrict(masks)) == want
    assert Assignment() == Assignment(0, 0)


def test_answers_are_numbered_in_the_order_of_their_ids_those_in_use_first() -> None:
    literals = Literals(["d", "b", "a", "c", "a"], ["c", "b"])
    assert (literals.ids, literals.used) == (["b", "c", "a", "d"], 2)
    assert literals.index == {"b": 0, "c": 1, "a": 2, "d": 3}
    assert literals.no_bits == 0b01010101
    assert [literals.bit((q, a)) for q in "bcad" for a in (False, True)] == [
        1 << i for i in range(8)
    ]
    for mask in range(256):
        assert literals.encode(literals.decode(mask)) == mask
        assert literals.consistent(mask) == consistent(mask)
        assert list(literals.decode(mask)) == sorted(
            literals.decode(mask), key=lambda x: (literals.index[x[0]], x[1])
        )
        assert set(bits(mask)) == members(mask)
    assert (Literals([]).ids, Literals([]).no_bits, Literals([]).decode(0)) == (
        [],
        0,
        (),
    )


def test_looks_are_counted_down_to_nothing() -> None:
    work = Budget(2)
    assert (work.left, work.has_work, work.seconds) == (2, True, float("inf"))
    assert (work.spend(1), work.spend(5), work.left, work.has_work, work.late) == (
        True,
        False,
        0,
        False,
        False,
    )
    assert not Budget(0).has_work
    assert not Budget(5, seconds=-1).has_work
