"""Programs: the part of a derivation that matters for one goal, in numbers, as input for all computations on it.

Facts are numbered; bodies and answers are bit sets. Settled answers are removed, facts that cannot be reached or do not
affect the goal are dropped, and facts that hold on settled answers alone are no longer mentioned.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import chain
from operator import or_

from engine.labels.chains import Chains
from engine.record.facts import Fact, Step
from engine.record.literals import Assignment, Literals
from engine.record.masks import bits
from engine.record.questions import Literal
from treaties.support.budget import current_budget
from treaties.support.grouping import grouped
from treaties.support.limits import RULE

Rule = tuple[int, int, int]
"""A head (number of a fact), a body (bit set of facts) and answers (mask of literals)."""

Numbered = tuple[int, tuple[int, ...], int]
"""The head, body and answers of a rule before irrelevant facts are dropped."""

Conditioned = tuple[Fact | None, tuple[Fact, ...], int]
"""The head and body of a step, and the answers of it that are still open. The head is None for the goal."""

GOAL = 0
"""The number of the goal fact."""


@dataclass(frozen=True)
class Program:
    """Rules over numbered facts; the goal is fact 0.

    `facts` has the fact for each number, `literals` the numbering of answers. If `holds`, the goal holds on settled
    answers alone and there are no rules. If there are no rules and `holds` is false, no answers lead to the goal.
    """

    rules: tuple[Rule, ...]
    literals: Literals
    facts: tuple[Fact | None, ...]
    holds: bool = False

    @property
    def used(self) -> int:
        """The answers that occur in a rule, as a mask."""
        return reduce(or_, (m for _, _, m in self.rules), 0)

    @property
    def questions(self) -> tuple[str, ...]:
        """The ids of the open questions that occur in a rule, in order."""
        mask = (self.used | self.used >> 1) & self.literals.no_bits
        return tuple(self.literals.ids[b >> 1] for b in bits(mask))

    @cached_property
    def chains(self) -> Chains:
        """The rules, indexed for forward chaining. If several rules derive a fact in the same round, the rule
        that needs the fewest answers is used.
        """
        return _chains(sorted(self.rules, key=lambda r: (r[2].bit_count(), r)))

    def of(self, rules: Iterable[Rule]) -> Program:
        """Return a program over the same facts with other rules; rules that cannot apply or do not affect the goal are
        dropped.
        """
        distinct = sorted(set(rules))
        current_budget().spend(RULE * len(distinct))
        bearing = sorted(_chains(distinct).bearing())
        return Program(tuple(distinct[i] for i in bearing), self.literals, self.facts)


def _chains(rules: Sequence[Rule]) -> Chains:
    return Chains([(head, bits(body), mask) for head, body, mask in rules])


def ground(
    steps: Iterable[Step],
    goals: Iterable[Fact],
    literals: Literals,
    stance: Assignment | None = None,
) -> Program:
    """Return the program whose goal is that any of several facts holds, given some settled answers.

    Args:
        steps: the steps of the derivation.
        goals: the facts; each alone achieves the goal.
        literals: the numbering of answers.
        stance: the settled answers; None for none.

    >>> lits = Literals(["q"])
    >>> fact = Fact("attacked", ("a", "b"))
    >>> ground([Step(fact, (), (("q", True),), "event")], [fact], lits).rules
    ((0, 2, 0), (1, 0, 2))
    """
    true, false = (stance.true, stance.false) if stance else (0, 0)
    facts, rules = _numbered(goals, _conditioned(steps, literals, true, false))
    every = Chains(rules)
    settled = every.made(0)
    if GOAL in settled:
        return Program((), literals, (None,), holds=True)
    reach = every.made(-1)
    del every  # as large as the rules
    open_ = (rule for rule in rules if rule[0] not in settled)
    kept, used = _bearing(open_, reach, settled)
    return Program(tuple(sorted(kept)), literals, tuple(facts[f] for f in used))


def _numbered(
    goals: Iterable[Fact], steps: Iterable[Conditioned]
) -> tuple[list[Fact | None], list[Numbered]]:
    """Number the facts as they come up, the goal first; returns them, and the steps as rules."""
    index: dict[Fact | None, int] = {None: GOAL}
    rules: list[Numbered] = []
    plain = ((None, (f,), 0) for f in dict.fromkeys(goals))
    for top, under, mask in chain(plain, steps):
        body = tuple([index.setdefault(f, len(index)) for f in under])
        rules.append((index.setdefault(top, len(index)), body, mask))
    return list(index), rules


def _bearing(
    rules: Iterable[Numbered], reach: Container[int], settled: Container[int]
) -> tuple[set[Rule], list[int]]:
    """Keep the rules that can fire and bear on the goal, without settled facts, over numbers of their own.

    Args:
        rules: the rules of facts that are not settled.
        reach: the facts that some answers bring about.
        settled: the facts that hold in any case.

    Returns the rules, and by new number the old number of each fact in use.
    """
    by_head = grouped((rule[0], rule) for rule in rules if rule[0] not in rule[1])
    number = {GOAL: GOAL}
    kept: set[Rule] = set()
    todo = [GOAL]
    while todo:
        for head, body, mask in by_head.get(todo.pop(), ()):
            if not all(f in reach for f in body):
                continue
            left = dict.fromkeys(f for f in body if f not in settled)
            todo += [f for f in left if f not in number]
            facts = sum([1 << number.setdefault(f, len(number)) for f in left])
            kept.add((number[head], facts, mask))
    return kept, list(number)


def _conditioned(
    steps: Iterable[Step], literals: Literals, true: int, false: int
) -> Iterator[Conditioned]:
    masks: dict[
        tuple[Literal, ...], int
    ] = {}  # such numbers are long, and thousands of steps share one
    for s in steps:
        if s.literals not in masks:
            mask = literals.encode(s.literals)
            left = mask & ~true
            masks[s.literals] = (
                -1 if mask & false or not literals.consistent(left) else left
            )
        if (mask := masks[s.literals]) >= 0:
            yield s.head, s.body, mask
