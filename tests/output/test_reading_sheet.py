"""The sheet of answers for a reader: the same seed draws the same questions, and each of them is answered."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from engine.question.query import Query
from engine.setting.graph import obligations
from engine.world import shipped
from tests.output.golden_answers import QUESTIONS
from tests.output.reading_sheet import (
    ATTACKS,
    KINDS,
    attacks,
    comparable,
    drawn,
    drawn_by_kind,
    pool,
    sheet,
)
from tests.output.worked_answers import WORKED
from treaties.loading.hot_spots import load_hot_spots
from treaties.models.corpus import Corpus

SEED = "a seed of the tests"


def test_the_pool_has_every_answer_that_the_laws_hold_over(law: Corpus) -> None:
    parts = (QUESTIONS, WORKED, load_hot_spots(), law.cases)
    assert all(parts)
    assert len(pool()) == sum(map(len, parts)) + ATTACKS
    assert len(attacks()) > len(load_hot_spots())


def test_a_seed_draws_the_same_answers_and_none_twice() -> None:
    first, again = drawn(SEED, 60), drawn(SEED, 60)
    assert [a.words for a in first] == [a.words for a in again]
    assert max(Counter(map(id, first)).values()) == 1
    assert [a.words for a in drawn(f"{SEED} 2", 60)] != [a.words for a in first]


def test_five_questions_of_each_kind_are_drawn_by_seed() -> None:
    first, again = drawn_by_kind(SEED, 40), drawn_by_kind(SEED, 40)
    assert [a.words for a in first] == [a.words for a in again]
    assert len({a.words for a in first}) == 40
    kinds = Counter(
        str(Query.of(**a.given).kind).replace("why-not", "why") for a in first
    )
    assert kinds == dict.fromkeys(KINDS, 5)
    weighed = [a.given for a in first if Query.of(**a.given).kind == "weigh"]
    for given in weighed:
        law = obligations(shipped().corpus, date.fromisoformat(given["on"]))
        sides = [comparable(law, of_obligor=o).values() for o in (True, False)]
        assert any({*given["under"]} <= treaties for side in sides for treaties in side)


def test_each_question_stands_with_its_whole_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    asked = [*drawn(SEED, 4), *drawn_by_kind(SEED, 8)]
    written = sheet(asked)
    for number, one in enumerate(asked, 1):
        assert f"## {number}. {one.words}\n\n{one.answer()}" in written
