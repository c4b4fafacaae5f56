"""The difference between two rulings in words, in sentences short enough to be read aloud."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engine.findings.breaches import by_excuse, foremost_breaches
from engine.findings.findings import Findings
from engine.output.breach_line import breaks, in_brief
from engine.output.owing import (
    OF_FACT,
    awaited,
    claim,
    conditions,
    decides,
    must,
    reference,
)
from engine.output.prose import capital, crowd, listed, number, the
from engine.ruling.difference import Changes, together
from engine.ruling.ruling import Owed
from treaties.support.grouping import grouped
from treaties.vocabulary.terms import Duty

GROUPS = 2
"""The largest number of groups of states shown as newly owing help; the others are counted."""
NAMED = 3
"""The largest number of states of a group that are named."""
THINGS = 2
"""The largest number of conditions written out one by one."""


def who_owes(solution: Findings, owed: Owed, *, whole: bool = False) -> str:
    """Return the names of the states that owe a duty, those of a large group in part.

    Args:
        solution: the answer.
        owed: the duty.
        whole: whether to name all of them.
    """
    order, call = solution.display_order, owed.call
    ids = order.sorted(call.states)
    members = call.treaty.members_on(solution.setting.on, ids)
    return crowd(order, ids, members, named=NAMED, whole=whole)


def owed_in_words(solution: Findings, owed: Owed, *, whole: bool = False) -> str:
    """Return a duty as a clause with its article.

    Args:
        solution: the answer.
        owed: the duty.
        whole: whether to name all obligors.
    """
    call = owed.call
    toward = the(solution.setting, *call.beneficiaries)
    does = must(call.duty, len(call.states) > 1, toward)
    who = who_owes(solution, owed, whole=whole)
    return f"{who} {does} ({reference(call.clause)})"


@dataclass(frozen=True)
class DifferenceWords:
    """The sentences that describe the difference between two rulings."""

    solution: Findings
    """The second ruling, which supplies names and questions."""
    changes: Changes
    groups: int = GROUPS
    """The largest number of groups of states that get a sentence each."""

    def owed(self) -> Iterator[str]:
        """Yield sentences on the states that newly owe help, with or without a condition."""
        sure = together(self.changes.helping(self.changes.anew))
        for owed in sure[: self.groups]:
            yield f"{capital(owed_in_words(self.solution, owed))}."
        named = {s for o in sure[: self.groups] for s in o.call.states}
        bound = {s for o in sure for s in o.call.states}
        if rest := bound - named:
            yield f"Bound to help besides: {self._states(rest)}."
        opened = together(self.changes.helping(self.changes.opened))
        free = [
            o
            for o in opened
            if not bound.issuperset(o.call.states) and not o.call.fighting
        ]
        for owed in free[: self.groups - bool(sure)]:
            yield f"If {self._on_condition(owed)}."

    def _states(self, states: Iterable[str]) -> str:
        order = self.solution.display_order
        return crowd(order, order.sorted(states), "states", named=2)

    def _on_condition(self, owed: Owed) -> str:
        """Word a duty behind its first conditions; the others are counted."""
        things = awaited(self.solution, owed.events, owed.on)
        shown, left = things[:THINGS], len(things) - THINGS
        if left > 0:
            shown.append(
                f"{number(left)} more thing{'s hold' if left > 1 else ' holds'}"
            )
        return f"{listed(shown)}, {owed_in_words(self.solution, owed)}"

    def released(self) -> Iterator[str]:
        """Yield sentences on the states that no longer owe help."""
        gone = (*self.changes.ended, *self.changes.closed)
        for owed in together(self.changes.helping(gone))[: self.groups]:
            toward = the(self.solution.setting, *owed.call.beneficiaries)
            verb = "owes" if len(owed.call.states) == 1 else "owe"
            who = capital(who_owes(self.solution, owed))
            yield f"{who} no longer {verb} {toward} help ({reference(owed.call.clause)})."

    def broken(self) -> Iterator[str]:
        """Yield a sentence for each state on the promises that it newly breaks."""
        for state, same in grouped((b.state, b) for b in self.changes.broken).items():
            promises = by_excuse(state, foremost_breaches(same, forbidden=False), ())
            yield breaks(self.solution.setting, [state], in_brief(promises))

    def counted(self) -> Iterator[str]:
        """Yield sentences with the number of states that newly owe a lesser duty and no help."""
        new = grouped(
            (o.call.duty, s) for o in self.changes.anew for s in o.call.states
        )
        helping = {s for duty, states in new.items() if duty.drawn_in for s in states}
        for duty, states in sorted(new.items(), key=lambda item: item[0].rank):
            other = set(states) - helping
            asked = not duty.standing and duty is not Duty.MAY_ASSIST
            if asked and other and not duty.drawn_in:
                yield f"{capital(self._states(other))} {must(duty)}."

    def next_judgement(self) -> Iterator[str]:
        """Yield a sentence on the judgement on which most help now depends, and on who decides it."""
        first = self.changes.next
        if first is None:
            return
        order = self.solution.display_order
        if self.solution.posed[first.literal[0]].is_event:
            what = conditions(self.solution, [first.literal])
        else:
            who = decides(self.solution, first.literal[0], first.states)
            which = who if who == OF_FACT else f"which {who}"
            what = f"{claim(self.solution, first.literal)}, {which}"
        waiting = crowd(order, first.states, "states", named=NAMED)
        yield f"Next: whether {what}; the help of {waiting} hangs on it."

    def nearest(self) -> Iterator[str]:
        """Yield a sentence on the nearest step that obliges a great power to join; none if `next_judgement` names the
        same step.
        """
        step, first = self.changes.nearest, self.changes.next
        if step is None or (
            first and [first.literal] == [*step.owed.events, *step.owed.on]
        ):
            return
        yield f"Nearest great power: if {self._on_condition(step.owed)}."

    def sentences(self) -> Iterable[str]:
        """Yield every sentence on the difference, the most important first."""
        yield from self.owed()
        yield from self.released()
        yield from self.broken()
        yield from self.counted()
