"""The input of the first lines: an answer, its ruling, and the side of the war whose helpers are named."""

from __future__ import annotations

from dataclasses import dataclass

from engine.findings.findings import Findings
from engine.question.topic import Side, Topic
from engine.ruling.attack import ruling_of
from engine.ruling.ruling import Ruling
from engine.setting.prominence import DisplayOrder
from engine.setting.setting import Setting


@dataclass(frozen=True)
class Ruled:
    """An answer with its ruling, from which the first lines are written."""

    solution: Findings
    ruling: Ruling
    side: Side
    """The side whose helpers are named."""

    @property
    def setting(self) -> Setting:
        """The events of the question, with the law on its day."""
        return self.solution.setting

    @property
    def order(self) -> DisplayOrder:
        """The order in which states are named."""
        return self.solution.display_order

    @property
    def topic(self) -> Topic:
        """The topic of the question: its kind, its side, and the states and treaties that it names."""
        return self.ruling.topic

    @property
    def helped(self) -> tuple[str, ...]:
        """The ids of the states whose helpers the question asks about."""
        attackers = self.side is Side.ATTACKER
        return self.setting.attacking if attackers else self.setting.attacked

    @property
    def yes(self) -> str:
        """The word that begins an affirmative line: `Yes`, or `Obliged` if the question asks what states will do, where
        `Yes` would be a forecast.
        """
        return "Obliged" if self.topic.conduct else "Yes"

    @property
    def no(self) -> str:
        """The words that begin a negative line: `No`, or `Not obliged` if the question asks what states will do."""
        return "Not obliged" if self.topic.conduct else "No"


def ruled(solution: Findings, side: Side | None = None) -> Ruled:
    """Return an answer with its ruling.

    Args:
        solution: the answer.
        side: the side whose helpers are named; by default that of the question.

    >>> from engine import ask
    >>> ruled(ask("Estonia", by="Russia", on="2026-01-01", rounds=1)).helped
    ('estonia',)
    """
    ruling = ruling_of(solution)
    return Ruled(solution, ruling, side or ruling.topic.side)
