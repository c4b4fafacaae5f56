"""An answer with its ruling, and the side of the war whose helpers are named."""

from __future__ import annotations

from dataclasses import dataclass

from engine.findings.findings import Findings
from engine.question.topic import Side, Topic
from engine.ruling.ruling import Ruling
from engine.setting.prominence import DisplayOrder
from engine.setting.setting import Setting


@dataclass(frozen=True)
class RuledAnswer:
    """An answer with its ruling."""

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
