"""The first lines of every form (`docs/first-lines.md`): who must do what for whom by which article, who owes only talks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import product

from engine.cascade.question_ids import kind_of
from engine.output.clause_words import BRACKETS, ClauseWords, Judgements
from engine.output.further_text import next_step
from engine.output.owing import OwedClause, must, only_if
from engine.output.prose import LEAST, NAMED, capital, crowd, listed, number, the
from engine.verdicts.calls import TriggeredArticle, TriggeredArticles, called, firmest
from engine.verdicts.further import further
from engine.verdicts.solution import Solution
from engine.verdicts.unbound import Lack, unbound
from engine.verdicts.verdict import Status
from treaties.support.grouping import grouped
from treaties.vocabulary.names import instrument_in_line
from treaties.vocabulary.terms import Duty

PAIR, SCENARIO = 60, 90
"""Words that the first lines may take where one state is attacked, and in a scenario or where several are."""
LESS = (Lack.BELOW, Lack.ENDED, Lack.NO_HELP, Lack.TALKS)
"""Why a great power is bound to no help of which one might expect it: by an instrument of its own with those attacked."""
SHARED = 3
"""How many texts must share a judgement for it to open the sentence."""


def first_lines(solution: Solution, words: int = 0) -> tuple[str, ...]:
    """Write the sentences that answer the question in 60 words, or 90 for a scenario, less those `words` before."""
    return tuple(Lead(solution, words).sentences(called(solution)))


def beside(solution: Solution) -> tuple[str, ...]:
    """Write what is owed to the attackers, and the nearest step that draws in a great power on a side that has none."""
    return tuple(Lead(solution).beside(called(solution)))


def within(sentence: str) -> str:
    """Put a sentence behind a colon or a semicolon."""
    return (
        f"{sentence[0].lower()}{sentence[1:]}"
        if sentence.startswith(("Only ", "The "))
        else sentence
    )


Attempt = tuple[int, list[str]]
"""How much was left out, and the sentences."""
Part = tuple[str, list[OwedClause], list[OwedClause]]
"""A sentence, the clauses that it words, and those for which there was no room."""
BELOW = 4
"""Words that count the states or articles below."""


class Lead(ClauseWords):
    """The first lines of one answer: clauses by weight, as many as there are words for."""

    def __init__(self, solution: Solution, words: int = 0) -> None:
        super().__init__(solution)
        self.shown = list[OwedClause]()
        self.room = (SCENARIO if self.several or solution.scenario.id else PAIR) - words

    def sentences(self, found: TriggeredArticles) -> list[str]:
        """Write the sentences, each where words are left for it, the first in any case; no help is left out silently.

        As much as possible is shown, and then as fully as possible: more of a group by name, each treaty of two by its own;
        nobody of a group is named where there is else no room for grave help on unpublished words.
        """
        clauses = self._clauses(firmest(c for c in found.calls if c.helping and c.live))
        usual, attempts = self.room, list[Attempt]()
        fullness = (
            (NAMED, False),
            (LEAST, False),
            (LEAST, True),
            *[(0, True)] * any(self.grave(c) for c in clauses),
        )
        for led, (self.named, packed) in product((True, False), fullness):
            self.room, self.shown, self.packed = usual, [], False
            attempts.append(self._attempt(clauses, found, led, packed))
            if not attempts[-1][0]:
                break
        return min(attempts, key=lambda attempt: attempt[0])[1]

    def _attempt(
        self,
        clauses: list[OwedClause],
        found: TriggeredArticles,
        led: bool,
        packed: bool,
    ) -> Attempt:
        """The sentences in one fullness, and how much there was no room for; the first names every article."""
        lead, left, lesser = (
            list[str](),
            list[OwedClause](),
            [*self._lesser(found, clauses)],
        )
        shown = [c for c in clauses if not c.hidden]
        before, pending = self._before(shown, lesser) if led else "", len(shown)
        hidden = [*self._unpublished(clauses)]
        grave = sum(len([*self.shorter(s)][-1].split()) for s in hidden) * any(
            map(self.grave, clauses)
        )
        self.room -= len(before.split())
        for sentence, same, rest in self._owed(shown):
            self.room += len(before.split())
            pending -= len(same) + len(rest)
            sentence = f"{before}{within(sentence)}" if before else sentence
            if left or not self._fits(sentence, lead, grave + BELOW * (pending > 0)):
                left += same
            else:
                self.shown += same
            left, before, self.packed = left + rest, "", packed
        missing = len(left) + (self.room < 0)
        firm = [*self._how_firm(clauses, found)]
        less = (
            (hidden + lesser + firm if shown else lesser + hidden + firm)
            if clauses
            else firm + lesser
        )
        self.room -= (kept := grave * (grave + BELOW <= self.room))
        further = [*self._further(left)]
        self.room += kept
        for sentence in (*further, *less):
            if not any(self._fits(x, lead) for x in self.shorter(sentence)):
                missing += (
                    len(clauses)
                    if grave and sentence in hidden
                    else not sentence.startswith("Nobody")
                )
        return missing, lead

    def _before(self, clauses: list[OwedClause], lesser: list[str]) -> str:
        """What comes before the first duty of help, where none is settled and seen: whom no treaty binds though one might
        expect it, or that those who matter most must only consult."""
        if (
            clauses
            and all(c.on for c in clauses)
            and self.expected
            and len(clauses) < SHARED
        ):
            return f"{self._none(listed(self.expected, 'or'))}; "
        if clauses and all(self._weak(c) for c in clauses) and lesser:
            return (
                f"{lesser.pop(0).removesuffix('.').replace('must ', 'must only ', 1)}; "
            )
        return ""

    def _none(self, states: str) -> str:
        setting = self.solution.setting
        return f"No treaty known here obliges {states} to help {the(setting, *setting.attacked) or 'anybody'}"

    @cached_property
    def expected(self) -> list[str]:
        """The great powers that have something less than a treaty of help with those attacked, or had one with few others."""
        found = [
            u
            for u in unbound(self.solution)
            if self.order.great(u.state) and not u.owing
        ]
        less = [
            u.state
            for u in found
            if any(r.lack in LESS and not r.party for r in u.reasons)
        ]
        return [
            self.solution.setting.name_in_line(s)
            for s in self.order.sorted(less)[:NAMED]
        ]

    def _fits(self, sentence: str, lead: list[str], kept: int = 0) -> bool:
        """Whether there are words left for a sentence besides those `kept`; it is then said, as the first is in any case."""
        if fits := not lead or len(sentence.split()) <= self.room - kept:
            self.room -= len(sentence.split())
            lead.append(sentence)
        return fits

    def _further(self, left: list[OwedClause]) -> Iterator[str]:
        """Who else owes help, where there is room for nothing but names; else how many say so."""
        left = [
            c
            for c in left
            if not any(c.on and not t.on and t.holds(c.call, c.on) for t in self.shown)
        ]
        if left := [
            c
            for c in left
            if not set(c.call.states) <= set(self.solution.scenario.about)
        ]:
            self.named, usual = 0, self.named
            some, same, rest = self._fitted(left, self._named)
            self.named = usual
            both = f"{some[:-1]}; {self._more(rest, same)}" if rest else some
            ways = (both, BRACKETS.sub("", both), capital(self._more(left)))
            yield next((x for x in ways if len(x.split()) <= self.room), ways[-1])

    def _named(self, clauses: list[OwedClause]) -> str:
        """Obligors without what they owe, those in doubt apart, and those named in doubt who owe it in any case."""
        known, groups = (
            {s for c in self.shown for s in c.call.states},
            dict[str, list[OwedClause]](),
        )
        for one in sorted(clauses, key=lambda c: bool(c.on)):
            sure = "in any case" if known.issuperset(one.call.states) else "further"
            groups.setdefault("in doubt" if one.on else sure, []).append(one)
        return "; ".join(
            f"{how}: {listed(self.once(same))}" for how, same in groups.items()
        )

    def _more(self, left: list[OwedClause], also: Iterable[OwedClause] = ()) -> str:
        """How many states, or where all are named already how many articles, come below."""
        states = {s for c in left for s in c.call.states} - {
            s for c in (*self.shown, *also) for s in c.call.states
        }
        n, what = (len(states), "state") if states else (len(left), "article")
        return f"{number(n)} more {what}{'s' * (n != 1)} below."

    def _clauses(self, calls: Iterable[TriggeredArticle]) -> list[OwedClause]:
        """What is owed, by weight; further texts on which the same states owe the same beneficiary stand beside the first."""
        by: dict[tuple[object, ...], list[OwedClause]] = {}
        for call in sorted(calls, key=lambda c: c.weight):
            on, helped = (
                self.judgements(call),
                call.beneficiaries if self.several else (),
            )
            same = by.setdefault((call.states, helped), [])
            if known := next((c for c in same if c.holds(call, on)), None):
                known.also.append(call)
            else:
                same.append(OwedClause(call, on))
        return sorted(
            (c for same in by.values() for c in same), key=lambda c: c.call.weight
        )

    def _owed(self, clauses: list[OwedClause]) -> Iterator[Part]:
        """Sentences of help with what they tell: what depends on no judgement, then what does, then what a small state owes
        on words not seen."""
        weak = [c for c in clauses if self._weak(c)]
        yield from self._firm([c for c in clauses if not c.on and c not in weak])
        yield from self._on_judgement([c for c in clauses if c.on], SHARED)
        yield from self._firm(weak)

    def _weak(self, clause: OwedClause) -> bool:
        """Whether a small state owes it on words that were not seen."""
        return (
            not clause.on
            and self.order.rests(clause.call.states[0], clause.call.clause) > 1
        )

    def _unpublished(self, clauses: list[OwedClause]) -> Iterator[str]:
        """What may bind to nothing, as nobody else knows its words."""
        groups = grouped((self.toward(c.call), c.call) for c in clauses if c.hidden)
        if len(groups) > 2:  # too many for a sentence each
            groups = {
                "those attacked": [call for calls in groups.values() for call in calls]
            }
        for toward, hidden in groups.items():
            states = self.order.sorted({s for c in hidden for s in c.states})
            cited = listed(
                dict.fromkeys(instrument_in_line(c.treaty.name) for c in hidden)
            )
            owe = f"owe{'s' * (len(states) == 1)} {toward} is unpublished"
            yield f"What {crowd(self.order, states, 'states')} {owe} ({cited})."

    def _firm(self, clauses: list[OwedClause]) -> Iterator[Part]:
        if clauses:
            yield self._fitted(clauses, self.row)

    def _on_judgement(self, clauses: list[OwedClause], least: int) -> Iterator[Part]:
        """What depends on a judgement; one that `least` texts or more all depend on opens the sentence."""
        shared = (
            tuple(x for x in clauses[0].on if all(x in c.on for c in clauses))
            if len(clauses) >= least
            else ()
        )
        groups = self.by_judgement(clauses, shared)
        if not shared:
            for on, same in groups.items():
                yield self._fitted(same, self.row, self.only_if(on, same))
            return
        head = f"{only_if(self.solution, shared).removeprefix(', ')}{self.deciders(shared, clauses)}: "

        def made(some: list[OwedClause]) -> str:
            rows = ((on, [c for c in same if c in some]) for on, same in groups.items())
            besides = ((on, self.row(same)) for on, same in rows if same)
            return head + "; ".join(
                f"{text}{only_if(self.solution, on).replace(', only if', ', if')}"
                for on, text in besides
            )

        yield self._fitted([c for same in groups.values() for c in same], made)

    def _fitted(
        self,
        clauses: list[OwedClause],
        made: Callable[[list[OwedClause]], str],
        end: str = "",
    ) -> Part:
        """A sentence of as many clauses as there are words for, of one at least."""
        text, usual, n = "", self.named, 0
        self._compare(clauses)
        for n in (len(clauses), *range(len(clauses), 0, -1)):
            text = f"{capital(made(clauses[:n]))}{end}."
            if len(text.split()) + BELOW * (n < len(clauses)) <= self.room:
                break
            self.named = min(usual, LEAST)
        self.named = usual
        return text, clauses[:n], clauses[n:]

    def _compare(self, clauses: list[OwedClause]) -> None:
        """Note whom heavier clauses tell of already: one state, or so many of a group."""
        for n, one in enumerate(clauses):
            before, bound = [*self.shown, *clauses[:n]], set(one.call.states)
            one.besides = len(bound) == 1 and any(
                bound <= set(c.call.states) for c in before
            )
            groups = (
                (c, len(bound & set(c.call.states)))
                for c in before
                if len(c.call.states) > NAMED < len(bound)
            )
            group, both = max(groups, key=lambda g: g[1], default=(one, 0))
            part = "all" if both == len(bound) else number(both)
            one.named = {s for c in before for s in c.call.states}
            other = both > len(bound) / 2 and group.call.treaty is not one.call.treaty
            one.too = (
                f", {part} of them {group.call.treaty.members} too" if other else ""
            )

    def _how_firm(
        self, clauses: list[OwedClause], found: TriggeredArticles
    ) -> Iterator[str]:
        """That nobody owes help, or none beyond doubt, or none by force."""
        if not clauses:
            among = f", {listed(self.expected)} included," * bool(self.expected)
            yield f"{self._none(f'any state{among}')}."
            for call in [c for c in found.calls if c.helping][:1]:
                yield f"{capital(self.same_duty(self.doing(call), [OwedClause(call)]))}."
        elif all(c.on for c in clauses):
            yield "Nobody is bound to help beyond doubt."
        elif not any(c.call.duty is Duty.FIGHT for c in clauses):
            yield "Nobody is bound to fight."

    def _lesser(
        self, found: TriggeredArticles, clauses: list[OwedClause]
    ) -> Iterator[str]:
        """Who has to consult, or may help, and owes no help that is settled; where somebody owes help, only with a great power."""
        lesser: dict[tuple[tuple[str, ...], str], list[TriggeredArticle]] = {}
        firm = (c.call.states for c in clauses if c.call.verdict.status is Status.BOUND)
        sure = set(self.solution.scenario.about).union(*firm)
        known, open_ = (
            set[tuple[Duty, str]](),
            {s for c in clauses for s in c.call.states},
        )
        for call in sorted(
            found.calls, key=lambda c: (c.verdict.status.order, c.weight)
        ):
            if (
                call.duty.lesser
                and call.live
                and not (call.duty is Duty.MAY_ASSIST and self.judgements(call))
            ):
                new = tuple(
                    s
                    for s in call.states
                    if s not in sure and (call.duty, s) not in known
                )
                if any(self.order.great(s) or not clauses for s in new):
                    known.update((call.duty, s) for s in new)
                    lesser.setdefault((new, call.clause.label), []).append(
                        replace(call, states=new)
                    )
        doubts = [(only_if(self.solution, c.on), {*c.call.states}) for c in clauses]
        parts: dict[tuple[str, Judgements], list[OwedClause]] = {}
        for (states, _), calls in lesser.items():
            on = self.judgements(calls[0])
            if on and any(
                only_if(self.solution, on) == doubt and bound.issuperset(states)
                for doubt, bound in doubts
            ):
                continue
            toward = self.toward(calls[0]) if self.several else ""
            doing = listed(dict.fromkeys(must(c.duty, toward=toward) for c in calls))
            if open_.issuperset(states):
                doing = re.sub("^(must|may) ", r"\1 in any case ", doing)
            parts.setdefault((doing, on), []).append(OwedClause(calls[0]))
        for (doing, on), same in parts.items():
            # Those whom the one sentence before has named, and not what stands behind this one.
            before = [
                set() if c.hidden or self._weak(c) else {*c.call.states}
                for c in (*same[1:], *clauses)
            ]
            again = before == [{*same[0].call.states}] and len(same[0].call.states) > 1
            text = f"they {doing}" if again else self.same_duty(doing, same)
            yield f"{capital(text)}{self.only_if(on, same)}."

    def beside(self, found: TriggeredArticles) -> Iterator[str]:
        setting = self.solution.setting
        ours, theirs = (
            self._clauses(firmest(c for c in calls if c.helping and c.live))
            for calls in (found.calls, (c for i in found.attackers for c in i.calls))
        )
        self.room = PAIR
        owed = (
            *self._firm([c for c in theirs if not c.on]),
            *self._on_judgement([c for c in theirs if c.on], 2),
        )
        for text, same, left in owed:
            rest = f"; {self._more(left, same)}" if left else "."
            mark = "," if text.startswith("Only ") else ":"
            yield f"On the side of {the(setting, *setting.attacking)}{mark} {within(text)[:-1]}{rest}"
        judged, about = (
            {kind_of(q) for c in ours for q, _ in c.on},
            set(self.solution.scenario.about),
        )
        has = [
            any(self.order.great(s) for c in side for s in c.call.states)
            for side in (ours, theirs)
        ]
        steps = (
            c
            for c in further(self.solution)
            if not has[c.attackers] and about.isdisjoint(c.states)
        )
        yield from next_step(self.solution, steps, judged)
