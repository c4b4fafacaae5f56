"""What a row names carries what it says, on the documented crises and the scenarios that ship."""

from __future__ import annotations

from datetime import date

from engine.record.verdict import Status, Verdict
from engine.verdicts.grounds import judge
from engine.verdicts.solution import Solution
from engine.world import World, shipped
from tests.support.each import each

LAW = shipped().corpus
CROWDED = date(1955, 1, 1)
"""Worlds from here on are asked for their first round only: all of them would take minutes."""
ASKED = [*((s.id, s) for s in LAW.scenarios), *((c.id, c.scenario) for c in LAW.cases)][
    ::2
]


def carried(verdict: Verdict, ground: Verdict) -> bool:
    """Whether the verdict on a ground is what the row says of itself."""
    same = (ground.duty, ground.distance, ground.supports) == (
        verdict.duty,
        verdict.distance,
        verdict.supports,
    )
    return same and (
        ground.status is verdict.status or verdict.status is Status.BELLIGERENT
    )


def faults(answer: Solution) -> list[tuple[str, str]]:
    """The rows, and which of their verdicts, that name a clause which says something else."""
    found = []
    for row in answer.rows:
        said = {
            "verdict": (row.verdict, [j.verdict for j in row.judged]),
            "at_once": (row.at_once, [j.at_once for j in row.judged]),
            "settled": (row.settled, [j.verdict for j in row.judged]),
        }
        for reading in answer.readings:
            verdicts = [
                judge(j.ground, answer.assignments, reading, i)
                for i, j in enumerate(row.judged)
            ]
            said[reading.id] = (row.by_reading[reading.id], verdicts)
        for name, (verdict, grounds) in said.items():
            if verdict.ground < 0:
                sound = verdict.duty is None
            else:
                ground = row.judged[verdict.ground].ground
                sound = carried(verdict, grounds[verdict.ground]) and ground.binding
            if not sound:
                found.append((row.state, name))
        named = row.ground
        record = (row["treaty"], row["article"], row["beneficiary"])
        if record != (
            (named.treaty, named.article, named.beneficiary)
            if named
            else (None, None, None)
        ):
            found.append((row.state, "record"))
    return found


@each("ident", [i for i, _ in ASKED], most=20)
def test_every_clause_that_a_row_names_carries_its_verdict(
    world: World, ident: str
) -> None:
    scenario = dict(ASKED)[ident]
    assert (
        faults(world.ask(scenario, rounds=None if scenario.on < CROWDED else 1)) == []
    )
