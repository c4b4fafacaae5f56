"""Odds against brute force, ProbLog and the laws of probability."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction

import pytest

from benchmarks.crowds import blocs, chain, shared, sparse
from engine.analysis.probability.by_supports import circuit_of
from engine.analysis.probability.circuit import Circuit
from engine.analysis.probability.odds import _nearest
from engine.export import problog
from engine.labels.labelling import labels
from engine.labels.program import Program, ground
from engine.record.facts import Derivation, Fact
from engine.record.literals import Literals
from tests.support.derivations import GOAL, derivation, questions_of, worlds
from tests.support.oracles import problog_odds
from tests.support.sampling import drawn
from treaties.support.budget import budgeted
from treaties.support.limits import ODDS_SETS


def program_of(record: Derivation) -> Program:
    """The program of a random derivation's goal."""
    return ground(record.steps, [GOAL], Literals(questions_of(record)))


def chances_of(seed: int, names: list[str]) -> dict[str, Fraction]:
    """Random tenths, some of them 0 or 1."""
    rng = random.Random(seed)
    return {q: Fraction(rng.randint(0, 10), 10) for q in names}


def brute_force(record: Derivation, chances: dict[str, Fraction]) -> Fraction:
    """The sum over all ways of answering all questions."""
    total = Fraction(0)
    for answers, holds in worlds(record):
        if holds:
            weight = Fraction(1)
            for q, yes in answers.items():
                weight *= chances[q] if yes else 1 - chances[q]
            total += weight
    return total


def whole(program: Program, sets: int = ODDS_SETS) -> Circuit | None:
    """The circuit of a program's supports, where they can all be listed."""
    found = labels(program, sets=sets)
    return circuit_of(found.goal) if found.complete else None


def value(program: Program, chances: dict[str, Fraction]) -> Fraction:
    """The odds."""
    circuit = whole(program)
    assert circuit is not None
    return Fraction(circuit.value(lambda i: chances[program.literals.ids[i]]))


def test_the_supports_agree_with_brute_force() -> None:
    mattering = 0
    for seed in range(1000):
        record = derivation(seed, questions=8, facts=7, steps=24)
        chances = chances_of(seed, questions_of(record))
        program = program_of(record)
        assert value(program, chances) == brute_force(record, chances), seed
        mattering += bool(program.rules)
    assert mattering > 100


def test_sixteen_questions_by_brute_force() -> None:
    for seed in (3, 5, 8):
        record = derivation(seed, questions=16, facts=12, steps=60)
        chances = chances_of(seed, questions_of(record))
        assert value(program_of(record), chances) == brute_force(record, chances)


def test_problog_agrees_on_a_thousand_worlds() -> None:
    """One program holds fifty worlds, each with names of its own, because starting ProbLog is what takes time."""
    for start in drawn(range(0, 1000, 50), 5):
        lines, ours = [], {}
        for seed in range(start, start + 50):
            record = derivation(seed, questions=10, facts=9, steps=26)
            names = questions_of(record)
            chances = chances_of(seed, names)
            state = f"w{seed}"
            ours[state] = float(value(program_of(record), chances))
            text = problog.program(record.steps, names, {}, {state: [GOAL]}, chances)
            lines += [
                _renamed(line, state)
                for line in text.splitlines()
                if not line.endswith(":- fail.")
            ]
        kinds = (
            "attacked(none, none)",
            "due(none, none, none)",
            "yes(none)",
            "no(none)",
            "drawn_in(none)",
        )
        lines += [f"{k} :- fail." for k in kinds]
        theirs = problog_odds("\n".join(lines))
        for state, odds in ours.items():
            assert theirs.get(state, 0.0) == pytest.approx(odds, abs=1e-9), state


def _renamed(line: str, state: str) -> str:
    for name in ("yes('", "no('", "attacked('", "due('"):
        line = line.replace(name, name + state)
    return line


def test_cases_of_one_question_sum_to_the_whole() -> None:
    for seed in range(200):
        record = derivation(seed)
        names = questions_of(record)
        chances = chances_of(seed, names)
        program = program_of(record)
        whole = value(program, chances)
        for q in names[:3]:
            yes, no = (value(program, {**chances, q: Fraction(a)}) for a in (1, 0))
            assert whole == chances[q] * yes + (1 - chances[q]) * no


def test_odds_grow_with_a_question_that_is_only_asked_for_a_yes() -> None:
    grew = 0
    for seed in range(300):
        record = derivation(seed)
        names = questions_of(record)
        asked = {(q, a) for s in record.steps for q, a in s.literals}
        chances = chances_of(seed, names)
        program = program_of(record)
        for q in names:
            if (q, False) not in asked:
                less, more = (
                    value(program, {**chances, q: Fraction(n, 10)}) for n in (2, 7)
                )
                assert less <= more
                grew += less < more
    assert grew > 50


def test_slopes_are_differences() -> None:
    for seed in range(150):
        record = derivation(seed)
        program = program_of(record)
        chances = chances_of(seed, questions_of(record))
        circuit = whole(program)
        assert circuit is not None
        ids = program.literals.ids
        total, slopes = circuit.slopes(lambda i, c=chances, ids=ids: c[ids[i]])
        assert total == value(program, chances)
        for i, q in enumerate(ids):
            yes, no = (value(program, {**chances, q: Fraction(a)}) for a in (1, 0))
            assert slopes.get(i, 0) == yes - no


def test_the_nearest_supports_are_never_above_the_whole() -> None:
    below = 0
    for seed in range(300):
        record = derivation(seed, questions=8, facts=7, steps=24)
        chances = chances_of(seed, questions_of(record))
        program = program_of(record)
        at = lambda i, c=chances, ids=program.literals.ids: c[ids[i]]  # noqa: E731
        exact, found = value(program, chances), labels(program).goal
        assert Fraction(_nearest(found).value(at)) == exact, seed
        less = Fraction(_nearest(found[:2]).value(at))
        assert 0 <= less <= exact, seed
        below += less < exact
    assert below > 20
    assert _nearest([]).value(lambda _: 0.5) == 0


@pytest.mark.parametrize(("kind", "size"), [(chain, 60), (blocs, 60)])
def test_long_nets_have_a_lower_bound_by_counted_work(
    kind: Callable[[int], tuple[Derivation, Fact]], size: int
) -> None:
    """Their ways are too many to be listed."""
    record, goal = kind(size)
    program = ground(record.steps, [goal], Literals(questions_of(record)))
    assert whole(program) is None
    with budgeted(units=100_000):
        low = _nearest(labels(program, sets=2_000).goal).value(lambda _: 0.5)
    assert 0 <= low < 1


def test_a_worst_case_ends_in_a_lower_bound() -> None:
    for record, goal in (sparse(160), shared(60, 400, 120)):
        program = ground(record.steps, [goal], Literals(questions_of(record)))
        found = labels(program, sets=5_000)
        assert not found.complete
        assert whole(program, 2_000) is None
        assert 0 < float(_nearest(found.goal).value(lambda _: 0.5)) < 1
