"""The cascade: from the given events outwards along the obligation graph, round by round, to the least fixed point.

Each round takes the force used so far, finds whom the struck states may call (`called`, `arisen`, `due`), lets each
obligor perform or not, makes those that do belligerents, and lets belligerents of opposite sides strike each other.
Every inference is a step of the derivation record; who is drawn in under which answers is read off it afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from engine.cascade.called import PERFORMANCE, TriggeringAct
from engine.cascade.conditions import bars, counting, evaluate
from engine.cascade.duties import Duties
from engine.cascade.facts import Derivation, Fact, FailedCondition, Failure, Step
from engine.cascade.fighting import Fighting
from engine.cascade.givens import given, principals
from engine.cascade.graph import Clause, ObligationGraph
from engine.cascade.occurrences import Occurrence
from engine.cascade.outcomes import Context, Way, all_ways
from engine.cascade.setting import Setting
from engine.cascade.sides import Side
from engine.cascade.triggers import triggered
from treaties.models.scenario import UNNAMED
from treaties.vocabulary.terms import AttackerKind, EventKind, Trigger

_Held = tuple[Clause, list[str], Occurrence, Side | None, str, Fact | None]
"""A clause, its obligors, what it was held against and on which side, its beneficiary, and the fact behind it."""


class Escalation:
    """One run of the cascade over one setting and the law of its day."""

    def __init__(self, setting: Setting, graph: ObligationGraph, *, rounds: int | None = None) -> None:
        self.setting = setting
        self.graph = graph
        self.rounds = rounds
        self.duties = Duties(setting, graph)
        self.questions = self.duties.questions
        self.record = self.duties.record
        self._hit: dict[str, list[str]] = {}
        self._terms: dict[str, tuple[tuple[tuple[str, Any], ...], bool]] = {}
        """By clause its conditions, but for those that bear on performance alone, and whether it counts attackers."""
        self._counted: dict[str, dict[tuple[object, ...], _Held]] = {}
        """By the one hit, the clauses held before that count those who hit it."""
        self._owed: dict[str, list[str]] = {}
        """By clause those to whom it may be owed."""
        self.fighting = Fighting(self.duties)
        self._joining = self.duties.rule(PERFORMANCE)

    def run(self) -> Derivation:
        """Walk outwards until a round adds nothing, or the rounds asked for are done."""
        frontier = given(self.duties)
        round_ = 1
        while frontier:
            if self.rounds is not None and round_ > self.rounds:
                self.record.complete = False
                break
            joined = self.layer(frontier, round_)
            if round_ == 1:
                joined = principals(self.duties, self.fighting) + joined
            frontier = self.fighting.strikes(joined, round_)
            round_ += 1
        self.write_calls()
        return self.record

    def layer(self, events: Iterable[Occurrence], round_: int) -> list[tuple[str, Side]]:
        """Note who strikes whom, then hold the clauses against it; returns who may thereby join."""
        again: dict[str, None] = {}
        for event in events:
            known = self._hit.setdefault(event.object, [])
            if event.kind.forcible and event.actor not in known:
                known.append(event.actor)
                again[event.object] = None
        joined: list[tuple[str, Side]] = []
        told = len(self.record.blocked)
        for held in [h for state in again for h in self._counted.get(state, {}).values()]:
            if self.spent():
                break
            # One more uses force against it, and what was told of those known then stays told.
            joined += self._hold(*held[:4], round_, *held[4:])
            del self.record.blocked[told:]
        for event in events:
            if self.spent():
                break
            joined += self._call(event, round_)
        return joined

    nearly = False
    """Whether little was left undone of the last work; here nothing is."""

    def spent(self) -> bool:
        """Whether no more strikes are to be taken up; here never."""
        return False

    def write_calls(self) -> None:
        """Add to the record what was called, and what follows for the obligors."""
        self.duties.calls.write(self.record, self.fighting.made)

    def weigh(
        self, ctx: Context, obligors: Sequence[str], ways: Sequence[Way], struck: tuple[Fact, ...], round_: int
    ) -> None:
        """Told of every clause that is called; here what it costs is not reckoned."""

    def _call(self, event: Occurrence, round_: int) -> list[tuple[str, Side]]:
        """Hold every clause owed to the one that is hit against the event; returns who may thereby join."""
        joined: list[tuple[str, Side]] = []
        sides: list[Side | None] = [
            s
            for s in self.setting.sides
            if event.within in (None, s.key) and self.fighting.on(event.object, s) and self.fighting.faces(event, s)
        ]
        for side in sides or [None]:
            if event.object:
                for clause, obligors in self.graph.owed_to(event.object):
                    if clause.obligation.trigger not in (Trigger.STANDING, Trigger.MOBILISATION):
                        joined += self._hold(clause, obligors, event, side, round_)
            if event.given and event.kind is EventKind.MOBILISATION:
                for clause in self.graph.triggered_by_mobilisation():
                    for beneficiary in self._beneficiaries(clause):
                        for owed, obligors in self.graph.owed_to(beneficiary):
                            if owed is clause:
                                self._hold(clause, obligors, event, side, round_, beneficiary)
            if event.kind.forcible or event.kind is EventKind.DECLARATION_OF_WAR:
                joined += self._at_war(event, round_)
        return joined

    def _at_war(self, event: Occurrence, round_: int) -> list[tuple[str, Side]]:
        """Clauses that wait for war whoever began it: the attacker may call its allies too."""
        if event.isolated or event.actor == UNNAMED:
            return []
        waiting = [(c, who) for c, who in self.graph.owed_to(event.actor) if c.obligation.trigger is Trigger.WAR]
        cause = Fact("attacked", (event.actor, event.object)) if event.kind.forcible else None
        seen_from_attacker = self.setting.seen_by_attacker(event)
        own = event.within and (event.within[0], 1 - event.within[1])
        sides: list[Side | None] = [
            s for s in self.setting.sides if own in (None, s.key) and self.fighting.on(event.actor, s)
        ]
        joined: list[tuple[str, Side]] = []
        for clause, obligors in waiting:
            for side in sides or [None]:
                joined += self._hold(clause, obligors, seen_from_attacker, side, round_, cause=cause)
        return joined

    def _hold(
        self,
        clause: Clause,
        obligors: list[str],
        event: Occurrence,
        side: Side | None,
        round_: int,
        beneficiary: str = "",
        cause: Fact | None = None,
    ) -> list[tuple[str, Side]]:
        """Hold one clause against one event; record what follows for its obligors, or what failed."""
        beneficiary = beneficiary or event.object
        if not event.object:
            event = replace(event, object=beneficiary)
        if day := self.setting.peace(event.actor, event.object, event.begun):
            why = Failure("peace", (event.actor, event.object), day)
            self.record.blocked += [
                FailedCondition(obligor, clause.key, beneficiary, event.actor, "peace", why)
                for obligor in obligors
                if event.given and obligor != event.actor
            ]
            return []
        if clause.key not in self._terms:
            plain = tuple((c.kind, c) for c in clause.obligation.conditions if not bars(c))
            self._terms[clause.key] = plain, counting(clause)
        conditions, counts = self._terms[clause.key]
        if counts:
            held = (clause, obligors, event, side, beneficiary, cause)
            key = (clause.key, event.actor, event.given, event.within, side and side.key, beneficiary, event.kind)
            self._counted.setdefault(event.object, {}).setdefault(key, held)
        others = tuple(s for s in self._hit.get(event.object, ()) if s != event.actor)
        ctx = Context(self.setting, self.graph, self.questions, clause, event, side, others)
        asked = len(self.questions)
        outcomes = [("trigger", triggered(ctx))]
        outcomes += [(kind, evaluate(c, ctx)) for kind, c in conditions]
        outcomes.append(("in-force", self.duties.in_force(ctx)))
        if not all(o.ways for _, o in outcomes):
            faults = [(kind, o.failure) for kind, o in outcomes if not o.ways]
            self.questions.forget(asked)
            if event.given:
                for obligor in obligors:
                    if obligor != event.actor:
                        self.record.blocked += [
                            FailedCondition(obligor, clause.key, beneficiary, event.actor, kind, why)
                            for kind, why in faults
                        ]
            return []
        struck: tuple[Fact, ...] = (cause or Fact("attacked", (event.actor, event.object)),)
        trigger = clause.obligation.trigger
        anyone = trigger is Trigger.THREAT or clause.obligation.attacker is AttackerKind.ANYONE
        felt = trigger is Trigger.INSURRECTION or (anyone and not event.attributed and not event.guest)
        if not event.kind.forcible or felt:
            struck = ()
        ways = all_ways(o for _, o in outcomes)
        self.duties.calls.call(ctx, beneficiary, TriggeringAct(event.actor, struck, event.within, ways, round_))
        self.weigh(ctx, obligors, ways, struck, round_)
        if event.given:
            owing = [o for o in obligors if self.duties.one(ctx, o, beneficiary, round_)]
        else:
            owing = self._pooled(ctx, obligors, round_)
        return [found for o in owing for found in self._join(ctx, o, beneficiary, round_)]

    def _pooled(self, ctx: Context, obligors: list[str], round_: int) -> list[str]:
        """The obligors that derived force newly calls: all alike, but for those with reservations of their own."""
        event, beneficiary = ctx.event, ctx.event.object
        reserving = self.graph.reserving.get(ctx.clause.treaty.id, ())
        alike = [o for o in obligors if o not in reserving] if reserving else obligors
        owing: set[str] = set()
        if alike and alike != [event.actor]:
            owing.update(self.duties.pool(ctx, alike, round_))
        if reserving:
            owing |= {o for o in obligors if o in reserving and self.duties.one(ctx, o, beneficiary, round_)}
        return [o for o in obligors if o in owing] if owing else []

    def _join(self, ctx: Context, obligor: str, beneficiary: str, round_: int) -> list[tuple[str, Side]]:
        """From a duty to help, performed, to being at war; nothing follows from lesser duties."""
        clause, side = ctx.clause, ctx.side
        key = (obligor, clause.key, beneficiary)
        if not clause.obligation.duty.drawn_in:
            return []
        casus = Fact("casus", (clause.treaty.id, obligor, beneficiary))
        self.record.add(Step(casus, (Fact("arisen", key),), (), "casus"), round_)
        rising = (
            clause.obligation.trigger is Trigger.INSURRECTION
        )  # fought against insurgents, who are no side of a war
        if not clause.treaty.rank.binding or side is None or rising or obligor in self.setting.principals:
            return []
        if self._decided(EventKind.ABSTAINS, obligor, beneficiary, clause):
            return []
        owed = self._for_whom(clause, side, beneficiary, obligor)
        performs = self.questions.put("performs", obligor, owed, clause.key, what=clause.label)
        self.duties.calls.join(ctx, obligor, beneficiary, (performs, *self._joining), round_)
        return [(obligor, side)]

    def _for_whom(self, clause: Clause, side: Side, beneficiary: str, obligor: str) -> str:
        """Whose call a decision to perform answers: one decision per obligor, clause and war.

        Under a bilateral clause that is the beneficiary. Under a multilateral one it is the first principal of the
        side that may call it, else the side's lead: an ally struck for performing is no second war.
        """
        owed = self._beneficiaries(clause)
        if len([b for b in owed if b != obligor]) <= 1:
            return beneficiary
        return next((s for s in side.members if s in owed and s != obligor), side.lead)

    def _beneficiaries(self, clause: Clause) -> list[str]:
        if clause.key not in self._owed:
            bound = self.graph.parties[clause.treaty.id]
            self._owed[clause.key] = list(clause.obligation.beneficiaries) or sorted(bound)
        return self._owed[clause.key]

    def _decided(self, kind: EventKind, obligor: str, beneficiary: str, clause: Clause) -> bool:
        return any(
            obligor in e.by and beneficiary in e.for_ and e.under in ("", clause.treaty.id)
            for e in self.setting.has(kind)
        )
