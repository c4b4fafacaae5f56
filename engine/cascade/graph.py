"""The obligation graph of one day: states as nodes, each duty an edge from its obligor to its beneficiary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import networkx as nx

from treaties.corpus import Corpus
from treaties.model import Obligation, Reservation, Treaty
from treaties.names import article_cited
from treaties.terms import Duty, Trigger


@dataclass(frozen=True, slots=True)
class Clause:
    """One obligation of one instrument, as an edge key.

    `key` is stable and readable: `treaty:article`, with `#n` where several obligations share an article.
    """

    treaty: Treaty
    obligation: Obligation
    key: str

    @property
    def label(self) -> str:
        """How the clause is named in running text."""
        return f"{self.treaty.name}, {article_cited(self.obligation.article)}"

    def __hash__(self) -> int:
        return hash(self.key)


def clauses_of(treaty: Treaty) -> tuple[Clause, ...]:
    """Every obligation of an instrument under its key; duties of the same article get numbers in the file's order."""
    seen: dict[str, int] = {}
    found = []
    for o in treaty.obligations:
        n = seen[o.article] = seen.get(o.article, 0) + 1
        article = o.article.replace(" ", "")
        found.append(Clause(treaty, o, f"{treaty.id}:{article}" + (f"#{n}" if n > 1 else "")))
    return tuple(found)


class ObligationGraph:
    """The law of one day as a networkx `MultiDiGraph`, and the few look-ups that the traversal needs.

    Edges are keyed by clause and carry `clause`, `duty` and `trigger`.

    >>> from datetime import date
    >>> from treaties.corpus import load_corpus
    >>> law = ObligationGraph(load_corpus(), date(2026, 1, 1))
    >>> law.graph.has_edge("china", "north-korea", "sino-dprk-1961:II.2")
    True
    """

    def __init__(self, corpus: Corpus, on: date, *, public_only: bool = False) -> None:
        self.corpus = corpus
        self.on = on
        self.public_only = public_only
        self.clauses: dict[str, Clause] = {}
        self.parties: dict[str, frozenset[str]] = {}
        self._owed: dict[str, list[tuple[Clause, list[str]]]] = {}
        self.graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        self._alive = {s.id for s in corpus.states.all if s.exists_on(on)}
        for treaty in corpus.treaties:
            if bound := corpus.parties_on(treaty, on):
                self.parties[treaty.id] = frozenset(bound)
                self._add(treaty)

    def _known(self, clause: Clause) -> bool:
        t, o = clause.treaty, clause.obligation
        if o.as_published:
            return self.public_only and (o.published is None or o.published > self.on)
        if not self.public_only:
            return True
        if t.secret and (t.published is None or t.published > self.on):
            return False
        return not (o.secret and (o.published is None or o.published > self.on))

    def _add(self, treaty: Treaty) -> None:
        clauses = {id(c.obligation): c for c in clauses_of(treaty) if c.obligation.holds_on(self.on) and self._known(c)}
        self.clauses |= {c.key: c for c in clauses.values()}
        for o, obligor, beneficiary in treaty.legs_on(self.on, self._alive.__contains__):
            if clause := clauses.get(id(o)):
                self.graph.add_edge(
                    obligor, beneficiary, clause.key, clause=clause, duty=str(o.duty), trigger=str(o.trigger)
                )

    def owed_to(self, beneficiary: str) -> list[tuple[Clause, list[str]]]:
        """Every clause owed to a state, with its obligors, in the order of the keys."""
        if beneficiary in self._owed:
            return self._owed[beneficiary]
        found: dict[str, list[str]] = {}
        if beneficiary in self.graph:
            for obligor, _, key in self.graph.in_edges(beneficiary, keys=True):
                found.setdefault(key, []).append(obligor)
        self._owed[beneficiary] = [(self.clauses[key], sorted(found[key])) for key in sorted(found)]
        return self._owed[beneficiary]

    def owed_by(self, obligor: str) -> list[Clause]:
        """Every clause by which a state is bound, in the order of the keys."""
        if obligor not in self.graph:
            return []
        return [self.clauses[key] for key in sorted({k for _, _, k in self.graph.out_edges(obligor, keys=True)})]

    def promises(self, obligor: str) -> int:
        """To how many states it owes help of any kind that day."""
        if obligor not in self.graph:
            return 0
        legs = self.graph.out_edges(obligor, data=True)
        return len({b for _, b, data in legs if data["clause"].obligation.duty.drawn_in})

    def reservations(self, clause: Clause, obligor: str) -> list[Reservation]:
        """The obligor's reservations that touch the clause and carry conditions."""
        article = clause.obligation.article
        return [
            r
            for r in clause.treaty.reservations
            if r.state == obligor and r.conditions and (not r.articles or article in r.articles)
        ]

    @cached_property
    def reserving(self) -> dict[str, frozenset[str]]:
        """By treaty, the states whose reservations carry conditions."""
        return {
            t.id: frozenset(r.state for r in t.reservations if r.conditions)
            for t in self.corpus.treaties
            if any(r.conditions for r in t.reservations)
        }

    def allied(self, one: str, other: str) -> bool:
        """Whether either state has promised the other help in arms, or been given the right to help it, that day."""
        for a, b in ((one, other), (other, one)):
            keys = self.graph[a][b] if self.graph.has_edge(a, b) else ()
            duties = [self.clauses[key].obligation.duty for key in keys]
            if any(d.drawn_in or d is Duty.RIGHT for d in duties):
                return True
        return False

    def triggered_by_mobilisation(self) -> Iterator[Clause]:
        """The clauses that wait for somebody to mobilise."""
        return (c for c in self.clauses.values() if c.obligation.trigger is Trigger.MOBILISATION)
