"""Sentences that are easily taken for another question: each is asked back, or read as it was meant."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from engine.question.sentence import parse_question
from engine.question.topic import Kind, Side
from engine.question.understood import TAKES_SIDE, Understood
from engine.question.vocabulary import split
from tests.support.each import each
from treaties.models.corpus import Corpus
from treaties.vocabulary.errors import CasusError

FILE: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("never_another.toml").read_text(encoding="utf-8")
)
TODAY = date(2026, 7, 1)


def _sentences() -> Iterator[tuple[str, str]]:
    """Each sentence with what it means; nothing where it must be asked back."""
    third, whose, turned = FILE["third_states"], FILE["whose"], FILE["turned"]
    for frame in third["frames"]:
        yield from ((frame.replace("{does}", w), "") for w in split(third["does"]))
    for frame in whose["of_persons"]:
        yield from (
            (frame.replace("{persons}", w), "") for w in split(whose["persons"])
        )
    for word in split(turned["manner"]):
        yield f"If Russia {word} attacks Estonia, who must help?", ""
        yield f"If Russia attacks Estonia {word}, who must help?", ""
    for row in FILE.values():
        yield from ((text, "") for text in row.get("sentences", ()))
        yield from row.get("meant", {}).items()


def _told(found: Understood) -> str:
    acts = (f"{'+'.join(a.by) or a.force}>{'+'.join(a.victim)}" for a in found.acts)
    about = f":{'+'.join(found.about)}" if found.about else ""
    topic = found.topic
    kind = "" if topic.kind in (Kind.WHO, Kind.MUST) else f" {topic.kind}"
    side = f" {topic.side}" if topic.side is Side.ATTACKER else ""
    return " ".join(acts) + about + kind + side


ALL = dict(_sentences())


def test_there_are_hundreds() -> None:
    assert len(ALL) >= 450


@each("text", sorted(ALL), most=120)
def test_none_is_answered_as_another(law: Corpus, text: str) -> None:
    try:
        found = parse_question(text, law, TODAY)
    except CasusError:
        assert not ALL[text], "it was to be read"
        return
    if any(TAKES_SIDE in fact for fact in found.given):
        return  # the third state's part is read, and said in the title
    assert _told(found) == ALL[text]
