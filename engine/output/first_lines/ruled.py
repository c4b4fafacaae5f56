"""The input of the first lines: an answer, its ruling, and the side of the war whose helpers they name."""

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
    """An answer together with its ruling, from which the first lines are written."""

    solution: Findings
    ruling: Ruling
    side: Side
    """The side whose helpers are named."""

    @property
    def setting(self) -> Setting:
        """What was asked, with the law of the day."""
        return self.solution.setting

    @property
    def order(self) -> DisplayOrder:
        """The order in which states are named."""
        return self.solution.display_order

    @property
    def topic(self) -> Topic:
        """What the question asks."""
        return self.ruling.topic

    @property
    def helped(self) -> tuple[str, ...]:
        """The ids of the states whose helpers the question asks about."""
        attackers = self.side is Side.ATTACKER
        return self.setting.attacking if attackers else self.setting.attacked

    @property
    def yes(self) -> str:
        """The opening of a line that says *yes*; empty for a question of what states will do, where *yes* would be a
        forecast.
        """
        return "Obliged" if self.topic.conduct else "Yes"

    @property
    def no(self) -> str:
        """The opening of a line that says *no*."""
        return "Not obliged" if self.topic.conduct else "No"


def ruled(solution: Findings, side: Side | None = None) -> Ruled:
    """Join an answer with its ruling.

    Args:
        solution: the answer.
        side: the side whose helpers are named; that of the question where left out.

    >>> from engine import ask
    >>> ruled(ask("Estonia", by="Russia", on="2026-01-01", rounds=1)).helped
    ('estonia',)
    """
    ruling = ruling_of(solution)
    return Ruled(solution, ruling, side or ruling.topic.side)
