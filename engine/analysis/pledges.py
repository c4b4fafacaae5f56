"""Pledges of a state on a day, apart from any attack; and the answer to any question about the law alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from engine.analysis.pledge_text import Pledge, Pledges
from engine.analysis.pledge_words import (
    left_open,
    one_of,
    span_words,
    whole_line,
    wording,
)
from engine.analysis.terms import Term, term
from engine.analysis.weighing import Weighed, ordered, strength, weigh
from engine.catalogue.condition_words import condition_words
from engine.question.topic import Kind, Topic, article_asked
from engine.ruling.treaties import is_article
from engine.setting.graph import Clause, ObligationGraph, obligations
from treaties.models.conditions import Attacker, Condition, Judgement
from treaties.models.corpus import Corpus
from treaties.models.legs import legs_on
from treaties.models.treaty import Obligation, Treaty
from treaties.vocabulary.days import in_words
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.names import with_article
from treaties.vocabulary.terms import Duty

PRESUMED = ("self-defence",)
"""The conditions that the short text leaves out: whoever is attacked may defend itself."""
CLOSE = 10
"""The largest number of parties of a treaty between a few states; a treaty with more comes after these."""


def owes(
    corpus: Corpus, state: str, toward: str = "", *, on: date, under: str = ""
) -> Pledges:
    """Return what a state owes another, or all others, by the law of a day, apart from any attack.

    Args:
        corpus: the law.
        state: the state, by any name or code.
        toward: the other state; all others by default.
        on: the day.
        under: the only treaty that counts, or its article as `TREATY:ARTICLE`; every treaty by default.

    Raises `CasusError` for a state that did not exist on the day, or if both states are the same.

    >>> from treaties.loading.corpus import load_corpus
    >>> found = owes(load_corpus(), "USA", "Japan", on=date(2026, 1, 1))
    >>> found.owed[0].label, found.owed[0].duty
    ('US–Japan Treaty of 1960, Art. V', 'act')
    """
    one = corpus.states.resolve(state, on).id
    other = corpus.states.resolve(toward, on).id if toward else ""
    if one == other:
        raise CasusError(f"`{state}` owes itself nothing", remedy="name another state")
    graph = obligations(corpus, on)
    names = {s: with_article(corpus.states[s].name_on(on)) for s in (one, other) if s}
    owed = _between(graph, one, other) if other else _to_all(graph, one)
    back = _between(graph, other, one) if other else ()
    lesser = {} if other or under else _lesser(graph, one)
    owed, back = (_under(pledges, under, corpus) for pledges in (owed, back))
    options = f"{f' --under {under}' if under else ''} --on {on} --all"
    call = f"casus owes {one}{f' {other}' if other else ''}{options}"
    return Pledges(on, one, other or None, owed, back, lesser, names, call)


def _under(
    pledges: tuple[Pledge, ...], under: str, corpus: Corpus
) -> tuple[Pledge, ...]:
    """Keep the pledges of one treaty, or of one of its articles; all where none is named."""
    name, _, article = under.partition(":")
    if not name:
        return pledges
    treaty = corpus.treaty(name.strip())
    wanted = article_asked(treaty, article.strip())
    of_treaty = (p for p in pledges if p.treaty == treaty.id)
    return tuple(p for p in of_treaty if is_article(p.article, wanted))


def _between(graph: ObligationGraph, one: str, other: str) -> tuple[Pledge, ...]:
    clauses = graph.between(one, other)

    def place(p: Pledge) -> tuple[object, ...]:
        treaty = graph.corpus.treaty(p.treaty)
        wide = p.helps and len(treaty.states) > CLOSE
        return not p.binding, not p.helps, wide, *strength(treaty, Duty(p.duty))

    found = [(c, _pledge(graph, c, one, (other,))) for c in ordered(clauses)]

    def rarity(c: Clause, p: Pledge) -> tuple[bool, int, int]:
        # Help against any attacker goes before help against some attackers alone.
        return _against_some(c), len(p.words.needs), len(p.conditions)

    found.sort(key=lambda each: (*place(each[1]), *rarity(*each)))
    return tuple(p for _, p in found)


def _against_some(clause: Clause) -> bool:
    """Tell whether an article is about some attackers alone: named states, or states of some kinds."""
    asked = (c for c in clause.obligation.conditions if isinstance(c, Attacker))
    return any(c.among or c.classes or c.allied_with or c.supported_by for c in asked)


def _to_all(graph: ObligationGraph, one: str) -> tuple[Pledge, ...]:
    """List the articles by which a state owes help, each with all to whom it owes it on the same conditions."""
    found = []
    for clause in _widest_first(graph, one):
        toward = sorted(set(graph.owed_under(clause, one)) - {one})
        bound = graph.parties.get(clause.treaty.id, frozenset())
        for inside in (True, False):
            part = tuple(s for s in toward if (s in bound) is inside)
            if part:
                found.append(_pledge(graph, clause, one, part))
    return tuple(found)


def _widest_first(graph: ObligationGraph, one: str) -> list[Clause]:
    """Order the articles by which a state owes help: those of the treaty that helps most parties first, with all of
    its articles, then hardest first.

    An article that helps every state of the world is no alliance: only parties count.
    """
    helping = [c for c in ordered(graph.owed_by(one)) if c.obligation.duty.drawn_in]
    helped: dict[str, set[str]] = {}
    for clause in helping:
        bound = graph.parties.get(clause.treaty.id, frozenset())
        allies = bound.intersection(graph.owed_under(clause, one)) - {one}
        helped.setdefault(clause.treaty.id, set()).update(allies)

    def place(c: Clause) -> tuple[bool, int, int]:
        allies = len(helped[c.treaty.id])
        return not c.treaty.rank.binding, -allies, -len(c.treaty.states)

    return sorted(helping, key=place)


def _lesser(graph: ObligationGraph, one: str) -> dict[str, int]:
    """Count, for each lesser duty by treaty that a state has, the states to which it owes it."""
    owed: dict[str, set[str]] = {}
    for clause in graph.owed_by(one):
        duty = clause.obligation.duty
        if not duty.drawn_in and clause.treaty.rank.binding:
            toward = set(graph.owed_under(clause, one)) - {one}
            owed.setdefault(str(duty), set()).update(toward)
    return {d: len(owed[d]) for d in map(str, Duty) if d in owed}


def _pledge(
    graph: ObligationGraph, clause: Clause, one: str, toward: tuple[str, ...]
) -> Pledge:
    o, treaty, corpus = clause.obligation, clause.treaty, graph.corpus
    since = _latest(treaty, o.since, (one, *toward), graph.on)
    until = _last(graph, clause, one, toward)
    conditions = _asked_toward(graph, clause, toward)
    to = one_of(graph, clause, toward)
    awaited = tuple(
        dict.fromkeys(condition_words(corpus, c, to, graph.on) for c in conditions)
    )
    whole = wording(graph, clause, one, toward, conditions)
    short = [c for c in conditions if c.kind not in PRESUMED]
    return Pledge(
        one,
        toward,
        str(o.duty),
        treaty.id,
        o.article,
        clause.label,
        str(o.trigger),
        awaited,
        since.isoformat() if since else None,
        until.isoformat() if until else None,
        treaty.rank.binding,
        str(clause.warrant),
        wording(graph, clause, one, toward, short),
        f"{whole_line(whole)}{span_words(since, until)}"
        f"{_last_joined(treaty, toward, graph.on, since)}{left_open(conditions)}.",
    )


def _last_joined(
    treaty: Treaty, toward: Sequence[str], on: date, since: date | None
) -> str:
    """Word since when the last of many parties is helped too; empty where none joined later.

    Args:
        treaty: the treaty.
        toward: the ids of those who are helped.
        on: the day.
        since: the day from which the article binds at all.
    """
    joined = [
        p.since
        for p in treaty.parties
        if p.state in toward and p.since and p.holds_on(on)
    ]
    last = max(joined, default=None)
    if len(toward) <= 3 or last is None or (since and last <= since):
        return ""
    return f", toward the last of them since {in_words(last)}"


def _asked_toward(
    graph: ObligationGraph, clause: Clause, toward: tuple[str, ...]
) -> tuple[Condition, ...]:
    """Keep the conditions that an article has toward some states: those about outsiders only where all are outside."""
    bound = graph.parties.get(clause.treaty.id, frozenset())
    outside = bound.isdisjoint(toward)
    return tuple(
        c
        for c in clause.obligation.conditions
        if outside or not (isinstance(c, Judgement) and c.outsiders)
    )


def _last(
    graph: ObligationGraph, clause: Clause, one: str, toward: tuple[str, ...]
) -> date | None:
    """Find the first day on which an article no longer binds a state toward others.

    An article that goes on in other words, and one beside which another treaty says the same, has no end of its own.
    """
    treaty = clause.treaty
    ends = [treaty.until, _article_ends(treaty, clause.obligation, one, toward)]
    for state in (one, *toward) if len(toward) == 1 else (one,):
        own = [p for p in treaty.parties if p.state == state and p.holds_on(graph.on)]
        ends += [p.until for p in own[:1]]
    return min((d for d in ends if d), default=None)


def _article_ends(
    treaty: Treaty, o: Obligation, one: str, toward: tuple[str, ...]
) -> date | None:
    """Find the first day on which neither an article nor what follows it binds; None where it has no end of its own."""
    following: Obligation | None = o
    while following and following.until and not following.overtaken:
        o = following
        following = _following(treaty, o, one, toward)
    return o.until if following is None else None


def _following(
    treaty: Treaty, o: Obligation, one: str, toward: tuple[str, ...]
) -> Obligation | None:
    """Find the article that takes the place of another on its last day, between the same states and without more
    conditions."""
    for leg in legs_on(treaty, o.until) if o.until else ():
        then = leg.obligation
        same = (then.article, then.duty) == (o.article, o.duty)
        between = leg.obligor == one and leg.beneficiary == toward[0]
        if same and between and then is not o and then.since == o.until:
            return then
    return None


def _latest(
    treaty: Treaty, article: date | None, states: tuple[str, ...], on: date
) -> date | None:
    """Find the day from which an article binds these states; of many to whom it is owed the treaty's own day."""
    days = [d for d in (treaty.since, article) if d]
    for state in states if len(states) <= 3 else states[:1]:
        own = (p for p in treaty.parties if p.state == state and p.holds_on(on))
        days += [p.since for p in own if p.since][-1:]
    return max(days) if days else None


def law_answer(corpus: Corpus, topic: Topic, on: date) -> Pledges | Weighed | Term:
    """Answer a question about the law alone: what a state owes, which of two treaties is stronger, or when a treaty
    binds.

    Args:
        corpus: the law.
        topic: the question's subject.
        on: the day whose law counts; not used to say when a treaty binds.

    Raises `CasusError` for a state that did not exist on the day, two names of the same state, or an article that promises no help on the day.
    """
    if topic.kind is Kind.WEIGH:
        return weigh(corpus, *topic.cited, on=on)
    if topic.kind is Kind.WHEN:
        return term(corpus, topic.treaty, topic.states)
    under = topic.cited[0] if topic.treaties else ""
    return owes(corpus, *topic.states[:2], on=on, under=under)
