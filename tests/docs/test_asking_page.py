"""The page of what can be typed: every question stands on it, and it says what is answered."""

from __future__ import annotations

import pytest
from casus_docs import asking_page

from engine.world import shipped

ANEW = "run `python -m casus_docs.asking_page` in `docs`"


def test_every_question_stands_on_it() -> None:
    asked = [
        line[4:]
        for line in asking_page.PLACE.read_text(encoding="utf-8").splitlines()
        if line.startswith("### ")
    ]
    assert asked == [*asking_page.QUESTIONS, *asking_page.ASKED_BACK], ANEW
    assert len(asking_page.QUESTIONS) == 30


@pytest.mark.parametrize("question", asking_page.QUESTIONS[::6])
def test_it_says_what_is_answered(
    question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    assert asking_page.section(shipped(), question) in asking_page.PLACE.read_text(
        encoding="utf-8"
    ), ANEW


@pytest.mark.parametrize("question", asking_page.ASKED_BACK)
def test_it_says_what_is_asked_back(question: str) -> None:
    assert asking_page.asked_back(shipped(), question) in asking_page.PLACE.read_text(
        encoding="utf-8"
    ), ANEW
