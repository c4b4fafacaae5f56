"""The kinds of question that the cascade asks: their words, who answers them, and how they stand till then."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from treaties.vocabulary.terms import Nature, Presumption

OBLIGOR = "obligor"
"""Decider of a question that each obligor answers for itself."""


@dataclass(frozen=True, slots=True)
class QuestionKind:
    """A kind of question in one wording of it (`questions.toml`); names stand in braces."""

    kind: str
    text: str
    claim: str
    """What is so if the answer is yes, as a clause that stands after `if`."""
    denial: str
    nature: Nature
    decider: str = OBLIGOR
    presumed: Presumption = Presumption.OPEN
    why: str = ""


@cache
def kinds() -> dict[str, QuestionKind]:
    """Every wording of every kind of question that the cascade asks, by the name of the wording.

    >>> kinds()["strikes"].claim, kinds()["unlawful-if-provoked"].kind
    ('{a} strikes {b}', 'unlawful')
    """
    tables = tomllib.loads(Path(__file__).with_name("questions.toml").read_text(encoding="utf-8"))
    found = {}
    for name, own in tables.items():
        kind = own.pop("like", name)
        words = tables[kind] | own
        nature, presumed = Nature(words["nature"]), Presumption(words.get("presumed", "open"))
        found[name] = QuestionKind(**words | {"kind": kind, "nature": nature, "presumed": presumed})
    return found


@cache
def acts() -> frozenset[str]:
    """The kinds of event that the cascade itself asks about; any other is a decision that an article asks for.

    >>> sorted(acts())
    ['in-area', 'performs', 'request', 'strikes']
    """
    return frozenset(k.kind for k in kinds().values() if k.nature.event)
