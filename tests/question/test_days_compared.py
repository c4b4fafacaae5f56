"""Two days of one sentence, set against each other: the command that compares them; and days kept in other offers."""

from __future__ import annotations

import pytest

from engine import ask
from treaties.vocabulary.errors import CasusError


def _refused(sentence: str) -> str:
    with pytest.raises(CasusError) as error:
        ask(sentence)
    return str(error.value)


def test_one_day_rather_than_another_is_a_comparison() -> None:
    asked = "If Russia attacked Finland on 3 April 2023 rather than 5 April 2023, who would have to help?"
    command = "casus compare finland --by russia --on 2023-04-03 --then 2023-04-05"
    assert f"compare the two: `{command}`" in _refused(asked)


def test_two_days_side_by_side_are_no_comparison() -> None:
    asked = "If Russia attacks Finland on 3 April 2023 and 5 April 2023, who must help?"
    assert "compare the two" not in _refused(asked)


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
