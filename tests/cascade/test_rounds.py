"""The round of a fact: how many times force must call somebody before it can hold."""

from __future__ import annotations

from engine.record.facts import Derivation, Fact
from engine.setting.graph import ObligationGraph
from engine.setting.setting import set_out
from tests.support.crowds import world
from tests.support.each import each
from tests.support.plainly import Escalation


def rounds(record: Derivation) -> dict[Fact, int]:
    """The rounds once more, from the steps alone.

    What is given holds in round 0; force that is not given is of the first round or of that in which the later of the
    two joined, and so does an isolated war that is one after all; who is struck calls in the round after, what is called without force in the first; all else holds as
    soon as what it rests on.
    """
    found: dict[Fact, int] = {}
    grows = True
    while grows:
        grows = False
        for s in record.steps:
            if all(f in found for f in s.body):
                after = max((found[f] for f in s.body), default=0)
                if s.head.kind == "called":
                    after = max(
                        [1, *(found[f] + (f.kind == "attacked") for f in s.body)]
                    )
                if s.rule == "belligerents-may-strike" or [f.kind for f in s.body] == [
                    "belligerent"
                ]:
                    after = max(1, after)
                if after < found.get(s.head, 99):
                    found[s.head] = after
                    grows = True
    return found


TOLD = {"called": 3, "arisen": 3, "due": 3, "casus": 3, "belligerent": 2, "attacked": 2}
"""The arguments of the facts whose round is told; what bears a side besides is a step on the way."""


@each("block", range(10))
def test_a_fact_is_of_the_earliest_round_in_which_anything_gives_it(block: int) -> None:
    for seed in range(20 * block, 20 * block + 20):
        law, scenario = world(seed, plain=1.0, aside=False)
        record = Escalation(
            set_out(law, scenario), ObligationGraph(law, scenario.on)
        ).run()
        found = rounds(record)
        for fact, number in record.rounds.items():
            if len(fact.args) == TOLD.get(fact.kind):
                assert number == found[fact], (seed, fact)


def test_rounds_that_are_cut_off_leave_what_came_before_as_it_is() -> None:
    for seed in range(60):
        law, scenario = world(seed, plain=1.0, aside=False)
        graph = ObligationGraph(law, scenario.on)
        whole = Escalation(set_out(law, scenario), graph).run()
        assert whole.complete
        for most in (1, 2):
            cut = Escalation(set_out(law, scenario), graph, rounds=most).run()
            told = {
                f: n
                for f, n in whole.rounds.items()
                if len(f.args) == TOLD.get(f.kind) and n <= most
            }
            assert {
                f: n for f, n in cut.rounds.items() if len(f.args) == TOLD.get(f.kind)
            } == told, (seed, most)
            last = max(
                (
                    n
                    for f, n in whole.rounds.items()
                    if f.kind == "attacked" and len(f.args) == 2
                ),
                default=0,
            )
            assert last < most or not cut.complete, (seed, most)
            assert not cut.complete or set(cut.steps) == set(whole.steps), (seed, most)
