"""The great powers of the day as a group: in a field and in sentences."""

from __future__ import annotations

from datetime import date

import pytest

from engine.question.sentence import parse_question
from engine.question.topic import Kind
from engine.world import World
from treaties.models.corpus import Corpus
from treaties.models.groups import Group
from treaties.vocabulary.errors import CasusError


@pytest.mark.parametrize("year", [1816, 1859, 1890, 1914, 1939, 1942, 1947, 2026])
def test_the_group_is_whom_the_register_lists(law: Corpus, year: int) -> None:
    day = date(year, 1, 2)
    group = law.groups.get("the great powers")
    assert isinstance(group, Group)
    listed = {state.id for state in law.states if state.is_great_power(day)}
    assert set(group.members(day, law.treaties)) == listed
    assert listed


def test_the_field_takes_the_group_without_the_victim(world: World) -> None:
    asked = {"by": "Germany", "on": "1939-09-01", "rounds": 1, "must": "great powers"}
    found = world.ask("France", kind="who-not", **asked).topic
    assert (found.kind, found.group) == (Kind.WHO_NOT, "the great powers")
    assert "france" not in found.states
    assert {"italy", "russia", "united-states"} < set(found.states)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Which great powers did not have to help Poland when Germany attacked it on 1 September 1939?",
            Kind.WHO_NOT,
        ),
        (
            "Which great powers do not have to help if Germany attacks Poland on 1 September 1939?",
            Kind.WHO_NOT,
        ),
        (
            "Which major powers had to help Poland when Germany attacked it on 1 September 1939?",
            Kind.MUST,
        ),
        (
            "Did the great powers have to help Poland when Germany attacked it on 1 September 1939?",
            Kind.MUST,
        ),
    ],
)
def test_a_sentence_asks_about_them_and_leaves_nothing_out(
    law: Corpus, text: str, kind: Kind
) -> None:
    found = parse_question(text, law)
    others = ("united-states", "united-kingdom", "france", "italy", "russia", "japan")
    assert (found.topic.kind, set(found.about)) == (kind, set(others))
    assert not found.not_read
    again = parse_question(found.question(law), law)
    assert again.topic.states == found.topic.states


@pytest.mark.parametrize(
    "text",
    [
        "If a great power attacks Estonia, who must help?",
        "If two great powers attack Italy, must Germany help?",
    ],
)
def test_one_or_two_of_them_are_asked_back(law: Corpus, text: str) -> None:
    with pytest.raises(CasusError):
        parse_question(text, law)
