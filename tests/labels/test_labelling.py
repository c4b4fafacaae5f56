"""Supports of programs against every label: to the last one, or as far as a bound lets the search go."""

from __future__ import annotations

import random
from itertools import count, pairwise

import pytest

from engine.labels import numbering
from engine.labels.labelling import ENTRY, NONE, absorbs, labels
from engine.labels.numbering import Numbering
from engine.labels.program import GOAL, Program, Rule
from engine.record.literals import Literals
from tests.labels.plain_rules import every_label, members, program_of, some_rules
from treaties.support import budget
from treaties.support.budget import budgeted


def in_order(masks: list[int]) -> bool:
    return all(a.bit_count() <= b.bit_count() for a, b in pairwise(masks))


def test_every_support_is_found_once_and_nearest_first() -> None:
    for seed in range(400):
        rules = some_rules(seed)
        want = every_label(list(rules))
        program = program_of(rules)
        found = labels(program, every=True)
        assert (found.complete, found.sure) == (True, NONE)
        assert {f: set(m) for f, m in found.of.items() if m} == want, seed
        assert all(in_order(m) and len(m) == len(set(m)) for m in found.of.values())
        goal = labels(program)
        assert (goal.complete, set(goal.goal)) == (True, want.get(GOAL, set()))
        assert set(goal.of) <= {GOAL}
        assert goal.looked <= found.looked


def test_a_goal_that_holds_has_the_empty_support() -> None:
    found = labels(Program((), Literals([]), (None,), holds=True))
    assert (found.of, found.complete, found.sure, found.looked) == (
        {GOAL: [0]},
        True,
        NONE,
        0,
    )
    assert (
        labels(Program((), Literals([]), (None,))).goal,
        labels(program_of({(1, 0, 2)})).goal,
    ) == ([], [])


def test_a_search_for_a_few_supports_finds_the_nearest_and_says_that_it_stopped() -> (
    None
):
    cut = 0
    for seed in range(300):
        program = program_of(some_rules(seed))
        whole = labels(program).goal
        for limit in range(1, len(whole) + 2):
            found = labels(program, limit=limit)
            assert found.goal == whole[:limit]
            assert found.complete == (limit > len(whole))
            if not found.complete:
                assert found.sure == found.goal[-1].bit_count()
                cut += 1
    assert cut > 100


def test_a_search_that_may_make_few_sets_is_complete_below_its_cut() -> None:
    cut = 0
    for seed in range(120):
        program = program_of(some_rules(seed, facts=4, rules=16))
        for every in (False, True):
            whole = labels(program, every=every)
            for sets in range(whole.looked + 2):
                found = labels(program, every=every, sets=sets)
                assert found.complete == (sets >= whole.looked), "what fits is whole"
                assert found.complete or sets < found.looked < sets + 16, (
                    "what one set leads to is made together"
                )
                for fact, masks in whole.of.items():
                    got = found.of.get(fact, [])
                    assert got == masks[: len(got)], seed
                    assert {m for m in masks if m.bit_count() < found.sure} <= set(got)
                cut += not found.complete
    assert cut > 600


def wide(width: int) -> Program:
    """A goal that one answer out of many gives, by way of another fact."""
    rules: list[Rule] = [(0, 0b10, 0), *((1, 0, 2 << 2 * q) for q in range(width))]
    return program_of(rules, width)


def test_what_waits_takes_its_room_and_a_bit_for_each_answer_and_fact() -> None:
    """Four answers by way of one fact: four candidates wait at most, of two bytes each beside what any takes."""
    for width, each in ((4, ENTRY), (6, ENTRY + 1), (13, ENTRY + 1), (14, ENTRY + 2)):
        most = width
        assert labels(wide(width), room=most * each).complete
        less = labels(wide(width), room=most * each - 1)
        assert (less.complete, less.sure, less.goal) == (False, 1, [])


