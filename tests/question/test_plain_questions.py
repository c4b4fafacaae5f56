"""Plain questions of others, where their file is found: none is answered as another, and the floors hold that were measured."""

from __future__ import annotations

import pytest

from tools.plain_questions import file, questions, score
from treaties.models.corpus import Corpus

FLOORS = {"work": (0.90, 0.99, 1.0), "measure": (0.82, 0.97, 1.0)}
"""Shares understood, asked back and refused of what should be, for the half that was worked on and the other."""


@pytest.mark.parametrize("half", FLOORS)
def test_what_others_ask_is_understood_or_asked_back(law: Corpus, half: str) -> None:
    if not file().is_file():
        pytest.skip(
            "the plain questions are not here: they stand beside the folder that CASUS_DATA names"
        )
    counts, misses = score(questions(file(), half), law)
    shares = [found["held"] / sum(found.values()) for found in counts.values()]
    assert all(
        share >= floor for share, floor in zip(shares, FLOORS[half], strict=True)
    ), counts
    wrong = [(ident, why) for ident, how, why in misses if how == "another"]
    assert len(wrong) <= (1 if half == "measure" else 0), wrong


def test_the_two_halves_are_cut_the_same_every_time() -> None:
    if not file().is_file():
        pytest.skip(
            "the plain questions are not here: they stand beside the folder that CASUS_DATA names"
        )
    both = [{r["id"] for r in questions(file(), half)} for half in FLOORS]
    assert not both[0] & both[1]
    assert len(both[0] | both[1]) == len(questions(file()))
