"""A state whose text of help is unpublished is never said to have no treaty, whatever is asked about it."""

from __future__ import annotations

import pytest

from engine.interfaces.assistant.tools import call
from engine.output.ruling_text import ruling_text
from engine.question.topic import Kind, Topic
from engine.world import World

ASKED = {
    Kind.WHY: "Unknown: what Cuba owes is unpublished",
    Kind.WHY_NOT: "Because no duty is certain. Unknown: what Cuba owes is unpublished",
    Kind.WHO_NOT: "Bolivia.",
    Kind.WHICH: "Cuba–North Korea Treaty of 1986, mutual aid clause: Cuba must help, only",
    Kind.MUST: "Cuba: unknown: what Cuba owes is unpublished",
}


@pytest.mark.parametrize("kind", ASKED)
def test_what_is_unpublished_is_no_lack_of_a_treaty(world: World, kind: Kind) -> None:
    answer = world.ask(
        "North Korea", by="Zimbabwe", on="2026-01-01", must=["Cuba", "Bolivia"]
    )
    lines = ruling_text(answer.about(Topic(kind, ("cuba", "bolivia"))))
    assert lines[0].startswith(ASKED[kind])
    assert not [x for x in lines if "Cuba has no treaty" in x]


def test_an_assistant_is_not_told_that_no_help_is_owed(world: World) -> None:
    given = {
        "victim": "North Korea",
        "by": "Zimbabwe",
        "on": "2026-01-01",
        "must": "Cuba",
    }
    text = call(world, "ask", given)[0]
    assert "Cuba: unknown" in text
    assert "no help is owed" not in text


def test_a_party_that_left_does_not_put_off_the_day_of_those_who_stayed(
    world: World,
) -> None:
    answer = world.ask("Bolivia", by="Jordan", on="2026-01-01", must="Paraguay")
    lines = ruling_text(answer.about(Topic(Kind.WHEN, ("paraguay",))))
    assert "Since 3 December 1948 Paraguay must help" in lines[0]
