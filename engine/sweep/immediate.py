"""Immediate duties: the articles that an attack triggers at once, with the states that they bind."""

from __future__ import annotations

from typing import NamedTuple

from engine.record.grounds import Ground, precedence
from engine.record.verdict import Status, Verdict
from engine.setting.graph import Clause
from engine.sweep.daylaw import DayLaw, Findings
from engine.sweep.exact import traverse
from engine.verdicts.judging import Verdicts
from engine.verdicts.solution import Solution
from treaties.vocabulary.terms import Duty


class ImmediateVerdict(NamedTuple):
    """A duty that a state owes at once: its status, its kind, and the article."""

    status: Status
    duty: Duty
    clause: str


class FirstRounds:
    """The first round of the cascade for every pair of states on a day, by the text and its presumptions.

    >>> from datetime import date
    >>> from treaties.loading.corpus import load_corpus
    >>> found = FirstRounds(DayLaw(load_corpus(), date(2026, 1, 1))).of("north-korea", "south-korea")
    >>> [f.clause for f, states in found.items() if "united-states" in states]
    ['us-rok-1953:III', 'us-rok-1953:II']
    """

    def __init__(self, law: DayLaw) -> None:
        self.law = law
        self._kept: dict[tuple[int, int], tuple[tuple[ImmediateVerdict, int], ...]] = {}

    def of(self, attacker: str, victim: str) -> dict[ImmediateVerdict, frozenset[str]]:
        """Return each immediate verdict with its states, without the two states themselves."""
        found = {
            f: frozenset(self.law.named(mask)) - {attacker, victim}
            for f, mask in self.masks(attacker, victim)
        }
        return {f: states for f, states in found.items() if states}

    def masks(
        self, attacker: str, victim: str
    ) -> tuple[tuple[ImmediateVerdict, int], ...]:
        """Return each immediate verdict with its states as a bit set, which may include the two states themselves.

        A state is listed once under each article that binds it.
        """
        parts = self.law.parts(attacker, victim)
        if parts is None:
            return self._traversed(attacker, victim)
        (struck, _), (striking, _) = parts
        key = id(struck), id(striking)
        if key not in self._kept:
            self._kept[key] = _by_article((*struck, *striking))
        return self._kept[key]

    def _traversed(
        self, attacker: str, victim: str
    ) -> tuple[tuple[ImmediateVerdict, int], ...]:
        """What only the traversal can tell: acts within a running war, and clauses that depend on a third state."""
        found = at_once(traverse(self.law.corpus, self.law.graph, attacker, victim))
        return tuple(
            (immediate, self.law.mask(states)) for immediate, states in found.items()
        )


def _by_article(found: Findings) -> tuple[tuple[ImmediateVerdict, int], ...]:
    """Each state under its best ground by each article."""
    masks: dict[ImmediateVerdict, int] = {}
    seen: dict[str, int] = {}
    for mask, clause, (verdict, *_) in sorted(found, key=_preference):
        article = _article(clause.key)
        if verdict.duty is not None and (left := mask & ~seen.get(article, 0)):
            immediate = ImmediateVerdict(verdict.status, verdict.duty, clause.key)
            masks[immediate] = masks.get(immediate, 0) | left
            seen[article] = seen.get(article, 0) | left
    return tuple(masks.items())


def _preference(found: tuple[int, Clause, tuple[Verdict, ...]]) -> tuple[object, ...]:
    _, clause, (verdict, *_) = found
    return *precedence(clause.obligation.duty, verdict), *clause.weight, clause.key


def _article(clause: str) -> str:
    """The article of a clause's key, without the number of its duty there."""
    return clause.partition("#")[0]


def at_once(solution: Solution) -> dict[ImmediateVerdict, frozenset[str]]:
    """Return the immediate verdicts in an answer: for each article, the states that it binds in the first round,
    without the belligerents.
    """
    found: dict[ImmediateVerdict, set[str]] = {}
    verdicts = Verdicts(solution.assignments, solution.asked)
    for state, grounds in solution.grounds.items():
        if state in solution.setting.belligerents:
            continue
        articles: dict[str, list[Ground]] = {}
        for g in sorted(
            (g for g in grounds if g.round <= 1),
            key=lambda g: (g.clause.key, g.beneficiary),
        ):
            articles.setdefault(_article(g.clause.key), []).append(g)
        for first in articles.values():
            verdict = verdicts.best(first)
            if verdict.ground >= 0 and verdict.duty is not None:
                immediate = ImmediateVerdict(
                    verdict.status, verdict.duty, first[verdict.ground].clause.key
                )
                found.setdefault(immediate, set()).add(state)
    return {immediate: frozenset(states) for immediate, states in found.items()}
