"""What the given acts break: promises that the attacker itself made, by article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.cascade.attackers import attacker_fits
from engine.cascade.conditions import worded
from engine.cascade.graph import Clause, ObligationGraph
from engine.cascade.occurrences import Occurrence
from engine.cascade.outcomes import Context
from engine.cascade.questions import Questions
from engine.cascade.setting import Setting
from treaties.conditions import Attacker, Judgement
from treaties.scenarios import Event
from treaties.terms import Duty, EventKind, Nature, Presumption, Trigger

FORBID_FORCE = (Duty.NOT_ATTACK, Duty.NOT_ALLY_AGAINST)
"""Standing duties that force against the one they are owed to breaks."""


@dataclass(frozen=True, slots=True)
class Breach:
    """One promise broken by one given act. `others` are those besides `toward` to whom the same article is owed.

    `excused` says what would excuse it, where something may: that the force is lawful defence, or another's; and on what
    it hangs that the promise binds at all, where the instrument itself leaves that open.
    """

    state: str
    clause: Clause
    toward: str
    others: tuple[str, ...]
    act: str
    """What breaks it: the kind of the event."""
    against: str
    """Whom the act is directed at."""
    excused: str = ""

    @property
    def helper(self) -> bool:
        """Whether what is broken is a duty to help the very state that is attacked."""
        return self.clause.obligation.duty.drawn_in


def broken(setting: Setting, graph: ObligationGraph) -> tuple[Breach, ...]:
    """Every standing duty, and every duty to help, that the events of the question break, in their order.

    Force breaks what the attacker owes the one attacked; it breaks it toward everybody to whom the same article is
    owed. A promise of help against others alone is none that its obligor's own force breaks. Force in answer to a war that the other began breaks nothing. A separate peace breaks the promise not to make
    one, toward each that still fights the same enemy.

    >>> from engine import ask
    >>> [(b.clause.key, b.toward) for b in ask("Poland", by="Germany", on="1939-01-02").broken]
    [('german-polish-1934:declaration', 'poland')]
    """
    found = [b for o in setting.asked_for for b in _by_force(setting, graph, o)]
    found += [
        b for e in setting.has(EventKind.SEPARATE_PEACE) if not e.background for b in _by_peace(setting, graph, e)
    ]
    return tuple(dict.fromkeys(found))


def _by_force(setting: Setting, graph: ObligationGraph, o: Occurrence) -> Iterator[Breach]:
    if not o.kind.forcible:
        return
    if (o.object, o.actor) in setting.begun:
        return
    for clause in graph.between(o.actor, o.object):
        duty = clause.obligation.duty
        bound = clause.treaty.bound_since(o.actor, setting.on)
        if (bound and o.begun < bound) or not (duty in FORBID_FORCE or duty.drawn_in):
            continue
        if duty.drawn_in and not _meant(setting, graph, clause, o):
            continue
        others = tuple(sorted(b for b in graph.owed_under(clause, o.actor) if b != o.object))
        yield Breach(o.actor, clause, o.object, others, str(o.kind), o.object, _excuse(setting, o, clause))


def _meant(setting: Setting, graph: ObligationGraph, clause: Clause, o: Occurrence) -> bool:
    """Whether a promise of help is one against an attacker such as its own obligor."""
    ctx = Context(setting, graph, Questions(setting.name_in_line), clause, o, None)
    named = (c for c in clause.obligation.conditions if isinstance(c, Attacker))
    return all(attacker_fits(c, ctx, o.actor) for c in named)


def _excuse(setting: Setting, o: Occurrence, clause: Clause) -> str:
    open_ = ""
    if not o.attributed:
        open_ = "unless the force is not its own"
    elif o.kind.doubtful:
        open_ = "if this is force at all"
    elif o.counter:
        open_ = "unless the force is lawful defence"
    return ", ".join(filter(None, (open_, *_in_doubt(setting, o, clause))))


def _in_doubt(setting: Setting, o: Occurrence, clause: Clause) -> Iterator[str]:
    """What must be judged for the promise to bind at all, whatever the attack: that it is in force, or says so much."""
    for c in clause.obligation.conditions:
        if isinstance(c, Judgement) and c.nature is Nature.LAW and c.presumed is Presumption.OPEN and not c.per_attack:
            text = worded(c, *map(setting.name_in_line, (o.actor, o.object, o.actor)))
            yield f"only if the answer to “{text}” is {c.needs}"


def _by_peace(setting: Setting, graph: ObligationGraph, e: Event) -> Iterator[Breach]:
    for state in e.by:
        for clause in graph.owed_by(state):
            o = clause.obligation
            if o.duty is not Duty.NO_SEPARATE_PEACE:
                continue
            for enemy in e.to:
                owed = graph.owed_under(clause, state)
                with_it = sorted(b for b in owed if b not in e.by and fights(setting, b, enemy))
                if with_it and (not o.against or enemy in o.against):
                    yield Breach(state, clause, with_it[0], tuple(with_it[1:]), str(e.kind), enemy)


def fights(setting: Setting, one: str, other: str) -> bool:
    """Whether two states stand on opposite sides of a given war and have not made peace."""
    first = min((o.begun for o in setting.occurrences), default=setting.on)
    if setting.peace(one, other, first):
        return False
    return any(one in s.members and other in setting.facing(s).members for s in setting.sides)


def permanently_neutral(clause: Clause) -> bool:
    """Whether a duty of neutrality is one that its obligor owes in the wars of all others, at all times.

    It is so where one state alone owes it in any war, to several others or by a declaration of its own; between two it
    is neutrality in each other's wars.

    >>> from treaties.corpus import load_corpus
    >>> from engine.cascade.graph import clauses_of
    >>> [k.key for k in clauses_of(load_corpus().treaty("luxembourg-1867")) if permanently_neutral(k)]
    ['luxembourg-1867:II#4']
    """
    o = clause.obligation
    return (
        o.duty is Duty.STAY_NEUTRAL
        and o.trigger is Trigger.WAR
        and not o.conditions
        and len(o.obligors) == 1
        and len(clause.treaty.states) != 2
    )
