"""How often a verb derives a world: once."""

from __future__ import annotations

from typing import Any

import pytest
from typer.testing import CliRunner

from cli import app
from engine.labels.labels import Labels

SEED = ("North Korea", "--by", "Ukraine", "--on", "2025-06-01", "--no-background")
ONCE = {
    "ask": SEED,
    "why": ("China", *SEED),
    "questions": SEED,
    "ways": ("China", *SEED),
    "ways --out": ("China", *SEED),
}


@pytest.fixture
def solves(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The steps of every derivation that is labelled."""
    made: list[int] = []
    plain = Labels.__init__

    def counted(self: Labels, record: Any, *given: Any, **more: Any) -> None:
        made.append(len(record.steps))
        plain(self, record, *given, **more)

    monkeypatch.setattr(Labels, "__init__", counted)
    return made


@pytest.mark.parametrize("verb", ONCE)
def test_a_verb_derives_its_world_once(solves: list[int], verb: str) -> None:
    told = CliRunner().invoke(app, [*verb.split(), *ONCE[verb]])
    assert told.exit_code == 0, told.output
    assert len(solves) == 1


def test_an_answer_over_which_treaties_pend_derives_its_world_once(
    solves: list[int],
) -> None:
    asked = ("Kazakhstan", "--by", "China", "--on", "2026-10-01")
    told = CliRunner().invoke(app, ["ask", *asked])
    assert told.exit_code == 0, told.output
    assert len(solves) == 1


def test_a_game_derives_its_world_once_for_each_move(solves: list[int]) -> None:
    told = CliRunner().invoke(app, ["play", "july-1914"])
    assert told.exit_code == 0, told.output
    assert len(solves) == 12
