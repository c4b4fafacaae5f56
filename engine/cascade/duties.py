"""Duties of a triggered clause: for each obligor, whether the duty has arisen and whether it is due in law."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from engine.cascade.conditions import bars, evaluate
from engine.cascade.outcomes import (
    EMPTY,
    MET,
    Context,
    Outcome,
    Way,
    all_ways,
    defence_lawful,
    needs,
    party_bound,
)
from engine.cascade.triggering import Calls, PendingDuty
from engine.record.facts import Derivation, FailedCondition, Failure
from engine.record.questions import Literal, Questions
from engine.setting.graph import Clause, ObligationGraph
from engine.setting.occurrences import Occurrence
from engine.setting.setting import Setting
from treaties.models.conditions import SelfDefence
from treaties.models.permissions import Invitation
from treaties.support.grouping import grouped
from treaties.vocabulary.terms import EventKind, Presumption


class Duties:
    """The duties that one run of the cascade derives, with its record and questions."""

    def __init__(
        self,
        setting: Setting,
        graph: ObligationGraph,
        questions: Questions | None = None,
    ) -> None:
        self.setting = setting
        self.graph = graph
        # Without a question yet it is empty, and still the one to be shared.
        if questions is None:
            questions = Questions(setting.name_in_line, today=setting.today)
        self.questions = questions
        self.record = Derivation()
        self.rules = {r.id: r for r in setting.corpus.rules if r.holds_on(setting.on)}
        self.calls = Calls()
        self._lawful: dict[tuple[object, ...], tuple[Way, ...]] = {}

    def rule(self, ident: str, *, holds: bool = True) -> tuple[Literal, ...]:
        """Return the literal (question and answer) on which a rule of general law depends, as a tuple of one; empty if
        the rule is not in force.
        """
        found = self.rules.get(ident)
        return (
            (self.questions.put("rule", about=ident, what=found.name, answer=holds),)
            if found
            else ()
        )

    def pool(self, ctx: Context, obligors: Sequence[str], round_: int) -> list[str]:
        """Record that derived force triggers a clause for several obligors at once, and return those whose duty is new.

        A duty is new if the same obligor has none under the same clause toward the same beneficiary and side. A
        beneficiary that attacked the obligor first forfeits its help (`attacker-forfeits`, SEM-18).

        Args:
            ctx: the clause and the force that triggers it.
            obligors: the ids of obligors without reservations of their own; use `one` for others.
            round_: the round of the cascade, from 1.
        """
        e, clause = ctx.event, ctx.clause
        pool = self.calls.pool(ctx)
        self.calls.size -= pool.apart(e.actor)
        self.calls.on(ctx, e.object, pool.call(e.actor, self.lawful_ways(ctx), round_))
        self.calls.size += pool.apart(e.actor)
        fresh: list[str] = []
        if pool.known.issuperset(obligors):
            return fresh
        for obligor in obligors:
            if obligor in pool.known or obligor == e.actor:
                continue
            pool.known.add(obligor)
            self.calls.on(ctx, e.object, 2)
            self.calls.size += pool.apart(obligor)
            forfeit = self._unless_forfeited(obligor, e.object)
            if forfeit is None:
                continue
            fresh.append(obligor)
            pool.obligors.setdefault(
                obligor,
                (round_, forfeit, not self._released(obligor, e.object, clause)),
            )
        return fresh

    def lawful_ways(self, ctx: Context) -> tuple[Way, ...]:
        """Return the ways in which helping the victim by force is lawful. Duties other than help are always lawful.

        Conditions that only bar performance are included: if they fail, the casus foederis arises but the duty is not
        due.
        """
        o, e = ctx.clause.obligation, ctx.event
        asked = (
            o.duty.drawn_in
            and "self-defence" in self.rules
            and e.kind is not EventKind.ARMING
        )
        barring = [evaluate(c, ctx) for c in o.conditions if bars(c)]
        if barring or not asked:
            return all_ways([defence_lawful(ctx) if asked else MET, *barring])
        # What a strike is in general law is the same under every clause that it calls.
        key = (e.actor, e.object, e.counter, e.unprovoked, e.begun, e.where.kind)
        if key not in self._lawful:
            self._lawful[key] = all_ways([defence_lawful(ctx)])
        return self._lawful[key]

    def one(self, ctx: Context, obligor: str, beneficiary: str, round_: int) -> bool:
        """Derive the duty of one obligor under a triggered clause, and return whether it has one.

        If the force is given, failures are recorded: the obligor's own force, forfeiture, a reservation.

        Args:
            ctx: the clause and the force that triggers it.
            obligor: the id of the obligor.
            beneficiary: the id of the beneficiary.
            round_: the round of the cascade, from 1.
        """
        e, clause = ctx.event, ctx.clause
        if obligor == e.actor:
            self.itself(ctx, obligor, beneficiary)
            return False
        if self._recognises(obligor, e):
            why = Failure("recognises", (obligor, e.guest))
            self._block(ctx, obligor, beneficiary, "recognition", why)
            return False
        forfeit = self._unless_forfeited(obligor, beneficiary)
        if forfeit != ():
            self.forfeited(ctx, obligor, beneficiary)
        if forfeit is None:
            return False
        ways = self._own_ways(ctx, obligor, beneficiary)
        if ways is None:
            return False
        released = self._released(obligor, beneficiary, clause)
        lawful = () if released else self.lawful_ways(ctx)
        self.calls.owe(
            ctx,
            beneficiary,
            PendingDuty(obligor, e.actor, forfeit, ways, lawful, round_),
        )
        return True

    def _unless_forfeited(
        self, obligor: str, beneficiary: str
    ) -> tuple[Literal, ...] | None:
        """On what help depends because the beneficiary attacked the obligor first: on nothing where it did not.

        None where no rule of the day lets it depend on anything: then the help is forfeited.
        """
        if not self.attacked_first(beneficiary, obligor):
            return ()
        return self.rule("attacker-forfeits", holds=False) or None

    def _own_ways(
        self, ctx: Context, obligor: str, beneficiary: str
    ) -> tuple[Way, ...] | None:
        """List the ways in which an obligor's own terms are met: its reservations, and that it was bound by then.

        None where a reservation fails; that is recorded where the force is given.
        """
        e, treaty = ctx.event, ctx.clause.treaty
        ways: tuple[Way, ...] = (EMPTY,)
        for reservation in self.graph.reservations(ctx.clause, obligor):
            outcomes = [(c.kind, evaluate(c, ctx)) for c in reservation.conditions]
            if faults := [(kind, o.failure) for kind, o in outcomes if not o.ways]:
                if e.given:
                    key = (obligor, ctx.clause.key, beneficiary, e.actor)
                    self.record.blocked += [
                        FailedCondition(*key, *fault, reserved=True) for fault in faults
                    ]
                return None
            ways = _both(ways, all_ways(o for _, o in outcomes))
        if asked := party_bound(ctx, obligor):
            ways = _both(ways, needs(*asked).ways)
        if treaty.bound_since(obligor, self.setting.on) != treaty.since:
            ways = _both(ways, self.in_force(ctx, obligor).ways)
        return ways

    def itself(self, ctx: Context, obligor: str, beneficiary: str) -> None:
        """Record that an obligor's own force does not trigger its duty.

        Args:
            ctx: the clause and the force.
            obligor: the id of the obligor, which uses the force.
            beneficiary: the id of the beneficiary, which is attacked.
        """
        self._block(
            ctx,
            obligor,
            beneficiary,
            "attacker",
            Failure("itself-the-attacker", (obligor,)),
        )

    def forfeited(self, ctx: Context, obligor: str, beneficiary: str) -> None:
        """Record that a beneficiary forfeits the help of an obligor because it attacked the obligor first.

        Args:
            ctx: the clause and the force that triggers it.
            obligor: the id of the obligor.
            beneficiary: the id of the beneficiary.
        """
        self._block(
            ctx,
            obligor,
            beneficiary,
            "forfeited",
            Failure("forfeited", (beneficiary, obligor)),
        )

    def leave_presumed(
        self, ctx: Context, obligors: Sequence[str], beneficiary: str
    ) -> None:
        """Record why given force triggers nothing: it is presumed to be permitted, or to be an insurrection.

        Force that the state consented to is no attack at all. Force that the Security Council authorised does not
        trigger clauses that invoke the right of self-defence; it triggers others, but they may not be performed by
        force.

        Args:
            ctx: the clause and the force.
            obligors: the ids of the obligors.
            beneficiary: the id of the beneficiary.
        """
        e, o = ctx.event, ctx.clause.obligation
        states = (e.object, e.actor)
        for given in self.setting.corpus.permissions(e.actor, e.object, e.begun):
            if not given.presumed_for(e.where.kind):
                continue
            if not isinstance(given, Invitation):
                why = Failure("authorised", states, words=(given.name,))
                applies = any(isinstance(c, SelfDefence) for c in o.conditions)
            else:
                why = Failure("consented", states, words=(given.name,))
                applies = not o.trigger.internal
            for obligor in obligors if applies else ():
                self._block(ctx, obligor, beneficiary, why.kind, why)
        if self._rises(ctx):
            why = Failure("no-state", (e.actor, e.object))
            for obligor in obligors:
                self._block(ctx, obligor, beneficiary, why.kind, why)

    def _recognises(self, obligor: str, event: Occurrence) -> bool:
        """Whether the force hits a state only for those that recognise none at whom it is aimed, and this one does."""
        entity = self.setting.corpus.contested_on(event.guest, event.begun)
        if entity is None or event.object not in entity.of:
            return False
        return obligor in entity.recognising(event.begun)

    def _rises(self, ctx: Context) -> bool:
        """Whether force is presumed to be a rising against the state whose land the striker is, where risings do not
        count.
        """
        e = ctx.event
        entity = self.setting.corpus.breaking_away(e.actor, e.object, e.begun)
        rises = entity is not None and entity.state == e.actor
        no_state = rises and entity and entity.presumed is Presumption.NO
        return bool(no_state) and not ctx.clause.obligation.trigger.internal

    def _block(
        self, ctx: Context, obligor: str, beneficiary: str, condition: str, why: Failure
    ) -> None:
        """Why an event as given calls nothing up; what somebody might yet do is no reason."""
        if ctx.event.given:
            self.record.blocked.append(
                FailedCondition(
                    obligor,
                    ctx.clause.key,
                    beneficiary,
                    ctx.event.actor,
                    condition,
                    why,
                )
            )

    def in_force(self, ctx: Context, obligor: str = "") -> Outcome:
        """Return whether the clause was in force for this use of force.

        Whether it covers force that began earlier and still goes on is a question of law (VCLT 28). A clause made for
        one war, or for war with named enemies, covers the war during which it was made.

        Args:
            ctx: the clause and the force.
            obligor: the id of the obligor whose membership counts; empty for the victim's.
        """
        clause, e = ctx.clause, ctx.event
        treaty = clause.treaty
        if not e.given:
            return MET
        bound = treaty.bound_since(obligor or e.object, self.setting.on) or treaty.since
        start = max((d for d in (bound, clause.obligation.since) if d), default=e.begun)
        if e.begun >= start or clause.obligation.wartime:
            return MET
        begun, since, put = str(e.begun), str(start), self.questions.put
        return needs(
            put(
                "continuing",
                e.actor,
                e.object,
                treaty.id,
                what=treaty.name,
                begun=begun,
                since=since,
            )
        )

    def attacked_first(self, beneficiary: str, obligor: str) -> bool:
        """Return whether the beneficiary attacks the obligor in the given events, other than in answer to the obligor's
        force.
        """
        return obligor in self._victims.get(beneficiary, ())

    @cached_property
    def _victims(self) -> dict[str, list[str]]:
        force = (
            o for o in self.setting.occurrences if o.kind.forcible and not o.counter
        )
        return grouped((o.actor, o.object) for o in force)

    def _released(self, obligor: str, beneficiary: str, clause: Clause) -> bool:
        """Whether the beneficiary waived the duty, or the Council's measures stand in its place."""
        if not clause.obligation.duty.drawn_in:
            return False
        if "council-primacy" in self.rules and self.setting.measures_taken:
            return True
        return any(
            beneficiary in w.by
            and (obligor in w.to or clause.treaty.id in (*w.to, w.under))
            and w.under in ("", clause.treaty.id)
            for w in self.setting.waivers
        )


def _both(some: tuple[Way, ...], others: tuple[Way, ...]) -> tuple[Way, ...]:
    """Every way of some with every way of others."""
    return tuple(
        Way(a.facts + b.facts, a.literals + b.literals) for a in some for b in others
    )
