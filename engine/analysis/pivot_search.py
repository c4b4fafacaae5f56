"""The searches behind pivots: what is left of a goal when one thing is taken away.

Taking something away never brings the goal nearer. So where the nearest support still suffices, nothing has changed,
and only what all ways from that support need is searched for anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from math import inf

from engine.analysis.inquiry import Inquiry
from engine.analysis.pivot_list import Pivot, Pivots, ReadAs, Settled
from engine.answer import Answer
from engine.cascade.facts import Fact, treaty_of
from engine.labels.labelling import labels
from engine.labels.program import Program, ground
from engine.verdicts.goals import goals
from engine.verdicts.verdict import Distance, Status, same
from treaties.support.budget import budgeted, current_budget
from treaties.support.garbage import gc_paused
from treaties.support.limits import NEAREST, READ
from treaties.vocabulary.keywords import keywords


@keywords
@budgeted()
@gc_paused()
def pivots(
    answer: Answer, state: str | int, duty: str | None = None, *, seconds: float = inf
) -> Pivots:
    """Find what `state`'s being drawn in depends on: each treaty, party, question and reading is taken away in turn.

    The search ends by a budget of work; what was not looked at by then is left out, and the result says that it is not
    complete.

    A treaty or a party is taken away from the derivation, not from the law: conditions that ask who is allied with
    whom stay as they were.

    Args:
        answer: the answer to start from.
        state: the state, by any name or code.
        duty: one kind of duty; `help` (fight, assist or act) where left out.
        seconds: bounds the time too; what is found then depends on the machine.

    Raises `CasusError` for a state or a duty that is not known.

    >>> from engine import ask
    >>> found = pivots(ask("Russia", by="Ukraine", on="2025-06-01", background=False), "China")
    >>> [(p.ident, p.without) for p in found.treaties]
    [('russia-dprk-2024', None), ('sino-dprk-1961', None)]
    """
    current_budget().within(seconds)
    return PivotSearch(Inquiry.of(answer, state, duty)).result()


class PivotSearch:
    """The searches for one inquiry; `result` has what was found in time."""

    def __init__(self, inquiry: Inquiry) -> None:
        self.inquiry = inquiry
        self.work = current_budget()
        self.complete = inquiry.near is None
        self.work.spend(READ * len(inquiry.answer.record.steps))
        # What holds on settled facts stays in, because that too rests on treaties.
        a, asked = inquiry.answer, goals(inquiry.answer, inquiry.state, inquiry.duty)
        self.sure = ground(
            a.record.steps,
            asked,
            a.labels.literals,
            a.stances.under(a.asked),
            sure=True,
        )

    def result(self) -> Pivots:
        """Search, and give the pivots that were found."""
        i = self.inquiry
        nearest = self._nearest(i.whole)
        if nearest is None:
            cut = self.complete, self.work.late
            return Pivots(
                i,
                None,
                (),
                (),
                (),
                self._readings(),
                tuple(self._tried()),
                *cut,
                **i.head(),
            )
        here = nearest[1]
        treaties = self._taken(nearest, _treaty)
        parties = self._taken(nearest, _party, but=i.state)
        questions = self._questions(here) if i.settled is None else ()

        def order(p: Pivot) -> tuple[bool, int, str]:
            return (
                p.without is not None,
                -(p.without.total if p.without else 0),
                p.ident,
            )

        law, names = i.answer.corpus, i.answer.setting.name
        found = tuple(
            sorted(
                (Pivot(t, law.treaty(t).name, d) for t, d in treaties if d != here),
                key=order,
            )
        )
        without = tuple(
            sorted((Pivot(s, names(s), d) for s, d in parties if d != here), key=order)
        )
        bearing = {p.ident for p in found}
        idle = tuple(t for t in self._tried() if t not in bearing)
        cut = self.complete, self.work.late
        return Pivots(
            i, here, found, without, questions, self._readings(), idle, *cut, **i.head()
        )

    def _nearest(self, program: Program) -> tuple[int, Distance] | None:
        """The nearest support and its distance."""
        if program.holds:
            return 0, Distance()
        found = labels(program, limit=64, sets=NEAREST)
        self.complete &= bool(found.goal) or found.complete
        return self._least(found.goal)

    def _least(self, masks: Iterable[int]) -> tuple[int, Distance] | None:
        """Of supports the nearest."""
        far = ((m, self.inquiry.distance(m)) for m in masks)
        return min(far, key=lambda x: (x[1].total, x[1].judgements, x[0]), default=None)

    def _taken(
        self,
        here: tuple[int, Distance],
        belongs: Callable[[Fact], Iterable[str]],
        but: str = "",
    ) -> list[tuple[str, Distance | None]]:
        """Each treaty or party the goal may rest on, with the distance without it."""
        resting: dict[str, set[int]] = {}
        for n, fact in enumerate(self.sure.facts):
            for p in belongs(fact) if fact is not None else ():
                resting.setdefault(p, set()).add(n)
        found: list[tuple[str, Distance | None]] = []
        for p in sorted(resting.keys() - {but}):
            if not self.work.spend(2 * len(self.sure.rules)):
                self.complete = False
                break
            if self.sure.chains.derives(here[0], barred=resting[p]):
                found.append((p, here[1]))
            else:
                near = self._nearest(
                    self.sure.of(r for r in self.sure.rules if r[0] not in resting[p])
                )
                found.append((p, near[1] if near else None))
        return found

    def _questions(self, here: Distance) -> tuple[Settled, ...]:
        program = self.inquiry.program
        literals = program.literals
        known = labels(program, sets=NEAREST)
        found = []
        for q in program.questions:
            ends = []
            for yes in (True, False):
                true, false = literals.bit((q, yes)), literals.bit((q, not yes))
                if known.complete:
                    ends.append(
                        self._least(m & ~true for m in known.goal if not m & false)
                    )
                elif self.work.spend(2 * len(program.rules)):
                    left = program.of(
                        (h, b, m & ~true) for h, b, m in program.rules if not m & false
                    )
                    ends.append(self._nearest(left))
            if len(ends) < 2:
                self.complete = False
                break
            found.append(
                Settled(
                    q,
                    self.inquiry.question(q).text,
                    *(e[1] if e else None for e in ends),
                )
            )

        def weight(s: Settled) -> tuple[bool, int, str]:
            moved = sum(
                (d.total if d else 99) != here.total for d in (s.if_yes, s.if_no)
            )
            return s.if_yes is not None and s.if_no is not None, -moved, s.ident

        return tuple(sorted(found, key=weight))

    def _readings(self) -> tuple[ReadAs, ...]:
        row = self.inquiry.answer[self.inquiry.state]
        names = {r.id: r.name for r in self.inquiry.answer.readings}
        found = row.by_reading
        if (
            row.status is Status.BELLIGERENT
        ):  # a principal's own status is no reading's to change
            found = {r: replace(v, status=Status.BELLIGERENT) for r, v in found.items()}
        return tuple(
            ReadAs(names[r], v) for r, v in found.items() if not same(v, row.verdict)
        )

    def _tried(self) -> list[str]:
        """The instruments whose clauses were held against the events, called or not."""
        a = self.inquiry.answer
        keys = {s.head.args[0] for s in a.record.steps if s.head.kind == "called"}
        return sorted(
            {treaty_of(k) for k in keys | {b.clause for b in a.record.blocked}}
        )


def _treaty(fact: Fact) -> tuple[str, ...]:
    """The instrument by which a fact holds, where it is that of a clause."""
    return (treaty_of(fact.args[0]),) if fact.kind == "called" else ()


def _party(fact: Fact) -> tuple[str, ...]:
    """The parties that a duty binds and serves."""
    if fact.kind in ("arisen", "due"):
        return fact.args[0], fact.args[2]
    return (fact.args[1],) if fact.kind == "called" else ()
