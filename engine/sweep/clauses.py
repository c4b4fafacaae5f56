"""Single clauses tested against single attacks, without a cascade: the supports of casus foederis and duty."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from engine.cascade.conditions import bars, evaluate
from engine.cascade.outcomes import (
    MET,
    Context,
    Outcome,
    all_ways,
    defence_lawful,
    needs,
    party_bound,
)
from engine.cascade.triggers import triggered
from engine.record.grounds import Ground
from engine.record.literals import Literals
from engine.record.question_ids import words_of
from engine.record.questions import Literal, Questions
from engine.record.verdict import Verdict
from engine.setting.graph import Clause, ObligationGraph
from engine.setting.occurrences import Occurrence
from engine.setting.setting import Setting
from engine.setting.sides import Side
from engine.verdicts.assignments import Assignments
from engine.verdicts.grounds import judge
from treaties.models.conditions import InArea
from treaties.models.corpus import Corpus
from treaties.models.reading import Reading
from treaties.models.scenario import Scenario
from treaties.support.grouping import grouped
from treaties.vocabulary.terms import EventKind


class Likeness:
    """The attributes of attackers that matter for conditions. Two states with the same signature meet or fail a
    clause's conditions alike. States that the conditions name, or that a reading's patterns may match, have signatures
    of their own.
    """

    def __init__(
        self, corpus: Corpus, graph: ObligationGraph, readings: Iterable[Reading | None]
    ) -> None:
        self.corpus = corpus
        self.graph = graph
        self.day = graph.on
        ids = [s.id for s in corpus.states.all]
        spoken = [r for r in readings if r]
        patterns = [a.question for r in spoken for a in r.answers]
        patterns += [u.question for r in spoken for u in r.unasked]
        words = {w for pattern in patterns for w in words_of(pattern)}
        self.touched = frozenset(s for s in ids if any(w in s or s in w for w in words))
        self._ids = frozenset(ids)
        self._of: dict[str, tuple[frozenset[str], tuple[str, ...], bool]] = {}
        self._traits: dict[str, Hashable] = {}

    def signature(self, clause: Clause, state: str) -> Hashable:
        """Return an attacker's signature under a clause: the attributes that the clause distinguishes."""
        named, allies, classes = self._asks(clause)
        o = clause.obligation
        # Its own war is fought at the adversary's home, which an area clause can see.
        placed = o.trigger.own_war and any(isinstance(c, InArea) for c in o.conditions)
        if state in named or state in self.touched or placed:
            return state
        party = state in self.graph.parties[clause.treaty.id]
        friends = tuple(self.graph.allied(state, a) for a in allies)
        return party, friends, self.traits(state) if classes else None

    def column(self, clause: Clause, states: Sequence[str]) -> dict[str, int]:
        """Return a number for each state; the clause treats states with equal numbers alike."""
        numbers: dict[Hashable, int] = {}
        return {
            s: numbers.setdefault(self.signature(clause, s), len(numbers))
            for s in states
        }

    def traits(self, state: str) -> Hashable:
        """Return the attributes that decide a state's membership in classes of attackers."""
        if state not in self._traits:
            s = self.corpus.states[state]
            day = self.day
            self._traits[state] = (
                s.is_great_power(day),
                s.is_communist(day),
                s.is_nuclear(day),
                s.regions,
            )
        return self._traits[state]

    def _asks(self, clause: Clause) -> tuple[frozenset[str], tuple[str, ...], bool]:
        if clause.key not in self._of:
            conditions = [
                c.model_dump()
                for c in (
                    *clause.obligation.conditions,
                    *(x for r in clause.treaty.reservations for x in r.conditions),
                )
            ]
            named = frozenset(
                w for c in conditions for w in _strings(c) if w in self._ids
            )
            allies = tuple(
                sorted({a for c in conditions for a in c.get("allied_with", ())})
            )
            classes = any(
                c.get("classes") or c.get("excluding_classes") for c in conditions
            )
            self._of[clause.key] = named, allies, classes
        return self._of[clause.key]


