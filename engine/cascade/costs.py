"""Costs of strikes: a lower bound on the open answers that each needs, which decides the order of the search.

An inference costs as much as the most expensive fact in its body, since the answers of several facts may coincide.
Nothing within the horizon is therefore missing below `record.exact_below`.
"""

from __future__ import annotations

from collections.abc import Sequence

from engine.cascade.depth import FAR, Depth
from engine.cascade.duties import Duties
from engine.cascade.fighting import Fighting, attribution
from engine.cascade.outcomes import Context, Way
from engine.record.facts import Fact
from engine.record.question_ids import QuestionId
from engine.record.questions import Literal
from engine.setting.occurrences import Occurrence
from engine.setting.sides import Side
from treaties.vocabulary.terms import Presumption

Strike = tuple[str, Side, str, Side, int]
"""The striking state and its side, the struck state and its side, and the round in which the strike triggers articles."""
Place = tuple[str, tuple[int, int]]
"""The id of a state and the key of the side on which it fights."""


class Costs:
    """The least number of open answers that each state's belligerency needs, and the strikes followed so far."""

    def __init__(self, duties: Duties, fighting: Fighting) -> None:
        self.duties = duties
        self.setting = duties.setting
        self.fighting = fighting
        self.of: dict[Place, int] = {}
        """By state and side the least number of open answers on which its fighting rests."""
        self.since: dict[Place, int] = {}
        """By state and side the first round in which it fights."""
        self.struck: set[tuple[str, str, tuple[int, int]]] = set()
        """The strikes that were taken up: striker, the struck state, and the striker's side."""
        self._price: dict[tuple[str, str], int] = {}

    def give(self, event: Occurrence) -> None:
        """Record a strike that the question states, with the number of open answers that it needs."""
        self._price[event.actor, event.object] = len(
            self._open(attribution(self.duties, event))
        )

    def take(self, strike: Strike, cost: int) -> None:
        """Record a strike that the cascade follows, with the number of open answers that it needs."""
        striker, side, struck, _, _ = strike
        self.struck.add((striker, struck, side.key))
        self._price[striker, struck] = min(
            cost, self._price.get((striker, struck), FAR)
        )

    def enter(self, state: str, side: Side) -> None:
        """Record that a state joins a side. Belligerents whose force was isolated then fight too."""
        self.fighting.enter(state, side)
        cost, since = (
            self.of.get((state, side.key), 0),
            self.since.get((state, side.key), 1),
        )
        for sleeper in self.fighting.asleep:
            if sleeper[1][0] == side.war:
                self.of[sleeper] = min(cost, self.of.get(sleeper, FAR))
                self.since[sleeper] = min(since, self.since.get(sleeper, FAR))

    def cheapest(self, depth: Depth) -> tuple[int, list[Strike], bool, bool]:
        """Return the cheapest strikes that the cascade has not followed yet.

        The result has their cost, the strikes, whether some strikes would come in too late a round, and whether some
        need more further acts than the depth allows.
        """
        best, found, late, beyond = FAR, list[Strike](), False, False
        for side in self.setting.sides:
            price, strikes, too_late, too_far = self._cheapest_of(side, depth, best)
            if price < best:
                best, found = price, []
            found += strikes
            late |= too_late
            beyond |= too_far
        return best, found, late, beyond

    def _cheapest_of(
        self, side: Side, depth: Depth, most: int
    ) -> tuple[int, list[Strike], bool, bool]:
        """The cheapest strikes of one side, of those that cost no more than `most`."""
        best, found, late, beyond = most, list[Strike](), False, False
        facing = self.setting.facing(side)
        theirs = self._costs_on(facing)
        for cost, striker in self._costs_on(side):
            if cost >= best:
                continue
            for other, struck in theirs:
                price = max(cost, other) + 1
                known = (striker, struck, side.key) in self.struck
                if price > best or striker == struck or known:
                    continue
                round_ = self._round(striker, side, struck, facing)
                if depth.rounds is not None and round_ > depth.rounds:
                    late = True
                elif depth.far is not None and round_ > depth.far + 1:
                    beyond = True
                else:
                    if price < best:
                        best, found = price, []
                    found.append((striker, side, struck, facing, round_))
        return best, found, late, beyond

    def _costs_on(self, side: Side) -> list[tuple[int, str]]:
        """Those who fight on a side, each with what that costs."""
        return [(self.of.get((s, side.key), 0), s) for s in self.fighting.fights(side)]

    def _round(self, striker: str, side: Side, struck: str, facing: Side) -> int:
        """The round in which a strike calls: the first after both fight."""
        ours = self.since.get((striker, side.key), 1)
        return max(ours, self.since.get((struck, facing.key), 1)) + 1

    def most_telling(self, strikes: Sequence[Strike], room: int) -> list[Strike]:
        """Return at most `room` of the given strikes: the struck states take turns, and the least struck state comes
        first.
        """
        times: dict[Place, int] = {}
        for _, struck, key in self.struck:
            times[struck, key] = times.get((struck, key), 0) + 1
        turns = []
        for place, (_, side, struck, _, _) in enumerate(strikes):
            n = times[struck, side.key] = times.get((struck, side.key), 0) + 1
            turns.append((n, place))
        return [strikes[place] for _, place in sorted(turns)[:room]]

    def weigh(
        self,
        ctx: Context,
        obligors: Sequence[str],
        ways: Sequence[Way],
        struck: tuple[Fact, ...],
        round_: int,
    ) -> None:
        """Record the least number of open answers on which each obligor's joining the war rests, and its first round.

        The results are kept in `of` and `since`; a number found under another article is only ever lowered. A clause that
        draws nobody in, or does not bind, records nothing.

        Args:
            ctx: the clause, the force that triggers it, and the side to join.
            obligors: the ids of the obligors.
            ways: the ways in which the conditions of the clause are met.
            struck: the facts that the beneficiary was struck, if the force is derived; empty if it is given.
            round_: the round of the cascade, from 1.
        """
        clause, side = ctx.clause, ctx.side
        if (
            side is None
            or not clause.obligation.duty.drawn_in
            or not clause.treaty.rank.binding
        ):
            return
        least = self._least(ctx, ways, struck)
        for obligor in obligors:
            if obligor == ctx.event.actor:
                continue
            place = (obligor, side.key)
            known = self.of.get(place, FAR)
            if least < known and obligor not in self.setting.belligerents:
                decision = 0 if self._fights_elsewhere(obligor, side) else 1
                self.of[place] = min(least + decision, known)
            self.since[place] = min(round_, self.since.get(place, FAR))

    def _least(
        self, ctx: Context, ways: Sequence[Way], struck: tuple[Fact, ...]
    ) -> int:
        """The least number of open answers on which a call rests, by any of its ways and of those of general law."""
        e = ctx.event
        force = e.actor, e.object
        base = 0
        if struck:
            base = self._price[(e.object, e.actor) if e.own_war else force]
        lawful = [self._open(w.literals) for w in self.duties.lawful_ways(ctx)]
        least = FAR
        for way in ways:
            own = self._open(way.literals)
            rests = max([0, *(self._cost_of(f) for f in way.facts)])
            for law in lawful:
                asked = own | law
                # What is asked of this very force cannot have been asked before it; anything else may have been.
                new = sum(QuestionId.parse(q)[2:] == force for q, _ in asked)
                least = min(least, max(rests, base + new, len(asked)))
        return least

    def _fights_elsewhere(self, state: str, side: Side) -> bool:
        """Whether a state may have decided to perform in another war already."""
        others = (s for s in self.setting.sides if s.war != side.war)
        return any((state, s.key) in self.of for s in others)

    def _cost_of(self, fact: Fact) -> int:
        """What a fact on which a clause depends costs at least; nothing where that is not known."""
        if fact.kind == "belligerent":
            war, number = fact.args[1].split(".")
            return self.of.get((fact.args[0], (int(war), int(number))), 0)
        return 0

    def _open(self, literals: Sequence[Literal]) -> frozenset[Literal]:
        return frozenset(
            x
            for x in literals
            if self.duties.questions[x[0]].presumed is Presumption.OPEN
        )
