"""The first lines: who must do what for whom by which article, on what it hangs, and who owes only talks.

Every form leads with them. `docs/first-lines.md` has the rules that they follow.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from engine.cascade.question_ids import kind_of
from engine.cascade.questions import Literal
from engine.output.next_step import next_step
from engine.output.owing import OF_FACT, OwedClause, decides, does, must, only_if, parted
from engine.output.prose import LEAST, NAMED, capital, crowd, listed, number, the
from engine.verdicts.calls import TriggeredArticle, TriggeredArticles, called, firmest
from engine.verdicts.further import further
from engine.verdicts.prominence import DisplayOrder
from engine.verdicts.solution import Solution
from engine.verdicts.verdict import Status
from treaties.vocabulary.names import instrument_in_line
from treaties.vocabulary.terms import Duty, Warrant

PAIR, SCENARIO = 60, 90
"""Words that the first lines may take where one state is attacked, and in a scenario or where several are."""
SHORT = (Duty.MOBILISE, Duty.CONSULT, Duty.MAY_ASSIST)
"""Duties short of help that they speak of."""
SHARED = 3
"""Texts from which on a judgement that all of them wait for opens the sentence."""
RESTS = {Warrant.SEEN: 0, Warrant.NOT_SEEN: 1, Warrant.UNPUBLISHED: 2}
BRACKETS = re.compile(r" \((?:[^()]|\([^()]*\))*\)")
"""What stands in brackets, and the brackets."""


def first_lines(solution: Solution, said: int = 0) -> tuple[str, ...]:
    """The sentences that answer the question, in at most 60 words, or 90 for a scenario, less those that are `said` before."""
    return tuple(Lead(solution, said).sentences(called(solution)))


def beside(solution: Solution) -> tuple[str, ...]:
    """What is owed to the attackers, and the nearest step that draws in a great power on a side that has none."""
    return tuple(Lead(solution).beside(called(solution)))


Judgements = tuple[Literal, ...]
Told = tuple[str, list[OwedClause], list[OwedClause]]
"""A sentence, the clauses that it tells, and those for which there was no room."""


def more_below(left: list[OwedClause]) -> str:
    """How many articles are told below; nothing where none is."""
    return f"{number(len(left))} more below." if left else ""


class Lead:
    """The first lines of one answer: clauses by weight, as many as there are words for."""

    def __init__(self, solution: Solution, said: int = 0) -> None:
        self.solution = solution
        self.order = DisplayOrder(solution.setting, solution.graph)
        setting = solution.setting
        strikes = [o for o in setting.asked_for if o.object in setting.attacked]
        self.last = {o.object for o in strikes if (o.begun, o.actor) == (strikes[-1].begun, strikes[-1].actor)}
        self.named, self.told = NAMED, list[OwedClause]()
        self.several = len(setting.attacked) > 1
        self.room = (SCENARIO if self.several or setting.scenario.id else PAIR) - said

    def sentences(self, found: TriggeredArticles) -> list[str]:
        """The sentences, each where there are words left for it, the first in any case; of help none is left out unsaid."""
        clauses = self._clauses(firmest(c for c in found.calls if c.helping and c.live))
        usual, said = self.room, list[str]()
        for self.named in (NAMED, LEAST):
            self.room, self.told, said, left = usual, [], [], list[OwedClause]()
            for sentence, same, rest in self._owed([c for c in clauses if not c.hidden]):
                if left or not self._fits(sentence, said):
                    left += same
                else:
                    self.told += same
                left += rest
            for sentence in (*self._further(left), *self._unpublished(clauses), *self._short_of_help(clauses, found)):
                if not self._fits(sentence, said):
                    self._fits(BRACKETS.sub("", sentence), said)
            if not left:
                break
        return said

    def _fits(self, sentence: str, said: list[str]) -> bool:
        """Whether there are words left for a sentence, which is then said, as the first is in any case."""
        if fits := not said or len(sentence.split()) <= self.room:
            self.room -= len(sentence.split())
            said.append(sentence)
        return fits

    def _further(self, left: list[OwedClause]) -> Iterator[str]:
        """Who else owes help, where there is room for nothing but names; else how many articles say so."""
        if left:
            self.named, usual = 0, self.named
            some, _, rest = self._fitted(left, lambda some: f"further: {listed(self._once(some))}")
            self.named = usual
            both = f"{some[:-1]}; {more_below(rest)}" if rest else some
            yield both if len(both.split()) <= self.room else capital(more_below(left))

    def _clauses(self, calls: Iterable[TriggeredArticle]) -> list[OwedClause]:
        """What is owed, by weight; further texts on which the same states owe the same beneficiary stand beside the first."""
        by: dict[tuple[object, ...], list[OwedClause]] = {}
        for call in sorted(calls, key=self.weight):
            on, helped = self.judgements(call), call.beneficiaries if self.several else ()
            same = by.setdefault((call.states, helped), [])
            if known := next((c for c in same if c.holds(call, on)), None):
                known.also.append(call)
            else:
                same.append(OwedClause(call, on))
        return sorted((c for same in by.values() for c in same), key=lambda c: self.weight(c.call))

    def weight(self, call: TriggeredArticle) -> tuple[object, ...]:
        """Those hit last first; then what is settled and was seen, the heaviest obligor and the strongest duty.

        What a great power owes on words that were not seen comes as early as what is open.
        """
        last, status, seen = not self.last & set(call.beneficiaries), call.verdict.status, RESTS[call.clause.warrant]
        rests = max(seen if self.order.great(call.states[0]) else 2 * seen, status is Status.CONTESTED)
        return last, rests, self.order.key(call.states[0]), seen, status.order, call.duty.rank

    def judgements(self, call: TriggeredArticle) -> Judgements:
        """The judgements that a call waits for, on the nearest way to it."""
        if call.verdict.status is not Status.CONTESTED:
            return ()
        return tuple(parted(self.solution, self.solution.labels.literals.decode(call.verdict.supports[0]))[1])

    def _toward(self, call: TriggeredArticle) -> str:
        owed = [s for s in call.beneficiaries if s in self.last] or list(call.beneficiaries)
        everybody = len(owed) > NAMED and set(owed) == set(self.solution.setting.attacked)
        return "all those attacked" if everybody else crowd(self.order, owed, "states")

    def _who(self, clause: OwedClause, cited: str = "") -> str:
        """The obligors: a group is counted, and who outweighs the rest is named; that stands behind the bracket."""
        call, setting = clause.call, self.solution.setting
        bound = tuple(s for s in call.states if s not in setting.attacked or s not in call.fighting) or call.states
        who, aside = the(setting, *bound), ", already in the war" * (set(bound) <= set(call.fighting))
        if len(bound) > NAMED:
            parties, sides = set(call.treaty.parties_on(setting.on)), {*setting.attacked, *setting.attacking}
            other = "other " * parties.issuperset(call.beneficiaries)
            every = parties - sides <= set(bound) and (bool(other) or parties.isdisjoint(sides))
            who = f"{'the ' * every}{number(len(bound))} {other * every}{call.treaty.members}"
            fresh = [s for s in bound if s not in clause.told]
            keys = [self.order.key(s)[:-1] for s in fresh]
            told = next((n for n in range(min(self.named, len(keys) - 1), 0, -1) if keys[n - 1] != keys[n]), 0)
            aside = clause.too or (f", among them {the(setting, *fresh[:told])}" if told else aside)
        aside *= bool(self.named)
        return f"{who}{f' {cited}' if cited else ''}{aside}{',' * bool(aside)}"

    def _once(self, clauses: list[OwedClause]) -> Iterator[str]:
        """Each obligor once, with all its articles in one bracket."""
        by: dict[str, list[str]] = {}
        for one in clauses:
            by.setdefault(self._who(one), []).append(one.cited[1:-1])
        return (f"{who} ({'; '.join(cited)})" for who, cited in by.items())

    def row(self, clauses: list[OwedClause]) -> str:
        """Clauses in one sentence without its stop: those that ask the same share the verb."""
        parts: dict[str, list[OwedClause]] = {}
        for one in clauses:
            parts.setdefault(self._does(one.call, many=True), []).append(one)
        return "; ".join(self._same(self._does(c[0].call, many=len(c) > 1), c) for c in parts.values())

    def _same(self, doing: str, clauses: list[OwedClause]) -> str:
        if len(clauses) > 1:
            return f"{listed(self._who(c, c.cited) for c in clauses)} {doing}".replace(",,", ",")
        (one,) = clauses
        doing = doing.replace("must ", "must besides ", 1) if one.besides else doing
        return f"{self._who(one)} {doing} {one.cited}"

    def _does(self, call: TriggeredArticle, *, many: bool = False) -> str:
        return does(self.solution, replace(call, states=("", "")) if many else call, self._toward(call))

    def _owed(self, clauses: list[OwedClause]) -> Iterator[Told]:
        """Sentences of help with what they tell: what waits for no judgement, then what does, then what a small state owes
        on words not seen."""
        firm = [c for c in clauses if not c.on]
        weak = [c for c in firm if RESTS[c.call.clause.warrant] and not self.order.great(c.call.states[0])]
        yield from self._firm([c for c in firm if c not in weak])
        yield from self._on_judgement([c for c in clauses if c.on], SHARED)
        yield from self._firm(weak)

    def _unpublished(self, clauses: list[OwedClause]) -> Iterator[str]:
        """What may bind to nothing, as nobody else knows its words."""
        if hidden := [c.call for c in clauses if c.hidden]:
            states = self.order.sorted({s for c in hidden for s in c.states})
            owe = f"owe{'s' * (len(states) == 1)} {self._toward(hidden[0])}"
            cited = listed(dict.fromkeys(instrument_in_line(c.treaty.name) for c in hidden))
            yield f"What {crowd(self.order, states, 'states')} {owe} is unpublished ({cited})."

    def _firm(self, clauses: list[OwedClause]) -> Iterator[Told]:
        if clauses:
            yield self._fitted(clauses, self.row)

    def _on_judgement(self, clauses: list[OwedClause], least: int) -> Iterator[Told]:
        """What waits for a judgement; one that `least` texts or more all wait for opens the sentence."""
        shared = tuple(x for x in clauses[0].on if all(x in c.on for c in clauses)) if len(clauses) >= least else ()
        groups = self.by_judgement(clauses, shared)
        if not shared:
            for on, same in groups.items():
                yield self._fitted(same, self.row, self.only_if(on, same))
            return
        head = f"{only_if(self.solution, shared).removeprefix(', ')}{self._deciders(shared, clauses)}: "

        def made(some: list[OwedClause]) -> str:
            rows = ((on, [c for c in same if c in some]) for on, same in groups.items())
            besides = ((on, self.row(same)) for on, same in rows if same)
            return head + "; ".join(
                f"{said}{only_if(self.solution, on).replace(', only if', ', if')}" for on, said in besides
            )

        yield self._fitted([c for same in groups.values() for c in same], made)

    def by_judgement(self, clauses: list[OwedClause], shared: Judgements = ()) -> dict[Judgements, list[OwedClause]]:
        """Clauses by what they wait for besides what all share."""
        groups: dict[Judgements, list[OwedClause]] = {}
        for one in clauses:
            groups.setdefault(tuple(x for x in one.on if x not in shared), []).append(one)
        return groups

    def _fitted(self, clauses: list[OwedClause], made: Callable[[list[OwedClause]], str], end: str = "") -> Told:
        """A sentence of as many clauses as there are words for, of one at least."""
        said, usual, n = "", self.named, 0
        self._compare(clauses)
        for n in (len(clauses), *range(len(clauses), 0, -1)):
            said = f"{capital(made(clauses[:n]))}{end}."
            if len(said.split()) + len(more_below(clauses[n:]).split()) <= self.room:
                break
            self.named = min(usual, LEAST)
        self.named = usual
        return said, clauses[:n], clauses[n:]

    def _compare(self, clauses: list[OwedClause]) -> None:
        """Note whom heavier clauses tell of already: one state, or so many of a group."""
        for n, one in enumerate(clauses):
            before, bound = [*self.told, *clauses[:n]], set(one.call.states)
            one.besides = len(bound) == 1 and any(bound <= set(c.call.states) for c in before)
            groups = ((c, len(bound & set(c.call.states))) for c in before if len(c.call.states) > NAMED < len(bound))
            group, both = max(groups, key=lambda g: g[1], default=(one, 0))
            part = "all" if both == len(bound) else number(both)
            one.told = {s for c in before if len(c.call.states) > NAMED for s in c.call.states}
            one.too = f", {part} of them {group.call.treaty.members} too" if both > len(bound) / 2 else ""

    def only_if(self, on: Sequence[Literal], clauses: list[OwedClause]) -> str:
        """What clauses wait for and who decides it, as the end of a sentence."""
        return f"{only_if(self.solution, on)}{self._deciders(on, clauses)}"

    def _deciders(self, on: Iterable[Literal], clauses: list[OwedClause]) -> str:
        who = list({decides(self.solution, q, {s for c in clauses for s in c.call.states}) for q, _ in on})
        return f", {'' if who[0] == OF_FACT else 'which '}{who[0]}" if len(who) == 1 else ""

    def _short_of_help(self, clauses: list[OwedClause], found: TriggeredArticles) -> Iterator[str]:
        victims = the(self.solution.setting, *self.solution.setting.attacked)
        if not clauses:
            yield f"No treaty known here obliges any state to help {victims or 'anybody'}."
            for call in [c for c in found.calls if c.helping][:1]:
                yield f"{capital(self._same(self._does(call), [OwedClause(call)]))}."
        elif all(c.on for c in clauses):
            yield "Nobody is bound beyond doubt."
        elif not any(c.call.duty is Duty.FIGHT for c in clauses):
            yield "Nobody is bound to fight."
        yield from self._lesser(found, {s for c in clauses for s in c.call.states})

    def _lesser(self, found: TriggeredArticles, told: set[str]) -> Iterator[str]:
        """Who has to consult, or may help, and owes no help; where somebody owes help, great powers alone."""
        lesser: dict[tuple[tuple[str, ...], str], list[TriggeredArticle]] = {}
        known_of, known = told.union(self.solution.scenario.about), set[tuple[Duty, str]]()
        for call in sorted(found.calls, key=self.weight):
            if call.duty in SHORT and call.live and not (call.duty is Duty.MAY_ASSIST and self.judgements(call)):
                new = [s for s in call.states if s not in known_of and (call.duty, s) not in known]
                if states := tuple(s for s in new if self.order.great(s) or not told):
                    known.update((call.duty, s) for s in states)
                    lesser.setdefault((states, call.clause.label), []).append(replace(call, states=states))
        parts: dict[tuple[str, str], list[OwedClause]] = {}
        for calls in lesser.values():
            doing = listed(dict.fromkeys(must(c.duty) for c in calls))
            only = only_if(self.solution, self.judgements(calls[0]))
            parts.setdefault((doing, only), []).append(OwedClause(calls[0]))
        for (doing, only), same in parts.items():
            yield f"{capital(self._same(doing, same))}{only}."

    def beside(self, found: TriggeredArticles) -> Iterator[str]:
        setting = self.solution.setting
        ours, theirs = (
            self._clauses(firmest(c for c in calls if c.helping and c.live))
            for calls in (found.calls, (c for i in found.attackers for c in i.calls))
        )
        self.room = PAIR
        owed = *self._firm([c for c in theirs if not c.on]), *self._on_judgement([c for c in theirs if c.on], 2)
        for said, _, left in owed:
            within = f"{said[0].lower()}{said[1:]}" if said.startswith(("Only ", "The ")) else said
            within = f"{within[:-1]}; {more_below(left)}" if left else within
            yield f"On the side of {the(setting, *setting.attacking)}: {within}"
        judged, about = {kind_of(q) for c in ours for q, _ in c.on}, set(self.solution.scenario.about)
        has = [any(self.order.great(s) for c in side for s in c.call.states) for side in (ours, theirs)]
        steps = (c for c in further(self.solution) if not has[c.attackers] and about.isdisjoint(c.states))
        yield from next_step(self.solution, self.order, steps, judged)
