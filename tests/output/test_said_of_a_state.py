"""What is said of one state: every duty it has by now, each as it stands, and why others have none."""

from __future__ import annotations

import pytest

from tests.output.test_bottom_line import NORTH, asked, pact


def said(answer, *states: str) -> str:  # type: ignore[no-untyped-def]
    """The sentences of an answer on some states, in one line."""
    return " ".join(answer.text(only=list(states)).split())


@pytest.mark.parametrize(
    ("states", "whose"),
    [
        (("Norway",), "Norway must act for Iceland, by means of its own choice"),
        (("Norway", "Chile"), "their own choice"),
    ],
)
def test_the_choice_of_means_is_its_own_of_one_state_and_their_own_of_several(
    states: tuple[str, ...], whose: str
) -> None:
    answer = asked(pact("pact-a", "iceland", *NORTH[1:], duty="act"))
    assert whose in said(answer, *states)
