"""Grounds: the duties that a state owes or may come to owe, with their supports, and the verdicts on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_

from engine.labels.labels import Labels
from engine.record.facts import Derivation, Fact
from engine.record.grounds import Ground, nothing_due, precedence
from engine.record.literals import Assignment
from engine.record.verdict import Distance, Status, Verdict, lowered
from engine.setting.graph import Clause
from engine.verdicts.assignments import Assignments
from treaties.models.reading import Reading

WAR = ("attacked", "belligerent")
"""Kinds of fact about force and belligerency, which delimit the rounds of the cascade."""


def judge(
    ground: Ground,
    assignments: Assignments,
    reading: Reading | None,
    index: int = -1,
    *,
    at_once: bool = False,
) -> Verdict:
    """Return the verdict on a ground under a reading. A reading that names instruments does not affect other
    instruments.

    Args:
        ground: a duty that a state may owe, with its supports.
        assignments: the settled answers by reading, and a cache of verdicts.
        reading: the reading; None for the text with its presumptions.
        index: the index of the ground among those of its state, for `Verdict.ground`.
        at_once: whether to ignore supports with a further act of war.
    """
    reading = reading if reading and reading.speaks_of(ground.treaty) else None
    due, arisen = ground.due, ground.arisen
    assignment = assignments.under(reading)
    touched = bears_on(ground, assignments)
    further = assignments.further & touched if at_once else 0
    key = (
        id(due),
        id(arisen),
        assignment.true & touched,
        assignment.false & touched,
        further,
    )
    if key not in assignments.memo:
        # The labels are kept with what was found, so that no other can come to have their identity.
        assignments.memo[key] = (
            _weighed(due, arisen, assignments, assignment, further),
            due,
            arisen,
        )
    status, distance, supports = assignments.memo[key][0]
    duty = (
        None
        if status is Status.NOT_TRIGGERED
        else lowered(
            ground.duty, reading, ground.treaty, ground.article, ground.obligor
        )
    )
    return Verdict(status, duty, distance, index, supports)


def bears_on(ground: Ground, assignments: Assignments) -> int:
    """Return all answers in the supports of a ground, as a mask."""
    return _answers(ground.due, assignments) | _answers(ground.arisen, assignments)


def _answers(label: tuple[int, ...], assignments: Assignments) -> int:
    """Every answer that some support of a label rests on."""
    key = (id(label),)
    if key not in assignments.memo:
        assignments.memo[key] = (reduce(or_, label, 0), label)
    found: int = assignments.memo[key][0]
    return found


def _weighed(
    due: tuple[int, ...],
    arisen: tuple[int, ...],
    assignments: Assignments,
    assignment: Assignment,
    further: int,
) -> tuple[Status, Distance, tuple[int, ...]]:
    """Status, distance and what is left of the supports under a assignment."""
    left = [m for m in assignment.restrict(due) if not m & further]
    if left:
        ordered = sorted(
            left,
            key=lambda m: (m.bit_count(), (m & ~assignments.events).bit_count(), m),
        )
        return (
            assignments.nature(ordered[0]),
            assignments.distance(ordered[0]),
            tuple(ordered),
        )
    left = [m for m in assignment.restrict(arisen) if not m & further]
    near = assignments.nearest(left)
    if near is not None:
        return Status.RELEASED, assignments.distance(near), tuple(left)
    return Status.NOT_TRIGGERED, Distance(), ()


def strongest(
    grounds: Sequence[Ground], verdicts: Sequence[Verdict], *, linked: bool
) -> Verdict:
    """Return the verdict on a state: help that is due before help that may not be given, and that before lesser duties.

    Among equals, the better attested clause comes first: see `Clause.weight`.

    Args:
        grounds: the grounds of the state.
        verdicts: the verdict on each ground, in the same order.
        linked: whether a treaty links the state to the events; without a duty the status is then `not-triggered`
            instead of `no-treaty`.
    """
    best = min(ranked(grounds, enumerate(verdicts)), default=None)
    return verdicts[best[1]] if best else nothing_due(linked=linked)


def ranked(
    grounds: Sequence[Ground], verdicts: Iterable[tuple[int, Verdict]]
) -> Iterator[tuple[tuple[int, ...], int]]:
    """Yield, for each verdict on a binding duty, its rank (lowest first) and the index of its ground."""
    for i, v in verdicts:
        g = grounds[i]
        if v.duty is not None and g.binding:
            yield (*precedence(g.duty, v), g.round, *g.clause.weight), i


def settled(
    grounds: Sequence[Ground], verdicts: Sequence[Verdict], *, linked: bool
) -> Verdict:
    """Return the verdict with the strongest duty that is due on settled facts, even if a stronger one may follow.

    Args:
        grounds: the grounds of the state.
        verdicts: the verdict on each ground, in the same order.
        linked: whether a treaty links the state to the events; without a duty the status is then `not-triggered`
            instead of `no-treaty`.
    """
    due = [
        (v.duty.rank, *g.clause.weight, i)
        for i, (g, v) in enumerate(zip(grounds, verdicts, strict=True))
        if v.status is Status.BOUND and v.duty is not None and g.binding
    ]
    return verdicts[min(due)[-1]] if due else nothing_due(linked=linked)


def nearness(ground: Ground, verdict: Verdict) -> tuple[object, ...]:
    """Return a sort key for grounds: nearest to being due first, then strongest, then best attested."""
    founded = (*ground.clause.weight, ground.clause.key, ground.beneficiary)
    return (verdict.status.order, ground.round, ground.duty.rank, *founded)


def ground_of(
    key: tuple[str, ...],
    clause: Clause,
    labels: Labels,
    against: Iterable[str],
    round_: int,
) -> Ground:
    """Return the ground of a duty, with supports taken from labels.

    Args:
        key: the obligor, the key of the clause, and the beneficiary.
        clause: the clause.
        labels: the supports of every fact.
        against: the ids of the adversaries.
        round_: the round of the cascade in which the duty arises, from 1.
    """
    due, arisen = Fact("due", key), Fact("arisen", key)
    # What rests on a label that was cut counts as cut: the duty rests on its case.
    cut = due in labels.truncated
    return Ground(
        clause,
        key[0],
        key[2],
        tuple(sorted(against)),
        round_,
        labels[due],
        labels[arisen],
        cut,
    )


def rounds_of(record: Derivation) -> dict[Fact, int]:
    """Return the round of every fact. Given force and belligerency are in round 0; duties that they trigger are in
    round 1.

    A triggered duty comes one round after the last force or belligerency on which it depends, so nothing that depends
    on somebody's performance is in round 1, and nobody strikes again before round 1 is over. Among several derivations
    of a fact, the earliest counts.

    >>> war, pact = Fact("attacked", ("a", "b")), Fact("called", ("pact:1", "b", "a"))
    >>> from engine.record.facts import Step
    >>> record = Derivation()
    >>> _ = record.add(Step(war, (), (), "event"), 0), record.add(Step(pact, (war,), (), "clause"), 1)
    >>> rounds_of(record)[pact]
    1
    """
    users, missing = _uses(record)
    heads, facts = record.heads, list(record.number)
    found: dict[int, int] = {}
    now: list[int] = []
    later: list[int] = []
    for step, left in enumerate(missing):
        if not left:
            called = record.steps[step].head.kind == "called"
            (later if called else now).append(heads[step])
    round_ = 0
    while now or later:
        while now:
            fact = now.pop()
            if fact in found:
                continue
            found[fact] = round_
            for step in users[fact]:
                missing[step] -= 1
                if not missing[step]:
                    delayed = _is_delayed(record, step, found, round_)
                    (later if delayed else now).append(heads[step])
        now, later, round_ = later, [], round_ + 1
    return {facts[n]: round_ for n, round_ in found.items()}


def _uses(record: Derivation) -> tuple[list[list[int]], list[int]]:
    """By fact the steps that use it, and by step how many facts it waits for."""
    users: list[list[int]] = [[] for _ in record.number]
    missing = []
    for step, body in enumerate(record.bodies):
        apart = body if len(body) < 2 else tuple(dict.fromkeys(body))
        missing.append(len(apart))
        for fact in apart:
            users[fact].append(step)
    return users, missing


def _is_delayed(
    record: Derivation, step: int, found: Mapping[int, int], round_: int
) -> bool:
    """Tell whether a step whose facts are all found is of the next round.

    So is a call by force or belligerency of this round, and any further strike before the first round.

    Args:
        record: the derivation.
        step: the number of the step.
        found: by fact its round.
        round_: the round in hand.
    """
    kind = record.steps[step].head.kind
    if kind == "attacked":
        return not round_
    if kind != "called":
        return False
    return any(
        fact.kind in WAR and found[record.number[fact]] == round_
        for fact in record.steps[step].body
    )
