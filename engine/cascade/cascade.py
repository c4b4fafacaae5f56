"""The cascade: from the given events along the obligation graph, to the least fixed point or to a given depth.

Each layer takes the force used so far, finds the articles that the struck states can invoke (`called`, `arisen`,
`due`), lets each obligor perform or not, makes those that perform belligerents, and lets belligerents of opposite sides
strike each other. Every inference is a step in the derivation record, from which the supports of each duty are computed
afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from engine.cascade.conditions import bars, counting, evaluate
from engine.cascade.costs import Costs, Strike
from engine.cascade.depth import Depth
from engine.cascade.duties import Duties
from engine.cascade.fighting import Fighting, given, principals
from engine.cascade.outcomes import Context, Outcome, all_ways
from engine.cascade.triggering import PERFORMANCE, TriggeringAct
from engine.cascade.triggers import triggered
from engine.record.facts import Derivation, Fact, FailedCondition, Failure, Step
from engine.setting.graph import Clause, ObligationGraph
from engine.setting.occurrences import Occurrence
from engine.setting.setting import Setting
from engine.setting.sides import Side
from treaties.models.scenario import UNNAMED
from treaties.support.budget import stop_if_unwanted
from treaties.vocabulary.terms import AttackerKind, EventKind


class _Trial(NamedTuple):
    """A clause that is held against what somebody does."""

    clause: Clause
    obligors: list[str]
    event: Occurrence
    side: Side | None
    """The side of the one that is hit; None where it is on none."""
    beneficiary: str
    cause: Fact | None = None
    """The force behind a war that the attacker's own allies are called to."""


