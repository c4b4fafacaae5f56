"""The difference between two rulings in words, in sentences short enough to be read aloud."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engine.findings.findings import Findings
from engine.output.owing import awaited, claim, conditions, decides, must, reference
from engine.output.prose import capital, cited, crowd, listed, number, the
from engine.ruling.difference import (
    Changes,
    by_number_of_conditions,
    together,
)
from engine.ruling.ruling import Owed
from treaties.support.grouping import grouped
from treaties.vocabulary.terms import Duty

GROUPS = 2
"""The largest number of groups of states shown as newly owing help; the others are counted."""
NAMED = 3
"""The largest number of states of a group that are named."""
THINGS = 2
"""The largest number of conditions written out one by one."""


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
            yield self._must(owed)
        named = {s for o in sure[: self.groups] for s in o.call.states}
        rest = {s for o in sure for s in o.call.states} - named
        if rest:
            ids = self.solution.display_order.sorted(rest)
            names = crowd(self.solution.display_order, ids, "states", named=2)
            yield f"Bound to help besides: {names}."
        open_ = self._on_condition({s for o in sure for s in o.call.states})
        for owed in open_[: self.groups - bool(sure)]:
            yield self._if(owed)

    def _on_condition(self, bound: set[str]) -> list[Owed]:
        """What is owed anew on a condition by states that are neither bound for certain nor at war."""
        opened = self.changes.helping(self.changes.opened)
        free = [
            o
            for o in opened
            if not bound.issuperset(o.call.states) and not o.call.fighting
        ]
        return by_number_of_conditions(together(free))

    def _must(self, owed: Owed) -> str:
        return f"{capital(self._who(owed))} {self._does(owed)} ({reference(owed.call.clause)})."

    def _if(self, owed: Owed) -> str:
        things = awaited(self.solution, owed.events, owed.on)
        when = things[0] if len(things) == 1 else f"{number(len(things))} things hold"
        return f"If {when}, {self._who(owed)} {self._does(owed)} ({reference(owed.call.clause)})."

    def _who(self, owed: Owed) -> str:
        order, call = self.solution.display_order, owed.call
        members = call.treaty.members_on(self.solution.setting.on, call.states)
        return crowd(order, order.sorted(call.states), members, named=NAMED)

    def _does(self, owed: Owed) -> str:
        toward = the(self.solution.setting, *owed.call.beneficiaries)
        return must(owed.call.duty, len(owed.call.states) > 1, toward)

    def released(self) -> Iterator[str]:
        """Yield sentences on the states that no longer owe help."""
        gone = (*self.changes.ended, *self.changes.closed)
        for owed in together(self.changes.helping(gone))[: self.groups]:
            toward = the(self.solution.setting, *owed.call.beneficiaries)
            verb = "owes" if len(owed.call.states) == 1 else "owe"
            yield f"{capital(self._who(owed))} no longer {verb} {toward} help ({reference(owed.call.clause)})."

    def broken(self) -> Iterator[str]:
        """Yield sentences on the promises that are newly broken: one by name, and the number of the others."""
        by_state = grouped((b.state, b) for b in self.changes.broken)
        for state, same in by_state.items():
            sure = [b for b in same if not b.excused] or same
            sure.sort(key=lambda b: (len(b.excused), not b.clause.treaty.rank.binding))
            name = capital(the(self.solution.setting, state))
            labels = list(dict.fromkeys(b.clause.label for b in sure))
            unless = "" if any(not b.excused for b in same) else f", {sure[0].excused}"
            yield f"{name} breaks {cited(labels, 2)}{unless}."

    def counted(self) -> Iterator[str]:
        """Yield sentences with the number of states that newly must consult, stay out, or withhold help."""
        helping = {
            s for o in self.changes.anew if o.call.helping for s in o.call.states
        }
        for duties, verb in (
            ((Duty.CONSULT,), "consult"),
            ((Duty.STAY_NEUTRAL,), "stay out"),
            ((Duty.NOT_AID,), "help the other side in nothing"),
            ((Duty.MOBILISE,), "mobilise"),
        ):
            states = [s for s in self.changes.counted(*duties) if s not in helping]
            if states:
                order = self.solution.display_order
                names = crowd(order, order.sorted(states), "states", named=2)
                yield f"{capital(names)} must {verb}."

    def next_judgement(self) -> Iterator[str]:
        """Yield a sentence on the judgement on which most help now depends, and on who decides it."""
        first = self.changes.next
        if first is None:
            return
        question = self.solution.posed[first.literal[0]]
        order = self.solution.display_order
        waiting = crowd(order, first.states, "states", named=NAMED)
        if question.is_event:
            act = conditions(self.solution, [first.literal])
            yield f"Next: whether {act}; the help of {waiting} waits for it."
            return
        who = decides(self.solution, first.literal[0], first.states)
        text = claim(self.solution, first.literal)
        if who == f"{waiting} decides":
            yield f"Next: whether {text}, which {waiting} decides for itself."
            return
        how = f", {who}" if who.startswith("a question") else f", which {who}"
        yield f"Next: whether {text}{how}; the help of {waiting} hangs on it."

    def nearest(self) -> Iterator[str]:
        """Yield a sentence on the nearest step that obliges a great power to join; none if `next_judgement` names the
        same step.
        """
        step, first = self.changes.nearest, self.changes.next
        if step is None or (
            first and [first.literal] == [*step.owed.events, *step.owed.on]
        ):
            return
        things = awaited(self.solution, step.owed.events, step.owed.on)
        shown = things[:THINGS]
        if len(things) > THINGS:
            more = len(things) - THINGS
            rest = "things hold" if more > 1 else "thing holds"
            shown.append(f"{number(more)} more {rest}")
        who, does = self._who(step.owed), self._does(step.owed)
        clause = reference(step.owed.call.clause)
        yield f"Nearest great power: if {listed(shown)}, {who} {does} ({clause})."

    def sentences(self) -> Iterable[str]:
        """Yield every sentence on the difference, the most important first."""
        yield from self.owed()
        yield from self.released()
        yield from self.broken()
        yield from self.counted()
