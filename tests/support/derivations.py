"""Small random derivations, cyclic and of both polarities, made from a seed; and brute force over their answers."""

from __future__ import annotations

import random
from itertools import product

from engine.record.facts import Derivation, Fact, Step
from engine.record.questions import Literal

GOAL = Fact("due", ("goal", "clause", "friend"))


def derivation(
    seed: int, *, questions: int = 7, facts: int = 8, steps: int = 18
) -> Derivation:
    """A random derivation: some steps with no body, most with one or two facts, cycles everywhere."""
    rng = random.Random(seed)
    names = [f"q{i}" for i in range(rng.randint(1, questions))]
    held = [Fact("attacked", (str(i), "x")) for i in range(rng.randint(1, facts))] + [
        GOAL
    ]
    record = Derivation()
    for _ in range(rng.randint(2, steps)):
        head = rng.choice(held)
        body = tuple(rng.sample(held, min(len(held), rng.choice([0, 0, 1, 1, 1, 2]))))
        chosen = rng.sample(names, min(len(names), rng.choice([0, 1, 1, 1, 2])))
        literals = tuple((q, rng.random() < 0.75) for q in chosen)
        record.add(Step(head, body, literals, "clause"), 1)
    return record


def holds(record: Derivation, given: set[Literal], goal: Fact = GOAL) -> bool:
    """Whether the goal follows from exactly these answers: plain forward chaining."""
    held = set[Fact]()
    grows = True
    while grows:
        grows = False
        for s in record.steps:
            if (
                s.head not in held
                and given.issuperset(s.literals)
                and held.issuperset(s.body)
            ):
                held.add(s.head)
                grows = True
    return goal in held


def questions_of(record: Derivation) -> list[str]:
    """The questions of a derivation, in order."""
    return sorted({q for s in record.steps for q, _ in s.literals})


def worlds(record: Derivation) -> list[tuple[dict[str, bool], bool]]:
    """Every way of answering all questions, and whether the goal then holds."""
    names = questions_of(record)
    found = []
    for answers in product([False, True], repeat=len(names)):
        given = dict(zip(names, answers, strict=True))
        found.append((given, holds(record, set(given.items()))))
    return found
