"""The questions of the day: sixty, in every region, each a sentence that is understood; faults stand at their line."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from engine.question.sentence import parse_question
from treaties.loading.corpus_files import corpus_files
from treaties.loading.hot_spots import load_hot_spots
from treaties.models.corpus import Corpus
from treaties.models.statehood import Region
from treaties.vocabulary.errors import DataError

GOOD = '[[spots]]\nid = "one"\nregion = "Europe"\nquestion = "Russia attacks Estonia"\n'


def test_sixty_in_every_region() -> None:
    spots = load_hot_spots()
    assert len(spots) == 60
    assert set(Counter(s.region for s in spots)) == set(Region)
    assert len({s.question for s in spots}) == 60


def test_each_is_understood_and_asks_about_no_day_of_its_own(law: Corpus) -> None:
    for s in load_hot_spots():
        assert parse_question(s.question, law).on is None, s.id


def test_they_are_no_part_of_the_law(tmp_path: Path) -> None:
    (tmp_path / "hot-spots.toml").write_text(GOOD, encoding="utf-8")
    assert corpus_files(tmp_path) == []
    assert load_hot_spots(tmp_path)[0].id == "one"
    (tmp_path / "hot-spots.toml").unlink()
    assert load_hot_spots(tmp_path) == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (GOOD + GOOD, "5: spots.1: a second question is called `one`"),
        (
            GOOD.replace("Europe", "Eurpoe"),
            "3: spots.0.region: `Eurpoe` is not one of Europe",
        ),
        (GOOD + 'treaties = ["x"]\n', "5: spots.0.treaties: unknown key `treaties`"),
        ("spots = [", "syntax"),
    ],
)
def test_a_fault_stands_at_its_line(text: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "hot-spots.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as told:
        load_hot_spots(tmp_path)
    assert f"hot-spots.toml:{says}" in str(told.value) or says in str(told.value)
