"""The cascade: from the given events outwards along the obligation graph, to the least fixed point or a given depth.

Each layer takes the force used so far, finds whom the struck states may call (`called`, `arisen`, `due`), lets each
obligor perform or not, makes those that do belligerents, and lets belligerents of opposite sides strike each other.
Every inference is a step of the derivation record; who is drawn in under which answers is read off it afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from engine.cascade.conditions import bars, counting, evaluate
from engine.cascade.costs import Costs, Strike
from engine.cascade.depth import Depth
from engine.cascade.duties import Duties
from engine.cascade.facts import Derivation, Fact, FailedCondition, Failure, Step
from engine.cascade.fighting import Fighting, given, principals
from engine.cascade.graph import Clause, ObligationGraph
from engine.cascade.occurrences import Occurrence
from engine.cascade.outcomes import Context, all_ways
from engine.cascade.setting import Setting
from engine.cascade.sides import Side
from engine.cascade.triggering import PERFORMANCE, TriggeringAct
from engine.cascade.triggers import triggered
from treaties.models.scenario import UNNAMED
from treaties.vocabulary.terms import AttackerKind, EventKind

_Call = tuple[Clause, list[str], Occurrence, Side | None, str, Fact | None]
"""A clause, its obligors, what it was held against and on which side, its beneficiary, and the fact behind it."""


class Cascade:
    """A run of the cascade over a setting and the law of its day, nearest strikes first, down to a depth.

    The whole cascade of a crowded world is far larger than anything that anybody asks about. The force of
    belligerents is taken up in the order of the least number of open answers that it rests on
    (`engine.cascade.costs`); where the depth ends the work, everything nearer than the layer in hand is complete.
    """

    def __init__(
        self, setting: Setting, graph: ObligationGraph, depth: Depth | None = None
    ) -> None:
        self.setting = setting
        self.graph = graph
        self.depth = depth or Depth()
        self.duties = Duties(setting, graph)
        self.questions = self.duties.questions
        self.record = self.duties.record
        self.nearly = False
        """Whether a layer was left unfinished that twice the strikes allowed would finish."""
        self._hit: dict[str, list[str]] = {}
        self._terms: dict[str, tuple[tuple[tuple[str, Any], ...], bool]] = {}
        """By clause its conditions, but for those that bear on performance alone, and whether it counts attackers."""
        self._counted: dict[str, dict[tuple[object, ...], _Call]] = {}
        """By victim, the clauses that count attackers and were held before."""
        self._owed: dict[str, list[str]] = {}
        """By clause its possible beneficiaries."""
        self.fighting = Fighting(self.duties)
        self.costs = Costs(self.duties, self.fighting)
        self._joining = self.duties.rule(PERFORMANCE)
        self._bounded = False
        """Whether steps are counted yet: the given events are always taken up."""

    def run(self) -> Derivation:
        """Take up strikes layer by layer until none is within the depth, or the work is done."""
        events = given(self.duties)
        for event in events:
            self.costs.give(event)
        joined = self.layer(events, 1)
        at_war = principals(self.duties, self.fighting)
        # Who fights from the start does so however late it comes to owe something beside.
        self.costs.since |= {(state, side.key): 1 for state, side in at_war}
        self._join_in(at_war + joined)
        self._bounded = True
        made = 0
        while layer := self._next_layer(made):
            cost, strikes, cut = layer
            rounds: dict[int, list[Occurrence]] = {}
            for strike in strikes:
                self.costs.take(strike, cost)
                rounds.setdefault(strike[-1], []).extend(
                    self.fighting.strike(*strike[:4], strike[-1] - 1)
                )
            made += sum(map(len, rounds.values()))
            for round_ in sorted(r for r, events in rounds.items() if events):
                self._join_in(self.layer(rounds[round_], round_))
            if self.spent() or cut:
                self.record.partial, self.record.exact_below = True, cost
                break
        self.duties.calls.write(self.record, self.fighting.made)
        self.record.close()
        return self.record

    def _next_layer(self, made: int) -> tuple[int, list[Strike], bool] | None:
        """The cheapest strikes with what they cost, and whether some of them are left out; none where there is no room.

        `made` is the number of strikes taken up before.
        """
        cost, strikes, late, beyond = self.costs.cheapest(self.depth)
        self.record.complete &= not late
        self.record.partial |= beyond
        if not strikes:
            return None
        room = max(self.depth.strikes - made, 0)
        cut = cost > self.depth.near and (
            not room if self.depth.finish else len(strikes) > room
        )
        if cost > self.depth.horizon or (cut and not room):
            self.record.partial = True
            if cost <= self.depth.horizon:
                self.record.exact_below = cost
            return None
        if cut:
            self.nearly = len(strikes) <= room + self.depth.strikes
            strikes = self.costs.most_telling(strikes, room)
        return cost, strikes, cut

    def layer(
        self, events: Iterable[Occurrence], round_: int
    ) -> list[tuple[str, Side]]:
        """Note who strikes whom, then hold the clauses against it; returns who may thereby join."""
        again: dict[str, None] = {}
        for event in events:
            known = self._hit.setdefault(event.object, [])
            if event.kind.forcible and event.actor not in known:
                known.append(event.actor)
                again[event.object] = None
        joined: list[tuple[str, Side]] = []
        failures = len(self.record.blocked)
        for call in [
            h for state in again for h in self._counted.get(state, {}).values()
        ]:
            if self.spent():
                break
            # One more uses force against it; the failures recorded for those known stay recorded.
            joined += self._hold(*call[:4], round_, *call[4:])
            del self.record.blocked[failures:]
        for event in events:
            if self.spent():
                break
            joined += self._call(event, round_)
        return joined

    def spent(self) -> bool:
        """Tell whether the budget of steps is used up."""
        return (
            self._bounded
            and len(self.record.steps) + self.duties.calls.size > self.depth.steps
        )

    def _join_in(self, joined: Iterable[tuple[str, Side]]) -> None:
        for state, side in joined:
            self.costs.enter(state, side)

    def _call(self, event: Occurrence, round_: int) -> list[tuple[str, Side]]:
        """Hold every clause owed to the one that is hit against the event; returns who may thereby join."""
        joined: list[tuple[str, Side]] = []
        sides: list[Side | None] = [
            s
            for s in self.setting.sides
            if event.within in (None, s.key)
            and self.fighting.on(event.object, s)
            and self.fighting.faces(event, s)
        ]
        for side in sides or [None]:
            if event.object:
                for clause, obligors in self.graph.owed_to(event.object):
                    trigger = clause.obligation.trigger
                    if not trigger.standing and not trigger.anywhere:
                        joined += self._hold(clause, obligors, event, side, round_)
            if event.given and event.kind is EventKind.MOBILISATION:
                for clause in self.graph.called_anywhere():
                    for beneficiary in self._beneficiaries(clause):
                        for owed, obligors in self.graph.owed_to(beneficiary):
                            if owed is clause:
                                self._hold(
                                    clause, obligors, event, side, round_, beneficiary
                                )
            if event.kind.forcible or event.kind is EventKind.DECLARATION_OF_WAR:
                joined += self._at_war(event, round_)
        return joined

    def _at_war(self, event: Occurrence, round_: int) -> list[tuple[str, Side]]:
        """Clauses that war calls, whoever began it: the attacker may call its allies too."""
        if event.isolated or event.actor == UNNAMED:
            return []
        waiting = [
            (c, who)
            for c, who in self.graph.owed_to(event.actor)
            if c.obligation.trigger.own_war
        ]
        cause = (
            Fact("attacked", (event.actor, event.object))
            if event.kind.forcible
            else None
        )
        seen_from_attacker = self.setting.seen_by_attacker(event)
        own = event.within and (event.within[0], 1 - event.within[1])
        sides: list[Side | None] = [
            s
            for s in self.setting.sides
            if own in (None, s.key) and self.fighting.on(event.actor, s)
        ]
        joined: list[tuple[str, Side]] = []
        for clause, obligors in waiting:
            for side in sides or [None]:
                joined += self._hold(
                    clause, obligors, seen_from_attacker, side, round_, cause=cause
                )
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
                FailedCondition(
                    obligor, clause.key, beneficiary, event.actor, "peace", why
                )
                for obligor in obligors
                if event.given and obligor != event.actor
            ]
            return []
        if clause.key not in self._terms:
            plain = tuple(
                (c.kind, c) for c in clause.obligation.conditions if not bars(c)
            )
            self._terms[clause.key] = plain, counting(clause)
        conditions, counts = self._terms[clause.key]
        if counts:
            trial = (clause, obligors, event, side, beneficiary, cause)
            key = (
                clause.key,
                event.actor,
                event.given,
                event.within,
                side and side.key,
                beneficiary,
                event.kind,
            )
            self._counted.setdefault(event.object, {}).setdefault(key, trial)
        others = tuple(s for s in self._hit.get(event.object, ()) if s != event.actor)
        ctx = Context(
            self.setting, self.graph, self.questions, clause, event, side, others
        )
        asked = len(self.questions)
        outcomes = [("trigger", triggered(ctx))]
        outcomes += [(kind, evaluate(c, ctx)) for kind, c in conditions]
        outcomes.append(("in-force", self.duties.in_force(ctx)))
        if not all(o.ways for _, o in outcomes):
            faults = [(kind, o.failure) for kind, o in outcomes if not o.ways]
            self.questions.forget(asked)
            if event.given:
                bound = [
                    (o, clause.key, beneficiary, event.actor)
                    for o in obligors
                    if o != event.actor
                ]
                self.record.blocked += [
                    FailedCondition(*key, *fault) for key in bound for fault in faults
                ]
            return []
        self.duties.leave_presumed(ctx, obligors, beneficiary)
        trigger = clause.obligation.trigger
        anyone = trigger.whoever or clause.obligation.attacker in (
            AttackerKind.ANYONE,
            AttackerKind.GROUP,
        )
        felt = trigger.internal or (anyone and not event.attributed and not event.guest)
        struck = (
            ()
            if felt or not event.kind.forcible
            else (cause or Fact("attacked", (event.actor, event.object)),)
        )
        ways = all_ways(o for _, o in outcomes)
        self.duties.calls.call(
            ctx,
            beneficiary,
            TriggeringAct(event.actor, struck, event.within, ways, round_),
        )
        self.costs.weigh(ctx, obligors, ways, struck, round_)
        if event.given:
            owing = [
                o for o in obligors if self.duties.one(ctx, o, beneficiary, round_)
            ]
        else:
            owing = self._pooled(ctx, obligors, round_)
        return [
            found for o in owing for found in self._join(ctx, o, beneficiary, round_)
        ]

    def _pooled(self, ctx: Context, obligors: list[str], round_: int) -> list[str]:
        """The obligors that derived force newly calls: all alike, but for those with reservations of their own."""
        event, beneficiary = ctx.event, ctx.event.object
        reserving = self.graph.reserving.get(ctx.clause.treaty.id, ())
        alike = [o for o in obligors if o not in reserving] if reserving else obligors
        owing: set[str] = set()
        if alike and alike != [event.actor]:
            owing.update(self.duties.pool(ctx, alike, round_))
        if reserving:
            owing |= {
                o
                for o in obligors
                if o in reserving and self.duties.one(ctx, o, beneficiary, round_)
            }
        return [o for o in obligors if o in owing] if owing else []

    def _join(
        self, ctx: Context, obligor: str, beneficiary: str, round_: int
    ) -> list[tuple[str, Side]]:
        """From a duty to help, performed, to being at war; nothing follows from lesser duties."""
        clause, side = ctx.clause, ctx.side
        key = (obligor, clause.key, beneficiary)
        if not clause.obligation.duty.drawn_in:
            return []
        casus = Fact("casus", (clause.treaty.id, obligor, beneficiary))
        self.record.add(Step(casus, (Fact("arisen", key),), (), "casus"), round_)
        if (
            not clause.treaty.rank.binding
            or side is None
            or clause.obligation.trigger.internal
            or obligor in self.setting.principals
        ):
            return []
        abstains = self.setting.has(EventKind.ABSTAINS)
        if any(
            obligor in e.by
            and beneficiary in e.for_
            and e.under in ("", clause.treaty.id)
            for e in abstains
        ):
            return []
        owed = self._for_whom(clause, side, beneficiary, obligor)
        performs = self.questions.put(
            "performs", obligor, owed, clause.key, what=clause.label
        )
        self.duties.calls.join(
            ctx, obligor, beneficiary, (performs, *self._joining), round_
        )
        return [(obligor, side)]

    def _for_whom(
        self, clause: Clause, side: Side, beneficiary: str, obligor: str
    ) -> str:
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
            self._owed[clause.key] = list(clause.obligation.beneficiaries) or sorted(
                bound
            )
        return self._owed[clause.key]
