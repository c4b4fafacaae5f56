"""The input of the first lines: an answer, its ruling, and the side of the war whose helpers are named."""

from __future__ import annotations

from dataclasses import dataclass

from engine.findings.findings import Findings
from engine.question.topic import Kind, Side
from engine.ruling.attack import ruling_of
from engine.ruling.ruled_answer import RuledAnswer


@dataclass(frozen=True)
class Ruled(RuledAnswer):
    """An answer with its ruling, and the words with which its lines begin, such as `Yes`."""

    @property
    def yes(self) -> str:
        """The word that begins an affirmative line: `Yes`, or `Obliged` if the question asks what states will do, where
        `Yes` would be a forecast.
        """
        return "Obliged" if self.topic.conduct else "Yes"

    @property
    def no(self) -> str:
        """The words that begin a negative line: `No`, or `None` if the question asks which treaty obliges, or `Not
        obliged` if it asks what states will do.
        """
        if self.topic.kind is Kind.WHICH:
            return "None"
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
