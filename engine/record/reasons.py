"""Reasons: the nodes of a proof, each a statement with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from engine.record.facts import Fact
from engine.record.questions import Literal


@dataclass(frozen=True)
class Reason:
    """A node of a proof: the statement, the rule, the answers, and the reasons below it."""

    text: str
    rule: str
    answers: tuple[Literal, ...] = ()
    because: tuple[Reason, ...] = ()
    fact: Fact | None = None
    treaty: str = ""
    """The instrument of the duty that is proved: a reading that speaks of others settles nothing here."""
    obligor: str = ""
    """The state whose duty is proved: it answers what each obligor judges for itself."""
