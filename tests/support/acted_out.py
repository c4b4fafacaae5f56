"""A war acted out once everything is answered: no steps and no supports, only who strikes, calls, owes and joins.

It says the law of the cascade again for clauses of bare text, with those on several attackers, on help by another, on
who joins and on who is spared; wars and sides are taken as the setting has them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.record.facts import Fact
from engine.setting.graph import Clause, ObligationGraph
from engine.setting.occurrences import Occurrence
from engine.setting.setting import Setting
from engine.setting.sides import Side
from treaties.vocabulary.terms import EventKind, Rank, Trigger

Where = Side | None
TriggeredArticle = tuple[str, str, Where, str, bool]
"""A clause, who calls, on which side, against whom, and whether helping is lawful."""


class War:
    """One war under one set of answers; a question that is not answered is answered no."""

    def __init__(
        self, setting: Setting, law: ObligationGraph, answers: Mapping[str, bool]
    ) -> None:
        self.setting, self.law, self.answers = setting, law, answers
        self.rules = {r.id for r in setting.corpus.rules if r.holds_on(setting.on)}
        self.given = [o for o in setting.occurrences if o.kind.forcible]
        self.fights: set[tuple[str, Side]] = set()
        self.struck: set[tuple[str, str, Side]] = set()
        self.calls: set[TriggeredArticle] = set()
        self.arisen: set[tuple[str, str, str]] = set()
        self.due: set[tuple[str, str, str, Where]] = set()
        self.called: set[tuple[str, str, str]] = set()
        while self._grown():
            pass

    def facts(self) -> set[Fact]:
        """All that is so in the end."""
        attacks = {(o.actor, o.object) for o in self.given} | {
            (a, v) for a, v, _ in self.struck
        }
        treaty = {k: c.treaty.id for k, c in self.law.clauses.items()}
        drawn = {k for k, c in self.law.clauses.items() if c.obligation.duty.drawn_in}
        return {
            *(
                Fact("belligerent", (s, f"{side.war}.{side.number}"))
                for s, side in self.fights
            ),
            *(Fact("attacked", pair) for pair in attacks),
            *(Fact("called", each) for each in self.called),
            *(Fact("arisen", each) for each in self.arisen),
            *(Fact("due", each[:3]) for each in self.due),
            *(
                Fact("casus", (treaty[k], o, b))
                for o, k, b in self.arisen
                if k in drawn
            ),
        }

    def _grown(self) -> bool:
        before = [
            len(x)
            for x in (
                self.fights,
                self.struck,
                self.calls,
                self.arisen,
                self.due,
                self.called,
            )
        ]
        self._enter()
        self._strike()
        for event, by, of in self._held():
            self._hold(event, by, of)
        self._join()
        return before != [
            len(x)
            for x in (
                self.fights,
                self.struck,
                self.calls,
                self.arisen,
                self.due,
                self.called,
            )
        ]

    def _yes(self, ident: str) -> bool:
        return self.answers.get(ident, False)

    def _rule(self, rule: str) -> bool:
        return rule not in self.rules or self._yes(f"rule:{rule}")

    def _enter(self) -> None:
        """Principals fight, those who only exchanged a shot or two as soon as somebody else does."""
        helpers = {
            s for e in self.setting.events if e.kind is EventKind.PERFORMS for s in e.by
        }
        asleep = set()
        for side in self.setting.sides:
            for s in side.members:
                shots = [o for o in self.given if s in (o.actor, o.object)]
                if shots and all(self._peace(o.actor, o.object) for o in shots):
                    continue
                if s in helpers or (
                    self._rule("attack-makes-war")
                    and not (shots and all(o.isolated for o in shots))
                ):
                    self.fights.add((s, side))
                if s not in helpers and shots and all(o.isolated for o in shots):
                    asleep.add((s, side))
        awake = {side.war for s, side in self.fights if (s, side) not in asleep}
        self.fights |= {(s, side) for s, side in asleep if side.war in awake}

    def _strike(self) -> None:
        pairs = {(o.actor, o.object) for o in self.given}
        for a, one in list(self.fights):
            for v, other in list(self.fights):
                opposed = one.war == other.war and one.number != other.number
                may = (
                    opposed
                    and a != v
                    and (a, v) not in pairs
                    and not self._peace(a, v)
                    and self._rule("belligerents-may-strike")
                )
                if may and self._yes(f"strikes:{a}>{v}"):
                    self.struck.add((a, v, other))

    def _held(self) -> Iterator[tuple[Occurrence, Where, bool]]:
        """What is held against whom: every act, on the side of the one hit; of war the attacker's own view too."""
        sides = self.setting.sides
        for o in self.setting.occurrences:
            facing = [
                s
                for s in sides
                if o.object in s.members and o.actor in self.setting.facing(s).members
            ]
            for side in facing or [None]:
                yield o, side, False
            if (
                o.kind.forcible or o.kind is EventKind.DECLARATION_OF_WAR
            ) and not o.isolated:
                for side in [s for s in sides if o.actor in s.members] or [None]:
                    yield self.setting.seen_by_attacker(o), side, True
        for a, v, side in list(self.struck):
            where, day = self.setting.home_of(v), self.setting.on
            o = Occurrence(
                EventKind.ARMED_ATTACK,
                a,
                v,
                where,
                day,
                given=False,
                counter=side.began,
            )
            yield o, side, False
            yield self.setting.seen_by_attacker(o), self.setting.facing(side), True

    def _hold(self, e: Occurrence, side: Where, own_war: bool) -> None:
        if self._peace(e.actor, e.object):
            return
        for clause, obligors in self.law.owed_to(e.object):
            trigger = clause.obligation.trigger
            if own_war and trigger is not Trigger.WAR:
                continue
            if not (
                self._set_off(e, clause)
                and all(self._met(c, e, side) for c in clause.obligation.conditions)
            ):
                continue
            self.called.add((clause.key, e.object, e.actor))
            for o in obligors:
                spoilt = any(
                    x.actor == e.object and x.object == o and not x.counter
                    for x in self.given
                )
                forfeits = spoilt and (
                    "attacker-forfeits" not in self.rules
                    or self._yes("rule:attacker-forfeits")
                )
                if o != e.actor and not forfeits:
                    self.arisen.add((o, clause.key, e.object))
                    released = self._released(o, clause, e.object)
                    if not clause.obligation.duty.drawn_in or (
                        self._lawful(e) and not released
                    ):
                        self.due.add((o, clause.key, e.object, side))

    def _set_off(self, e: Occurrence, clause: Clause) -> bool:
        trigger, pair, kind = clause.obligation.trigger, e.pair, e.kind
        if trigger is Trigger.THREAT:
            threats = (EventKind.THREAT, EventKind.DECLARATION_OF_WAR)
            return kind.forcible or kind in threats
        if trigger in (Trigger.WAR, Trigger.HOSTILITIES):
            return kind.forcible or kind is EventKind.DECLARATION_OF_WAR
        declared = kind is EventKind.DECLARATION_OF_WAR and not (
            trigger is Trigger.FORCE or "self-defence" in self.rules
        )
        if declared and not self._yes(f"declared-attack:{pair}"):
            return False
        if not kind.forcible and not declared:
            return False
        if trigger is Trigger.FORCE:
            return True
        lesser = trigger is Trigger.AGGRESSION and kind is not EventKind.ARMED_ATTACK
        kinds = "aggression" if lesser else "armed-attack"
        if not declared and not self._yes(f"{kinds}:{pair}"):
            return False
        answers = (e.object, e.actor) in self.setting.begun
        asked_in_law = clause.obligation.duty.drawn_in and "self-defence" in self.rules
        return not answers or asked_in_law or self._yes(f"answering-attack:{pair}")

    def _met(self, condition: object, e: Occurrence, side: Where) -> bool:
        facing = self.setting.facing(side) if side else None
        kind = getattr(condition, "kind", "")
        if kind == "attackers":
            hitting = {o.actor for o in self.given if o.object == e.object}
            hitting |= {a for a, v, _ in self.struck if v == e.object}
            return len({e.actor, *hitting}) >= condition.at_least  # type: ignore[attr-defined]
        if kind == "no-war-with":
            return not {e.actor, *(facing.members if facing else ())} & {
                *condition.states
            }  # type: ignore[attr-defined]
        if kind == "assists":
            return side is not None and (condition.state, side) in self.fights  # type: ignore[attr-defined]
        assert kind == "joined-by"
        named = [s for s in condition.among if s not in (e.actor, e.object)]  # type: ignore[attr-defined]
        named = [s for s in named if side is None or s not in side.members]
        struck = {o.object for o in self.given if o.first and o.actor == e.object}
        named = [s for s in named if s not in struck]
        return facing is not None and any((s, facing) in self.fights for s in named)

    def _lawful(self, e: Occurrence) -> bool:
        if "self-defence" not in self.rules:
            return True
        return (
            not self._yes(f"lawful-defence:{e.pair}")
            if e.counter
            else self._yes(f"unlawful:{e.pair}")
        )

    def _released(self, obligor: str, clause: Clause, beneficiary: str) -> bool:
        """By the Council's measures, or because whom it would help lets it off: under one treaty, or as one state."""
        kinds = {e.kind for e in self.setting.events}
        if "council-primacy" in self.rules and EventKind.COUNCIL_MEASURES in kinds:
            return True
        treaty = clause.treaty.id
        waivers = [
            e
            for e in self.setting.events
            if e.kind is EventKind.WAIVER and beneficiary in e.by
        ]
        return any(
            e.under == treaty or (not e.under and {treaty, obligor} & set(e.to))
            for e in waivers
        )

    def _peace(self, one: str, other: str) -> bool:
        """Whether the two made peace; here that is always after all force between them that is given."""
        made = [e for e in self.setting.events if e.kind is EventKind.SEPARATE_PEACE]
        return any(
            {one, other} <= {*e.by, *e.to}
            and {one, other} & {*e.by}
            and {one, other} & {*e.to}
            for e in made
        )

    def _join(self) -> None:
        for o, key, beneficiary, side in self.due:
            clause = self.law.clauses[key]
            if (
                side is None
                or not clause.obligation.duty.drawn_in
                or clause.treaty.rank is not Rank.TREATY
            ):
                continue
            out = any(
                e.kind is EventKind.ABSTAINS and o in e.by and beneficiary in e.for_
                for e in self.setting.events
            )
            if (
                o in self.setting.belligerents
                or out
                or not self._rule("performance-makes-belligerent")
            ):
                continue
            owed = clause.obligation.beneficiaries or clause.treaty.states
            others = [b for b in owed if b != o]
            whom = (
                beneficiary
                if len(others) < 2
                else next((s for s in side.members if s in others), side.lead)
            )
            if self._yes(f"performs:{o}/{key}>{whom}"):
                self.fights.add((o, side))
