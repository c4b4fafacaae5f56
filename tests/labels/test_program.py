"""A derivation as a program of one goal: what is left under settled answers says of every world what the whole says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

import pytest

from engine.labels.chains import Chains
from engine.labels.program import GOAL, Program, Rule, ground
from engine.record.facts import Fact, Step
from engine.record.literals import Assignment, Literals
from engine.record.questions import Literal
from tests.labels.plain_rules import (
    every_label,
    goal_by_world,
    members,
    reached,
    some_rules,
)
from tests.support.derivations import GOAL as DUE
from tests.support.derivations import derivation, holds, questions_of

OTHER = Fact("attacked", ("0", "x"))


def assignments(names: list[str]) -> Iterator[tuple[list[Literal], Assignment]]:
    """Nothing settled; each question settled either way; the first two together."""
    lits = Literals(names)
    yield [], Assignment()
    for size in (1, 2):
        for answers in product((False, True), repeat=min(size, len(names))):
            settled = list(zip(names, answers, strict=False))
            true = lits.encode(settled)
            yield settled, Assignment(true, lits.encode((q, not a) for q, a in settled))


def asked(names: list[str], settled: Iterable[Literal]) -> Iterator[set[Literal]]:
    """All answers to all questions, as far as they agree with what is settled."""
    fixed = dict(settled)
    for answers in product((False, True), repeat=len(names)):
        given = dict(zip(names, answers, strict=True))
        if all(given[q] == a for q, a in fixed.items()):
            yield set(given.items())


def test_a_program_says_of_every_world_what_the_derivation_says() -> None:
    held = 0
    for seed in range(100):
        record = derivation(seed, questions=4)
        names = questions_of(record)
        lits = Literals(names)
        for settled, stance in assignments(names):
            program = ground(record.steps, [DUE, OTHER], lits, stance)
            held += program.holds
            for given in asked(names, settled):
                want = holds(record, given) or holds(record, given, OTHER)
                assert settled or program == ground(record.steps, [DUE, OTHER], lits)
                assert want == (
                    program.holds or GOAL in reached(program.rules, lits.encode(given))
                ), seed
    assert held > 50


def test_a_program_holds_nothing_that_is_settled_or_does_not_bear_on_its_goal() -> None:
    for seed in range(100):
        record = derivation(seed, questions=4)
        names = questions_of(record)
        lits = Literals(names)
        for settled, stance in assignments(names):
            program = ground(record.steps, [DUE], lits, stance)
            touched = {q for q, _ in settled}
            assert not touched & set(program.questions)
            everything = {h for h, _, _ in program.rules} | {
                f for _, b, _ in program.rules for f in members(b)
            }
            assert everything <= reached(program.rules)
            below, todo = {GOAL}, [GOAL]
            for head in todo:  # grows while it is gone through
                fresh = {
                    f for h, b, _ in program.rules if h == head for f in members(b)
                } - below
                below |= fresh
                todo += fresh
            assert everything <= below, "what leads nowhere is not mentioned"
            assert not any(h in members(b) for h, b, _ in program.rules)
            assert not any(m & m >> 1 & lits.no_bits for _, _, m in program.rules)
            if not program.holds:
                assert GOAL not in reached(program.rules, 0)
                assert not {f for f in reached(program.rules, 0) if f}, (
                    "what holds anyway is not mentioned"
                )


def test_facts_are_named_by_their_numbers() -> None:
    lits = Literals(["p", "q"])
    a, b, c = (Fact("attacked", (x, "x")) for x in "abc")
    steps = [
        Step(a, (), (("p", True),), ""),
        Step(b, (a,), (("q", False),), ""),
        Step(c, (), (("q", True),), ""),
    ]
    program = ground(steps, [b, b], lits)
    assert program.facts == (None, b, a)
    assert program.rules == ((0, 0b10, 0), (1, 0b100, 0b0100), (2, 0, 0b0010))
    assert program.questions == ("p", "q")
    assert ground(steps, [Fact("attacked", ("d", "x"))], lits) == Program(
        (), lits, (None,)
    )
    given = [Step(a, (), (), ""), Step(b, (a, c), (("p", True),), ""), *steps[2:]]
    assert ground(given, [b], lits).rules == (
        (0, 0b10, 0),
        (1, 0b100, 0b0010),
        (2, 0, 0b1000),
    )
    assert ground([Step(a, (), (), "")], [a], lits) == Program(
        (), lits, (None,), holds=True
    )


def chains_of(rules: Iterable[Rule]) -> Chains:
    return Program(tuple(rules), Literals(["p", "q", "r", "s"]), ()).chains


def test_derives_and_one_support_agree_with_every_label() -> None:
    for seed in range(300):
        rules = sorted(some_rules(seed, questions=4))
        labels, chains = every_label(rules), chains_of(rules)
        for goal in (GOAL, 2):
            for given in range(seed % 5, 256, 7):
                bare = [m for m in labels.get(goal, ()) if m & given == m]
                follows = goal in reached(rules, given)
                assert chains.derives(given, goal) == follows
                one = chains.support(given, goal)
                assert (one is not None) == follows
                if one is not None:
                    assert one & given == one
                    assert goal in reached(rules, one)
                    assert not any(
                        goal in reached(rules, one & ~(1 << b)) for b in members(one)
                    )
                    assert not bare or one in bare or one & one >> 1 & 0b01010101


def test_one_support_is_by_a_short_proof_that_asks_little() -> None:
    assert (
        chains_of([(0, 0b10, 0), (1, 0, 2), (0, 0, 0b1000)]).support(0b1010) == 0b1000
    ), "one step, not two"
    assert chains_of([(0, 0, 0b101000), (0, 0, 2)]).support(0b101010) == 2, (
        "one answer, not two"
    )
    assert chains_of([(0, 0, 8), (0, 0, 2)]).support(0b1010) == 2


def test_relevant_is_what_can_fire_and_bears_on_the_goal() -> None:
    for seed in range(250):
        rules = some_rules(seed, facts=3 + seed % 5, rules=16)
        held = reached(rules)
        live = {
            (h, body, m)
            for h, body, m in rules
            if members(body) <= held and h not in members(body)
        }
        bearing, grows = {GOAL}, True
        while grows:
            below = {f for h, body, _ in live if h in bearing for f in members(body)}
            grows = not below <= bearing
            bearing |= below
        left = set(Program((), Literals([]), ()).of(rules).rules)
        assert left == {r for r in live if r[0] in bearing}
        assert goal_by_world(left) == goal_by_world(rules)


class Watched(list[tuple[int, tuple[int, ...], int]]):
    """Rules that count how often one is looked at."""

    looks = 0

    def __getitem__(self, place: Any) -> Any:
        self.looks += 1
        return super().__getitem__(place)


@pytest.mark.parametrize("length", [500, 2_000])
def test_chaining_looks_at_a_rule_only_when_all_that_it_rests_on_is_there(
    length: int,
) -> None:
    """On a line of facts in the order that is worst for whoever goes over all rules again and again."""
    rules = Watched([(n, (n + 1,), 0) for n in range(length)] + [(length, (), 0)])
    assert Chains(rules).proof(0) == list(range(length, -1, -1))
    assert rules.looks <= 2 * (length + 1)


def test_the_answers_of_many_steps_are_one_number() -> None:
    """In a crowded world such a number has thousands of digits, and a hundred thousand steps have one."""
    lits = Literals([f"q{n}" for n in range(500)])
    heads = [Fact("attacked", (str(n), "x")) for n in range(3)]
    program = ground([Step(h, (), (("q499", True),), "") for h in heads], heads, lits)
    masks = [mask for _, _, mask in program.rules if mask]
    assert len(masks) == 3
    assert len({id(m) for m in masks}) == 1
