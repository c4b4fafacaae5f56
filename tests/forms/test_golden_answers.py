"""Twenty whole answers: as they were read, short enough, and in full nothing is missing that the data has."""

from __future__ import annotations

import re

import pytest

from engine.world import shipped
from tests.forms.golden_answers import COLUMNS, HEADING, PAGE, QUESTIONS, file_of, page, plain

LINES = 60


@pytest.mark.parametrize("name", QUESTIONS)
def test_an_answer_is_as_it_was_read(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", COLUMNS)
    answer = shipped().ask(QUESTIONS[name])
    told = plain(answer)
    assert told == file_of(name).read_text(encoding="utf-8")
    assert told.count("\n") <= LINES
    assert not re.search(r"\bArt\. [a-z]|judgements away|\bunnamed-state\b", told)
    blocks = [" ".join(b.split()) for b in re.split(r"\n(?=  [^ ]|    [^ ]|\S)", answer.text(all=True))]
    for row in answer.rows:
        for ground in (j.ground for j in row.judged if row.duty and j.verdict.duty is row.duty):
            known = answer.setting.name_in_line(row.state).removeprefix("the ")
            assert any(ground.clause.label in b and known in b for b in blocks), (row.name, ground.clause.label)


def test_the_page_shows_them() -> None:
    assert PAGE.read_text(encoding="utf-8").partition(HEADING)[2] == page().removeprefix(HEADING)
