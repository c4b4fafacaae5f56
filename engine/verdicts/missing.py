"""Links that are not there: duties that would have been called, but for time, a suspended leg, or the side taken."""

from __future__ import annotations

from datetime import date

from engine.cascade.facts import Blocked
from engine.cascade.graph import Clause, ObligationGraph, clauses_of
from engine.cascade.setting import Setting
from treaties.scenarios import UNNAMED

LONG_AGO = 50 * 366
"""Days after which an ended treaty is no longer told of as a link that has lapsed."""


def lapsed(setting: Setting, graph: ObligationGraph) -> list[Blocked]:
    """Clauses that would have been called but are not in force that day: not yet, or no longer."""
    found = []
    on = setting.on
    victims = {o.object: o.actor for o in setting.asked_for if o.object}
    for treaty in sorted(setting.corpus.treaties, key=lambda t: t.id):
        if (on - (treaty.until or treaty.signed)).days > LONG_AGO and not treaty.parties_on(on):
            continue
        for clause in clauses_of(treaty):
            o = clause.obligation
            if clause.key in graph.clauses or o.duty.standing or o.as_published or clause.treaty.signed > on:
                continue
            for victim, adversary in victims.items():
                to = o.beneficiaries or treaty.states
                for obligor in o.obligors or treaty.states:
                    there = setting.corpus.states[obligor].exists_on(on)
                    if there and victim in to and obligor not in (victim, adversary):
                        reason = _why_not_in_force(clause, on)
                        found.append(Blocked(obligor, clause.key, victim, adversary, "in-force", reason))
    return found


def suspended(setting: Setting, graph: ObligationGraph) -> list[Blocked]:
    """Clauses that would have been called but for a leg that is suspended that day."""
    found = []
    for clause in sorted(graph.clauses.values(), key=lambda k: k.key):
        for o in setting.occurrences:
            owed = clause.obligation.beneficiaries or graph.parties[clause.treaty.id]
            if not clause.treaty.suspensions or o.object not in owed or clause.obligation.duty.standing:
                continue
            for obligor in clause.obligation.obligors or graph.parties[clause.treaty.id]:
                if obligor not in (o.actor, o.object) and graph.suspended(clause.treaty, obligor, o.object):
                    one, other = setting.name(obligor), setting.name(o.object)
                    reason = f"the treaty is suspended between {one} and {other}"
                    found.append(Blocked(obligor, clause.key, o.object, o.actor, "suspended", reason))
    return found


def wrong_side(setting: Setting, graph: ObligationGraph) -> list[Blocked]:
    """Clauses owed to a state that attacks: its ally is the attacker, not the attacked."""
    found = []
    victims = {o.object for o in setting.occurrences if o.object}
    for attacker, victim in dict.fromkeys((o.actor, o.object) for o in setting.occurrences if o.kind.forcible):
        if attacker == UNNAMED or attacker in victims:
            continue
        for clause, obligors in graph.owed_to(attacker):
            if not clause.obligation.duty.drawn_in or clause.obligation.trigger.value == "war":
                continue
            for obligor in obligors:
                if obligor != victim:
                    reason = f"its ally {setting.name(attacker)} is the attacker, not the attacked"
                    found.append(Blocked(obligor, clause.key, attacker, victim, "trigger", reason))
    return found


def _why_not_in_force(clause: Clause, on: date) -> str:
    t, o = clause.treaty, clause.obligation
    since = max((d for d in (t.since, o.since) if d), default=None)
    until = min((d for d in (t.until, o.until) if d), default=None)
    if t.since is None:
        return f"signed on {t.signed}, never in force"
    if since and on < since:
        return f"signed on {t.signed}, in force only from {since}"
    if until and on >= until:
        return f"no longer in force since {until}"
    return "not known to the public that day" if o.secret or t.secret else "no party to it is bound that day"
