"""Who stands how at once under which article: every article that is called, with all whom it calls."""

from __future__ import annotations

from collections.abc import Hashable
from typing import NamedTuple

from engine.cascade.graph import Clause
from engine.sweep.clauses import NeedsTraversal, Pair
from engine.sweep.daylaw import DayLaw
from engine.sweep.exact import traverse
from engine.verdicts.grounds import Ground, clause_weight, precedence
from engine.verdicts.judging import Verdicts
from engine.verdicts.solution import Solution
from engine.verdicts.verdict import Status, Verdict
from treaties.vocabulary.terms import Duty, Trigger


class ImmediateVerdict(NamedTuple):
    """How a state stands at once: its status, what it owes, and under which clause."""

    status: Status
    duty: Duty
    clause: str


class _Share(NamedTuple):
    order: tuple[object, ...]
    footing: ImmediateVerdict
    obligors: int


class FirstRounds:
    """The first round of the cascade for every pair of states on the day of a law, by the text and its presumptions.

    >>> from datetime import date
    >>> from treaties.loading.corpus import load_corpus
    >>> found = FirstRounds(DayLaw(load_corpus(), date(2026, 1, 1))).of("north-korea", "south-korea")
    >>> [f.clause for f, states in found.items() if "united-states" in states]
    ['us-rok-1953:III', 'us-rok-1953:II']
    """

    def __init__(self, law: DayLaw) -> None:
        self.law = law
        self._parts: dict[tuple[str, bool, Hashable], tuple[_Share, ...] | None] = {}
        self._kept: dict[tuple[int, int], tuple[tuple[ImmediateVerdict, int], ...]] = {}

    def of(self, attacker: str, victim: str) -> dict[ImmediateVerdict, frozenset[str]]:
        """Each footing with those who stand so; states that owe nothing are left out, and the two themselves."""
        found = {f: frozenset(self.law.named(mask)) - {attacker, victim} for f, mask in self.masks(attacker, victim)}
        return {f: states for f, states in found.items() if states}

    def masks(self, attacker: str, victim: str) -> tuple[tuple[ImmediateVerdict, int], ...]:
        """Each footing with those who stand so, as a bit set; the two themselves may be among them.

        A state stands once under each article that calls it.
        """
        law = self.law
        if law.in_running_war(attacker, victim):
            return self._traversed(attacker, victim)
        struck, striking = self._part(victim, attacker, turned=False), self._part(attacker, victim, turned=True)
        if struck is None or striking is None:
            return self._traversed(attacker, victim)
        key = id(struck), id(striking)
        if key not in self._kept:
            self._kept[key] = _divided((*struck, *striking))
        return self._kept[key]

    def _traversed(self, attacker: str, victim: str) -> tuple[tuple[ImmediateVerdict, int], ...]:
        """What only the traversal can tell: acts within a running war, and clauses that wait for a third state."""
        found = at_once(traverse(self.law.corpus, self.law.graph, attacker, victim))
        return tuple((footing, self.law.mask(states)) for footing, states in found.items())

    def _part(self, beneficiary: str, adversary: str, *, turned: bool) -> tuple[_Share, ...] | None:
        """What the clauses owed to one of the two give against the other, once for all that they can't tell apart."""
        key = beneficiary, turned, self.law.equivalence(beneficiary, adversary, war=turned)
        if key not in self._parts:
            try:
                self._parts[key] = tuple(self._hold(beneficiary, adversary, turned=turned))
            except NeedsTraversal:
                self._parts[key] = None
        return self._parts[key]

    def _hold(self, beneficiary: str, adversary: str, *, turned: bool) -> list[_Share]:
        law = self.law
        attacker, victim = (beneficiary, adversary) if turned else (adversary, beneficiary)
        pair = Pair(law.corpus, law.graph, law.questions, attacker, victim)
        event = pair.turned() if turned else pair.first
        found = []
        for clause, obligors in law.owed_to(beneficiary):
            if turned and clause.obligation.trigger is not Trigger.WAR:
                continue
            results = pair.hold(clause, event, defending=not turned, barred=law.barred)
            for mask, finding in law.divided(obligors, results):
                verdict = law.judges[0].verdict(finding)
                if verdict.duty is not None:
                    found.append(_share(clause, verdict, mask))
        return found


def _share(clause: Clause, verdict: Verdict, mask: int) -> _Share:
    assert verdict.duty is not None
    footing = ImmediateVerdict(verdict.status, verdict.duty, clause.key)
    return _Share((precedence(clause.obligation.duty, verdict), clause_weight(clause), clause.key), footing, mask)


def _divided(shares: tuple[_Share, ...]) -> tuple[tuple[ImmediateVerdict, int], ...]:
    """Each state under its best ground by each article."""
    masks: dict[ImmediateVerdict, int] = {}
    seen: dict[str, int] = {}
    for _, footing, mask in sorted(shares):
        article = _article(footing.clause)
        if left := mask & ~seen.get(article, 0):
            masks[footing] = masks.get(footing, 0) | left
            seen[article] = seen.get(article, 0) | left
    return tuple(masks.items())


def _article(clause: str) -> str:
    """The article of a clause's key, without the number of its duty there."""
    return clause.partition("#")[0]


def at_once(solution: Solution) -> dict[ImmediateVerdict, frozenset[str]]:
    """The same read off an answer: by article those whom it calls in the first round, other than the principals."""
    found: dict[ImmediateVerdict, set[str]] = {}
    verdicts = Verdicts(solution.stances, solution.asked)
    for state, grounds in solution.grounds.items():
        if state in solution.setting.principals:
            continue
        articles: dict[str, list[Ground]] = {}
        for g in sorted((g for g in grounds if g.round <= 1), key=lambda g: (g.clause.key, g.beneficiary)):
            articles.setdefault(_article(g.clause.key), []).append(g)
        for first in articles.values():
            verdict = verdicts.best(first)
            if verdict.ground >= 0 and verdict.duty is not None:
                footing = ImmediateVerdict(verdict.status, verdict.duty, first[verdict.ground].clause.key)
                found.setdefault(footing, set()).add(state)
    return {footing: frozenset(states) for footing, states in found.items()}
