"""The ruling on a question about an attack: which states asked about must help, and which treaties apply."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.findings.calls import TriggeredArticle, strongest_per_state
from engine.findings.findings import Findings
from engine.question.topic import Topic
from engine.ruling.ruling import Owed, Ruling
from engine.ruling.states import (
    barred_of_side,
    calls_of_side,
    owed_of,
    rule_on_state,
)
from engine.ruling.treaties import is_article, rule_on_treaty
from treaties.support.memoised import memoised


@memoised
def ruling_of(solution: Findings) -> Ruling:
    """Return the ruling on a question: a holding for each state and treaty asked about, and all help that is owed.

    >>> from engine import ask
    >>> ruling = ruling_of(ask("Estonia", by="Russia", on="2026-01-01", must="Germany", rounds=1))
    >>> ruling.states[0].holding.value, ruling.states[0].settled[0].call.clause.label
    ('obliged', 'EU Treaty, Art. 42.7')
    """
    topic = solution.topic
    calls = _under_treaties(topic, calls_of_side(solution, topic.side))
    helping = [
        owed_of(solution, c) for c in strongest_per_state(c for c in calls if c.helping)
    ]
    settled = tuple(o for o in helping if o.settled)
    pending = [o for o in helping if not o.settled and _asks_more(o, settled)]
    asked = zip(topic.treaties, topic.articles, strict=True)
    return Ruling(
        topic,
        tuple(rule_on_state(solution, s, calls) for s in topic.states),
        tuple(rule_on_treaty(solution, t, a, topic.states) for t, a in asked),
        settled,
        tuple(pending),
        barred_of_side(solution, topic.side),
    )


def _under_treaties(
    topic: Topic, calls: Sequence[TriggeredArticle]
) -> Sequence[TriggeredArticle]:
    """Keep the articles of the treaties asked about; all where none is."""
    asked = list(zip(topic.treaties, topic.articles, strict=True))
    if not asked:
        return calls
    found = []
    for call in calls:
        article = call.clause.obligation.article
        if any(call.treaty.id == t and is_article(article, a) for t, a in asked):
            found.append(call)
    return found


def _asks_more(pending: Owed, settled: Iterable[Owed]) -> bool:
    """Tell whether an article that waits asks somebody for more than settled articles ask of him already."""
    duty = pending.call.duty
    met = {s for o in settled for s in o.call.states if o.call.duty.rank <= duty.rank}
    return not met.issuperset(pending.call.states)
