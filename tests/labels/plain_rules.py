"""Small random rules over numbers, and what must be true of them, found the slow way."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from itertools import product

from engine.labels.program import GOAL, Program, Rule
from engine.record.literals import Literals

NO_BITS = ((1 << 2 * 12) - 1) // 3


def some_rules(
    seed: int,
    *,
    facts: int = 6,
    questions: int = 5,
    rules: int = 14,
    bodies: str = "00111223",
) -> set[Rule]:
    """Rules of both polarities with cycles everywhere; fact 0 is the goal."""
    dice = random.Random(seed)
    found = set()
    for _ in range(dice.randint(2, rules)):
        body = sum(1 << f for f in dice.sample(range(facts), int(dice.choice(bodies))))
        asked = dice.sample(range(questions), dice.choice((0, 1, 1, 1, 2)))
        found.add(
            (
                dice.randrange(facts),
                body,
                sum(1 << 2 * q + (dice.random() < 0.75) for q in asked),
            )
        )
    return found


def program_of(rules: Iterable[Rule], questions: int = 5) -> Program:
    """Rules as a program over so many questions."""
    return Program(
        tuple(sorted(rules)), Literals(f"q{i}" for i in range(questions)), ()
    )


def consistent(mask: int) -> bool:
    """Whether no question is answered both ways."""
    return not any(mask >> b & 3 == 3 for b in range(0, mask.bit_length(), 2))


def least(masks: Iterable[int]) -> set[int]:
    """The masks that hold no other."""
    found = set(masks)
    return {m for m in found if not any(n != m and n & m == n for n in found)}


def members(mask: int) -> set[int]:
    """The positions of the bits of a set."""
    return {b for b in range(mask.bit_length()) if mask >> b & 1}


def every_label(rules: Sequence[Rule]) -> dict[int, set[int]]:
    """All minimal supports of all facts, by doing everything again until nothing changes."""
    found: dict[int, set[int]] = {}
    while True:
        now = {head: set(masks) for head, masks in found.items()}
        for head, body, mask in rules:
            for combo in product(*(found.get(f, ()) for f in members(body))):
                union = mask
                for m in combo:
                    union |= m
                if consistent(union):
                    now.setdefault(head, set()).add(union)
        now = {head: least(masks) for head, masks in now.items()}
        if now == found:
            return found
        found = now


def reached(rules: Iterable[Rule], given: int = -1) -> set[int]:
    """The facts that follow when these answers are given; every answer to every question where none are named."""
    held: set[int] = set()
    rules = list(rules)
    while True:
        fresh = {
            h
            for h, body, mask in rules
            if mask & given == mask and members(body) <= held
        } - held
        if not fresh:
            return held
        held |= fresh


def goal_by_world(rules: Iterable[Rule], questions: int = 5) -> list[bool]:
    """Whether the goal holds, for every way to answer all questions."""
    rules = list(rules)
    return [
        GOAL in reached(rules, sum(1 << 2 * q + yes for q, yes in enumerate(answers)))
        for answers in product((0, 1), repeat=questions)
    ]
