"""An answer of the shipped law is worked out once; a test that changes the engine, a budget or another world has its own."""

from __future__ import annotations

import os

import pytest

from engine.question.query import Query
from engine.world import World
from tests.support import asked_once
from treaties.support.budget import budgeted

ASKED = Query.of(victim="Taiwan", by="China", on="2026-01-01", rounds=1)


def test_a_question_of_the_shipped_law_is_worked_out_once(world: World) -> None:
    assert world.answer(ASKED) is world.answer(ASKED)
    assert world.over_time(ASKED) is not world.answer(ASKED)


def test_a_test_that_changes_the_engine_has_its_own_answers(
    world: World,
    monkeypatch: pytest.MonkeyPatch,  # noqa: ARG001
) -> None:
    assert world.answer(ASKED) is not world.answer(ASKED)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_forked_process_has_its_own_answers(world: World) -> None:
    world.answer(ASKED)
    child = os.fork()
    if not child:
        os._exit(len(asked_once._answers))
    _, status = os.waitpid(child, 0)
    assert asked_once._answers
    assert os.waitstatus_to_exitcode(status) == 0


def test_a_budget_and_another_world_have_their_own_answers(world: World) -> None:
    with budgeted() as budget:
        whole = budget.left
        assert world.answer(ASKED) is not world.answer(ASKED)
        assert budget.left < whole
    other = World(world.corpus, world.readings)
    assert other.answer(ASKED) is not world.answer(ASKED)
