"""The cascade in the order of what it costs: the strikes that the fewest open answers lead to come first.

The whole cascade of a crowded world is far larger than anything that anybody asks about. Here the force of belligerents
is taken up in the order of the least number of open answers that it rests on, and what rests on more than the horizon
is never built. Where even that is too much, the work ends, and everything nearer than the layer in hand is complete.
Budgets count strikes and steps, never time: the same question gives the same record everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.cascade.cascade import Escalation
from engine.cascade.facts import Derivation, Fact
from engine.cascade.givens import attribution, given, principals
from engine.cascade.graph import ObligationGraph
from engine.cascade.occurrences import Occurrence
from engine.cascade.outcomes import Context, Way
from engine.cascade.question_ids import QuestionId
from engine.cascade.questions import Literal
from engine.cascade.setting import Setting
from engine.cascade.sides import Side
from treaties.vocabulary.terms import Presumption

STRIKES = 500
"""Strikes that are taken up beyond the near ones."""
NEAR = 3
"""Open answers up to which every strike is taken up."""
STEPS = 60_000
"""Steps, written or waiting, after which a layer is left unfinished: in a world where everybody is allied to everybody
one layer has millions."""
WHOLE = 1_500
"""Strikes beyond the near ones where the whole derivation is asked for."""
FAR = 10_000

Pair = tuple[str, Side, str, Side, int]
"""A striker and its side, the one struck and its side, and the round in which the strike calls."""


class ByCost(Escalation):
    """One run of the cascade, nearest first.

    What costs a state to fight is a lower bound: of the facts that an inference rests on the dearest counts, since their
    answers may be the same. Hence nothing within the horizon is missing below `record.exact_below`.
    """

    def __init__(
        self,
        setting: Setting,
        graph: ObligationGraph,
        *,
        rounds: int | None = None,
        horizon: int,
        strikes: int = STRIKES,
        finish: bool = False,
        far: int | None = None,
    ) -> None:
        super().__init__(setting, graph, rounds=rounds)
        self.far = far
        """How many strikes after the events as given are followed, one after another; all within the horizon where None."""
        self.finish = finish
        """Whether a layer that is begun is finished, however many strikes it has."""
        self.horizon = horizon
        self.most = strikes
        self.steps = STEPS
        self._price: dict[tuple[str, str], int] = {}
        self._costs: dict[tuple[str, tuple[int, int]], int] = {}
        self._since: dict[tuple[str, tuple[int, int]], int] = {}
        self.nearly = False
        """Whether a layer was left unfinished of which as many strikes again as are allowed would be all."""
        self._bounded = False
        """Whether steps are counted yet: the given events are always taken up."""
        self._struck: set[tuple[str, str, tuple[int, int]]] = set()

    def run(self) -> Derivation:
        """Take up strikes layer by layer until none is within the horizon, or the work is done."""
        events = given(self.duties)
        for event in events:
            self._price[event.actor, event.object] = len(self._open(attribution(self.duties, event)))
        joined = self.layer(events, 1)
        at_war = principals(self.duties, self.fighting)
        # Who fights from the start does so however late it comes to owe something beside.
        self._since |= {(state, side.key): 1 for state, side in at_war}
        self._join_in(at_war + joined)
        self._bounded = True
        made = 0
        while layer := self._next():
            cost, pairs = layer
            room = max(self.most - made, 0)
            cut = cost > NEAR and (not room if self.finish else len(pairs) > room)
            if cost > self.horizon or (cut and not room):
                self.record.partial = True
                if cost <= self.horizon:
                    self.record.exact_below = cost
                break
            if cut:
                self.nearly = len(pairs) <= room + self.most
                pairs = self._telling(pairs, room)
            strikes: dict[int, list[Occurrence]] = {}
            for striker, side, struck, facing, round_ in pairs:
                self._struck.add((striker, struck, side.key))
                self._price[striker, struck] = min(cost, self._price.get((striker, struck), FAR))
                for event in self.fighting.strike(striker, side, struck, facing, round_ - 1):
                    strikes.setdefault(round_, []).append(event)
            made += sum(map(len, strikes.values()))
            if not self._take_up(strikes) or cut:
                self.record.partial, self.record.exact_below = True, cost
                break
        self.write_calls()
        return self.record

    def _telling(self, pairs: Sequence[Pair], room: int) -> list[Pair]:
        """The strikes of a layer that tell most: those on whom the fewest have struck yet, each state in its turn."""
        times: dict[tuple[str, tuple[int, int]], int] = {}
        for _, struck, key in self._struck:
            times[struck, key] = times.get((struck, key), 0) + 1
        turns = []
        for place, (_, side, struck, _, _) in enumerate(pairs):
            n = times[struck, side.key] = times.get((struck, side.key), 0) + 1
            turns.append((n, place))
        return [pairs[place] for _, place in sorted(turns)[:room]]

    def _take_up(self, events: Mapping[int, Sequence[Occurrence]]) -> bool:
        """Take up the strikes of one layer; whether the budget of steps lasted for all."""
        for round_ in sorted(events):
            self._join_in(self.layer(events[round_], round_))
        return not self.spent()

    def spent(self) -> bool:
        """Whether the budget of steps is used up."""
        return self._bounded and len(self.record.steps) + self.duties.calls.size > self.steps

    def _join_in(self, joined: Sequence[tuple[str, Side]]) -> None:
        for state, side in joined:
            self.fighting.enter(state, side)
            cost, since = self._costs.get((state, side.key), 0), self._since.get((state, side.key), 1)
            for sleeper in self.fighting.asleep:
                if sleeper[1][0] == side.war:
                    self._costs[sleeper] = min(cost, self._costs.get(sleeper, FAR))
                    self._since[sleeper] = min(since, self._since.get(sleeper, FAR))

    def _next(self) -> tuple[int, list[Pair]] | None:
        """The cheapest strikes that have not been taken up, with what they cost."""
        best: int = FAR
        found: list[Pair] = []
        for side in self.setting.sides:
            facing = self.setting.facing(side)
            ours, theirs = (
                [(self._costs.get((s, x.key), 0), s) for s in self.fighting.fights(x)] for x in (side, facing)
            )
            for cost, striker in ours:
                if cost >= best:
                    continue
                for other, struck in theirs:
                    price = max(cost, other) + 1
                    if price > best or striker == struck or (striker, struck, side.key) in self._struck:
                        continue
                    round_ = max(self._since.get((striker, side.key), 1), self._since.get((struck, facing.key), 1)) + 1
                    if self.rounds is not None and round_ > self.rounds:
                        self.record.complete = False
                        continue
                    if self.far is not None and round_ > self.far + 1:
                        self.record.partial = True
                        continue
                    if price < best:
                        best, found = price, []
                    found.append((striker, side, struck, facing, round_))
        return (best, found) if found else None

    def weigh(
        self, ctx: Context, obligors: Sequence[str], ways: Sequence[Way], struck: tuple[Fact, ...], round_: int
    ) -> None:
        """What it costs those whom a call reaches to join; the least that any call asks."""
        clause, side = ctx.clause, ctx.side
        if side is None or not clause.obligation.duty.drawn_in or not clause.treaty.rank.binding:
            return
        e = ctx.event
        base = self._price[(e.object, e.actor) if e.own_war else (e.actor, e.object)] if struck else 0
        force = e.actor, e.object
        lawful = [self._open(w.literals) for w in self.duties.lawful(ctx)]
        least = FAR
        for way in ways:
            own, rests = self._open(way.literals), max([0, *(self._cost_of(f) for f in way.facts)])
            for law in lawful:
                # What is asked of this very force cannot have been asked before it; anything else may have been.
                new = sum(QuestionId.parse(q)[2:] == force for q, _ in own | law)
                least = min(least, max(rests, base + new, len(own | law)))
        for obligor in obligors:
            place = (obligor, side.key)
            if obligor != ctx.event.actor:
                known = self._costs.get(place, FAR)
                if least < known and obligor not in self.setting.principals:
                    # The decision to perform may have been taken in another war already.
                    elsewhere = any((obligor, s.key) in self._costs for s in self.setting.sides if s.war != side.war)
                    self._costs[place] = min(least + (not elsewhere), known)
                self._since[place] = min(round_, self._since.get(place, FAR))

    def _cost_of(self, fact: Fact) -> int:
        """What a fact that a clause waits for costs at least; nothing where that is not known."""
        if fact.kind == "belligerent":
            war, number = fact.args[1].split(".")
            return self._costs.get((fact.args[0], (int(war), int(number))), 0)
        return 0

    def _open(self, literals: Sequence[Literal]) -> frozenset[Literal]:
        return frozenset(x for x in literals if self.questions[x[0]].presumed is Presumption.OPEN)


def cascade_of(
    setting: Setting,
    graph: ObligationGraph,
    rounds: int | None,
    horizon: int | None,
    *,
    whole: bool = False,
    finish: bool = False,
    far: int | None = None,
) -> Escalation:
    """The cascade to its end, or in the order of what it costs where a horizon is set or the whole is asked for.

    With `far`, all strikes within so many further acts are taken up, and no others.
    """
    if far is not None and not whole:
        return ByCost(setting, graph, rounds=rounds, horizon=FAR, strikes=FAR, far=far)
    if whole:
        return ByCost(setting, graph, rounds=rounds, horizon=FAR, strikes=WHOLE, finish=True)
    if horizon is None:
        return Escalation(setting, graph, rounds=rounds)
    return ByCost(setting, graph, rounds=rounds, horizon=horizon, finish=finish)
