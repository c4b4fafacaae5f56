"""Search for firebreaks: minimal hitting sets of the supports. The result is proved even if the supports are too many to
list.
"""

from __future__ import annotations

from collections.abc import Iterable

from engine.analysis.inquiry import Inquiry
from engine.labels.hitting import hitting_sets
from engine.labels.labelling import labels
from engine.labels.program import Program
from treaties.support.budget import budgeted, current_budget
from treaties.support.limits import NEAREST


class FirebreakSearch:
    """A search for at most `limit` firebreaks: sets of answers that keep the state of an inquiry out.

    `supports` has the supports found so far (sets of answers that suffice to draw the state in); `known` says whether
    these are all.
    """

    def __init__(self, inquiry: Inquiry, limit: int) -> None:
        self.inquiry = inquiry
        self.program = inquiry.program
        self.contrary = inquiry.program.literals.contrary
        self.limit = limit
        with budgeted(1 / 3):
            found = labels(self.program)
        self.supports = found.goal
        self.known = found.complete
        self.every = self.program.used

    def run(self) -> tuple[list[int], bool, int]:
        """Run the search. Return the firebreaks as masks, whether these are all, and the size up to which no firebreak
        is missing.
        """
        while True:
            hit = hitting_sets(self.supports, limit=self.limit)
            if self.known:
                return self._turned(hit.sets), hit.complete, hit.sure
            proved, missed, unproved = self._proved(hit.sets)
            self.supports += missed
            if unproved is not None:
                return self._turned(proved), False, unproved.bit_count() - 1
            if not missed:
                return self._turned(proved), hit.complete, hit.sure

    def _turned(self, masks: Iterable[int]) -> list[int]:
        return [self.contrary(m) for m in masks]

    def _proved(self, sets: Iterable[int]) -> tuple[list[int], list[int], int | None]:
        """Hold hitting sets of the known supports against the whole program.

        Returns the sets around which nothing leads, the supports that lead around the others, and the set at which that
        could not be found out.
        """
        proved: list[int] = []
        missed: list[int] = []
        for m in sets:
            if any(not support & m for support in missed):
                continue
            around = supports_without(self.program, m)
            if around is None or not current_budget().has_work:
                return proved, missed, m
            missed += around
            if not around:
                proved.append(m)
        return proved, missed, None

    def alone(
        self, judges: dict[str, tuple[str, ...]]
    ) -> tuple[dict[str, list[int]], bool]:
        """Return the firebreaks of each decider who can keep the state out alone: minimal sets of the decider's own
        answers that do so although everybody else answers in favour of the duty. The second value returned says whether
        the budget of work sufficed for all deciders.

        Args:
            judges: for each question that obligors answer for themselves, the ids of these obligors.
        """
        found: dict[str, list[int]] = {}
        complete = True
        for name, mine in self._by_decider(judges).items():
            if not self.known and not current_budget().spend(len(self.program.rules)):
                return found, False
            needed, seen = self._needed_of(mine)
            complete &= seen
            if seen and needed and all(needed):
                hit = hitting_sets(needed, limit=50)
                if hit.sets:
                    found[name] = self._turned(hit.sets)
        return found, complete

    def _by_decider(self, judges: dict[str, tuple[str, ...]]) -> dict[str, int]:
        """The answers that each decider gives, as a mask."""
        masks: dict[str, int] = {}
        literals = self.program.literals
        for q in self.program.questions:
            mask = (literals.bit((q, True)) | literals.bit((q, False))) & self.every
            name = self.inquiry.decider(q, judges)
            masks[name] = masks.get(name, 0) | mask
        return masks

    def _needed_of(self, mine: int) -> tuple[list[int], bool]:
        """Which of one decider's answers each way takes, and whether all ways were seen; what was not may lead round
        any.

        None where something leads around all of its answers.
        """
        if self.known:
            return [m & mine for m in self.supports], True
        if self.program.chains.derives(self.every & ~mine):
            return [], True
        ways = labels(
            self.program.of({(h, b, m & mine) for h, b, m in self.program.rules})
        )
        return ways.goal, ways.complete


def supports_without(program: Program, taken: int) -> list[int] | None:
    """Return supports that contain none of the excluded answers; empty if there are none, None if that is unknown.

    Args:
        program: the rules of the goal.
        taken: the excluded answers, as a mask.
    """
    current_budget().spend(4 * len(program.rules))
    one = program.chains.support(program.used & ~taken)
    if one is None:
        return []
    if program.literals.consistent(one):
        return [one]
    left = program.of(r for r in program.rules if not r[2] & taken)
    found = labels(left, limit=12, sets=NEAREST)
    return found.goal or ([] if found.complete else None)
