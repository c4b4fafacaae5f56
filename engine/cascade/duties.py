"""From a clause that is called to the duty of each obligor: whether it has arisen, and whether it is due in law."""

from __future__ import annotations

from engine.cascade.conditions import bars, evaluate
from engine.cascade.facts import Blocked, Derivation, Fact, Step
from engine.cascade.graph import Clause, ObligationGraph
from engine.cascade.outcomes import MET, Context, Outcome, Way, all_ways, lawful, needs
from engine.cascade.questions import Literal, Questions
from engine.cascade.setting import Setting
from treaties.terms import EventKind, Nature

PERFORMANCE = "performance-makes-belligerent"
"""The rule of general law by which an ally that performs joins the war."""


class Duties:
    """The duties of one run of the cascade, written to its derivation record."""

    def __init__(self, setting: Setting, graph: ObligationGraph) -> None:
        self.setting = setting
        self.graph = graph
        self.questions = Questions(setting.name)
        self.record = Derivation()
        self.rules = {r.id: r for r in setting.corpus.rules if r.holds_on(setting.on)}
        self._pooled: set[tuple[str, str, str, tuple[int, int] | None]] = set()

    def rule(self, ident: str, *, holds: bool = True) -> tuple[Literal, ...]:
        """The literal that a rule of the register applies; nothing where the rule is not in force."""
        found = self.rules.get(ident)
        return (self.questions.rule(ident, found.name, holds=holds),) if found else ()

    def pool(self, ctx: Context, called: Fact, round_: int) -> None:
        """What all obligors share: that somebody's force calls the clause, and does so unlawfully."""
        key = called.args[:2]
        self.record.add(Step(Fact("callable", key), (called,), (), "clause"), round_)
        for way in self._lawful(ctx):
            self.record.add(Step(Fact("callable-in-law", key), (called,), way.literals, "self-defence"), round_)

    def _lawful(self, ctx: Context) -> tuple[Way, ...]:
        """The ways in which general law lets the one hit be helped by force; for other duties it does not ask.

        A condition that bears on performance alone stands here too: without it the case arises and is not due.
        """
        o = ctx.clause.obligation
        asked = o.duty.drawn_in and "self-defence" in self.rules and ctx.event.kind is not EventKind.ARMING
        return all_ways([lawful(ctx) if asked else MET, *(evaluate(c, ctx) for c in o.conditions if bars(c))])

    def from_pool(self, ctx: Context, obligor: str, beneficiary: str, round_: int) -> bool:
        """The duty of one obligor from what all share; once for each obligor, clause and beneficiary.

        Returns whether there is one.
        """
        key = (obligor, ctx.clause.key, beneficiary)
        pooled = (*key, ctx.side.key if ctx.side else None)
        if pooled in self._pooled:
            return False
        self._pooled.add(pooled)
        forfeit: tuple[Literal, ...] = ()
        if self._attacked_first(beneficiary, obligor):
            forfeit = self.rule("attacker-forfeits", holds=False)
            if not forfeit:
                return False
        arisen, due = Fact("arisen", key), Fact("due", key)
        self.record.add(Step(arisen, (Fact("callable", key[1:]),), forfeit, "obligor"), round_)
        if not self._released(obligor, beneficiary, ctx.clause):
            self.record.add(Step(due, (Fact("callable-in-law", key[1:]),), forfeit, "obligor"), round_)
        return True

    def one(self, ctx: Context, obligor: str, beneficiary: str, called: Fact, round_: int) -> bool:
        """From the clause called up to the obligor's duty; returns whether there is one."""
        e, clause = ctx.event, ctx.clause
        key = (obligor, clause.key, beneficiary)
        if obligor == e.actor:
            self.record.blocked.append(
                Blocked(*key, e.actor, "attacker", f"{ctx.name(obligor)} is itself the attacker")
            )
            return False
        forfeit: tuple[Literal, ...] = ()
        if self._attacked_first(beneficiary, obligor):
            forfeit = self.rule("attacker-forfeits", holds=False)
            reason = f"{ctx.name(beneficiary)} attacks {ctx.name(obligor)} and forfeits its help"
            self.record.blocked.append(Blocked(*key, e.actor, "forfeited", reason))
            if not forfeit:
                return False
        ways: list[tuple[tuple[Fact, ...], tuple[Literal, ...]]] = [((), ())]
        for reservation in self.graph.reservations(clause, obligor):
            outcomes = [(c.kind, evaluate(c, ctx)) for c in reservation.conditions]
            faults = [Blocked(*key, e.actor, kind, f"reservation: {o.reason}") for kind, o in outcomes if not o.ways]
            if faults:
                if e.given:
                    self.record.blocked += faults
                return False
            ways = [(f + w.facts, x + w.literals) for f, x in ways for w in all_ways(o for _, o in outcomes)]
        if clause.treaty.bound_since(obligor, self.setting.on) != clause.treaty.since:
            late = self.in_force(ctx, obligor).ways
            ways = [(f + w.facts, x + w.literals) for f, x in ways for w in late]
        arisen = Fact("arisen", key)
        for facts, literals in ways:
            self.record.add(
                Step(arisen, (called, *facts), forfeit + literals, "reservation" if literals or facts else "obligor"),
                round_,
            )
        if not self._released(obligor, beneficiary, clause):
            # `called` again, not `arisen` alone: the lawfulness is that of this adversary's force.
            for way in self._lawful(ctx):
                self.record.add(Step(Fact("due", key), (arisen, called), way.literals, "self-defence"), round_)
        return True

    def in_force(self, ctx: Context, obligor: str = "") -> Outcome:
        """Force begun before the clause bound the state, and still going on, is a question of law (VCLT 28)."""
        clause, e = ctx.clause, ctx.event
        treaty = clause.treaty
        bound = treaty.bound_since(obligor or e.object, self.setting.on) or treaty.since
        start = max((d for d in (bound, clause.obligation.since) if d), default=e.begun)
        if e.begun >= start:
            return MET
        text = f"Does the force of {ctx.name(e.actor)} against {ctx.name(e.object)}, begun on {e.begun}, count under {clause.treaty.name}, in force since {start}?"
        return needs(
            self.questions.ask(
                f"continuing:{clause.treaty.id}/{e.pair}",
                text,
                Nature.LAW,
                "obligor",
                why="treaties do not reach back; the force goes on",
            )
        )

    def _attacked_first(self, beneficiary: str, obligor: str) -> bool:
        return any(
            o.kind.forcible and o.actor == beneficiary and o.object == obligor and not o.counter
            for o in self.setting.occurrences
        )

    def _released(self, obligor: str, beneficiary: str, clause: Clause) -> bool:
        """Whether the beneficiary waived the duty, or the Council's measures stand in its place."""
        if not clause.obligation.duty.drawn_in:
            return False
        if "council-primacy" in self.rules and any(True for _ in self.setting.has(EventKind.COUNCIL_MEASURES)):
            return True
        return any(
            beneficiary in w.by
            and (obligor in w.to or clause.treaty.id in (*w.to, w.under))
            and w.under in ("", clause.treaty.id)
            for w in self.setting.has(EventKind.WAIVER)
        )
