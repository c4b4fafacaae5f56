"""What a second case of one clause adds, against the plain rule: nothing that holds all that a first one rests on."""

from __future__ import annotations

import random

from engine.record.grounds import Ground
from engine.setting.graph import Clause, clauses_of
from engine.verdicts.subsumption import Subsumption, trimmed
from tests.cascade.test_rules_of_law import pact
from tests.labels.plain_rules import least

CLAUSES: list[Clause] = [
    clauses_of(pact("italy", "germany", number=n))[0] for n in range(2)
]
Label = tuple[int, ...]


def label(dice: random.Random) -> Label:
    """A minimal set of small masks; now and then nothing, or the empty support alone."""
    masks = [
        dice.getrandbits(5) & dice.getrandbits(5) for _ in range(dice.randint(0, 4))
    ]
    return tuple(sorted(least(masks)))


def grounds(seed: int) -> dict[str, list[Ground]]:
    """Three states, each with up to four grounds under two clauses; some share their labels."""
    dice = random.Random(seed)
    shared = [label(dice) for _ in range(5)]

    def one(state: str, n: int) -> Ground:
        clause = CLAUSES[n % 2]
        due, arisen = dice.choice(shared), dice.choice(shared)
        return Ground(clause, state, f"victim-{n}", (), 1, due, arisen)

    return {
        s: sorted(
            [one(s, n) for n in range(dice.randint(1, 4))], key=lambda g: g.clause.key
        )
        for s in "abc"
    }


def left(mine: Label, others: list[Label]) -> Label:
    return tuple(
        m
        for m in mine
        if not any(n & m == n and n != m for other in others for n in other)
    )


def test_a_ground_keeps_what_holds_no_less_than_all_that_another_of_its_clause_rests_on() -> (
    None
):
    gone = shorter = 0
    for seed in range(400):
        by_state = grounds(seed)
        found = trimmed(by_state)
        assert found.keys() == by_state.keys()
        for state, mine in by_state.items():
            want = []
            for g in mine:
                group = [k for k in mine if k.clause is g.clause]
                due = left(g.due, [k.due for k in group])
                arisen = left(g.arisen, [k.arisen for k in group])
                alone = len(group) == 1
                if due or arisen or (alone and (g.due or g.arisen)):
                    want.append(
                        (
                            g.clause.key,
                            g.beneficiary,
                            g.due if alone else due,
                            g.arisen if alone else arisen,
                        )
                    )
                    shorter += (due, arisen) != (g.due, g.arisen)
                else:
                    gone += 1
            assert [
                (g.clause.key, g.beneficiary, g.due, g.arisen) for g in found[state]
            ] == want, seed
    assert min(gone, shorter) > 50


def test_labels_are_known_by_their_identity_and_kept_where_nothing_is_taken() -> None:
    near, far, apart = (0b1,), (0b11, 0b110), (0b1000,)
    nested = Subsumption([near, far, apart, near])
    assert [nested.those([x]) for x in (near, far, apart)] == [1, 2, 4]
    assert nested.those([]) == 0
    assert nested.less(near, nested.those([near, far, apart])) is near
    assert nested.less(far, nested.those([far, apart])) is far
    assert nested.less(far, nested.those([near])) == (0b110,)
