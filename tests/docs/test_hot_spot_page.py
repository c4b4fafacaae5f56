"""The pages of hot spots: every question is listed, its page says what is answered, and why the rest binds nobody."""

from __future__ import annotations

from functools import cache

import pytest
from casus_docs import hot_spot_page
from casus_docs.markdown import text

from engine import World
from engine.answer import Answer
from engine.output.bottom_line import bottom_line
from engine.world import shipped
from treaties.loading.hot_spots import HotSpot, load_hot_spots

SPOTS = {s.id: s for s in load_hot_spots()}


@cache
def answer(world: World, ident: str) -> Answer:
    """The answer to a question of the day, on the day of the pages."""
    return world.ask(SPOTS[ident].question, on=hot_spot_page.asked_on(world))


def page(ident: str, world: World | None = None) -> str:
    return hot_spot_page.page(SPOTS[ident], answer(world or shipped(), ident))


def test_the_list_has_every_question_with_its_ruling_and_its_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    some: tuple[HotSpot, ...] = tuple(SPOTS[i] for i in ("malaysia", "taiwan", "niger"))
    monkeypatch.setattr(hot_spot_page, "load_hot_spots", lambda: some)
    made = hot_spot_page.pages(shipped())
    beside = {f"hot-spots/{s.id}.{end}" for s in some for end in ("md", "svg", "csv")}
    assert {*made} == {"hot-spots.md", *beside}
    for spot in some:
        ruling = text(bottom_line(answer(shipped(), spot.id))[0])
        line = f"- [{text(spot.question)}](hot-spots/{spot.id}.md) {ruling}"
        assert line in str(made["hot-spots.md"]).splitlines()


@pytest.mark.parametrize("ident", ["malaysia", "taiwan", "niger"])
def test_a_page_says_what_is_answered(ident: str) -> None:
    lines = page(ident).splitlines()
    assert f"# {text(SPOTS[ident].question)}" in lines
    ruling, *more = bottom_line(answer(shipped(), ident))
    assert lines[lines.index("{.finding}") + 1] == text(ruling)
    for sentence in more:
        assert f"- {text(sentence)}" in lines


@pytest.mark.parametrize("ident", ["nepal", "moldova"])
def test_a_spot_without_a_reading_says_so(ident: str) -> None:
    law = shipped().corpus.whole()
    unread = World.of(law.model_copy(update={"readings": ()}))
    said = "No government, court or scholar is on record here"
    assert said not in page(ident)
    assert said in page(ident, unread)


def test_what_one_might_expect_is_explained_and_binds_nobody() -> None:
    told = page("taiwan")
    assert (
        "- The [US–Republic of China Treaty of 1954](../corpus/treaties/us-roc-1954.md) ended on 1 January 1980"
        in told
    )
    assert "(../corpus/treaties/taiwan-relations-act-1979.md)" in told
    assert "(../corpus/treaties/sahel-2023.md)" not in page("niger")
