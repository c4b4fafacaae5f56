"""The first lines: who must do what for whom by which article, on what it hangs, and who owes only talks.

Every form leads with them. `docs/first-lines.md` has the rules that they follow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from engine.cascade.question_ids import kind_of
from engine.cascade.questions import Literal
from engine.output.next_step import next_step
from engine.output.owing import decides, does, must, only_if, parted, reference, references
from engine.output.prose import LEAST, NAMED, among, capital, crowd, listed, number, the
from engine.output.unbound_text import unbound_line
from engine.verdicts.calls import TriggeredArticle, TriggeredArticles, called
from engine.verdicts.further import Chain, further
from engine.verdicts.prominence import DisplayOrder
from engine.verdicts.solution import Solution
from engine.verdicts.unbound import Unbound, unbound
from engine.verdicts.verdict import Status
from treaties.vocabulary.terms import Duty, Warrant

PAIR, SCENARIO = 60, 90
"""Words that the first lines may take where one state is attacked, and in a scenario or where several are."""
SHORT = (Duty.MOBILISE, Duty.CONSULT, Duty.MAY_ASSIST)
"""Duties short of help that they speak of."""
SHARED = 3
"""Texts from which on a judgement that all of them wait for opens the sentence."""
RESTS = {Warrant.SEEN: 0, Warrant.NOT_SEEN: 1, Warrant.UNPUBLISHED: 2}
MANY = 3
"""Beneficiaries up to which all are named."""


def bottom_line(solution: Solution) -> tuple[str, ...]:
    """The first lines, who is bound to nothing, and beside them what is owed to the attackers and the next step.

    >>> from engine import ask
    >>> print(bottom_line(ask("South Korea", by="North Korea", on="2026-01-01", rounds=1))[1])
    Nobody is bound to fight.
    """
    found = called(solution)
    return bottom_line_of(solution, found, further(solution), unbound(solution, found=found))


def bottom_line_of(
    solution: Solution, found: TriggeredArticles, chains: Iterable[Chain], free: Iterable[Unbound]
) -> tuple[str, ...]:
    """The same, where what is called, what may follow and who is bound to nothing are known already."""
    beside = _Lead(solution).beside(found, chains)
    return tuple(filter(None, (*first_lines(solution, found), unbound_line(solution, free), *beside)))


def first_lines(solution: Solution, found: TriggeredArticles | None = None) -> tuple[str, ...]:
    """The sentences that answer the question, in at most 60 words, or 90 for a scenario."""
    return tuple(_Lead(solution).sentences(found or called(solution)))


def in_a_row(solution: Solution, calls: Iterable[TriggeredArticle]) -> str:
    """Calls in one sentence without its full stop."""
    return _Lead(solution).row([_Clause(c) for c in calls])


def by_weight(solution: Solution, calls: Iterable[TriggeredArticle]) -> list[TriggeredArticle]:
    """Calls in the order in which they are told: see `engine.verdicts.prominence`."""
    return sorted(calls, key=_Lead(solution).weight)


def firmest(calls: Iterable[TriggeredArticle]) -> list[TriggeredArticle]:
    """Of each instrument the firmest article for each state that it binds, and what asks more of it on a word alone."""
    kept: list[TriggeredArticle] = []
    told: dict[tuple[str, str], int] = {}
    for call in calls:
        known = [told.get((call.treaty.id, s)) for s in call.states]
        more = call.verdict.status is Status.CONDITIONAL and any(k is None or call.duty.rank < k for k in known)
        if more or None in known:
            kept.append(call)
            for s in call.states:
                told[call.treaty.id, s] = min(call.duty.rank, told.get((call.treaty.id, s), call.duty.rank))
    return kept


def _live(call: TriggeredArticle) -> bool:
    return call.verdict.status is not Status.RELEASED


@dataclass
class _Clause:
    """What some states owe under one article, and under others that say it again."""

    call: TriggeredArticle
    on: tuple[Literal, ...] = ()
    """The judgements that it waits for."""
    besides: bool = False
    """Whether its one obligor is bound by a heavier article too."""
    also: list[TriggeredArticle] = field(default_factory=list)

    @property
    def cited(self) -> str:
        """The articles in brackets."""
        more = f"; also {references((c.clause for c in self.also), 1)}" if self.also else ""
        return f"({reference(self.call.clause)}{more})"


class _Lead:
    """The first lines of one answer: clauses by weight, as many as there are words for."""

    def __init__(self, solution: Solution) -> None:
        self.solution = solution
        self.order = DisplayOrder(solution.setting, solution.graph)
        setting = solution.setting
        strikes = [o for o in setting.asked_for if o.object in setting.attacked]
        self.last = {o.object for o in strikes if (o.begun, o.actor) == (strikes[-1].begun, strikes[-1].actor)}
        self.named = NAMED
        self.several = len(setting.attacked) > 1
        self.room = SCENARIO if self.several or setting.scenario.id else PAIR

    def sentences(self, found: TriggeredArticles) -> Iterator[str]:
        """The sentences, each where there are words left for it, the first in any case."""
        clauses = self._clauses(firmest(c for c in found.calls if c.helping and _live(c)))
        usual = self.room
        for sentence in (*self._owed(clauses), *self._short_of_help(clauses, found)):
            if self.room < usual and len(sentence.split()) > self.room:
                return
            self.room -= len(sentence.split())
            yield sentence

    def _clauses(self, calls: Iterable[TriggeredArticle]) -> list[_Clause]:
        """What is owed, by weight; further texts on which the same states owe the same beneficiary stand beside the first."""
        by: dict[tuple[object, ...], _Clause] = {}
        for call in sorted(calls, key=self.weight):
            on = self._open(call)
            known = by.get(key := (call.states, call.beneficiaries if self.several else (), on))
            if known and known.call.duty.rank <= call.duty.rank:
                known.also.append(call)
            else:
                by[(*key, call.duty) if known else key] = _Clause(call, on)
        return list(by.values())

    def weight(self, call: TriggeredArticle) -> tuple[object, ...]:
        """Those hit last first; then what is settled and was seen; then the heaviest obligor and the strongest duty."""
        rests = max(RESTS[call.clause.warrant], call.verdict.status is Status.CONTESTED)
        last, status = not self.last & set(call.beneficiaries), call.verdict.status.order
        return last, rests, self.order.key(call.states[0]), status, call.duty.rank

    def _open(self, call: TriggeredArticle) -> tuple[Literal, ...]:
        if call.verdict.status is not Status.CONTESTED:
            return ()
        return tuple(parted(self.solution, self.solution.labels.literals.decode(call.verdict.supports[0]))[1])

    def _toward(self, call: TriggeredArticle) -> str:
        owed = [s for s in call.beneficiaries if s in self.last] or list(call.beneficiaries)
        everybody = len(owed) > MANY and set(owed) == set(self.solution.setting.attacked)
        return "all those attacked" if everybody else crowd(self.order, owed, "states")

    def _who(self, clause: _Clause) -> str:
        """The obligors: a group is counted, and its weightiest are named."""
        call, setting = clause.call, self.solution.setting
        bound = tuple(s for s in call.states if s not in setting.attacked or s not in call.fighting) or call.states
        rest = set(call.treaty.parties_on(setting.on)) - {*setting.attacked, *setting.attacking}
        told = among(self.order, bound, call.treaty.members, other=rest <= set(bound), most=self.named)
        return f"{told}, already fighting" if set(bound) <= set(call.fighting) else told

    def row(self, clauses: list[_Clause]) -> str:
        """Clauses in one sentence without its stop: those that ask the same share the verb."""
        parts: dict[str, list[_Clause]] = {}
        for one in clauses:
            parts.setdefault(self._does(one.call, many=True), []).append(one)
        return "; ".join(self._same(doing, same) for doing, same in parts.items())

    def _same(self, doing: str, clauses: list[_Clause]) -> str:
        if len(clauses) > 1:
            return f"{listed(f'{self._who(c)} {c.cited}' for c in clauses)} {doing}"
        (one,) = clauses
        who, doing = self._who(one), self._does(one.call)
        doing = doing.replace("must ", "must besides ", 1) if one.besides else doing
        return f"{who}{',' if ', among' in who or ', already' in who else ''} {doing} {one.cited}"

    def _does(self, call: TriggeredArticle, *, many: bool = False) -> str:
        return does(self.solution, replace(call, states=("", "")) if many else call, self._toward(call))

    def _owed(self, clauses: list[_Clause]) -> Iterator[str]:
        """Sentences of help: what waits for no judgement, then what does, then what a small state owes on words not seen."""
        hidden = [c for c in clauses if c.on and c.call.clause.warrant is Warrant.UNPUBLISHED]
        firm = [c for c in clauses if not c.on]
        weak = [c for c in firm if RESTS[c.call.clause.warrant] and not self.order.great(c.call.states[0])]
        strong = [c for c in firm if c not in weak]
        judged = [c for c in clauses if c.on and c not in hidden]
        named: set[str] = set()
        for one in (*strong, *judged, *weak):
            one.besides = len(one.call.states) == 1 and one.call.states[0] in named
            named.update(one.call.states)
        yield from self._firm(strong)
        yield from self._on_judgement(judged, SHARED)
        yield from self._firm(weak)
        if hidden:
            states = self.order.sorted({s for c in hidden for s in c.call.states})
            owe = f"owe{'s' * (len(states) == 1)} {self._toward(hidden[0].call)}"
            cited = references((c.call.clause for c in hidden), marked=False)
            yield f"What {crowd(self.order, states, 'states')} {owe} is unpublished ({cited})."

    def _firm(self, clauses: list[_Clause]) -> Iterator[str]:
        if clauses:
            yield self._fitted(clauses, lambda n: capital(self.row(clauses[:n])))

    def _on_judgement(self, clauses: list[_Clause], least: int) -> Iterator[str]:
        """What waits for a judgement; one that `least` texts or more all wait for opens the sentence."""
        shared = tuple(x for x in clauses[0].on if all(x in c.on for c in clauses)) if len(clauses) >= least else ()
        groups: dict[tuple[Literal, ...], list[_Clause]] = {}
        for one in clauses:
            groups.setdefault(tuple(x for x in one.on if x not in shared), []).append(one)
        if not shared:
            yield from (
                f"{capital(self.row(same))}{only_if(self.solution, on)}{self._deciders(on, same)}."
                for on, same in groups.items()
            )
            return
        ordered = [c for same in groups.values() for c in same]
        head = f"{capital(only_if(self.solution, shared).removeprefix(', '))}{self._deciders(shared, clauses)}: "

        def made(n: int) -> str:
            rows = ((on, [c for c in same if c in ordered[:n]]) for on, same in groups.items())
            said = (
                f"{self.row(same)}{only_if(self.solution, on).replace(', only if', ', if besides')}"
                for on, same in rows
                if same
            )
            return head + "; ".join(said)

        yield self._fitted(ordered, made)

    def _fitted(self, clauses: list[_Clause], made: Callable[[int], str]) -> str:
        """A sentence of as many clauses as there are words for, of one at least; the others are counted."""
        said, size = "", len(clauses)
        for n in (size, *range(size, 0, -1)):
            left = size - n
            said = made(n) + (f"; {number(left)} more article{'s' * (left > 1)} below" if left else "") + "."
            if len(said.split()) <= self.room:
                break
            self.named = LEAST
        self.named = NAMED
        return said

    def _deciders(self, on: Iterable[Literal], clauses: list[_Clause]) -> str:
        who = list({decides(self.solution, q, {s for c in clauses for s in c.call.states}) for q, _ in on})
        return f", which {who[0]}" if len(who) == 1 else ""

    def _short_of_help(self, clauses: list[_Clause], found: TriggeredArticles) -> Iterator[str]:
        victims = the(self.solution.setting, *self.solution.setting.attacked)
        told = {s for c in clauses for s in c.call.states}
        if not clauses:
            yield f"No treaty known here obliges any state to help {victims or 'anybody'}."
            for call in [c for c in found.calls if c.helping][:1]:
                yield f"{capital(self._who(_Clause(call)))} {self._does(call)} ({reference(call.clause)})."
        elif not any(c.call.duty is Duty.FIGHT for c in clauses):
            yield "Nobody is bound to fight."
        yield from self._lesser(found, told)

    def _lesser(self, found: TriggeredArticles, told: set[str]) -> Iterator[str]:
        """Who has to consult, or may help, and owes no help; where somebody owes help, great powers alone."""
        lesser: dict[Duty, dict[str, TriggeredArticle]] = {}
        for call in found.calls:
            if call.duty in SHORT and _live(call) and not (call.duty is Duty.MAY_ASSIST and self._open(call)):
                for state in (s for s in call.states if s not in told and (self.order.great(s) or not told)):
                    lesser.setdefault(call.duty, {}).setdefault(state, call)
        said: dict[str, dict[str, list[str]]] = {}
        for duty, states in lesser.items():
            kinds = {c.treaty.members for c in states.values()}
            names = among(self.order, tuple(self.order.sorted(states)), kinds.pop() if len(kinds) == 1 else "states")
            on = {self._open(c) for c in states.values()}
            only = only_if(self.solution, on.pop()) if len(on) == 1 else ""
            where = f"({references(c.clause for c in states.values())}){only}"
            who = f"{names}," if ", among" in names else names
            said.setdefault(who, {}).setdefault(where, []).append(must(duty, len(states) > 1))
        for who, doing in said.items():
            yield f"{capital(who)} {listed(f'{listed(duties)} {where}' for where, duties in doing.items())}."

    def beside(self, found: TriggeredArticles, chains: Iterable[Chain]) -> Iterator[str]:
        """What is owed to the attackers, and the nearest step that draws in a great power on a side that has none."""
        setting = self.solution.setting
        ours, theirs = (
            self._clauses(firmest(c for c in calls if c.helping and _live(c)))
            for calls in (found.calls, (c for i in found.attackers for c in i.calls))
        )
        self.room = PAIR
        for said in [*self._firm([c for c in theirs if not c.on]), *self._on_judgement([c for c in theirs if c.on], 2)]:
            within = f"{said[0].lower()}{said[1:]}" if said.startswith(("Only ", "The ")) else said
            yield f"On the side of {the(setting, *setting.attacking)}: {within}"
        judged = {kind_of(q) for c in ours for q, _ in c.on}
        has = [any(self.order.great(s) for c in side for s in c.call.states) for side in (ours, theirs)]
        yield from next_step(self.solution, self.order, (c for c in chains if not has[c.attackers]), judged)
