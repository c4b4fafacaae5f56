"""Labels in machine code are the labels of plain Python: both polarities, bodies of several facts, several words."""

from __future__ import annotations

import pytest

from benchmarks.crowds import shared
from engine.labels import numba_labelling as machine
from engine.labels.labelling import labels
from engine.labels.labels import Literals
from engine.labels.numba_labelling import machine_labels, search
from engine.labels.program import Program, ground
from tests.derivations import GOAL, derivation, questions_of

pytest.importorskip("numba")


def program_of(seed: int, **sizes: int) -> Program:
    """A random derivation's goal, unreduced, so that long ways are left in it."""
    record = derivation(seed, **sizes)
    return ground(record.steps, [GOAL], Literals(questions_of(record)))


def test_machine_code_finds_what_plain_python_finds() -> None:
    several = 0
    for seed in range(400):
        program = program_of(seed, questions=12, facts=12, steps=60)
        for every in (False, True):
            ours, theirs = labels(program, every=every), machine_labels(program, every=every)
            assert theirs.complete
            assert {f: set(m) for f, m in ours.of.items() if m} == {f: set(m) for f, m in theirs.of.items() if m}, seed
            assert len(theirs.goal) == len(set(theirs.goal))
            several += len(ours.goal) > 5
    assert several > 50


def crowd(seed: int, **sizes: int) -> Program:
    """Obligations gated by judgements that many share, of both polarities."""
    record, goal = shared(seed=seed, contrary=True, **sizes)
    return ground(record.steps, [goal], Literals(questions_of(record)))


def test_masks_of_several_words() -> None:
    """Pairs of contrary answers lie across the border of two words, facts on the way in a second word."""
    many = 0
    for seed in range(10):
        program = crowd(seed, actors=70, obligations=200, questions=150)
        if len(program.questions) <= 64:
            continue
        ours, theirs = labels(program, sets=20_000), machine_labels(program, sets=100_000)
        sure = min(ours.sure, theirs.sure)
        near = {m for m in ours.goal if m.bit_count() < sure}
        assert near == {m for m in theirs.goal if m.bit_count() < sure}
        many += len(near)
    assert many > 20


def test_a_cut_search_says_how_far_it_is_complete(monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in range(6):
        program = crowd(seed, actors=14, obligations=50, questions=20)
        whole = labels(program).goal
        assert len(whole) > 2
        for part in (machine_labels(program, limit=2), machine_labels(program, sets=60)):
            assert not part.complete
            assert {m for m in whole if m.bit_count() < part.sure} <= set(part.goal)
        assert not labels(program, sets=60).complete
        monkeypatch.setattr(machine, "PLAIN_SETS", 60)
        assert set(search(program, sets=60).goal) == set(whole)


def test_the_pool_grows_and_is_bounded() -> None:
    program = crowd(2, actors=30, obligations=130, questions=45)
    small = machine_labels(program, pool=4096)
    assert not small.complete
    whole = machine_labels(program)
    assert whole.complete
    assert {m for m in whole.goal if m.bit_count() < small.sure} <= set(small.goal)
