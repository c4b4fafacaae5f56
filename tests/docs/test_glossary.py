"""The glossary explains every word that a data file or an answer can hold."""

from __future__ import annotations

import re
from enum import StrEnum

import pytest

from engine.record.verdict import Status
from tests import HOME
from treaties.models.conditions import KINDS
from treaties.vocabulary.terms import (
    AttackerClass,
    Duty,
    EventKind,
    Nature,
    Presumption,
    Rank,
    Trigger,
)

PAGE = (HOME / "docs" / "glossary.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    [Duty, Trigger, Rank, Nature, Presumption, EventKind, AttackerClass, Status],
)
def test_every_value_is_explained(words: type[StrEnum]) -> None:
    assert [str(w) for w in words if f"`{w}`" not in PAGE] == []


def test_every_condition_is_explained() -> None:
    assert [k for k in KINDS if f"| `{k}` |" not in PAGE] == []


def test_duties_have_the_meaning_that_answers_print() -> None:
    assert [str(d) for d in Duty if f"| `{d}` | {d.meaning} |" not in PAGE] == []


def test_duties_stand_in_the_order_of_strength() -> None:
    listed = re.findall(r"^\| `([\w-]+)` \| (?:must|may) ", PAGE, re.M)
    assert listed == [str(d) for d in Duty]
    ideas = (HOME / "docs" / "concepts.md").read_text(encoding="utf-8")
    called = [str(d) for d in Duty if not d.standing]
    assert " → ".join(f"`{d}`" for d in called) in ideas
