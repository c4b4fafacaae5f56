"""Small crowded worlds made from a seed: a handful of states, invented pacts among them, and one to three given acts."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from typing import Any

from tests.support.worlds import of
from treaties.models.corpus import Corpus
from treaties.models.scenario import Event, Scenario
from treaties.models.treaty import Treaty

DAYS = (date(1930, 6, 1), date(1950, 6, 1))
NAMES = ("france", "germany", "italy", "poland", "spain")
TRIGGERS = ("armed-attack",) * 4 + (
    "war",
    "war",
    "hostilities",
    "threat",
    "aggression",
    "force",
)
DUTIES = ("fight", "fight", "assist", "act", "consult", "stay-neutral")
CONDITIONS: tuple[Any, ...] = (
    "state-of-war",
    "unprovoked",
    "request",
    "self-defence",
    "on-territory",
    {"kind": "attacker", "among": ["germany", "italy"]},
    {"kind": "attacker", "classes": ["non-party"]},
    {"kind": "attackers", "at_least": 2},
    {"kind": "assists", "state": "italy"},
    {"kind": "joined-by", "among": ["poland", "spain"]},
    {
        "kind": "casus-foederis",
        "treaty": "pact-0",
        "obligor": "france",
        "beneficiary": "germany",
    },
    {"kind": "no-war-with", "states": ["poland"]},
    {
        "kind": "judgement",
        "id": "danger",
        "text": "Is there danger?",
        "per_attack": True,
    },
    {
        "kind": "judgement",
        "id": "barred",
        "text": "Is it barred?",
        "presumed": "no",
        "needs": "no",
        "bars": True,
    },
)


def treaty(
    dice: random.Random,
    number: int,
    states: tuple[str, ...],
    plain: float,
    conditions: Sequence[Any],
    reserved: bool,
) -> Treaty:
    """One pact; the greater `plain`, the rarer are conditions, reservations and ranks below a treaty."""
    parties = tuple(dice.sample(states, dice.randint(2, min(4, len(states)))))

    def some(most: int) -> list[Any]:
        return (
            []
            if dice.random() < plain
            else dice.sample(conditions, dice.randint(1, most))
        )

    duties = []
    for n in range(dice.choice((1, 1, 2))):
        one_way = dice.random() < 0.3
        duties.append(
            {
                "article": str(n + 1),
                "duty": dice.choice(DUTIES),
                "trigger": dice.choice(TRIGGERS),
                "gist": "A made-up duty.",
                "conditions": some(2),
                "obligors": parties[:1] if one_way else (),
            }
        )
    reserving = (
        []
        if not reserved or dice.random() < max(plain, 0.7)
        else [dice.choice(parties)]
    )
    return Treaty.model_validate(
        {
            "id": f"pact-{number}",
            "title": f"Pact {number}",
            "rank": "treaty" if dice.random() < max(plain, 0.9) else "political",
            "parties": parties,
            "signed": date(1925, 1, 1),
            "in_force": date(1926, 1, 1),
            "sources": ("design-note",),
            "obligations": duties,
            "reservations": [
                {"state": s, "gist": "What it reserved.", "conditions": some(1)}
                for s in reserving
            ],
        }
    )


def _aside(other: str) -> list[dict[str, str]]:
    """What a state may do besides, with another or towards it."""
    waived = [
        {"kind": "waiver", "to": other},
        {"kind": "waiver", "under": "pact-0"},
        {"kind": "waiver", "to": "pact-1"},
    ]
    rest = [
        {"kind": "abstains", "for": other},
        {"kind": "separate-peace", "to": other},
        {"kind": "council-measures"},
    ]
    return [*waived, *rest]


def world(
    seed: int,
    *,
    states: int = 4,
    pacts: int = 3,
    plain: float = 0.5,
    conditions: Sequence[Any] = CONDITIONS,
    reserved: bool = True,
    aside: bool = True,
) -> tuple[Corpus, Scenario]:
    """The law and the scenario of a seed, the same ones every time."""
    dice = random.Random(seed)
    names = NAMES[:states]
    law = of(
        [
            treaty(dice, n, names, plain, conditions, reserved)
            for n in range(dice.randint(1, pacts))
        ]
    )
    events = []
    for _ in range(dice.choice((1, 1, 2, 2, 3))):
        by, against = dice.sample(names, 2)
        more = {"isolated": True} if dice.random() < 0.2 else {}
        kind = (
            "armed-attack"
            if dice.random() < 0.85
            else dice.choice(("limited-force", "declaration-of-war", "threat"))
        )
        events.append(
            Event.model_validate({"kind": kind, "by": by, "against": against, **more})
        )
    if dice.random() < 0.15:
        by, for_ = dice.sample(names, 2)
        events.append(Event.model_validate({"kind": "performs", "by": by, "for": for_}))
    if aside and dice.random() < 0.3:
        by, other = dice.sample(names, 2)
        events.append(Event.model_validate({"by": by, **dice.choice(_aside(other))}))
    return law, Scenario(on=dice.choice(DAYS), events=tuple(events), background=False)
