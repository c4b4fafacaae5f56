"""One clause held against one thing that happens, outside any cascade; and the record of a small world, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from engine.cascade.conditions import evaluate
from engine.cascade.outcomes import Context, Outcome
from engine.record.facts import Derivation
from engine.record.questions import Questions
from engine.setting.graph import ObligationGraph
from engine.setting.setting import set_out
from tests.support.plainly import Escalation
from tests.support.reasons import in_words
from tests.support.worlds import of
from treaties.models.corpus import Corpus
from treaties.models.scenario import Event, Scenario
from treaties.models.treaty import Treaty


def held(
    pacts: Treaty | Sequence[Treaty],
    on: date,
    *events: Event,
    law: Corpus | None = None,
    others: tuple[str, ...] = (),
    sided: bool = True,
    **event: Any,
) -> Context:
    """The first clause of the first pact against the last event; keywords change what is said of that event.

    `others` are those who use force besides; not `sided` leaves out that there is a war.
    """
    pacts = [pacts] if isinstance(pacts, Treaty) else list(pacts)
    corpus = law or of(pacts)
    setting = set_out(corpus, Scenario(on=on, events=events, background=False))
    graph = ObligationGraph(corpus, on)
    clause = graph.clauses[f"{pacts[0].id}:{pacts[0].obligations[0].article}"]
    last = replace(setting.occurrences[-1], **event)
    side = next((s for s in setting.sides if sided and last.object in s.members), None)
    return Context(
        setting, graph, Questions(setting.name_in_line), clause, last, side, others
    )


def first(ctx: Context) -> Outcome:
    """What the clause's first condition says."""
    return evaluate(ctx.clause.obligation.conditions[0], ctx)


def ways(found: Outcome) -> list[str]:
    """The ways of an outcome in a line each; the reason where it fails.

    A way that needs nothing is empty, a no has a sign before its question.
    """
    if not found.ways:
        return [f"fails: {in_words(found.failure)}"]
    return [
        " & ".join(
            [
                *map(str, w.facts),
                *((("" if yes else "not ") + q) for q, yes in w.literals),
            ]
        )
        for w in found.ways
    ]


def record(
    pacts: Treaty | list[Treaty], on: date, *events: Event, rounds: int | None = 1
) -> Derivation:
    law = of([pacts] if isinstance(pacts, Treaty) else pacts)
    setting = set_out(law, Scenario(on=on, events=events, background=False))
    return Escalation(setting, ObligationGraph(law, on), rounds=rounds).run()


def steps(found: Derivation, *kinds: str) -> list[str]:
    """The steps to facts of some kinds, each in a line: what holds, from what, by which answers."""
    return [
        f"{s.head} < {' '.join(map(str, s.body))} ? {' '.join(('' if yes else 'not ') + q for q, yes in s.literals)}"
        for s in found.steps
        if s.head.kind in kinds
    ]


def told(found: Derivation) -> list[tuple[str, ...]]:
    return [
        (b.obligor, b.clause, b.beneficiary, b.adversary, b.condition)
        for b in found.blocked
    ]