class Cascade:
    """A run of the cascade: attacks trigger duties, and states that perform them may strike and be struck in turn.

    The complete cascade of a crowded world is far larger than any question needs. Strikes are therefore followed in
    order of the least number of open answers on which they depend (see `engine.cascade.costs`), within the limits of a
    `Depth`. Where a limit ends the work, everything nearer than the unfinished layer is complete.
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
        self.signed = Duties(setting, graph.signed, self.questions)
        """The duties of what is signed and not in force."""
        self.nearly = False
        """Whether a layer was left unfinished that twice the strikes allowed would finish."""
        self._hit: dict[str, list[str]] = {}
        self._terms: dict[str, tuple[tuple[tuple[str, Any], ...], bool]] = {}
        """By clause its conditions, but for those that bear on performance alone, and whether it counts attackers."""
        self._counted: dict[str, dict[tuple[object, ...], _Trial]] = {}
        """By victim, the clauses that count attackers and were held before."""
        self._owed: dict[str, list[str]] = {}
        """By clause its possible beneficiaries."""
        self.fighting = Fighting(self.duties)
        self.costs = Costs(self.duties, self.fighting)
        self._joining = self.duties.rule(PERFORMANCE)
        self._bounded = False
        """Whether steps are counted yet: the given events are always taken up."""

    def run(self) -> Derivation:
        """Run the cascade until no strike is left within the depth or the budget is used up, and return the derivation
        record.
        """
        events = given(self.duties)
        for event in events:
            self.costs.give(event)
        joined = self.layer(events, 1)
        self._hold_signed(events)
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
        self.signed.calls.write(self.signed.record, self.fighting.made)
        self.record.signed = self.signed.record.steps
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
        """Derive everything that some occurrences trigger in a round.

        Args:
            events: the occurrences.
            round_: the round, from 1.

        Returns the states that may join the war as a result, each with its side.
        """
        events = list(events)
        joined: list[tuple[str, Side]] = []
        failures = len(self.record.blocked)
        for trial in self._to_count_again(events):
            if self.spent():
                break
            # One more uses force against it; the failures recorded for those known stay recorded.
            joined += self._hold(trial, round_)
            del self.record.blocked[failures:]
        for event in events:
            if self.spent():
                break
            joined += self._call(event, round_)
        return joined

    def _to_count_again(self, events: Iterable[Occurrence]) -> list[_Trial]:
        """Note who strikes whom; returns what counts those who strike a state that has a striker more."""
        again: dict[str, None] = {}
        for event in events:
            known = self._hit.setdefault(event.object, [])
            if event.kind.forcible and event.actor not in known:
                known.append(event.actor)
                again[event.object] = None
        return [t for state in again for t in self._counted.get(state, {}).values()]

    def spent(self) -> bool:
        """Return whether the budget of steps is used up.

        Raises `Stopped` if the caller no longer wants the result.
        """
        stop_if_unwanted()
        return (
            self._bounded
            and len(self.record.steps) + self.duties.calls.size > self.depth.steps
        )

    def _join_in(self, joined: Iterable[tuple[str, Side]]) -> None:
        for state, side in joined:
            self.costs.enter(state, side)

    def _call(self, event: Occurrence, round_: int) -> list[tuple[str, Side]]:
        """Hold every clause that an event may call against it, on each side; returns the states that may join by
        it."""
        joined: list[tuple[str, Side]] = []
        makes_war = event.kind.forcible or event.kind is EventKind.DECLARATION_OF_WAR
        for side in self._sides(event):
            for trial in self._owed_to_victim(event, side, self.graph):
                joined += self._hold(trial, round_)
            if event.given and event.kind is EventKind.MOBILISATION:
                for trial in self._called_anywhere(event, side):
                    # Nobody fights because somebody else mobilises.
                    self._hold(trial, round_)
            if makes_war:
                for trial in self._called_by_war(event):
                    joined += self._hold(trial, round_)
        return joined

    def _sides(self, event: Occurrence) -> list[Side | None]:
        """The sides on which the victim faces the attacker; None alone if there is none."""
        found: list[Side | None] = [
            s
            for s in self.setting.sides
            if event.within in (None, s.key)
            and self.fighting.on(event.object, s)
            and self.fighting.faces(event, s)
        ]
        return found or [None]

    def _hold_signed(self, events: Iterable[Occurrence]) -> None:
        """Hold what is signed and not in force against the given events; nobody joins by it, and no failure is kept."""
        for event in events:
            if self.setting.peace(event.actor, event.object, event.begun):
                continue
            for side in self._sides(event):
                for trial in self._owed_to_victim(event, side, self.signed.graph):
                    self._call_signed(trial)

    def _call_signed(self, trial: _Trial) -> None:
        """Record what a clause that is not in force would call, where its conditions are met."""
        ctx, asked = self._context(trial, self.signed.graph), len(self.questions)
        outcomes = [o for _, o in self._outcomes(ctx)]
        if not all(o.ways for o in outcomes):
            self.questions.forget(asked)
            return
        event, ways = trial.event, all_ways(outcomes)
        act = TriggeringAct(event.actor, _strike(ctx, None), event.within, ways, 1)
        self.signed.calls.call(ctx, trial.beneficiary, act)
        for obligor in trial.obligors:
            self.signed.one(ctx, obligor, trial.beneficiary, 1)

    def _owed_to_victim(
        self, event: Occurrence, side: Side | None, graph: ObligationGraph
    ) -> list[_Trial]:
        """The clauses owed to the one that is hit which an event can trigger."""
        victim = event.object
        if not victim:
            return []
        return [
            _Trial(clause, obligors, event, side, victim)
            for clause, obligors in graph.owed_to(victim)
            if not clause.obligation.trigger.standing
            and not clause.obligation.trigger.anywhere
        ]

    def _called_anywhere(self, event: Occurrence, side: Side | None) -> list[_Trial]:
        """The clauses that an event calls whomever it is against, for each of their beneficiaries."""
        found = []
        for clause in self.graph.called_anywhere():
            for beneficiary in self._beneficiaries(clause):
                for owed, obligors in self.graph.owed_to(beneficiary):
                    if owed is clause:
                        seen = event
                        if not event.object:
                            seen = replace(event, object=beneficiary)
                        found.append(_Trial(clause, obligors, seen, side, beneficiary))
        return found

    def _called_by_war(self, event: Occurrence) -> list[_Trial]:
        """The clauses that war calls, whoever began it: the attacker may call its allies too, on each of its sides."""
        if event.isolated or event.actor == UNNAMED:
            return []
        attacker = event.actor
        cause = None
        if event.kind.forcible:
            cause = Fact("attacked", (attacker, event.object))
        seen = self.setting.seen_by_attacker(event)
        own = event.within and (event.within[0], 1 - event.within[1])
        sides: list[Side | None] = [
            s
            for s in self.setting.sides
            if own in (None, s.key) and self.fighting.on(attacker, s)
        ]
        return [
            _Trial(clause, obligors, seen, side, attacker, cause)
            for clause, obligors in self.graph.owed_to(attacker)
            if clause.obligation.trigger.own_war
            for side in sides or [None]
        ]

    def _hold(self, trial: _Trial, round_: int) -> list[tuple[str, Side]]:
        """Hold one clause against one event; record what follows for its obligors, or what failed.

        Returns who may thereby join.
        """
        _, obligors, event, _, beneficiary, cause = trial
        if day := self.setting.peace(event.actor, event.object, event.begun):
            why = Failure("peace", (event.actor, event.object), day)
            self._fail(trial, [("peace", why)])
            return []
        self._remember(trial)
        ctx = self._context(trial, self.graph)
        asked = len(self.questions)
        outcomes = self._outcomes(ctx)
        if faults := [(kind, o.failure) for kind, o in outcomes if not o.ways]:
            self.questions.forget(asked)
            self._fail(trial, faults)
            return []
        self.duties.leave_presumed(ctx, obligors, beneficiary)
        struck = _strike(ctx, cause)
        ways = all_ways(o for _, o in outcomes)
        act = TriggeringAct(event.actor, struck, event.within, ways, round_)
        self.duties.calls.call(ctx, beneficiary, act)
        self.costs.weigh(ctx, obligors, ways, struck, round_)
        joined: list[tuple[str, Side]] = []
        for obligor in self._owing(ctx, obligors, beneficiary, round_):
            joined += self._join(ctx, obligor, beneficiary, round_)
        return joined

    def _context(self, trial: _Trial, graph: ObligationGraph) -> Context:
        """A clause with the event that it is held against, and all others who hit the same state."""
        event = trial.event
        others = tuple(s for s in self._hit.get(event.object, ()) if s != event.actor)
        given = self.setting, graph, self.questions, trial.clause, event
        return Context(*given, trial.side, others)

    def _fail(self, trial: _Trial, faults: list[tuple[str, Failure]]) -> None:
        """Record why given force does not call a clause, for each obligor but the attacker."""
        event = trial.event
        if not event.given:
            return
        for obligor in trial.obligors:
            if obligor != event.actor:
                key = (obligor, trial.clause.key, trial.beneficiary, event.actor)
                self.record.blocked += [FailedCondition(*key, *f) for f in faults]

    def _conditions(self, clause: Clause) -> tuple[tuple[tuple[str, Any], ...], bool]:
        """The conditions of a clause but for those that bear on performance alone, and whether it counts attackers."""
        if clause.key not in self._terms:
            conditions = clause.obligation.conditions
            plain = tuple((c.kind, c) for c in conditions if not bars(c))
            self._terms[clause.key] = plain, counting(clause)
        return self._terms[clause.key]

    def _remember(self, trial: _Trial) -> None:
        """Keep what counts attackers, to hold it anew when one more uses force; of two alike the first is kept."""
        clause, _, event, side, beneficiary, _ = trial
        _, counts = self._conditions(clause)
        if counts:
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

    def _outcomes(self, ctx: Context) -> list[tuple[str, Outcome]]:
        """What trigger, conditions and days of a clause make of an event."""
        conditions, _ = self._conditions(ctx.clause)
        outcomes = [("trigger", triggered(ctx))]
        outcomes += [(kind, evaluate(c, ctx)) for kind, c in conditions]
        outcomes.append(("in-force", self.duties.in_force(ctx)))
        return outcomes

    def _owing(
        self, ctx: Context, obligors: list[str], beneficiary: str, round_: int
    ) -> list[str]:
        """The obligors that newly come to owe the duty: one by one where the force is given, else all alike."""
        if not ctx.event.given:
            return self._pooled(ctx, obligors, round_)
        return [o for o in obligors if self.duties.one(ctx, o, beneficiary, round_)]

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
            or obligor in self.setting.belligerents
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


def _strike(ctx: Context, cause: Fact | None) -> tuple[Fact, ...]:
    """The force on which a call rests: none where no force is used, or where the clause does not ask whose it is.

    A clause that asks for no state as the attacker, or speaks of a rising, is called by force that is felt: whoever
    used it, and whether or not that is established. Force that falls on a host is that of the striker all the same.
    """
    event, obligation = ctx.event, ctx.clause.obligation
    if not event.kind.forcible or obligation.trigger.internal:
        return ()
    anyone = obligation.trigger.whoever or obligation.attacker in (
        AttackerKind.ANYONE,
        AttackerKind.GROUP,
    )
    if anyone and not event.attributed and not event.guest:
        return ()
    return (cause or Fact("attacked", (event.actor, event.object)),)
