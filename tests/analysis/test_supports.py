"""Laws of supports, hitting sets and firebreaks on random derivations and small crowded worlds."""

from __future__ import annotations

import random
from itertools import combinations

from hypothesis import HealthCheck, given

from engine.analysis.comparison import compare
from engine.analysis.firebreak_sets import firebreaks
from engine.analysis.supports_list import supports
from engine.labels.hitting import hitting_sets
from engine.labels.labelling import labels
from engine.labels.labels import Labels
from engine.labels.program import Program, ground
from engine.record.literals import Literals
from engine.record.masks import bits
from engine.verdicts.goals import all_goals
from tests.support.derivations import GOAL, derivation, questions_of, worlds
from tests.support.sampling import examples
from tests.support.worlds import answer, consequences, laws, scenarios
from treaties.models.corpus import Corpus
from treaties.models.scenario import Scenario

crowded = examples(40, suppress_health_check=list(HealthCheck))


def programs(count: int, **sizes: int) -> list[tuple[int, Program]]:
    """Reduced programs of random derivations that turn on something, with their seeds."""
    found = []
    for seed in range(count):
        record = derivation(seed, **sizes)
        program = ground(record.steps, [GOAL], Literals(questions_of(record)))
        if program.rules:
            found.append((seed, program))
    return found


def test_a_program_has_the_labels_of_the_derivation() -> None:
    several = 0
    for seed in range(800):
        record = derivation(seed, questions=9, facts=9, steps=30)
        literals = Literals(questions_of(record))
        whole = ground(record.steps, [GOAL], literals)
        engine = Labels(record, limit=10**6, budget=10**9)
        theirs = {literals.encode(engine.literals.decode(m)) for m in engine[GOAL]}
        assert set(labels(whole).goal) == theirs, seed
        several += len(theirs) > 2
    assert several > 50


def test_one_pass_labels_every_fact() -> None:
    for seed in range(200):
        record = derivation(seed)
        literals = Literals(questions_of(record))
        whole = ground(record.steps, [GOAL], literals)
        engine = Labels(record, limit=10**6, budget=10**9)
        found = labels(whole, every=True)
        for number, masks in found.of.items():
            fact = whole.facts[number]
            if fact is not None:
                assert set(masks) == {
                    literals.encode(engine.literals.decode(m)) for m in engine[fact]
                }


def test_a_cut_search_says_how_far_it_is_complete() -> None:
    cut = 0
    for _, program in programs(150, questions=12, facts=9, steps=40):
        whole = labels(program).goal
        part = labels(program, limit=2)
        assert part.complete == (len(whole) < 2) or len(whole) == 2
        assert {m for m in whole if m.bit_count() < part.sure} <= set(part.goal)
        cut += not part.complete
    assert cut > 20


def test_one_support_is_minimal() -> None:
    for _, program in programs(200):
        every = 0
        for _, _, m in program.rules:
            every |= m
        found = program.chains.support(every)
        assert found is not None
        assert program.chains.derives(found)
        assert not any(program.chains.derives(found & ~(1 << b)) for b in bits(found))


def test_hitting_sets_by_brute_force() -> None:
    for seed in range(1500):
        rng = random.Random(seed)
        n = rng.randint(1, 5)
        no_bits = sum(1 << 2 * i for i in range(n))
        sets = [
            sum(
                1 << 2 * q + (rng.random() < 0.7)
                for q in rng.sample(range(n), rng.randint(1, n))
            )
            for _ in range(rng.randint(1, 6))
        ]
        hits = [
            c
            for c in range(1 << 2 * n)
            if not c & c >> 1 & no_bits and all(c & m for m in sets)
        ]
        least = {c for c in hits if not any(h != c and h & c == h for h in hits)}
        found = hitting_sets(sets)
        assert found.complete
        assert set(found.sets) == least
        assert len(found.sets) == len(least)
        assert [m.bit_count() for m in found.sets] == sorted(
            m.bit_count() for m in found.sets
        )


def test_a_cut_hitting_search_is_complete_up_to_its_word() -> None:
    for seed in range(200):
        rng = random.Random(seed)
        sets = [sum(2 << 2 * q for q in rng.sample(range(8), 3)) for _ in range(8)]
        sum(1 << 2 * i for i in range(8))
        whole, part = hitting_sets(sets), hitting_sets(sets, limit=3)
        assert {m for m in whole.sets if m.bit_count() <= part.sure} <= set(part.sets)


@crowded
@given(laws(), scenarios())
def test_supports_suffice_and_firebreaks_stop(law: Corpus, scenario: Scenario) -> None:
    """Each support suffices and none is superfluous; each firebreak stops it whatever else is answered, minimally."""
    whole = answer(law, scenario)
    stance = whole.assignments.under(None)
    settled = set(whole.labels.literals.decode(stance.true))
    for state, facts in all_goals(whole).items():
        ways = supports(whole, state)
        assert ways.complete
        for support in list(ways)[:6]:
            assert set(facts) & consequences(whole.record, settled | set(support))
            for x in support:
                assert not set(facts) & consequences(
                    whole.record, (settled | set(support)) - {x}
                )
        found = firebreaks(whole, state)
        if not found.complete or len(found) > 40:
            continue
        sides = [set(s) for s in ways]
        for wall in [set(b) for b in found]:
            against = {(q, not a) for q, a in wall}
            assert all(against & s for s in sides)
            assert all(any(not (against - {x}) & s for s in sides) for x in against)


def test_firebreaks_and_supports_are_dual() -> None:
    """The minimal sets that hit every firebreak are the supports, where each question is asked for one answer only."""
    checked = 0
    for _, program in programs(600, questions=7):
        whole = labels(program).goal
        used = 0
        for m in whole:
            used |= m
        if used & used >> 1 & program.literals.no_bits:
            continue
        walls = hitting_sets(whole)
        assert set(hitting_sets(walls.sets).sets) == set(whole)
        checked += len(whole) > 1
    assert checked > 30


def test_firebreaks_stop_it_in_every_world() -> None:
    for seed in range(120):
        record = derivation(seed, questions=6)
        literals = Literals(questions_of(record))
        program = ground(record.steps, [GOAL], literals)
        if not (ways := labels(program).goal):
            continue
        walls = hitting_sets(ways).sets
        every = worlds(record)
        for hit in walls:
            turned = [(q, not a) for q, a in literals.decode(hit)]
            assert not any(
                holds for given, holds in every if all(given[q] == a for q, a in turned)
            )
        # Whoever stays out, stays out by some firebreak.
        for world, holds in every:
            stopped = any(
                all(world[q] != a for q, a in literals.decode(hit)) for hit in walls
            )
            assert stopped == (not holds)


@crowded
@given(laws(), scenarios())
def test_a_thing_compared_with_itself_is_empty(law: Corpus, scenario: Scenario) -> None:
    whole = answer(law, scenario)
    assert not compare(whole, whole).changes


def test_supports_by_size_alone_are_found_by_brute_force() -> None:
    """Up to ten questions: every set of answers is tried, smallest first."""
    for seed in range(60):
        record = derivation(seed, questions=5)
        literals = Literals(questions_of(record))
        program = ground(record.steps, [GOAL], literals)
        if program.holds:
            continue
        all_bits = list(range(2 * len(literals.ids)))
        found: list[int] = []
        for size in range(len(literals.ids) + 1):
            for chosen in combinations(all_bits, size):
                mask = sum(1 << b for b in chosen)
                if (
                    literals.consistent(mask)
                    and not any(m & mask == m for m in found)
                    and program.chains.derives(mask)
                ):
                    found.append(mask)
        assert set(labels(program).goal) == set(found)
