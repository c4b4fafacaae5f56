"""Clauses in words: who must do what for whom, with articles in brackets, and the judgements on which they depend."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from engine.cascade.questions import Literal
from engine.output.owing import (
    MARKS,
    OF_FACT,
    OwedClause,
    decides,
    does,
    only_if,
    parted,
    reference,
)
from engine.output.prose import NAMED, crowd, foremost, listed, number, the
from engine.verdicts.calls import TriggeredArticle, called, firmest
from engine.verdicts.solution import Solution
from engine.verdicts.verdict import Status
from treaties.support.grouping import grouped
from treaties.vocabulary.terms import Duty

Judgements = tuple[Literal, ...]
BRACKETS = re.compile(r" \((?:[^()]|\([^()]*\))*\)")
"""What stands in brackets, and the brackets."""


def in_a_row(solution: Solution, calls: Iterable[TriggeredArticle]) -> str:
    """Calls in one sentence without its full stop."""
    return ClauseWords(solution).row([OwedClause(c) for c in calls])


def on_conditions(solution: Solution, calls: Iterable[TriggeredArticle]) -> str:
    """Calls in one sentence without its full stop, each with the judgements on which it depends."""
    words = ClauseWords(solution)
    clauses = [OwedClause(c, words.judgements(c)) for c in calls]
    return "; ".join(
        f"{words.row(same)}{words.only_if(on, same)}"
        for on, same in words.by_judgement(clauses).items()
    )


class ClauseWords:
    """How the clauses of one answer are worded: `named` states of a group by name, and `packed` where treaties of two
    share a bracket with their years.
    """

    def __init__(self, solution: Solution) -> None:
        self.solution = solution
        self.order = solution.display_order
        self.several = len(solution.setting.attacked) > 1
        self.named, self.packed = NAMED, False

    def judgements(self, call: TriggeredArticle) -> Judgements:
        """List the judgements on which a call depends, on the nearest way to it."""
        open_ = call.verdict.status in (Status.CONTESTED, Status.CONDITIONAL)
        return tuple(parted(self.solution, call.verdict)[1] if open_ else ())

    def toward(self, call: TriggeredArticle) -> str:
        """Name the beneficiaries of a call: all the attacked states, or the states hit last."""
        owed = [s for s in call.beneficiaries if s in self.order.last] or list(
            call.beneficiaries
        )
        everybody = len(owed) > NAMED and set(owed) == set(
            self.solution.setting.attacked
        )
        return (
            "all the attacked states"
            if everybody
            else crowd(self.order, owed, "states")
        )

    def grave(self, clause: OwedClause) -> bool:
        """Tell whether a great power or a state with nuclear arms owes it on unpublished words, if anything."""
        states, on = self.solution.corpus.states, self.solution.setting.on
        return clause.hidden and any(
            self.order.great(s) or states[s].is_nuclear(on) for s in clause.call.states
        )

    def shorter(self, sentence: str) -> Iterator[str]:
        """Shorten a sentence: drop its brackets, and the beneficiaries of unpublished texts."""
        bare = BRACKETS.sub("", sentence)
        yield from (sentence, bare)
        if not self.several and bare.endswith(" is unpublished."):
            yield bare.replace(
                f" {the(self.solution.setting, *self.solution.setting.attacked)} is",
                " is",
            )

    def who(self, clause: OwedClause, cited: str = "") -> str:
        """Name the obligors: a group is counted, and who outweighs the rest is named, behind the bracket."""
        call, setting = clause.call, self.solution.setting
        bound = (
            tuple(
                s
                for s in call.states
                if s not in setting.attacked or s not in call.fighting
            )
            or call.states
        )
        who, aside = (
            the(setting, *bound),
            ", already in the war" * (set(bound) <= set(call.fighting)),
        )
        if len(bound) > NAMED:
            parties, sides = (
                set(call.treaty.parties_on(setting.on)),
                {*setting.attacked, *setting.attacking},
            )
            other = "other " * parties.issuperset(call.beneficiaries)
            every = parties - sides <= set(bound) and (
                bool(other) or parties.isdisjoint(sides)
            )
            who = f"{'the ' * every}{number(len(bound))} {other}{call.treaty.members}"
            first = foremost(
                self.order, [s for s in bound if s not in clause.named], self.named
            )
            aside = clause.too or (
                f", among them {the(setting, *first)}" if first else aside
            )
        aside *= bool(self.named)
        return f"{who}{f' {cited}' if cited else ''}{aside}{',' * bool(aside)}"

    def once(self, clauses: list[OwedClause]) -> Iterator[str]:
        """Word each obligor once, with all its articles in one bracket."""
        by = grouped((self.who(one), one.cited[1:-1]) for one in clauses)
        return (f"{who} ({'; '.join(cited)})" for who, cited in by.items())

    def row(self, clauses: list[OwedClause]) -> str:
        """Clauses in one sentence without its stop: those that ask the same share the verb."""
        parts = grouped((self.doing(one.call, many=True), one) for one in clauses)
        return "; ".join(
            self.same_duty(self.doing(c[0].call, many=len(c) > 1), c)
            for c in parts.values()
        )

    def same_duty(self, doing: str, clauses: list[OwedClause]) -> str:
        """Word clauses by which one duty is owed, each obligor with what binds it."""
        doing = (
            doing.replace("must ", "must besides ", 1)
            if all(c.besides for c in clauses)
            else doing
        )
        if len(clauses) > 1:
            return f"{listed(self._each(clauses))} {doing}".replace(",,", ",")
        return f"{self.who(clauses[0])} {doing} {clauses[0].cited}"

    def _each(self, clauses: list[OwedClause]) -> Iterator[str]:
        """Obligors with what binds them; packed, those bound by treaties of two share a bracket with the years of
        these.
        """
        packed: dict[str, list[OwedClause]] = {}
        for n, one in enumerate(clauses):
            two = (
                self.packed
                and len(one.call.treaty.parties_on(self.solution.setting.on)) == 2
            )
            packed.setdefault(
                MARKS[one.call.clause.warrant] if two else str(n), []
            ).append(one)
        for marked, (*others, last) in packed.items():
            years = listed(
                sorted({str(c.call.treaty.signed.year) for c in (*others, last)})
            )
            bracket = f"(treaties of {', '.join(filter(None, (years, marked)))})"
            yield listed(
                [
                    *map(self.who, others),
                    self.who(last, bracket if others else last.cited),
                ]
            )

    def doing(self, call: TriggeredArticle, *, many: bool = False) -> str:
        """Word what a call makes its obligors do, for whom; `many` as of several."""
        return does(
            self.solution,
            replace(call, states=("", "")) if many else call,
            self.toward(call),
        )

    def by_judgement(
        self, clauses: list[OwedClause], shared: Judgements = ()
    ) -> dict[Judgements, list[OwedClause]]:
        """Clauses by what they depend on besides what all share."""
        return grouped(
            (tuple(x for x in one.on if x not in shared), one) for one in clauses
        )

    def only_if(self, on: Sequence[Literal], clauses: list[OwedClause]) -> str:
        """Word the judgements on which clauses depend and who makes them, as the end of a sentence."""
        return f"{only_if(self.solution, on)}{self.deciders(on, clauses)}"

    def deciders(self, on: Iterable[Literal], clauses: list[OwedClause]) -> str:
        """Name who decides the judgements on which clauses depend, where it is the same for all."""
        who = list(
            {
                decides(self.solution, q, {s for c in clauses for s in c.call.states})
                for q, _ in on
            }
        )
        return (
            f", {'' if who[0] == OF_FACT else 'which '}{who[0]}"
            if len(who) == 1
            else ""
        )


def in_figures(solution: Solution) -> str:
    """Count who must do what at once beyond doubt, by which articles, and who only by open judgements or acts.

    >>> from engine import ask
    >>> in_figures(ask("Estonia", by="Russia", on="2026-01-01", rounds=1)).endswith("; nobody must fight")
    True
    """
    helping = [c for c in called(solution).calls if c.helping]
    firm = [c for c in firmest(helping) if c.verdict.status is Status.BOUND]
    open_ = {s for c in helping for s in c.states} - {s for c in firm for s in c.states}
    due = ", ".join(
        f"{len(c.states)} must {c.duty.verb.partition(',')[0]} ({reference(c.clause)})"
        for c in firm
    )
    none = (
        ""
        if any(c.duty is Duty.FIGHT for c in firm)
        else f"nobody must {'fight' if firm else 'help'}"
    )
    doubt = (
        (
            none and f"{none} beyond doubt",
            f"{len(open_)} only if what is open goes one way",
        )
        if open_
        else (none,)
    )
    return "; ".join(filter(None, (due, *doubt)))