def test_the_largest_that_wait_go_first() -> None:
    rules = {(0, 0, 2), (0, 0, 0b101000), (0, 0, 0b10101 << 7)}
    assert labels(program_of(rules, 6), room=3 * (ENTRY + 1)).goal == [
        2,
        0b101000,
        0b10101 << 7,
    ]
    found = labels(program_of(rules, 6), room=2 * (ENTRY + 1))
    assert (found.goal, found.complete, found.sure) == ([2, 0b101000], False, 3)
    found = labels(program_of(rules, 6), room=1 * (ENTRY + 1))
    assert (found.goal, found.complete, found.sure) == ([2], False, 2)


def test_time_cuts_a_search_and_is_looked_at_every_256_sets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program = wide(600)
    for late, ends in ((1, 255), (2, 511), (3, 767), (4, 1023), (5, 1200)):
        monkeypatch.setattr(budget, "monotonic", lambda: 0)
        with budgeted(seconds=late):
            clock = count()  # which goes on whenever it is looked at: first when the rules are paid for
            monkeypatch.setattr(budget, "monotonic", lambda clock=clock: next(clock))
            found = labels(program, every=True)
        assert sum(map(len, found.of.values())) == ends
        assert found.complete == (ends == 1200)
    clock = count()
    monkeypatch.setattr(budget, "monotonic", lambda: next(clock))
    assert labels(program).complete, "nothing bounds the time unless it is asked for"


def test_absorbed_is_what_holds_one_that_is_kept() -> None:
    dice = random.Random(5)
    for _ in range(300):
        kept = [dice.getrandbits(6) for _ in range(dice.randint(0, 4))]
        buckets: dict[int, list[int]] = {}
        for m in kept:
            buckets.setdefault(m & -m, []).append(m)
        for mask in range(64):
            assert absorbs(buckets, mask, [0]) == any(m & mask == m for m in kept)


# The numbering


def test_a_numbering_translates_there_and_back() -> None:
    dice = random.Random(3)
    for seed in range(100):
        program = program_of(some_rules(seed, questions=9), 9)
        n = Numbering(program)
        used = [b for b in range(18) if any(m >> b & 1 for _, _, m in program.rules)]
        masks = [sum(1 << b for b in used if dice.random() < 0.5) for _ in range(20)]
        inward = [n.inward(m) for m in masks]
        assert n.outward(inward) == masks
        assert sorted(n.old) == used
        assert all(m < 1 << len(used) for m in inward), "no bit is left unused"


def test_many_masks_are_translated_by_tables_to_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rules = (
        some_rules(1, questions=12, rules=60)
        | some_rules(2, questions=12, rules=60)
        | some_rules(3, questions=12, rules=60)
    )
    n = Numbering(program := program_of(rules, 12))
    assert len(n.old) > 16
    masks = [random.Random(i).getrandbits(len(n.old)) for i in range(numbering.FEW + 1)]
    plain = [sum(1 << n.old[b] for b in members(m)) for m in masks]
    for many in (numbering.FEW - 1, numbering.FEW, numbering.FEW + 1):
        assert n.outward(masks[:many]) == plain[:many]
        assert bool(n._bytes) == (many >= numbering.FEW), "tables are made for many"
    assert n.outward(masks) == plain
    monkeypatch.setattr(numbering, "FEW", 0)
    assert Numbering(program).outward(iter(masks)) == plain


def test_the_rarest_answer_stands_lowest_and_both_answers_to_a_question_highest() -> (
    None
):
    for seed in range(100):
        program = program_of(some_rules(seed, questions=9, rules=30), 9)
        n = Numbering(program)
        often = {b: sum(m >> b & 1 for _, _, m in program.rules) for b in n.old}
        mixed = [b for b in n.old if b ^ 1 in often]
        plain = [b for b in n.old if b ^ 1 not in often]
        assert n.old == plain + mixed
        assert plain == sorted(plain, key=lambda b: (often[b], b))
        pairs = [(mixed[i], mixed[i + 1]) for i in range(0, len(mixed), 2)]
        assert all(b == a + 1 and not a & 1 for a, b in pairs)
        assert pairs == sorted(pairs, key=lambda p: (often[p[0]] + often[p[1]], p))
        assert members(n.pairs) == {n.new[a] for a, _ in pairs}
