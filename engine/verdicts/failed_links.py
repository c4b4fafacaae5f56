"""Failed links: duties that are not triggered because the treaty has ended, is suspended, or protects the other side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from engine.cascade.attackers import aimed_at
from engine.cascade.outcomes import Context
from engine.record.facts import (
    NO_PARTY,
    OTHER_ENEMY,
    SUSPENDED,
    FailedCondition,
    Failure,
)
from engine.record.questions import Questions
from engine.setting.graph import Clause, ObligationGraph, clauses_of
from engine.setting.occurrences import Occurrence
from engine.setting.prominence import LONG_AGO, SOON
from engine.setting.setting import Setting
from treaties.models.legs import resting_on
from treaties.models.scenario import UNNAMED
from treaties.models.treaty import Treaty
from treaties.support.grouping import grouped
from treaties.vocabulary.days import in_words
from treaties.vocabulary.names import article_cited

Enemies = Mapping[str, list[str]]


def lapsed(setting: Setting, graph: ObligationGraph) -> list[FailedCondition]:
    """Return the clauses that would be triggered but do not bind the two states on the day: not yet, or no longer.

    Treaties made for one war that ended with it are skipped. For states that attack, only treaties that will enter into
    force and that cover any war are returned.
    """
    found: list[FailedCondition] = []
    struck, waging = _called(setting)
    for clause, owed in _once_owed(setting, {*struck, *waging}):
        for state in (s for s in struck if s in owed):
            found += _not_binding(setting, graph, clause, state, struck[state])
        if clause.obligation.trigger.own_war:
            for state in (s for s in waging if s in owed):
                failed = _not_binding(setting, graph, clause, state, waging[state])
                found += [b for b in failed if b.pending]
    return found


def _once_owed(
    setting: Setting, concerned: set[str]
) -> Iterator[tuple[Clause, set[str]]]:
    """The clauses of treaties signed by then that name any of some states, whether or not they bind that day."""
    on = setting.on
    naming = (t for t in setting.corpus.treaties if _names(t, concerned))
    for treaty in sorted(naming, key=lambda t: t.id):
        over = treaty.until and treaty.until <= on
        if treaty.signed > on or (over and treaty.wartime):
            continue
        clauses = clauses_of(treaty)
        for clause in clauses:
            o = clause.obligation
            owed = concerned.intersection(o.beneficiaries or treaty.states)
            left_out = o.duty.standing or o.as_published
            if owed and not left_out and not _replaced(clause, clauses, on):
                yield clause, owed


def _names(treaty: Treaty, concerned: set[str]) -> bool:
    """Whether a treaty may owe something to any of some states: most treaties name none of them."""
    return not concerned.isdisjoint(treaty.states) or any(
        not concerned.isdisjoint(o.beneficiaries) for o in treaty.obligations
    )


def _called(setting: Setting) -> tuple[Enemies, Enemies]:
    """Who is struck, and who is at war by its own attack, with those on the other end, in the order of events."""
    acts = [o for o in setting.asked_for if o.object]
    struck = grouped((o.object, o.actor) for o in acts)
    force = (
        o for o in acts if o.kind.forcible and not o.isolated and o.actor != UNNAMED
    )
    return struck, grouped((o.actor, o.object) for o in force)


def _replaced(clause: Clause, clauses: Sequence[Clause], on: date) -> bool:
    """Whether a later version of the same article had taken its place by that day: its end is no end of the article."""
    o = clause.obligation
    if o.holds_on(on):
        return False
    same = [
        k.obligation
        for k in clauses
        if k.obligation.article == o.article and k is not clause
    ]
    return any(
        k.holds_on(on) or bool(o.until and k.since and o.until <= k.since <= on)
        for k in same
    )


def _not_binding(
    setting: Setting,
    graph: ObligationGraph,
    clause: Clause,
    state: str,
    enemies: list[str],
) -> Iterator[FailedCondition]:
    """The obligors that a clause would bind to help a state, and does not bind that day."""
    for obligor in clause.obligation.obligors or clause.treaty.states:
        if graph.binds(clause, obligor, state) or obligor in (state, *enemies):
            continue
        there = setting.corpus.states[obligor].exists_on(setting.on)
        if there and (why := _why_not_in_force(setting, graph, clause, obligor, state)):
            yield FailedCondition(obligor, clause.key, state, enemies[0], *why)


def suspended(setting: Setting, graph: ObligationGraph) -> list[FailedCondition]:
    """Return the clauses that would be triggered but are suspended between the two states on the day."""
    found = []
    for treaty in sorted(
        (t for t in setting.corpus.treaties if any(not s.ended for s in t.suspensions)),
        key=lambda t: t.id,
    ):
        known = {
            id(c.obligation): c for c in clauses_of(treaty) if c.key in graph.clauses
        }
        for leg in resting_on(
            treaty, setting.on, lambda s: setting.corpus.states[s].exists_on(setting.on)
        ):
            clause = known.get(id(leg.obligation))
            if clause is None or leg.obligation.duty.standing:
                continue
            why = Failure("suspended", (leg.obligor, leg.beneficiary))
            for o in setting.occurrences:
                if o.object == leg.beneficiary and leg.obligor != o.actor:
                    found.append(
                        FailedCondition(
                            leg.obligor, clause.key, o.object, o.actor, SUSPENDED, why
                        )
                    )
    return found


def wrong_side(setting: Setting, graph: ObligationGraph) -> list[FailedCondition]:
    """Return the clauses of help owed to an attacker; they are not triggered, because it attacks and is not attacked.

    The failure has another kind if the text is not directed against the victim either.
    """
    found, questions = [], Questions(setting.name_in_line, today=setting.today)
    for o in _first_attacks(setting):
        attacker, victim = o.actor, o.object
        for clause, obligors in graph.owed_to(attacker):
            trigger = clause.obligation.trigger
            helps = clause.obligation.duty.drawn_in
            if not helps or trigger.own_war or trigger.internal:
                continue
            ctx = Context(setting, graph, questions, clause, o, None)
            meant = aimed_at(victim, ctx)
            why = Failure("ally-attacks" if meant else OTHER_ENEMY, (attacker,))
            found += [
                FailedCondition(s, clause.key, attacker, victim, "trigger", why)
                for s in obligors
                if s != victim
            ]
    return found


def _first_attacks(setting: Setting) -> list[Occurrence]:
    """The force of named states that nobody attacks, between each two the last."""
    victims = {o.object for o in setting.occurrences if o.object}
    force: dict[tuple[str, str], Occurrence] = {}
    for o in setting.occurrences:
        if o.kind.forcible and not o.group:
            force[o.actor, o.object] = o
    return [o for o in force.values() if o.actor not in (UNNAMED, *victims)]


def _why_not_in_force(
    setting: Setting, graph: ObligationGraph, clause: Clause, obligor: str, victim: str
) -> tuple[str, Failure, date | None] | None:
    """The condition that fails where a clause does not bind two states that day, why, and the day from which it will
    bind.

    Of all that ended, the obligor's own exit comes first, else what ended first.
    """
    on, treaty = setting.on, clause.treaty
    if treaty.since is None:
        old = (on - treaty.signed).days > LONG_AGO
        return (
            None
            if old
            else (
                "in-force",
                Failure("never-in-force", (), treaty.signed, (treaty.unborn,)),
                None,
            )
        )
    over = [*_exits(on, clause, [obligor])] or sorted(
        _ends(on, clause, obligor, victim)
    )
    if over:
        return None if (on - over[0][0]).days > LONG_AGO else (*over[0][2:], None)
    yet = sorted(_starts(on, clause, obligor, victim))
    if yet:
        day, _, condition, why = yet[-1]
        return (
            None
            if condition == NO_PARTY and (day - on).days > SOON
            else (condition, why, day)
        )
    secret = graph.public_only and (clause.obligation.secret or treaty.secret)
    return ("in-force", Failure("not-public"), None) if secret else None


_Bound = tuple[date, int, str, Failure]
"""A day, a number that keeps the instrument before its article and its parties, the condition, and the reason."""


def _starts(on: date, clause: Clause, obligor: str, victim: str) -> Iterator[_Bound]:
    t, o = clause.treaty, clause.obligation
    if t.since and on < t.since:
        yield (
            t.since,
            2,
            "in-force",
            Failure("not-yet", (), t.since, (in_words(t.signed),)),
        )
        return
    if o.since and on < o.since:
        yield (
            o.since,
            1,
            "in-force",
            Failure("article-not-yet", (), o.since, (article_cited(o.article),)),
        )
    for state in _parties(clause, obligor, victim):
        spans = [p for p in t.parties if p.state == state]
        later = min((p.since for p in spans if p.since and p.since > on), default=None)
        if later and not any(p.holds_on(on) for p in spans):
            yield later, 0, NO_PARTY, Failure("not-yet-party", (state,), later)


def _ends(on: date, clause: Clause, obligor: str, victim: str) -> Iterator[_Bound]:
    """The instruments that had bound the two and had ended by that day."""
    t, o = clause.treaty, clause.obligation
    both = _parties(clause, obligor, victim)
    if t.until and t.until <= on and _bound_before(t, both, t.until):
        yield t.until, 0, "in-force", Failure("ended", (), t.until)
    if o.until and o.until <= on and _bound_before(t, both, o.until):
        yield (
            o.until,
            1,
            "in-force",
            Failure("article-ended", (), o.until, (article_cited(o.article),)),
        )
    yield from _exits(on, clause, both)


def _bound_before(treaty: Treaty, states: Iterable[str], end: date) -> bool:
    """Whether each of these states was a party by the day on which something ended."""
    return all(
        any(p.state == s and (p.since is None or p.since < end) for p in treaty.parties)
        for s in states
    )


def _exits(on: date, clause: Clause, states: Iterable[str]) -> Iterator[_Bound]:
    for state in states:
        spans = [p for p in clause.treaty.parties if p.state == state]
        left = max((p.until for p in spans if p.until and p.until <= on), default=None)
        if left and not any(
            p.holds_on(on) or (p.since and p.since > on) for p in spans
        ):
            yield left, 2, NO_PARTY, Failure("already-left", (state,), left)


def _parties(clause: Clause, obligor: str, victim: str) -> list[str]:
    """Who must be bound: the obligor, and the one it is owed to unless it is guaranteed from outside."""
    inside = victim in clause.treaty.states and not clause.obligation.party_or_not
    return [obligor, victim] if inside else [obligor]
