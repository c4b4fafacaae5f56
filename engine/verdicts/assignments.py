"""Layers of answers: presumptions, over them a reading's answers, over both the user's answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from engine.record.literals import Assignment, Literals
from engine.record.question_ids import is_pattern, kind_of, kind_of_pattern
from engine.record.questions import FURTHER, Questions
from engine.record.verdict import Distance, Status
from treaties.models.reading import Answered, Reading
from treaties.support.grouping import grouped
from treaties.vocabulary.terms import Nature, Presumption


class Assignments:
    """The answers settled under each reading: presumptions, overridden by the reading, overridden by the user."""

    def __init__(
        self,
        literals: Literals,
        questions: Questions,
        supposed: Iterable[Answered] = (),
    ) -> None:
        self.literals = literals
        self.questions = questions
        self.supposed = tuple(supposed)
        self.events = self._bits(q for q in literals.ids if questions[q].is_event)
        self.quarrels = self._bits(
            q for q in literals.ids if questions[q].nature is Nature.LAW
        )
        """The bits of questions of law, on which lawyers may differ."""
        self.further = self._bits(
            q for q in literals.ids if questions[q].kind in FURTHER
        )
        """The bits of acts that carry the war further: performing a duty, striking."""
        self.memo: dict[tuple[object, ...], Any] = {}
        """What was judged before, for those who judge."""
        self._settled: dict[str, Assignment] = {}

    def under(self, reading: Reading | None = None) -> Assignment:
        """Return the answers that are settled under a reading; for None, under the text alone."""
        key = reading.id if reading else ""
        if key not in self._settled:
            self._settled[key] = (
                self._settle(reading)
                if reading and reading.settles_something
                else self._presumed
            )
        return self._settled[key]

    @cached_property
    def _presumed(self) -> Assignment:
        """What is settled without a reading: the user's answers, then the presumptions."""
        given = {
            q: str(p)
            for q in self.literals.ids
            if (p := self.questions[q].presumed) is not Presumption.OPEN
        }
        given |= self._matched(self.supposed)
        return Assignment(*self._sides(given))

    def _settle(self, reading: Reading) -> Assignment:
        """A reading's answers over the presumptions, the user's over both. What it holds unasked stands in no duty's
        way: either answer counts as given.
        """
        own = self._matched(reading.answers)
        if self.supposed:
            own |= self._matched(self.supposed)
        true, false = self._sides(own)
        free = self._bits(q for q in self.literals.ids if reading.leaves_unasked(q))
        true, false = true | free, false & ~free
        kept = ~(true | false)
        base = self._presumed
        return Assignment(base.true & kept | true, base.false & kept | false)

    def _matched(self, answers: Iterable[Answered]) -> dict[str, str]:
        """The questions in use that these answers settle; the first whose pattern covers a question does."""
        found: dict[str, str] = {}
        for given in answers:
            for ident in self._covered(given):
                found.setdefault(ident, given.answer)
        return found

    def _covered(self, given: Answered) -> Iterable[str]:
        if not is_pattern(given.question):
            return (given.question,) if given.question in self.literals.index else ()
        kind = kind_of_pattern(given.question)
        return filter(
            given.settles, self._of_kind.get(kind, ()) if kind else self.literals.ids
        )

    @cached_property
    def _of_kind(self) -> dict[str, list[str]]:
        """The questions in use by their kind."""
        return grouped((kind_of(ident), ident) for ident in self.literals.ids)

    def _sides(self, given: Mapping[str, str]) -> tuple[int, int]:
        """The bits that answers make so, and the bits that contradict them."""
        yes = self._bits(q for q, a in given.items() if a == "yes")
        no = self._bits(q for q, a in given.items() if a != "yes")
        low = self.literals.no_bits
        return yes & ~low | no & low, yes & low | no & ~low

    def _bits(self, questions: Iterable[str]) -> int:
        """Both bits of every question."""
        index, found = self.literals.index, bytearray(len(self.literals.ids) // 4 + 1)
        for q in questions:
            at = index[q]
            found[at >> 2] |= 3 << 2 * (at & 3)
        return int.from_bytes(found, "little")

    def distance(self, mask: int) -> Distance:
        """Return the numbers of events and judgements in a support."""
        events = (mask & self.events).bit_count()
        return Distance(events, mask.bit_count() - events)

    def nature(self, mask: int) -> Status:
        """Return the status of a duty with this support: bound if it is empty, contested if it needs a question of law,
        otherwise conditional.
        """
        if not mask:
            return Status.BOUND
        return Status.CONTESTED if mask & self.quarrels else Status.CONDITIONAL

    def nearest(self, supports: Iterable[int]) -> int | None:
        """Return the support with the fewest answers; among equals, the one with fewest judgements, then the first in
        order of ids.
        """
        return min(
            supports,
            key=lambda m: (m.bit_count(), self.distance(m).judgements, m),
            default=None,
        )
