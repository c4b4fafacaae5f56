"""The page of hot spots: every question stands on it, what it says is what is answered, and why the rest binds nobody."""

from __future__ import annotations

import pytest
from casus_docs import hot_spot_page
from casus_docs.markdown import text

from engine import World
from engine.world import shipped
from treaties.loading.hot_spots import load_hot_spots

ANEW = "run `python docs/build.py --hot-spots`"


@pytest.fixture(scope="module")
def world() -> World:
    return shipped()


@pytest.fixture(scope="module")
def page() -> str:
    return hot_spot_page.PLACE.read_text(encoding="utf-8")


def test_every_question_stands_on_it(page: str) -> None:
    asked = [text(s.question) for s in load_hot_spots()]
    assert [
        line[4:] for line in page.splitlines() if line.startswith("### ")
    ] == asked, ANEW


@pytest.mark.parametrize("spot", ["malaysia", "taiwan", "niger"])
def test_it_says_what_is_answered(world: World, page: str, spot: str) -> None:
    found = next(s for s in load_hot_spots() if s.id == spot)
    assert hot_spot_page.section(world, found) in page, ANEW


@pytest.mark.parametrize("spot", ["nepal", "moldova"])
def test_a_spot_without_a_reading_says_so(world: World, spot: str) -> None:
    found = next(s for s in load_hot_spots() if s.id == spot)
    said = "No government, court or scholar is on record here"
    assert said not in hot_spot_page.section(world, found)
    assert said in hot_spot_page.section(
        World.of(world.corpus.whole().model_copy(update={"readings": ()})), found
    )


def test_what_one_might_expect_is_explained_and_binds_nobody(world: World) -> None:
    spots = {s.id: s for s in load_hot_spots()}
    told = hot_spot_page.section(world, spots["taiwan"])
    assert (
        "(corpus/treaties/us-roc-1954.md): the US–Republic of China Treaty of 1954 ended on 1 January 1980"
        in told
    )
    assert "(corpus/treaties/taiwan-relations-act-1979.md)" in told
    assert "(corpus/treaties/sahel-2023.md)" not in hot_spot_page.section(
        world, spots["niger"]
    )
