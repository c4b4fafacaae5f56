"""Which attackers a clause can't tell apart: one of them then answers for all."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any

from engine.cascade.graph import Clause, ObligationGraph
from engine.cascade.question_ids import words_of
from treaties.models.conditions import InArea
from treaties.models.corpus import Corpus
from treaties.models.reading import Reading
from treaties.vocabulary.terms import Trigger


class Likeness:
    """Signatures of attackers: two states with the same signature under a clause meet or fail its conditions alike.

    A state that the clause's conditions name, or that a reading's pattern may touch, is like no other.
    """

    def __init__(self, corpus: Corpus, graph: ObligationGraph, readings: Iterable[Reading | None]) -> None:
        self.corpus = corpus
        self.graph = graph
        self.day = graph.on
        ids = [s.id for s in corpus.states.all]
        words = {w for r in readings if r for a in r.answers for w in words_of(a.question)}
        self.touched = frozenset(s for s in ids if any(w in s or s in w for w in words))
        self._ids = frozenset(ids)
        self._of: dict[str, tuple[frozenset[str], tuple[str, ...], bool]] = {}
        self._traits: dict[str, Hashable] = {}

    def signature(self, clause: Clause, state: str) -> Hashable:
        """What the clause can see of an attacker."""
        named, allies, classes = self._asks(clause)
        o = clause.obligation
        # Its own war is fought at the adversary's home, which an area clause can see.
        placed = o.trigger is Trigger.WAR and any(isinstance(c, InArea) for c in o.conditions)
        if state in named or state in self.touched or placed:
            return state
        party = state in self.graph.parties[clause.treaty.id]
        friends = tuple(self.graph.allied(state, a) for a in allies)
        return party, friends, self.traits(state) if classes else None

    def column(self, clause: Clause, states: Sequence[str]) -> dict[str, int]:
        """The signatures of many states as numbers: equal where the clause can't tell two of them apart."""
        numbers: dict[Hashable, int] = {}
        return {s: numbers.setdefault(self.signature(clause, s), len(numbers)) for s in states}

    def traits(self, state: str) -> Hashable:
        """The attributes that classes of attackers are made of."""
        if state not in self._traits:
            s = self.corpus.states[state]
            day = self.day
            self._traits[state] = (s.is_great_power(day), s.is_communist(day), s.is_nuclear(day), s.regions)
        return self._traits[state]

    def _asks(self, clause: Clause) -> tuple[frozenset[str], tuple[str, ...], bool]:
        if clause.key not in self._of:
            conditions = [
                c.model_dump()
                for c in (*clause.obligation.conditions, *(x for r in clause.treaty.reservations for x in r.conditions))
            ]
            named = frozenset(w for c in conditions for w in _strings(c) if w in self._ids)
            allies = tuple(sorted({a for c in conditions for a in c.get("allied_with", ())}))
            classes = any(c.get("classes") or c.get("excluding_classes") for c in conditions)
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
