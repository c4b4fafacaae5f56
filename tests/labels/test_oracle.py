"""An independent oracle: clingo solves the same ground rules and must give the same duties and minimal supports."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given

from engine import Query
from engine.labels.labels import Labels
from engine.record.facts import Derivation, Fact, Step
from engine.record.questions import Literal
from engine.world import shipped
from tests.support.each import each
from tests.support.sampling import examples
from tests.support.worlds import answer, laws, scenarios
from treaties.loading.corpus import load_corpus
from treaties.models.corpus import Corpus
from treaties.models.scenario import Scenario

SCENARIOS = [s.id for s in load_corpus().scenarios]

clingo = pytest.importorskip("clingo", reason="the oracle clingo is not installed")

Support = frozenset[Literal]


class Oracle:
    """The steps of a derivation as a logic program; supports are its subset-minimal sets of answers.

    A program holds the steps that the fact asked about can rest on, and no others.
    """

    def __init__(self, steps: Sequence[Step]) -> None:
        self.makers: dict[Fact, list[Step]] = {}
        for s in steps:
            self.makers.setdefault(s.head, []).append(s)
        self.facts = {
            f: i
            for i, f in enumerate(
                dict.fromkeys(f for s in steps for f in (s.head, *s.body))
            )
        }

    def program(self, fact: Fact) -> tuple[str, list[Literal]]:
        """The program of a fact, and the answers that it numbers."""
        below = [fact]
        for f in below:  # grows while it is gone through
            below += dict.fromkeys(
                b for s in self.makers.get(f, ()) for b in s.body if b not in below
            )
        steps = [s for f in below for s in self.makers.get(f, ())]
        literals = list(dict.fromkeys(x for s in steps for x in s.literals))
        number = {x: i for i, x in enumerate(literals)}
        lines = [
            f"{{ a({i}) }}. #heuristic a({i}). [1,false]" for i in range(len(literals))
        ]
        lines += [
            f":- a({i}), a({number[q, False]})."
            for (q, a), i in number.items()
            if a and (q, False) in number
        ]
        for s in steps:
            body = [f"f({self.facts[f]})" for f in s.body] + [
                f"a({number[x]})" for x in s.literals
            ]
            lines.append(
                f"f({self.facts[s.head]})"
                + (f" :- {', '.join(body)}." if body else ".")
            )
        return "\n".join(
            [*lines, f":- not f({self.facts[fact]}).", "#show a/1."]
        ), literals

    def supports(self, fact: Fact) -> set[Support]:
        """Every minimal set of answers under which the fact holds."""
        control = clingo.Control(
            ["0", "--heuristic=Domain", "--enum-mode=domRec", "--warn=none"]
        )
        program, literals = self.program(fact)
        control.add("base", [], program)
        control.ground([("base", [])])
        found = set()
        with control.solve(yield_=True) as handle:
            for model in handle:
                found.add(
                    frozenset(
                        literals[a.arguments[0].number]
                        for a in model.symbols(shown=True)
                    )
                )
        return found


def ours(labels: Labels, fact: Fact) -> set[Support]:
    return {frozenset(labels.literals.decode(m)) for m in labels[fact]}


def random_steps(dice: random.Random) -> list[Step]:
    """A small crowded derivation: cycles, shared and negated answers, several ways to everything."""
    facts = [Fact("f", (str(i),)) for i in range(dice.randint(2, 8))]
    questions = [f"q{i}" for i in range(dice.randint(1, 7))]
    steps = []
    for _ in range(dice.randint(3, 22)):
        body = tuple(
            dict.fromkeys(dice.choices(facts, k=dice.choice((0, 0, 1, 1, 1, 2))))
        )
        answers = {
            q: dice.random() < 0.75
            for q in dice.sample(questions, dice.randint(0, min(2, len(questions))))
        }
        steps.append(Step(dice.choice(facts), body, tuple(answers.items()), "random"))
    return steps


@each("block", range(10), most=10)
def test_a_thousand_random_derivations(block: int) -> None:
    for seed in range(100 * block, 100 * block + 100):
        record = Derivation()
        for step in random_steps(random.Random(seed)):
            record.add(step, 1)
        labels, oracle = (
            Labels(record, limit=10_000, budget=1_000_000),
            Oracle(record.steps),
        )
        assert not labels.truncated
        for fact in oracle.facts:
            assert ours(labels, fact) == oracle.supports(fact), (seed, fact)


@examples(60)
@given(laws(), scenarios())
def test_small_worlds_through_the_whole_engine(law: Corpus, scenario: Scenario) -> None:
    found = answer(law, scenario)
    oracle = Oracle(found.record.steps)
    dues = [f for f in oracle.facts if f.kind in ("due", "arisen", "belligerent")]
    for fact in dues[:12]:
        assert ours(found.labels, fact) == oracle.supports(fact), fact


@each("scenario", SCENARIOS, most=len(SCENARIOS))
def test_shipped_scenarios(scenario: str) -> None:
    found = shipped().answer(
        Query.of(scenario=scenario, rounds=1), horizon=None, limit=5000
    )
    assert not found.labels.truncated
    oracle = Oracle(found.record.steps)
    for fact in (f for f in oracle.facts if f.kind in ("due", "arisen")):
        assert ours(found.labels, fact) == oracle.supports(fact), fact


def test_the_seed_chain_in_all_its_rounds() -> None:
    found = shipped().answer(
        Query.of(scenario="shen-chain", rounds=2), horizon=None, limit=5000
    )
    fact = Fact("due", ("china", "sino-dprk-1961:II.2", "north-korea"))
    assert ours(found.labels, fact) == Oracle(found.record.steps).supports(fact)
