"""Duties other than certain help under the treaties asked about, and other treaties under which help is owed."""

from __future__ import annotations

from collections.abc import Iterator

from engine.findings.calls import strongest_per_state
from engine.ruling.ruled_answer import RuledAnswer
from engine.ruling.ruling import Owed, TreatyRuling
from engine.ruling.states import calls_of_side, owed_of
from engine.ruling.treaties import is_article
from treaties.vocabulary.terms import Duty


def talks_under(ruled: RuledAnswer, ruling: TreatyRuling) -> Owed | None:
    """Return the duty to consult under a treaty, or under the article asked about; of several, the duty with the fewest
    conditions. None if there is no such duty.
    """
    calls = calls_of_side(ruled.solution, ruled.topic.side)
    asked = [
        owed_of(ruled.solution, c)
        for c in calls
        if c.treaty is ruling.treaty
        and c.duty is Duty.CONSULT
        and is_article(c.clause.obligation.article, ruling.article)
    ]
    return min(asked, key=lambda o: o.open_points, default=None)


def lesser_duties_under(ruled: RuledAnswer, ruling: TreatyRuling) -> list[Owed]:
    """Return the settled duties short of help that a treaty imposes by any of its articles, although it obliges nobody
    to help.
    """
    lesser = [o for o in ruling.calls if not o.call.helping and o.settled]
    about = set(ruled.topic.states)
    for call in calls_of_side(ruled.solution, ruled.topic.side):
        owed = owed_of(ruled.solution, call)
        asked = call.treaty is ruling.treaty and (about & set(call.states) or not about)
        if asked and owed.settled and call.duty.lesser:
            lesser.append(owed)
    return lesser


def further_parties(
    ruled: RuledAnswer, ruling: TreatyRuling
) -> Iterator[tuple[Owed, list[str]]]:
    """Yield each article of help of a treaty after the first, with the parties that no earlier article binds. Articles
    without such a party are left out.
    """
    named = set(ruling.helping[0].call.states)
    for owed in ruling.helping[1:]:
        left = ruled.order.sorted(set(owed.call.states) - named)
        named.update(left)
        if left:
            yield owed, left


def covering(ruled: RuledAnswer) -> list[Owed]:
    """Return the certain help under treaties that the question does not name, the strictest duty first."""
    asked = set(ruled.topic.treaties)
    calls = calls_of_side(ruled.solution, ruled.topic.side)
    other = [c for c in calls if c.helping and c.treaty.id not in asked]
    each = [owed_of(ruled.solution, c) for c in strongest_per_state(other)]
    settled = [o for o in each if o.settled and _protects(ruled, o)]
    return sorted(settled, key=lambda o: o.call.duty.rank)


def _protects(ruled: RuledAnswer, owed: Owed) -> bool:
    """Tell whether help goes to those whom a treaty asked about protects; to anybody where it protects none of them."""
    asked = [ruled.solution.corpus.treaty(t) for t in ruled.topic.treaties]
    day = ruled.setting.on
    inside = {s for t in asked for s in t.parties_on(day)} & set(ruled.helped)
    return not inside or not inside.isdisjoint(owed.call.beneficiaries)
