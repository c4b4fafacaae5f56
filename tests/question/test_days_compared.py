"""Two days of one sentence are asked back; the day is kept in other offers."""

from __future__ import annotations

import pytest

from engine import ask
from treaties.vocabulary.errors import CasusError


def _refused(sentence: str) -> str:
    with pytest.raises(CasusError) as error:
        ask(sentence)
    return str(error.value)


@pytest.mark.parametrize("joined", ["rather than", "and"])
def test_two_days_are_asked_back(joined: str) -> None:
    asked = f"If Russia attacked Finland on 3 April 2023 {joined} 5 April 2023, who must help?"
    assert "say one day" in _refused(asked)


@pytest.mark.parametrize(
    ("sentence", "command"),
    [
        (
            "Which bound harder in 1930, the Franco-Polish alliance of 1921 or the Locarno treaty?",
            "casus weigh franco-polish-1921 locarno-1925 --on 1930-01-01",
        ),
    ],
)
def test_what_is_offered_keeps_the_day(sentence: str, command: str) -> None:
    assert f"`{command}`" in _refused(sentence)
