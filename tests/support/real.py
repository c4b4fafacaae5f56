"""Worlds of the shipped law: every case, every scenario and pairs of states from 1820 to 2026, among the states nearest by.

After 1945 nearly everybody is connected to everybody, and a whole world takes minutes the plain way. The promises among
the principals and those who promised them help are as real, and every clause of theirs is there.
"""

from __future__ import annotations

import random
from collections.abc import Collection
from datetime import date

from engine.answer import Answer
from engine.setting.graph import ObligationGraph
from engine.setting.setting import set_out
from engine.verdicts.solution import solve
from treaties.models.corpus import Corpus
from treaties.models.scenario import Event, Scenario
from treaties.vocabulary.terms import EventKind

PAIRS, FIRST, LAST = 60, 1820, 2026
NEAREST = 8
"""States of a world, where nothing else is said."""


def real_worlds(corpus: Corpus, *, pairs: int = PAIRS) -> list[Scenario]:
    """All cases, all scenarios, and pairs of states, the same ones every time."""
    found = [
        s
        for case in corpus.cases
        if (s := getattr(case, "scenario", None)) and isinstance(s, Scenario)
    ]
    found += corpus.scenarios
    draw = random.Random(1815)
    for i in range(pairs):
        day = date(
            FIRST + i * (LAST - FIRST) // (pairs - 1),
            draw.randrange(1, 13),
            draw.randrange(1, 29),
        )
        there = sorted(s.id for s in corpus.states.all if s.exists_on(day))
        attacker, victim = draw.sample(there, 2)
        event = Event(kind=EventKind.ARMED_ATTACK, by=(attacker,), against=(victim,))
        found.append(Scenario(on=day, events=(event,)))
    return found


def nearest(corpus: Corpus, scenario: Scenario, most: int = NEAREST) -> ObligationGraph:
    """The law of the scenario's day among its principals and those nearest to them by promises of help."""
    found = ObligationGraph(corpus, scenario.on)
    kept = dict.fromkeys(set_out(corpus, scenario).belligerents)
    for state in (waiting := list(kept)):
        legs = found.graph.in_edges(state, keys=True) if state in found.graph else ()
        for key, obligor in sorted((key, obligor) for obligor, _, key in legs):
            if (
                found.clauses[key].obligation.duty.drawn_in
                and obligor not in kept
                and len(kept) < most
            ):
                kept[obligor] = None
                waiting.append(obligor)
    return only(found, kept)


def only(law: ObligationGraph, kept: Collection[str]) -> ObligationGraph:
    """The same law between these states alone; what was looked up before is forgotten."""
    bound = {
        beneficiary: {key: set(obligors) & set(kept) for key, obligors in owed.items()}
        for beneficiary, owed in law._to.items()
        if beneficiary in kept
    }
    law._to = {
        b: {key: obligors for key, obligors in owed.items() if obligors}
        for b, owed in bound.items()
    }
    for made in ("graph", "states", "_by"):
        law.__dict__.pop(made, None)
    law._owed.clear()
    assert set(law.graph) <= set(kept)
    return law


def among(corpus: Corpus, name: str, states: int) -> Answer:
    """The whole answer of a shipped scenario under the law of so many states."""
    scenario = corpus.scenario(name)
    return Answer.of(
        solve(
            corpus,
            scenario,
            graph=nearest(corpus, scenario, states),
            horizon=None,
            budget=0,
        )
    )
