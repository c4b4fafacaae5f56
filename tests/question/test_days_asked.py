"""What is told as past needs a year; a year that holds the documented case is told for its day; ids belong to days."""

from __future__ import annotations

from datetime import date

import pytest

from engine.question.as_scenario import scenario_of
from engine.question.query import Query
from engine.question.sentence import parse_question
from engine.world import World
from treaties.models.corpus import Corpus
from treaties.models.states import NotThen
from treaties.vocabulary.errors import CasusError


def test_the_documented_days_of_an_attack_told_as_past_are_offered(law: Corpus) -> None:
    with pytest.raises(CasusError, match="in which year") as error:
        parse_question("Was France obliged to help when Germany attacked Poland?", law)
    assert (
        "If Germany attacks Poland on 1 September 1939, must France help?"
        in error.value.meant
    )


@pytest.mark.parametrize(
    "text",
    [
        "If Estonia were attacked by Russia, who would have to help?",
        "Who would defend Estonia if Russia attacked it?",
        "If Estonia was attacked by Russia, who must help?",
    ],
)
def test_a_supposition_is_no_past(law: Corpus, text: str) -> None:
    assert parse_question(text, law).on is None


def test_a_year_is_told_for_the_documented_day_within_it(law: Corpus) -> None:
    asked = Query.of(victim="If Iraq attacks Kuwait in 1990, must Bahrain help?")
    scenario, understood = scenario_of(asked, law)
    assert understood is not None
    assert (scenario.on, understood.on) == (date(1990, 8, 2), date(1990, 8, 2))
    assert "(for `1990`)" in understood.wording(law)


@pytest.mark.parametrize("state", ["south-yemen", "czechoslovakia"])
def test_an_id_of_a_state_of_another_day_is_an_error_wherever_it_is_asked_about(
    world: World, state: str
) -> None:
    answer = world.ask("Saudi Arabia", by="Italy", on="2026-01-01", rounds=1)
    for ask in (lambda: answer.why(state), lambda: answer.document(only=[state])):
        with pytest.raises(NotThen, match="stood in its place"):
            ask()
