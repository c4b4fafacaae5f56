"""Pools: the obligors of one clause, and the states whose force triggers it for one beneficiary.

A state's own attack never triggers its own duty, so an obligor that itself strikes the beneficiary is bound by
everybody's force but its own. These obligors are arranged in a line, and each is bound by the strikers before it and
after it. The number of steps then grows with the sum of strikers and obligors instead of their product.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.cascade.outcomes import Way
from engine.record.facts import Derivation, Fact, Step
from engine.record.questions import Literal

TEXT, LAW = ("callable", "clause"), ("callable-in-law", "self-defence")
"""The two pools of a clause and a beneficiary, on the text and in law, each with the rule by which force enters it."""


@dataclass
class Pool:
    """The states whose force triggers a clause for one beneficiary, and the obligors that are bound by it."""

    clause: str
    beneficiary: str
    calls: dict[str, dict[tuple[Literal, ...], int]] = field(default_factory=dict)
    """For each striker, the ways in which helping against it is lawful, with their rounds; empty if it never is."""
    first: dict[str, int] = field(default_factory=dict)
    """For each striker, the round in which its force first triggers the clause."""
    obligors: dict[str, tuple[int, tuple[Literal, ...], bool]] = field(
        default_factory=dict
    )
    """For each obligor, the round, the answers on which its duty depends, and whether the duty is due in law at all."""
    known: set[str] = field(default_factory=set)
    """The obligors examined so far, including those toward whom help is forfeited."""
    side: tuple[str, ...] = ()
    """The side to which the pool belongs, if the clause is triggered on several sides."""

    def call(self, striker: str, ways: tuple[Way, ...], round_: int) -> int:
        """Record that a striker's force triggers the clause, and return the number of steps that this adds.

        Args:
            striker: the id of the state that uses force.
            ways: the ways in which helping against it is lawful.
            round_: the round of the cascade, from 1.
        """
        known = self.calls.setdefault(striker, {})
        before = len(known) + (striker in self.first)
        self.first.setdefault(striker, round_)
        for way in ways:
            known.setdefault(way.literals, round_)
        return len(known) + 1 - before

    def apart(self, state: str) -> int:
        """Return the number of extra steps for a state that both strikes and is an obligor; 0 for any other state."""
        ways = len(self.calls.get(state, ()))
        return (4 + 3 * bool(ways) + ways) * (
            state in self.first and state in self.known
        )

    def write(self, record: Derivation, side: tuple[str, ...] = ()) -> None:
        """Add the steps from force to the duties of all obligors to the record.

        Args:
            record: the derivation record.
            side: the side to name in the facts; empty for none.
        """
        self.side = side
        for kind, rule in (TEXT, LAW):
            within = kind == LAW[0]
            owed = {
                o: n for o, (n, _, due) in self.obligors.items() if due or not within
            }
            inside = [s for s in self.first if s in owed]
            for step, round_ in self._line(kind, rule, inside, within):
                record.add(step, round_)
            head = "due" if within else "arisen"
            for obligor, round_ in owed.items():
                duty = Fact(head, (obligor, self.clause, self.beneficiary, *side))
                forfeit = self.obligors[obligor][1]
                for source in self._sources(kind, inside, obligor):
                    if source in record.number:
                        record.add(Step(duty, (source,), forfeit, "obligor"), round_)
                anywhere(record, duty, side, round_)

    def _fact(self, kind: str, *where: str) -> Fact:
        return Fact(kind, (self.clause, self.beneficiary, *self.side, *where))

    def _sources(self, kind: str, inside: list[str], obligor: str) -> list[Fact]:
        """The pools that call an obligor."""
        if obligor not in inside:
            return [self._fact(kind)]
        return [self._fact(kind, "before", obligor), self._fact(kind, "after", obligor)]

    def _line(
        self, kind: str, rule: str, inside: list[str], within: bool
    ) -> Iterator[tuple[Step, int]]:
        """The steps that fill the pools: from those before the first of those inside to the last, and back."""
        outside = [s for s in self.first if s not in inside]
        before = [self._fact(kind, "before", s) for s in inside]
        onward = [outside, *([s] for s in inside)]
        yield from self._filled([*before, self._fact(kind)], onward, rule, within)
        back = inside[::-1]
        after = [self._fact(kind, "after", s) for s in back[1:]]
        yield from self._filled(after, [[s] for s in back[:-1]], rule, within)

    def _filled(
        self, pools: list[Fact], strikers: list[list[str]], rule: str, within: bool
    ) -> Iterator[tuple[Step, int]]:
        """The steps of pools in a line: each has what its own strikers call, and what the one before it has.

        Args:
            pools: the pools, in their order.
            strikers: for each those whose calls come into it first.
            rule: the rule by which a call comes into a pool.
            within: whether a call comes in only where helping against it is lawful.
        """
        first: int | None = None
        for n, (pool, calling) in enumerate(zip(pools, strikers, strict=True)):
            if first is not None:
                yield Step(pool, (pools[n - 1],), (), "clause"), first
            for striker in calling:
                for step, round_ in self._calls(striker, pool, rule, within):
                    yield step, round_
                    first = round_ if first is None else min(first, round_)

    def _calls(
        self, striker: str, pool: Fact, rule: str, within: bool
    ) -> Iterator[tuple[Step, int]]:
        """The steps by which one striker's force comes into a pool."""
        called = Fact("called", (self.clause, self.beneficiary, striker, *self.side))
        ways = self.calls[striker] if within else {(): self.first[striker]}
        for literals, round_ in ways.items():
            yield Step(pool, (called,), literals, rule), round_


def anywhere(
    record: Derivation, fact: Fact, side: tuple[str, ...], round_: int
) -> None:
    """Derive a fact without a side from the same fact on one side; do nothing if there is no side or no such fact.

    Args:
        record: the derivation record.
        fact: the fact on the side.
        side: the arguments at the end of the fact that name the side; empty for none.
        round_: the round of the cascade, from 1.
    """
    if side and fact in record.number:
        record.add(
            Step(Fact(fact.kind, fact.args[: -len(side)]), (fact,), (), "clause"),
            round_,
        )
