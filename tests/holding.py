"""One clause held against one thing that happens, outside any cascade: what its conditions and its trigger say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from engine.cascade.conditions import evaluate
from engine.cascade.graph import ObligationGraph
from engine.cascade.outcomes import Context, Outcome
from engine.cascade.questions import Questions
from engine.cascade.setting import set_out
from tests.worlds import of
from treaties.corpus import Corpus
from treaties.model import Treaty
from treaties.scenarios import Event, Scenario


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
    return Context(setting, graph, Questions(setting.name_in_line), clause, last, side, others)


def first(ctx: Context) -> Outcome:
    """What the clause's first condition says."""
    return evaluate(ctx.clause.obligation.conditions[0], ctx)


def ways(found: Outcome) -> list[str]:
    """The ways of an outcome in a line each; the reason where it fails.

    A way that needs nothing is empty, a no has a sign before its question.
    """
    if not found.ways:
        return [f"fails: {found.reason}"]
    return [
        " & ".join([*map(str, w.facts), *((("" if yes else "not ") + q) for q, yes in w.literals)]) for w in found.ways
    ]
