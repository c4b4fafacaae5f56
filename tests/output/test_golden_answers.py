"""Whole answers: as they were read, short enough, and in full nothing is missing that the data has."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from engine.findings.calls import triggered_articles
from engine.output.ruling_text import ruling_text
from engine.question.topic import Kind, Topic
from engine.record.verdict import Status
from engine.ruling.attack import ruling_of
from engine.world import shipped
from tests.output.golden_answers import (
    COLUMNS,
    EXAMPLE,
    PICTURE,
    QUESTIONS,
    README,
    SHOWN,
    example,
    file_of,
    picture,
    plain,
)
from tests.support.each import each
from treaties.vocabulary.terms import Duty

LINES = 60


def test_the_heading_counts_them() -> None:
    assert len(QUESTIONS) == 59


@each("name", QUESTIONS, most=8)
def test_an_answer_is_as_it_was_read(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", COLUMNS)
    answer = shipped().ask(QUESTIONS[name])
    told = plain(answer.text())
    assert told == file_of(name).read_text(encoding="utf-8")
    assert told.count("\n") <= LINES
    assert not re.search(r"\bArt\. [a-z]|judgements away|\bunnamed-state\b", told)
    blocks = [
        " ".join(b.split())
        for b in re.split(r"\n(?=  [^ ]|    [^ ]|\S)", answer.text(all=True))
    ]
    for row in answer.rows:
        for ground in (
            j.ground for j in row.judged if row.duty and j.verdict.duty is row.duty
        ):
            known = answer.setting.name_in_line(row.state).removeprefix("the ")
            assert any(ground.clause.label in b and known in b for b in blocks), (
                row.name,
                ground.clause.label,
            )


def test_the_readme_shows_the_first_lines_of_two() -> None:
    readme = README.read_text(encoding="utf-8")
    assert EXAMPLE.findall(readme) == [example(name) for name in SHOWN]
    assert [readme.count(QUESTIONS[name]) for name in SHOWN] == [1, 1]
    assert example(SHOWN[0]).count("\n") <= 7
    assert len(readme.splitlines()) <= 80


@each("name", QUESTIONS, most=4)
def test_no_yes_or_no_is_contradicted_by_what_follows(name: str) -> None:
    answer = shipped().ask(QUESTIONS[name], rounds=1)
    assert answer.understood is not None
    found = triggered_articles(answer)
    states = list(
        dict.fromkeys(
            s for c in found.everything for s in c.states[:2] if c.treaty.rank.binding
        )
    )[:6]
    for state in [*states, "brazil"]:
        for deed in (None, Duty.FIGHT, Duty.CONSULT):
            about = Topic(states=(state,), kind=Kind.MUST, deed=deed)
            asked = replace(answer, topic=about)
            lead, holding = ruling_text(asked)[0], ruling_of(asked).states[0].holding
            firm = [
                c.duty
                for c in found.calls
                if state in c.states and c.verdict.status is Status.BOUND
            ]
            helps = any(d.drawn_in for d in firm)
            match lead.split()[0].strip(":.,"):
                case "Yes":
                    assert helps or Duty.CONSULT in firm, (state, lead)
                    assert holding.helps or deed is Duty.CONSULT
                case "No":
                    assert not helps, (state, lead)
                    assert deed is Duty.CONSULT or not holding.helps
                case "Not":
                    assert lead.startswith("Not bound to fight, but bound to help")
                    assert helps, (state, lead)
                    assert Duty.FIGHT not in firm
                case first:
                    assert first in ("Only", "Unknown"), (state, lead)
                    assert not helps


def test_the_picture_of_the_readme_is_that_of_its_question() -> None:
    assert PICTURE.read_text(encoding="utf-8") == picture()
    assert f"](docs/_static/{PICTURE.name})" in README.read_text(encoding="utf-8")
