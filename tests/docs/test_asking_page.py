"""What can be typed: the table of kinds is that of the reader, and the thirty questions are read and asked back."""

from __future__ import annotations

import re

from casus_docs import asking_page
from casus_docs.asking_page import ASKED_BACK, KINDS, QUESTIONS

from engine.world import shipped
from tests import HOME
from tests.support.each import each


def test_the_page_has_every_kind_of_question() -> None:
    assert KINDS in (HOME / "docs" / "asking.md").read_text(encoding="utf-8")
    assert len(QUESTIONS) == 30


@each("question", QUESTIONS, most=5)
def test_a_question_is_shown_with_its_title_and_ruling(question: str) -> None:
    shown = asking_page.section(shipped(), question)
    assert shown.startswith(f"## {question}\n\n```text\n")
    title, ruling = shown.split("```")[1].removeprefix("text\n").split("\n\n")
    assert re.search(r"\bLaw (of|as of) ", title)
    assert 0 < len(ruling.splitlines()) <= 5


@each("question", ASKED_BACK)
def test_a_doubtful_question_is_asked_back(question: str) -> None:
    told = asking_page.asked_back(shipped(), question)
    assert "\n1  " in told or "; " in told, "neither a choice nor a remedy"
