"""What a question can be called under a law is known before anything is derived."""

from __future__ import annotations

import pytest

from engine.record.question_ids import checked
from engine.world import World
from tests.support.each import each
from treaties.vocabulary.errors import UnknownName


@pytest.mark.parametrize("scenario", ["july-1914", "shen-chain", "poland-1939"])
def test_every_question_of_an_answer_is_possible(world: World, scenario: str) -> None:
    answer = world.ask(scenario=scenario)
    asked = [q.id for q in answer.assignments.questions]
    assert len(asked) > 10
    for ident in asked:
        assert checked(ident, answer.corpus) == ident


@each(
    "name",
    [
        "*",
        "strikes:*",
        "str*",
        "*>china",
        "*north-korea",
        "performs:*/*>ukraine",
        "p*china",
        "?trikes:*",
        "[sp]*",
        "performs:france/north-atlantic-1949:5>estonia",
        "attacker:unheard-of",
        "in-area:north-atlantic-1949:5/*",
    ],
)
def test_a_pattern_that_may_fit_passes(world: World, name: str) -> None:
    assert checked(name, world.corpus) == name


@each(
    ("name", "told"),
    [
        ("strike:ukraine>*", "did you mean `strikes:ukraine>*`?"),
        ("strikes:ukrain>china", "did you mean `strikes:ukraine>china`?"),
        ("strikes:*>chna", "did you mean `strikes:*>china`?"),
        ("territory:ukrain/ukrain", "did you mean `territory:ukraine/ukraine`?"),
        (
            "performs:france/north-atlantic-1948:5>estonia",
            "`performs:france/north-atlantic-1949:5>estonia`?",
        ),
        (
            "strikes:dprk>china",
            "no question is called `strikes:dprk>china`; write `strikes:north-korea>china`",
        ),
        ("odds", "no question is called `odds`"),
        ("strikes", "write `strikes:*`"),
        ("strike", "write `strikes:*`"),
        ("xyz*", "no question is called `xyz*`"),
        ("strikes:qqqqqq>china", "no question is called `strikes:qqqqqq>china`"),
    ],
)
def test_what_no_question_can_be_called_is_refused(
    world: World, name: str, told: str
) -> None:
    with pytest.raises(UnknownName) as error:
        checked(name, world.corpus)
    assert told in str(error.value)


def test_a_treaty_that_was_taken_away_is_no_slip(world: World) -> None:
    name = "performs:*/north-atlantic-1949:5>*"
    assert (
        checked(
            name,
            world.ask("Poland", by="Russia", on="1930-01-01", without="NATO").corpus,
        )
        == name
    )
