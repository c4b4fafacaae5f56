"""How far an answer is derived: to the strikes that are taken up, and to the end of a layer where few are left."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from engine.cascade.cascade import Cascade
from engine.cascade.depth import Depth
from engine.labels.labels import Labels
from engine.verdicts import solution
from engine.verdicts.solution import Bounds, Solution, solve
from tests.cascade.test_rules_of_law import OLD, hits, pact
from tests.support.worlds import of
from treaties.models.scenario import Scenario

FRIENDS = ("italy", "france", "spain", "austria")
LAW = of(
    [
        *(pact(f, "germany", number=n) for n, f in enumerate(FRIENDS)),
        *(
            pact(f, "poland", number=10 + n)
            for n, f in enumerate(("hungary", "romania"))
        ),
    ]
)
ATTACK = Scenario(on=OLD, events=(hits("poland", "germany"),), background=False)


def derived(
    strikes: int, monkeypatch: pytest.MonkeyPatch
) -> tuple[Solution, list[Cascade]]:
    """The answer where so many strikes are taken up, none of them near, and the cascades that were run for it."""
    runs: list[Cascade] = []

    def few(setting: Any, graph: Any, depth: Depth) -> Cascade:
        runs.append(Cascade(setting, graph, replace(depth, near=0, strikes=strikes)))
        return runs[-1]

    monkeypatch.setattr(solution, "Cascade", few)
    return solve(LAW, ATTACK, horizon=4), runs


def ends(n: int | None) -> int:
    return 99 if n is None else n


def test_a_layer_of_which_few_strikes_are_left_is_finished_and_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    finished = 0
    for strikes in (0, 8, 12, 20, 38):
        answer, runs = derived(strikes, monkeypatch)
        assert [r.depth.finish for r in runs] == [False, True][: len(runs)]
        first = Labels(runs[0].record, horizon=4)
        assert (len(runs) == 2) == (first.short_of_steps and runs[0].nearly), strikes
        assert answer.record is runs[-1].record, "the last is the answer"
        if len(runs) == 2:
            assert ends(answer.labels.exact_below) > ends(first.exact_below), (
                "further than without"
            )
            finished += 1
    assert finished == 2


def test_an_answer_keeps_its_bounds() -> None:
    assert solve(LAW, ATTACK, rounds=1).bounds == Bounds(1)
    answer = solve(LAW, ATTACK, rounds=2, limit=7, budget=500, horizon=3)
    assert answer.bounds == Bounds(2, 7, 500, 3)
    assert (answer.furthest, answer.asked, answer.readings) == (False, None, ())
    assert answer.scenario is ATTACK
    whole = solve(LAW, ATTACK, whole=True)
    assert whole.furthest
    assert whole.whole is whole
    assert (Bounds().limit, Bounds().budget, Bounds().horizon) == (24, 60_000, 6)


def test_the_law_that_the_caller_has_is_used_and_else_that_of_the_day_as_it_was_known() -> (
    None
):
    law = of([pact("italy", "germany", secret=True)])
    plain = solve(law, ATTACK, rounds=1)
    known = solve(law, ATTACK.model_copy(update={"as_known_by": "public"}), rounds=1)
    assert (plain.graph.public_only, known.graph.public_only) == (False, True)
    assert (str(plain["italy"].status), str(known["italy"].status)) == (
        "bound",
        "not-triggered",
    )
    given = solve(law, ATTACK, rounds=1, graph=known.graph)
    assert given.graph is known.graph
    assert str(given["italy"].status) == "not-triggered"
