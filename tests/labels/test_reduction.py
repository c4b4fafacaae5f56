"""Programs made smaller: the goal stays the same function of the answers, and nothing is left that could still go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import pytest

from engine.labels import reduction
from engine.labels.program import GOAL, Rule
from engine.labels.reduction import absorb, merge, necessities, pruned, reduced, relevant, substitute, unneeded
from tests.labels.plain_rules import NO_BITS, consistent, goal_by_world, members, program_of, reached, some_rules

SEEDS = range(250)
STEPS: dict[str, Callable[[set[Rule]], set[Rule]]] = {
    "relevant": relevant,
    "absorb": absorb,
    "merge": lambda rules: merge(relevant(rules)),
    "substitute": lambda rules: substitute(rules, NO_BITS),
    "unneeded": lambda rules: unneeded(relevant(rules), NO_BITS),
    "reduce": lambda rules: reduction.reduce(rules, NO_BITS),
}


def random_rules() -> Iterator[set[Rule]]:
    for seed in SEEDS:
        yield some_rules(seed, facts=3 + seed % 5, rules=16)


def by_head(rules: Iterable[Rule]) -> dict[int, set[tuple[int, int]]]:
    found: dict[int, set[tuple[int, int]]] = {}
    for head, body, mask in rules:
        found.setdefault(head, set()).add((body, mask))
    return found


@pytest.mark.parametrize("name", STEPS)
def test_every_step_keeps_the_goal_the_same_function_of_the_answers(name: str) -> None:
    for rules in random_rules():
        assert goal_by_world(STEPS[name](set(rules))) == goal_by_world(rules), rules


def test_relevant_is_what_can_fire_and_bears_on_the_goal() -> None:
    for rules in random_rules():
        held = reached(rules)
        live = {(h, body, m) for h, body, m in rules if members(body) <= held and h not in members(body)}
        bearing, grows = {GOAL}, True
        while grows:
            below = {f for h, body, _ in live if h in bearing for f in members(body)}
            grows = not below <= bearing
            bearing |= below
        assert relevant(rules) == {r for r in live if r[0] in bearing}


def test_absorbed_is_whatever_asks_for_all_that_another_asks_and_more() -> None:
    for rules in random_rules():
        assert absorb(rules) == {
            r
            for r in rules
            if not any(k != r and k[0] == r[0] and k[1] & r[1] == k[1] and k[2] & r[2] == k[2] for k in rules)
        }


def test_facts_with_the_same_rules_become_one() -> None:
    merged = 0
    for rules in random_rules():
        rules = absorb(relevant(rules))
        less = merge(rules)
        groups = list(map(frozenset, by_head(less).values()))
        assert len(set(groups)) == len(groups)
        assert not any(body >> head & 1 for head, body, _ in less)
        assert len(by_head(less)) <= len(by_head(rules))
        merged += len(by_head(less)) < len(by_head(rules))
        if len(set(map(frozenset, by_head(rules).values()))) == len(by_head(rules)):
            assert less == rules, "nothing else is changed"
    assert merged > 3
    allies = {(0, 0b1010, 0), (0, 0b110000, 2), (1, 0, 8), (3, 0, 8), (4, 0b10, 0), (5, 0b1000, 0)}
    assert merge(allies) == {(0, 0b10, 0), (0, 0b10000, 2), (1, 0, 8), (4, 0b10, 0)}


AFTERWARDS = {
    *((0, 0, 4), (0, 0, 8), (0, 16, 2), (0, 36, 0), (2, 0, 8), (2, 16, 0), (2, 16, 640), (2, 32, 256)),
    *((3, 21, 128), (4, 32, 4), (4, 36, 0), (5, 0, 512), (5, 9, 80)),
}
"""Here a fact has one user left only after others were written out."""


def test_a_fact_with_one_rule_or_one_user_is_written_out() -> None:
    for rules in (*random_rules(), AFTERWARDS):
        less = substitute(relevant(rules), NO_BITS)
        for f in range(1, 8):
            makes, uses = sum(r[0] == f for r in less), sum(r[1] >> f & 1 for r in less)
            assert not (makes and uses) or (makes > 1 and uses > 1), (rules, f)
    assert substitute({(0, 0b10, 2), (1, 0, 1), (1, 0, 8)}, NO_BITS) == {(0, 0, 10)}, "one question has one answer"
    many = {(0, 0b10, 2), (2, 0b10, 0), (0, 0b100, 8), (1, 0, 32), (1, 0, 128)}
    assert substitute(many, NO_BITS) == {(0, 0b10, 2), (0, 0b10, 8), (1, 0, 32), (1, 0, 128)}


def test_necessary_is_that_without_which_a_fact_is_not_reached() -> None:
    for rules in random_rules():
        held = reached(rules)
        facts, answers = necessities(rules)
        assert facts.keys() == answers.keys() == held
        for f in held:
            without = {g for g in held if f not in reached(r for r in rules if r[0] != g)}
            assert members(facts[f]) == without, (rules, f)
            asked = {b for b in range(10) if f not in reached(r for r in rules if not r[2] >> b & 1)}
            assert members(answers[f]) == asked, (rules, f)


def test_what_a_body_brings_with_it_is_not_asked_for_again() -> None:
    chain = {(0, 0b110, 2), (1, 0b100, 8), (2, 0, 32), (2, 0, 128)}
    assert unneeded(chain, NO_BITS) == {(0, 0b10, 2), (1, 0b100, 8), (2, 0, 32), (2, 0, 128)}
    ways = {(1, 0, 0b101000), (1, 0, 0b10001000)}
    assert unneeded({(0, 0b10, 10), *ways}, NO_BITS) == {(0, 0b10, 2), *ways}, "nor an answer"
    assert unneeded({(0, 0b10, 10), (1, 0, 8)}, NO_BITS) == {(0, 0, 10), (1, 0, 8)}, "nor a fact that they make"
    brought = {(0, 0b110, 8), (1, 0, 2), (1, 0, 32), (2, 0, 8)}
    assert unneeded(brought, NO_BITS) == {(0, 0b10, 8), (1, 0, 2), (1, 0, 32), (2, 0, 8)}, "nor a fact that it makes"


def test_rules_that_fire_too_late_or_never_are_gone() -> None:
    late = {(0, 0, 2), (0, 0b10, 0), (1, 0b1, 8)}
    assert unneeded(late, NO_BITS) == {(0, 0, 2), (1, 0b1, 8)}, "what waits for the goal adds no way to it"
    torn = {(0, 0b110, 0), (0, 0, 8), (1, 0, 1), (2, 0, 2)}
    assert unneeded(torn, NO_BITS) == {(0, 0, 8), (1, 0, 1), (2, 0, 2)}, "nor what takes a question both ways"
    twice = {(0, 0b10, 0), (0, 0b100, 0), (2, 0b10, 8), (1, 0, 2), (1, 0, 32)}
    assert unneeded(twice, NO_BITS) == twice - {(0, 0b100, 0)}, "nor what fires only where another does"


def test_what_is_pruned_asks_for_no_more_than_before() -> None:
    for rules in random_rules():
        rules = relevant(rules)
        less = pruned(rules, NO_BITS, *necessities(rules))
        for head, body, mask in less:
            assert any(h == head and b & body == body and m & mask == mask for h, b, m in rules)
        for head, body, mask in less:
            others = [r for r in less if r[0] == head and r != (head, body, mask)]
            assert not any(b & body == b and m & mask == m for _, b, m in others)
            assert consistent(mask)


def test_reduced_is_as_small_as_the_steps_make_it() -> None:
    for rules in random_rules():
        small = reduction.reduce(set(rules), NO_BITS)
        assert small == relevant(small) == absorb(small) == merge(small) == substitute(set(small), NO_BITS)
        again = unneeded(small, NO_BITS)
        weigh = [sum(1 + b.bit_count() + m.bit_count() for _, b, m in found) for found in (again, small)]
        assert weigh[0] == weigh[1]


def test_a_reduced_program_keeps_its_questions_and_names() -> None:
    program = replace(program_of({(0, 0b10, 0), (1, 0, 2), (1, 0, 10)}), facts=(None, None))
    less = reduced(program)
    assert (less.rules, less.literals, less.facts, less.holds) == (
        ((0, 0, 2),),
        program.literals,
        program.facts,
        False,
    )
    assert reduced(replace(program, rules=(), holds=True)).holds
