"""The cascade: from the given events outwards along the obligation graph, round by round, to the least fixed point.

Each round takes the force used so far, finds whom the struck states may call (`called`, `arisen`, `due`), lets each
obligor perform or not, makes those that do belligerents, and lets belligerents of opposite sides strike each other.
Every inference is a step of the derivation record; who is drawn in under which answers is read off it afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from engine.conditions import MET, Context, Outcome, Way, all_ways, bars, evaluate, lawful, needs
from engine.facts import Blocked, Derivation, Fact, Step, belligerent
from engine.graph import Clause, ObligationGraph
from engine.questions import Literal, Questions
from engine.setting import Occurrence, Setting, Side
from engine.triggers import triggered
from treaties.scenarios import UNNAMED
from treaties.terms import EventKind, Nature, Trigger

PRINCIPAL_FIRST = "performance-makes-belligerent"


class Escalation:
    """One run of the cascade over one setting and the law of its day."""

    def __init__(self, setting: Setting, graph: ObligationGraph, *, rounds: int | None = None) -> None:
        self.setting = setting
        self.graph = graph
        self.rounds = rounds
        self.questions = Questions(setting.name)
        self.record = Derivation()
        self.rules = {r.id: r for r in setting.corpus.rules if r.holds_on(setting.on)}
        self._hit: dict[str, list[str]] = {}
        self._fights: dict[tuple[int, int], list[str]] = {s.key: [] for s in setting.sides}
        self._given_pairs: set[tuple[str, str]] = set()
        self._done: set[tuple[str, str, tuple[int, int]]] = set()
        self._pooled: set[tuple[str, str, str, tuple[int, int] | None]] = set()
        self._joining = self.rule(PRINCIPAL_FIRST)
        self._asleep: set[tuple[str, tuple[int, int]]] = set()

    def run(self) -> Derivation:
        """Walk outwards until a round adds nothing, or the rounds asked for are done."""
        frontier = self._given()
        round_ = 1
        while frontier:
            if self.rounds is not None and round_ > self.rounds:
                self.record.complete = False
                break
            joined: list[tuple[str, Side]] = []
            for event in frontier:
                self._hit.setdefault(event.object, [])
                if event.kind.forcible and event.actor not in self._hit[event.object]:
                    self._hit[event.object].append(event.actor)
            for event in frontier:
                joined += self._call(event, round_)
            if round_ == 1:
                joined = self._principals() + joined
            frontier = self._strikes(joined, round_)
            round_ += 1
        return self.record

    def rule(self, ident: str, *, holds: bool = True) -> tuple[Literal, ...]:
        """The literal that a rule of the register applies; nothing where the rule is not in force."""
        found = self.rules.get(ident)
        return (self.questions.rule(ident, found.name, holds=holds),) if found else ()

    def _given(self) -> list[Occurrence]:
        given = []
        for o in self.setting.occurrences:
            if o.kind.forcible:
                self.record.add(Step(Fact("attacked", (o.actor, o.object)), (), self._attribution(o), "event"), 0)
                self._given_pairs.add((o.actor, o.object))
            if o.object or o.kind is EventKind.MOBILISATION:
                given.append(o)
        return given

    def _attribution(self, event: Occurrence) -> tuple[Literal, ...]:
        """What given force waits for where its author is not established."""
        if event.attributed:
            return ()
        return (self.questions.attributed(event.actor, event.object, named=event.actor != UNNAMED),)

    def _principals(self) -> list[tuple[str, Side]]:
        """The principals fight from the start, unless the only force between the sides is isolated."""
        found = []
        helpers = {s for e in self.setting.has(EventKind.PERFORMS) for s in e.by}
        for side in self.setting.sides:
            for state in side.members:
                fact = belligerent(state, side.key)
                touching = [o for o in self.setting.occurrences if state in (o.actor, o.object) and o.kind.forcible]
                if state in helpers:
                    self.record.add(Step(fact, (), (), "event"), 0)
                elif any(not o.isolated for o in touching) or not touching:
                    rule = self.rule("attack-makes-war")
                    if touching and not any(o.attributed for o in touching):
                        for o in touching:
                            attack = Fact("attacked", (o.actor, o.object))
                            self.record.add(Step(fact, (attack,), rule, "attack-makes-war"), 0)
                    else:
                        self.record.add(Step(fact, (), rule, "attack-makes-war"), 0)
                else:
                    self._asleep.add((state, side.key))
                    continue
                found.append((state, side))
        return found

    def _call(self, event: Occurrence, round_: int) -> list[tuple[str, Side]]:
        """Hold every clause owed to the one that is hit against the event; returns who may thereby join."""
        joined: list[tuple[str, Side]] = []
        sides: list[Side | None] = [
            s for s in self.setting.sides if self._on(event.object, s) and self._faces(event, s)
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
        seen_from_attacker = replace(
            event,
            actor=event.object,
            object=event.actor,
            where=self.setting.home_of(event.actor),
            counter=not event.counter,
            unprovoked=None,
        )
        sides: list[Side | None] = [s for s in self.setting.sides if self._on(event.actor, s)]
        joined: list[tuple[str, Side]] = []
        for clause, obligors in waiting:
            for side in sides or [None]:
                joined += self._hold(clause, obligors, seen_from_attacker, side, round_, cause=cause)
        return joined

    def _hold(
        self, clause: Clause, obligors: list[str], event: Occurrence, side: Side | None, round_: int,
        beneficiary: str = "", cause: Fact | None = None,
    ) -> list[tuple[str, Side]]:  # fmt: skip
        """Hold one clause against one event; record what follows for its obligors, or what failed."""
        beneficiary = beneficiary or event.object
        if not event.object:
            event = replace(event, object=beneficiary)
        others = tuple(s for s in self._hit.get(event.object, ()) if s != event.actor)
        ctx = Context(self.setting, self.graph, self.questions, clause, event, side, others)
        outcomes = [("trigger", triggered(ctx))]
        outcomes += [(c.kind, evaluate(c, ctx)) for c in clause.obligation.conditions if not bars(c)]
        outcomes.append(("in-force", self._in_force(ctx)))
        faults = [(kind, o.reason) for kind, o in outcomes if not o.ways]
        if faults:
            if event.given:
                for obligor in obligors:
                    if obligor != event.actor:
                        self.record.blocked += [
                            Blocked(obligor, clause.key, beneficiary, event.actor, kind, why) for kind, why in faults
                        ]
            return []
        called = Fact("called", (clause.key, beneficiary, event.actor))
        struck: tuple[Fact, ...] = (cause or Fact("attacked", (event.actor, event.object)),)
        felt = clause.obligation.trigger is Trigger.THREAT and not event.attributed
        if not event.kind.forcible or felt:
            struck = ()
        for way in all_ways(o for _, o in outcomes):
            self.record.add(Step(called, struck + way.facts, way.literals, "clause"), round_)
        joined: list[tuple[str, Side]] = []
        shared = not event.given and event.actor not in obligors
        if shared:
            self._pool(ctx, called, round_)
        reserving = self.graph.reserving.get(clause.treaty.id, frozenset())
        for obligor in obligors:
            if shared and obligor not in reserving:
                joined += self._due_from_pool(ctx, obligor, beneficiary, round_)
            else:
                joined += self._due(ctx, obligor, beneficiary, called, round_)
        return joined

    def _pool(self, ctx: Context, called: Fact, round_: int) -> None:
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

    def _due_from_pool(self, ctx: Context, obligor: str, beneficiary: str, round_: int) -> list[tuple[str, Side]]:
        """The duty of one obligor from what all share; once for each obligor, clause and beneficiary."""
        key = (obligor, ctx.clause.key, beneficiary)
        pooled = (*key, ctx.side.key if ctx.side else None)
        if pooled in self._pooled:
            return []
        self._pooled.add(pooled)
        forfeit: tuple[Literal, ...] = ()
        if self._attacked_first(beneficiary, obligor):
            forfeit = self.rule("attacker-forfeits", holds=False)
            if not forfeit:
                return []
        arisen, due = Fact("arisen", key), Fact("due", key)
        self.record.add(Step(arisen, (Fact("callable", key[1:]),), forfeit, "obligor"), round_)
        if not self._released(obligor, beneficiary, ctx.clause):
            self.record.add(Step(due, (Fact("callable-in-law", key[1:]),), forfeit, "obligor"), round_)
        return self._join(ctx, obligor, beneficiary, round_)

    def _in_force(self, ctx: Context, obligor: str = "") -> Outcome:
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

    def _due(self, ctx: Context, obligor: str, beneficiary: str, called: Fact, round_: int) -> list[tuple[str, Side]]:
        """From the clause called up to the obligor's duty, and from the duty to its joining the war."""
        e, clause = ctx.event, ctx.clause
        key = (obligor, clause.key, beneficiary)
        if obligor == e.actor:
            self.record.blocked.append(
                Blocked(*key, e.actor, "attacker", f"{ctx.name(obligor)} is itself the attacker")
            )
            return []
        forfeit: tuple[Literal, ...] = ()
        if self._attacked_first(beneficiary, obligor):
            forfeit = self.rule("attacker-forfeits", holds=False)
            reason = f"{ctx.name(beneficiary)} attacks {ctx.name(obligor)} and forfeits its help"
            self.record.blocked.append(Blocked(*key, e.actor, "forfeited", reason))
            if not forfeit:
                return []
        ways: list[tuple[tuple[Fact, ...], tuple[Literal, ...]]] = [((), ())]
        for reservation in self.graph.reservations(clause, obligor):
            outcomes = [(c.kind, evaluate(c, ctx)) for c in reservation.conditions]
            faults = [Blocked(*key, e.actor, kind, f"reservation: {o.reason}") for kind, o in outcomes if not o.ways]
            if faults:
                if e.given:
                    self.record.blocked += faults
                return []
            ways = [(f + w.facts, x + w.literals) for f, x in ways for w in all_ways(o for _, o in outcomes)]
        if clause.treaty.bound_since(obligor, self.setting.on) != clause.treaty.since:
            late = self._in_force(ctx, obligor).ways
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
        return self._join(ctx, obligor, beneficiary, round_)

    def _join(self, ctx: Context, obligor: str, beneficiary: str, round_: int) -> list[tuple[str, Side]]:
        """From a duty to help, performed, to being at war; nothing follows from lesser duties."""
        clause, side = ctx.clause, ctx.side
        key = (obligor, clause.key, beneficiary)
        if not clause.obligation.duty.drawn_in:
            return []
        casus = Fact("casus", (clause.treaty.id, obligor, beneficiary))
        self.record.add(Step(casus, (Fact("arisen", key),), (), "casus"), round_)
        if not clause.treaty.rank.binding or side is None or obligor in self.setting.principals:
            return []
        if self._decided(EventKind.ABSTAINS, obligor, beneficiary, clause):
            return []
        performs = self.questions.performs(
            obligor, clause.key, self._for_whom(clause, side, beneficiary, obligor), clause.label
        )
        step = Step(belligerent(obligor, side.key), (Fact("due", key),), (performs, *self._joining), PRINCIPAL_FIRST)
        self.record.add(step, round_)
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
        bound = self.graph.parties[clause.treaty.id]
        return list(clause.obligation.beneficiaries) or sorted(bound)

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

    def _decided(self, kind: EventKind, obligor: str, beneficiary: str, clause: Clause) -> bool:
        return any(
            obligor in e.by and beneficiary in e.for_ and e.under in ("", clause.treaty.id)
            for e in self.setting.has(kind)
        )

    def _on(self, state: str, side: Side) -> bool:
        return state in side.members or state in self._fights[side.key]

    def _faces(self, event: Occurrence, side: Side) -> bool:
        return (
            not event.actor or event.kind is EventKind.MOBILISATION or self._on(event.actor, self.setting.facing(side))
        )

    def _strikes(self, joined: Iterable[tuple[str, Side]], round_: int) -> list[Occurrence]:
        """The force that new belligerents may use, and that may be used against them."""
        fresh: list[Occurrence] = []
        for state, side in joined:
            facing = self.setting.facing(side)
            self._wake(state, side, facing)
            if state in self._fights[side.key]:
                continue
            self._fights[side.key].append(state)
            for enemy in list(self._fights[facing.key]):
                if enemy != state:
                    fresh += self._strike(state, side, enemy, facing, round_)
                    fresh += self._strike(enemy, facing, state, side, round_)
        return fresh

    def _wake(self, state: str, side: Side, facing: Side) -> None:
        """Where the given force was isolated, anybody's joining makes a war of it after all."""
        for one in (side, facing):
            for member in one.members:
                if (member, one.key) in self._asleep:
                    body = (belligerent(state, side.key),)
                    self.record.add(Step(belligerent(member, one.key), body, (), PRINCIPAL_FIRST), 1)
                    if member not in self._fights[one.key]:
                        self._fights[one.key].append(member)

    def _strike(self, striker: str, side: Side, struck: str, facing: Side, round_: int) -> list[Occurrence]:
        pair = (striker, struck)
        if pair in self._given_pairs or (*pair, side.key) in self._done or UNNAMED in pair:
            return []
        self._done.add((*pair, side.key))
        body = (belligerent(striker, side.key), belligerent(struck, facing.key))
        literals = (self.questions.strikes(striker, struck), *self.rule("belligerents-may-strike"))
        self.record.add(Step(Fact("attacked", (striker, struck)), body, literals, "belligerents-may-strike"), round_)
        return [
            Occurrence(
                EventKind.ARMED_ATTACK,
                striker,
                struck,
                self.setting.home_of(struck),
                self.setting.on,
                given=False,
                counter=facing.began,
            )
        ]
