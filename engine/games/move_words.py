"""Wording of the effects of a move, in two lines that can be read aloud."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.games.deeds import HeldDeed
from engine.output.difference_text import DifferenceWords
from engine.question.facts import Doing
from engine.ruling.difference import Changes
from engine.verdicts.solution import Solution


@dataclass(frozen=True)
class MoveWords:
    """The two lines of text for a move."""

    solution: Solution
    changes: Changes
    deeds: tuple[HeldDeed, ...] = ()

    @property
    def changed(self) -> str:
        """The first line: what was done under treaties, who newly owes help, and who no longer does."""
        difference = DifferenceWords(self.solution, self.changes)
        sentences = [*self._told_deeds(), *difference.owed(), *difference.released()]
        lesser = [*difference.broken(), *difference.counted()]
        if not sentences:
            sentences = (
                ["Nobody owes help anew."] if lesser else ["Nobody owes anything anew."]
            )
        return " ".join([*sentences, *lesser])

    @property
    def next(self) -> str:
        """The second line: the judgement on which most help depends and who makes it, and the shortest path that draws
        in a great power.
        """
        difference = DifferenceWords(self.solution, self.changes)
        sentences = [*difference.next_judgement(), *difference.nearest()]
        return " ".join(sentences) or "No further help hangs on a judgement or an act."

    def _told_deeds(self) -> Iterator[str]:
        """What was done, a sentence each; what changes the law by what follows goes without saying."""
        plain = (Doing.MOBILISES, Doing.DECLARES)
        lines = [
            deed.line
            for deed in self.deeds
            if deed.doing not in plain
            and not (deed.doing is Doing.ASKS and deed.called)
        ]
        yield from dict.fromkeys(lines)
