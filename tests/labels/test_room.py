"""Room for the candidates of a search: where it is short, what is nearer than the cut is all there, and nothing is wrong."""

from __future__ import annotations

from engine.labels.labelling import ENTRY, NONE, labels
from engine.labels.program import Program, ground
from engine.record.literals import Literals
from tests.support.derivations import GOAL, derivation, questions_of


def program_of(seed: int) -> Program:
    record = derivation(seed, questions=12, facts=12, steps=60)
    return ground(record.steps, [GOAL], Literals(questions_of(record)))


def test_a_search_without_room_is_complete_below_its_cut() -> None:
    cut = near = 0
    for seed in range(150):
        program = program_of(seed)
        for every in (False, True):
            whole = labels(program, every=every)
            assert (whole.complete, whole.sure) == (True, NONE)
            for room in (0, 6, 25):
                less = labels(program, every=every, room=room * (ENTRY + 8))
                assert less.complete == (less.sure == NONE)
                for fact, masks in whole.of.items():
                    below = {m for m in masks if m.bit_count() < less.sure}
                    assert below == {
                        m for m in less.of.get(fact, ()) if m.bit_count() < less.sure
                    }, (seed, room)
                    near += len(below)
                cut += not less.complete
    assert cut > 100
    assert near > 500
