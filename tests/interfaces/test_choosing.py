"""A question that is asked back at a terminal is chosen by its number; elsewhere the error stands."""

from __future__ import annotations

import sys

import pytest
import typer

from engine.interfaces.commands.options import chosen
from engine.question.sentence import parse_question
from treaties.models.corpus import Corpus
from treaties.vocabulary.errors import CasusError


@pytest.fixture
def error(law: Corpus) -> CasusError:
    with pytest.raises(CasusError) as found:
        parse_question("If Korea is attacked by China, who must help?", law)
    return found.value


def answering(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(typer, "prompt", lambda *_, **__: said)


def test_a_number_chooses(error: CasusError, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, "2")
    assert chosen(error) == "If China attacks South Korea, who is drawn in?"


@pytest.mark.parametrize("said", ["", "3", "x", "0"])
def test_anything_else_ends_it(
    error: CasusError, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    answering(monkeypatch, said)
    with pytest.raises(typer.Abort):
        chosen(error)


def test_where_nobody_can_choose_the_error_stands(error: CasusError) -> None:
    with pytest.raises(CasusError, match="may be any state"):
        chosen(error)
    assert (
        error.to_dict()["meant"][0] == "If China attacks North Korea, who is drawn in?"
    )
