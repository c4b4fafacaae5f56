"""Triggering acts: the force that triggers each clause for each beneficiary, and the states that join by performing.

A state may be struck on both sides of a war, as the ally of different states. Duties against one side make nobody fight
on the other, and force may be unlawful from one side and lawful from the other. If a clause is triggered on several
sides, each side therefore has facts of its own; a fact that holds on one side holds.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from engine.cascade.outcomes import Context, Way
from engine.cascade.pools import Pool, anywhere
from engine.record.facts import Derivation, Fact, Step, belligerent
from engine.record.questions import Literal
from engine.setting.sides import sided

PERFORMANCE = "performance-makes-belligerent"
"""The rule of general law by which a state that performs a duty to help joins the war."""

Key = tuple[int, int] | None
"""The key of the victim's side; None if it is on no side."""
Strikes = dict[tuple[str, str, tuple[int, int]], Step]
"""The steps of derived strikes, by striker, struck state and the struck state's side."""


class TriggeringAct(NamedTuple):
    """Force, or another act, by one adversary that triggers a clause."""

    adversary: str
    struck: tuple[Fact, ...]
    within: Key
    """The side of the struck state, if the force is derived."""
    ways: tuple[Way, ...]
    round: int


class PendingDuty(NamedTuple):
    """The duty of one obligor with conditions of its own: the answers on which it depends (`forfeit`, `ways`) and the
    ways in which helping is lawful; none if the obligor is released.
    """

    obligor: str
    adversary: str
    forfeit: tuple[Literal, ...]
    ways: tuple[Way, ...]
    lawful_ways: tuple[Way, ...]
    round: int


@dataclass(slots=True)
class _OnSide:
    """What is known of one clause, one beneficiary and one side."""

    calls: list[TriggeringAct] = field(default_factory=list)
    owing: list[PendingDuty] = field(default_factory=list)
    joins: dict[str, tuple[tuple[Literal, ...], int]] = field(default_factory=dict)


class Calls:
    """The triggering acts of one run of the cascade, by clause, beneficiary and side."""

    def __init__(self) -> None:
        self._of: dict[tuple[str, str], dict[Key, _OnSide]] = {}
        self.pools: dict[tuple[str, str, Key], Pool] = {}
        """What derived force calls for all obligors alike."""
        self.size = 0
        """How many steps wait to be written."""

    def on(self, ctx: Context, beneficiary: str, steps: int) -> _OnSide:
        """Return the record of a clause for a beneficiary, on the side of the context, and count steps that will be
        added to it.

        Args:
            ctx: the clause, and the side on which the beneficiary was struck.
            beneficiary: the id of the beneficiary.
            steps: the number of steps that the caller is about to add.
        """
        sides = self._of.setdefault((ctx.clause.key, beneficiary), {})
        key = ctx.side.key if ctx.side else None
        if key not in sides:
            sides[key] = _OnSide()
        self.size += steps * min(
            len(sides), 2
        )  # on several sides as many again say that it holds on any
        return sides[key]

    def call(self, ctx: Context, beneficiary: str, call: TriggeringAct) -> None:
        """Record that an act triggers a clause.

        Args:
            ctx: the clause, and the side on which the beneficiary was struck.
            beneficiary: the id of the beneficiary.
            call: the act, with the ways in which the conditions are met.
        """
        self.on(ctx, beneficiary, len(call.ways)).calls.append(call)

    def owe(self, ctx: Context, beneficiary: str, owing: PendingDuty) -> None:
        """Record a duty of an obligor that has conditions of its own, such as a reservation.

        Args:
            ctx: the clause, and the side on which the beneficiary was struck.
            beneficiary: the id of the beneficiary.
            owing: the duty.
        """
        self.on(
            ctx, beneficiary, len(owing.ways) + len(owing.lawful_ways)
        ).owing.append(owing)

    def pool(self, ctx: Context) -> Pool:
        """Return the pool of a clause: the triggering acts that all its obligors share."""
        key = (ctx.clause.key, ctx.event.object, ctx.side.key if ctx.side else None)
        if key not in self.pools:
            self.pools[key] = Pool(*key[:2])
        return self.pools[key]

    def join(
        self,
        ctx: Context,
        obligor: str,
        beneficiary: str,
        literals: tuple[Literal, ...],
        round_: int,
    ) -> None:
        """Record that an obligor joins the beneficiary's side by performing. If this is recorded twice, the first
        record wins.

        Args:
            ctx: the clause, and the side to join.
            obligor: the id of the state that joins.
            beneficiary: the id of the state that it helps.
            literals: the answers by which it joins, above all that it decides to perform.
            round_: the round of the cascade, from 1.
        """
        self.on(ctx, beneficiary, 1).joins.setdefault(obligor, (literals, round_))

    def write(self, record: Derivation, strikes: Strikes) -> None:
        """Add all steps from force to duties, and from performed duties to belligerency, to a record.

        Args:
            record: the derivation record.
            strikes: the steps of derived strikes.
        """
        wars = Counter(pair[:2] for pair in strikes)
        for (clause, beneficiary), sides in self._of.items():
            for key, found in sides.items():
                side = (sided(key),) if len(sides) > 1 else ()
                _write(record, clause, beneficiary, side, found, strikes, wars)
                if pool := self.pools.get((clause, beneficiary, key)):
                    pool.write(record, side)
                for obligor, (literals, round_) in found.joins.items():
                    duty = Fact("due", (obligor, clause, beneficiary, *side))
                    assert key is not None
                    record.add(
                        Step(belligerent(obligor, key), (duty,), literals, PERFORMANCE),
                        round_,
                    )


def _write(
    record: Derivation,
    clause: str,
    beneficiary: str,
    side: tuple[str, ...],
    found: _OnSide,
    strikes: Strikes,
    wars: Counter[tuple[str, str]],
) -> None:
    """The steps from the force on one side to the called clauses, and to the duties of obligors that share nothing.
    `wars` counts the wars in which one state may strike another: a strike in one war calls nothing in another.
    """
    for call in found.calls:
        body = call.struck
        if call.within and (
            side or wars[call.struck[0].args[0], call.struck[0].args[1]] > 1
        ):
            striker, struck = call.struck[0].args
            made = strikes[striker, struck, call.within]
            body = (Fact("attacked", (striker, struck, sided(call.within))),)
            record.add(made._replace(head=body[0]), call.round)
        head = Fact("called", (clause, beneficiary, call.adversary, *side))
        for way in call.ways:
            record.add(
                Step(head, (*body, *way.facts), way.literals, "clause"), call.round
            )
        anywhere(record, head, side, call.round)
    for owing in found.owing:
        called = Fact("called", (clause, beneficiary, owing.adversary, *side))
        arisen, due = (
            Fact(kind, (owing.obligor, clause, beneficiary, *side))
            for kind in ("arisen", "due")
        )
        for way in owing.ways:
            rule = "reservation" if way.literals or way.facts else "obligor"
            record.add(
                Step(
                    arisen, (called, *way.facts), (*owing.forfeit, *way.literals), rule
                ),
                owing.round,
            )
        anywhere(record, arisen, side, owing.round)
        for way in owing.lawful_ways:
            # `called` again, not `arisen` alone: the lawfulness is that of this adversary's force.
            record.add(
                Step(due, (arisen, called), way.literals, "self-defence"), owing.round
            )
        if owing.lawful_ways:
            anywhere(record, due, side, owing.round)
