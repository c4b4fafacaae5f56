"""Rule on a question about an attack."""

from __future__ import annotations

from engine.ruling.ruling import Ruling
from engine.ruling.states import calls_of_side, owed_of, rule_on_state
from engine.ruling.treaties import is_article, rule_on_treaty
from engine.verdicts.calls import firmest
from engine.verdicts.kept import kept
from engine.verdicts.solution import Solution


@kept
def ruling_of(solution: Solution) -> Ruling:
    """Rule on what a question asks: a holding for each state, a ruling for each treaty, and all help that is owed.

    >>> from engine import ask
    >>> ruling = ruling_of(ask("Estonia", by="Russia", on="2026-01-01", must="Germany", rounds=1))
    >>> ruling.states[0].holding.value, ruling.states[0].settled[0].call.clause.label
    ('obliged', 'EU mutual assistance clause (TEU), Art. 42.7')
    """
    topic = solution.topic
    calls = calls_of_side(solution, topic.side)
    if topic.treaties:
        asked = list(zip(topic.treaties, topic.articles, strict=True))
        under = [
            c
            for c in calls
            if any(
                c.treaty.id == t and is_article(c.clause.obligation.article, a)
                for t, a in asked
            )
        ]
    else:
        asked, under = [], list(calls)
    helping = [owed_of(solution, c) for c in firmest(c for c in under if c.helping)]
    bound = {s for o in helping if o.settled for s in o.call.states}
    pending = [
        o for o in helping if not o.settled and not bound.issuperset(o.call.states)
    ]
    return Ruling(
        topic,
        tuple(rule_on_state(solution, s, under) for s in topic.states),
        tuple(rule_on_treaty(solution, t, a, topic.states) for t, a in asked),
        tuple(o for o in helping if o.settled),
        tuple(pending),
    )
