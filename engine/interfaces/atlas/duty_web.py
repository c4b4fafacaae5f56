"""The duties of a day for the map: which states exist, where they are, and who owes what to whom under which article."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from engine.interfaces.atlas.land import spot
from engine.output.owing import mark
from engine.setting.graph import Clause
from engine.sweep.daylaw import DayLaw
from engine.sweep.immediate import FirstRounds, ImmediateVerdict
from engine.world import World

FIRST = date(1815, 1, 1)
"""The earliest day on the slider."""


@lru_cache(maxsize=16)
def law_of(world: World, day: date) -> FirstRounds:
    """Return the first round of every attack of one state on another under the law of a day, from a cache."""
    return FirstRounds(DayLaw(world.corpus, day))


@lru_cache(maxsize=16)
def by_weight(law: DayLaw) -> tuple[str, ...]:
    """Return the states of a day: great powers first, then those that promised help to most states, then by name."""
    states, graph = law.corpus.states, law.graph

    def weight(s: str) -> tuple[bool, int, str]:
        return (
            not states[s].is_great_power(law.on),
            -graph.promises(s),
            states[s].name_on(law.on),
        )

    return tuple(sorted(law.states, key=weight))


def web(world: World, day: date) -> dict[str, Any]:
    """Return, as data, the states of a day, most prominent first, and the duties between them (bonds). A bond is a clause with its obligors and
    beneficiaries, by index in `states`.

    Each obligor of a bond owes the duty to each beneficiary except itself. Standing duties, such as not to attack, and
    instruments that bind nobody in law are left out.
    """
    law = law_of(world, day).law
    order = by_weight(law)
    index = {s: i for i, s in enumerate(order)}
    states = []
    for ident in order:
        state = world.corpus.states[ident]
        iso, at = spot(state, day)
        states.append(
            [ident, state.name_on(day), iso, *([round(c, 1) for c in at] if at else [])]
        )
    clauses: list[dict[str, Any]] = []
    numbers: dict[str, int] = {}
    bonds: dict[tuple[int, int], list[int]] = {}
    for beneficiary in law.states:
        for clause, mask in law.owed_to(beneficiary):
            if clause.key not in numbers:
                numbers[clause.key] = len(clauses)
                clauses.append(cited(clause))
            bonds.setdefault(
                (numbers[clause.key], mask | law.bit[beneficiary]), []
            ).append(index[beneficiary])
    listed = []
    for (number, mask), owed in bonds.items():
        # One beneficiary is no obligor of its own; of several each owes it to the others.
        alone = law.bit[order[owed[0]]] if len(owed) == 1 else 0
        listed.append(
            [number, sorted(index[s] for s in law.named(mask & ~alone)), owed]
        )
    return {
        "day": day.isoformat(),
        "law": world.corpus.hash,
        "states": states,
        "clauses": clauses,
        "bonds": listed,
    }


def cited(clause: Clause, immediate: ImmediateVerdict | None = None) -> dict[str, Any]:
    """Return a clause as data for the map, with the status and duty of a verdict on it."""
    t, duty = clause.treaty, immediate.duty if immediate else clause.obligation.duty
    data: dict[str, Any] = {
        "key": clause.key,
        "treaty": t.id,
        "label": clause.label,
        "duty": str(duty),
    }
    data |= {
        "must": duty.meaning,
        "help": duty.drawn_in,
        "warrant": str(clause.warrant),
        "mark": mark(clause),
    }
    return data | {"status": str(immediate.status)} if immediate else data
