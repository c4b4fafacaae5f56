"""Reasons: the nodes of a proof, each a statement with the reasons below it."""

from __future__ import annotations

from dataclasses import dataclass

from engine.record.facts import Fact
from engine.record.questions import Literal


@dataclass(frozen=True)
class Reason:
    """A node of a proof: the statement, the rule that gives it, the answers that it assumes, and the reasons below it."""

    text: str
    rule: str
    answers: tuple[Literal, ...] = ()
    because: tuple[Reason, ...] = ()
    fact: Fact | None = None
    treaty: str = ""
    """The id of the instrument whose duty is proved. A reading about other instruments settles no question here."""
    obligor: str = ""
    """The id of the state whose duty is proved. It decides the questions that each obligor answers for itself."""