def _strings(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for v in value.values():
            yield from _strings(v)
    elif isinstance(value, list | tuple):
        for v in value:
            yield from _strings(v)


Support = frozenset[Literal]


class NeedsTraversal(Exception):
    """Raised when a clause depends on the acts of a third state, so that only a full cascade can decide."""


@dataclass(frozen=True, slots=True)
class ClauseResult:
    """The result of one clause for a group of obligors after an attack: the supports of its casus foederis (the event
    that triggers it) and of its duty. Without supports, the casus foederis never arises.
    """

    clause: Clause
    arisen: tuple[Support, ...]
    due: tuple[Support, ...]


@lru_cache(maxsize=2)
def _nothing_given(day: date) -> Scenario:
    return Scenario.model_construct(on=day, events=())


class Pair:
    """The setting of a plain question: one state attacks another, and nothing else is given."""

    def __init__(
        self,
        corpus: Corpus,
        graph: ObligationGraph,
        questions: Questions,
        attacker: str,
        victim: str,
    ) -> None:
        self.graph = graph
        self.questions = questions
        day = graph.on
        self.struck = Side(0, 1, (victim,), began=False)
        self.striking = Side(0, 0, (attacker,), began=True)
        sides, begun = (self.striking, self.struck), frozenset(((attacker, victim),))
        shell = Setting(
            corpus,
            _nothing_given(day),
            day,
            (),
            sides,
            (),
            frozenset((attacker,)),
            begun=begun,
        )
        self.first = Occurrence(
            EventKind.ARMED_ATTACK,
            attacker,
            victim,
            shell.home_of(victim),
            day,
            first=True,
        )
        self.setting = replace(shell, occurrences=(self.first,))

    def turned(self) -> Occurrence:
        """Return the attack as it looks to the attacker's allies, for clauses that require only a war."""
        return self.setting.seen_by_attacker(self.first)

    def hold(
        self, clause: Clause, event: Occurrence, *, defending: bool, barred: bool
    ) -> dict[str, ClauseResult]:
        """Return the result of a clause for each group of obligors: by the empty text, for all obligors without
        reservations; by its id, for each other obligor.

        Args:
            clause: the clause.
            event: the attack.
            defending: whether the beneficiary is the victim instead of the attacker.
            barred: whether the rule `self-defence` is in force: nobody may help against lawful self-defence (SEM-13).
        """
        ctx = Context(
            self.setting,
            self.graph,
            self.questions,
            clause,
            event,
            self.struck if defending else self.striking,
        )
        conditions = clause.obligation.conditions
        asked = len(self.questions)
        called = _literals(
            [triggered(ctx), *(evaluate(c, ctx) for c in conditions if not bars(c))]
        )
        if not called:
            self.questions.forget(asked)
            return {}
        asked = barred and clause.obligation.duty.drawn_in
        law = _literals(
            [
                defence_lawful(ctx) if asked else MET,
                *(evaluate(c, ctx) for c in conditions if bars(c)),
            ]
        )
        found = {"": ClauseResult(clause, called, _joint(called, law))}
        for state in self.graph.reserving.get(clause.treaty.id, ()):
            reserved = self.graph.reservations(clause, state)
            bound = party_bound(ctx, state)
            if reserved or bound:
                terms = (evaluate(c, ctx) for r in reserved for c in r.conditions)
                own = _joint(called, _literals([needs(*bound), *terms]))
                found[state] = ClauseResult(clause, own, _joint(own, law))
        return found


def _literals(outcomes: Iterable[Outcome]) -> tuple[Support, ...]:
    ways = all_ways(outcomes)
    if any(w.facts for w in ways):
        raise NeedsTraversal
    return tuple(dict.fromkeys(frozenset(w.literals) for w in ways))


def _joint(one: Sequence[Support], other: Sequence[Support]) -> tuple[Support, ...]:
    both = (a | b for a in one for b in other)
    return tuple(
        dict.fromkeys(s for s in both if not any((q, not a) in s for q, a in s))
    )


class Judge:
    """An object that judges the results of clauses under some readings, each result once."""

    def __init__(
        self, questions: Questions, readings: Sequence[Reading | None]
    ) -> None:
        self.questions = questions
        self.readings = readings
        self._known: dict[tuple[ClauseResult, str], tuple[Verdict, ...]] = {}
        lowered = (low for r in readings if r for low in r.lowers)
        self._apart = grouped((low.treaty, s) for low in lowered for s in low.obligors)

    def apart(self, clause: Clause) -> frozenset[str]:
        """Return the states whose duty under a clause some reading takes to be weaker than that of other states."""
        return frozenset(self._apart.get(clause.treaty.id, ()))

    def verdicts(self, finding: ClauseResult, obligor: str = "") -> tuple[Verdict, ...]:
        """Return the verdict on a clause's result under each reading; where the reading is None, by the text with its
        presumptions.

        Args:
            finding: the result of the clause.
            obligor: the id of the obligor; empty for all that no reading sets apart (`apart`).

        >>> from treaties.loading.corpus import load_corpus
        >>> corpus, questions = load_corpus(), Questions(str)
        >>> clause = ObligationGraph(corpus, date(2026, 1, 1)).clauses["sino-dprk-1961:II.2"]
        >>> Judge(questions, (None,)).verdicts(ClauseResult(clause, ((),), ()))[0].status.value
        'released'
        """
        key = finding, obligor
        if key not in self._known:
            literals = Literals(
                q for s in (*finding.arisen, *finding.due) for q, _ in s
            )
            due, arisen = (
                tuple(map(literals.encode, s)) for s in (finding.due, finding.arisen)
            )
            ground, assignments = (
                Ground(finding.clause, obligor, "", (), 1, due, arisen),
                Assignments(literals, self.questions),
            )
            self._known[key] = tuple(
                judge(ground, assignments, r) for r in self.readings
            )
        return self._known[key]


def binding(day: date, graph: ObligationGraph) -> frozenset[str]:
    """Return the keys of the clauses that can draw a state in on a day: those of treaties, without standing duties."""
    return frozenset(
        key
        for key, c in graph.clauses.items()
        if c.treaty.rank.binding
        and not c.obligation.duty.standing
        and c.obligation.holds_on(day)
    )
