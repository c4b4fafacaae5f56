"""The search for firebreaks: minimal hitting sets of the supports, proved where the supports are too many to list."""

from __future__ import annotations

from engine.analysis.inquiry import Inquiry
from engine.labels.hitting import hitting_sets
from engine.labels.labelling import labels
from engine.labels.program import Program
from treaties.support.budget import budgeted, current_budget
from treaties.support.limits import NEAREST


class FirebreakSearch:
    """A search for at most `limit` sets of answers that keep out the state of an inquiry.

    `supports` are the supports known so far, all of them where `known`.
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
        """Find firebreaks; returns them, whether they are all, and up to which size they are."""
        while True:
            hit = hitting_sets(self.supports, limit=self.limit)
            if self.known:
                return [self.contrary(m) for m in hit.sets], hit.complete, hit.sure
            proved: list[int] = []
            missed = 0
            for m in hit.sets:
                if any(not s & m for s in self.supports[len(self.supports) - missed :]):
                    continue
                around = supports_without(self.program, m)
                if around is None or not current_budget().going:
                    return [self.contrary(p) for p in proved], False, m.bit_count() - 1
                if around:
                    self.supports += around
                    missed += len(around)
                else:
                    proved.append(m)
            if not missed:
                return [self.contrary(p) for p in proved], hit.complete, hit.sure

    def alone(
        self, judges: dict[str, tuple[str, ...]]
    ) -> tuple[dict[str, list[int]], bool]:
        """Find for each decider who can stop it alone its own minimal sets, with all other answers granted.

        Also whether the work lasted for all deciders.
        """
        groups: dict[str, int] = {}
        literals = self.program.literals
        for q in self.program.questions:
            mask = (literals.bit((q, True)) | literals.bit((q, False))) & self.every
            name = self.inquiry.decider(q, judges)
            groups[name] = groups.get(name, 0) | mask
        found: dict[str, list[int]] = {}
        complete = True
        for name, mine in groups.items():
            if not self.known and not current_budget().spend(len(self.program.rules)):
                return found, False
            if self.known:
                own = [m & mine for m in self.supports]
            elif self.program.chains.derives(self.every & ~mine):
                continue
            else:
                ways = labels(
                    self.program.of(
                        {(h, b, m & mine) for h, b, m in self.program.rules}
                    )
                )
                own = ways.goal
                if (
                    not ways.complete
                ):  # what was not seen may lead round any of its sets
                    complete = False
                    continue
            if all(own):
                hit = hitting_sets(own, limit=50)
                if hit.sets:
                    found[name] = [self.contrary(m) for m in hit.sets]
        return found, complete


def supports_without(program: Program, taken: int) -> list[int] | None:
    """Find supports that do without any of the answers taken away; none if there are none, None if that is not known.

    Args:
        program: the rules of the goal.
        taken: the answers taken away, as a mask.
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
