"""Suppositions: the same derivation with some questions answered in addition."""

from __future__ import annotations

from collections.abc import Mapping

from engine.record.literals import Assignment
from engine.verdicts.assignments import Assignments
from engine.verdicts.solution import Solution
from treaties.models.reading import Reading


class Supposing(Assignments):
    """The settled answers of a solution, with further answers that override all others."""

    def __init__(self, solution: Solution, answers: Mapping[str, bool]) -> None:
        base = solution.assignments
        self.literals, self.questions, self.supposed = (
            base.literals,
            base.questions,
            base.supposed,
        )
        self.events, self.further, self.memo = base.events, base.further, base.memo
        self.quarrels = base.quarrels
        self._base = base
        self._settled = {}
        self._true = self._false = self.touched = 0
        """The answers to the questions that are settled, both of each."""
        for q, yes in answers.items():
            i = self.literals.index[q]
            self.touched |= 3 << 2 * i
            self._true |= 1 << 2 * i + yes
            self._false |= 1 << 2 * i + (not yes)

    def under(self, reading: Reading | None = None) -> Assignment:
        """Return the answers that are settled under a reading; for None, under the text alone."""
        key = reading.id if reading else ""
        if key not in self._settled:
            base, kept = self._base.under(reading), ~self.touched
            self._settled[key] = Assignment(
                base.true & kept | self._true, base.false & kept | self._false
            )
        return self._settled[key]
