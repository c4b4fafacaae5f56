"""The obligation graph of one day: states as nodes, each duty an edge from its obligor to its beneficiary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from treaties.change import binding
from treaties.models.corpus import Corpus
from treaties.models.legs import owed_on
from treaties.models.parties import Reservation
from treaties.models.treaty import Obligation, Treaty
from treaties.models.warrant import warrant
from treaties.support.grouping import grouped
from treaties.vocabulary.names import article_cited
from treaties.vocabulary.precision import earliest
from treaties.vocabulary.terms import Duty, Trigger, Warrant

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True)
class Clause:
    """An obligation with its instrument and its key.

    `key` is stable and readable: `treaty:id` where the obligation has an id of its own, else `treaty:article`, with
    `#n` where several obligations share an article.
    """

    treaty: Treaty
    obligation: Obligation
    key: str

    @property
    def label(self) -> str:
        """How the clause is named in running text."""
        return f"{self.treaty.name}, {article_cited(self.obligation.article)}"

    @property
    def warrant(self) -> Warrant:
        """How the article is attested: somebody here read its words, nobody did, or nobody could as they are secret."""
        return warrant(self.treaty, self.obligation)

    @cached_property
    def weight(self) -> tuple[int, int, int]:
        """A sort key among equal duties: verified articles first, then those with fewer parties, then later
        instruments.
        """
        verified = self.obligation.verified and self.treaty.verified
        return (not verified, len(self.treaty.states), -self.treaty.signed.toordinal())

    def __hash__(self) -> int:
        return hash(self.key)


def clauses_of(treaty: Treaty) -> tuple[Clause, ...]:
    """List the obligations of an instrument with their keys; several obligations of one article are numbered in the
    file's order.
    """
    seen: dict[str, int] = {}
    found = []
    for o in treaty.obligations:
        n = seen[o.article] = seen.get(o.article, 0) + 1
        where = o.id or o.article.replace(" ", "") + (f"#{n}" if n > 1 else "")
        found.append(Clause(treaty, o, f"{treaty.id}:{where}"))
    return tuple(found)


def clause_of(corpus: Corpus, key: str) -> Clause:
    """Find a clause of a law by its key, in force or not."""
    treaty = corpus.treaty(key.partition(":")[0])
    return next(c for c in clauses_of(treaty) if c.key == key)


class ObligationGraph:
    """The obligations of one day, by beneficiary, and as a networkx `MultiDiGraph`.

    Edges are keyed by clause and carry `clause`, `duty` and `trigger`.

    >>> from datetime import date
    >>> from treaties.loading.corpus import load_corpus
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
        self._living = frozenset(s.id for s in corpus.states.all if s.exists_on(on))
        self._to: dict[str, dict[str, set[str]]] = {}
        """By beneficiary and clause the obligors: the edges of the graph, in the form that is looked up most."""
        self._owed: dict[str, list[tuple[Clause, list[str]]]] = {}
        for treaty in corpus.treaties:
            if bound := self._living.intersection(treaty.parties_on(on)):
                self.parties[treaty.id] = bound
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
        clauses = {
            id(c.obligation): c
            for c in clauses_of(treaty)
            if c.obligation.holds_on(self.on) and self._known(c)
        }
        self.clauses |= {c.key: c for c in clauses.values()}
        for o, beneficiary, obligors in owed_on(
            treaty, self.on, self._living.__contains__
        ):
            if clause := clauses.get(id(o)):
                self._to.setdefault(beneficiary, {}).setdefault(
                    clause.key, set()
                ).update(obligors)

    @cached_property
    def graph(self) -> nx.MultiDiGraph[str]:
        """The networkx graph, made on first use; look-ups such as `owed_to` do not need it."""
        import networkx as nx

        made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for beneficiary, owed in self._to.items():
            for key, obligors in owed.items():
                clause = self.clauses[key]
                duty, trigger = (
                    str(clause.obligation.duty),
                    str(clause.obligation.trigger),
                )
                for obligor in sorted(obligors):
                    made.add_edge(
                        obligor,
                        beneficiary,
                        key,
                        clause=clause,
                        duty=duty,
                        trigger=trigger,
                    )
        return made

    @cached_property
    def states(self) -> frozenset[str]:
        """All who owe or are owed anything that day."""
        return frozenset(self._to) | self._by.keys()

    def clause(self, key: str) -> Clause:
        """Find a clause by its key, in force that day or not."""
        return self.clauses.get(key) or clause_of(self.corpus, key)

    def owed_to(self, beneficiary: str) -> list[tuple[Clause, list[str]]]:
        """List every clause owed to a state, with its obligors, in the order of the keys."""
        if beneficiary not in self._owed:
            found = self._to.get(beneficiary, {})
            self._owed[beneficiary] = [
                (self.clauses[k], sorted(found[k])) for k in sorted(found)
            ]
        return self._owed[beneficiary]

    @cached_property
    def _by(self) -> dict[str, list[tuple[str, str]]]:
        """By obligor to whom it is bound, and by which clause."""
        owed = (
            (b, key, obligors)
            for b, clauses in self._to.items()
            for key, obligors in clauses.items()
        )
        return grouped(
            (obligor, (b, key)) for b, key, obligors in owed for obligor in obligors
        )

    def _promised(self, obligor: str) -> list[tuple[str, str]]:
        return self._by.get(obligor, [])

    def owed_by(self, obligor: str) -> list[Clause]:
        """List every clause by which a state is bound, in the order of the keys."""
        return [
            self.clauses[key]
            for key in sorted({key for _, key in self._promised(obligor)})
        ]

    def owed_under(self, clause: Clause, obligor: str) -> list[str]:
        """Find to whom a state owes what a clause promises."""
        return [
            beneficiary
            for beneficiary, key in self._promised(obligor)
            if key == clause.key
        ]

    def between(self, obligor: str, beneficiary: str) -> list[Clause]:
        """List the clauses by which one state is bound to another, in the order of the keys."""
        owed = self._to.get(beneficiary, {})
        return [
            self.clauses[key]
            for key in sorted(
                [k for k, obligors in owed.items() if obligor in obligors]
            )
        ]

    def binds(self, clause: Clause, obligor: str, beneficiary: str) -> bool:
        """Tell whether a clause binds one state to another that day.

        Args:
            clause: the clause; one that is not in force that day binds nobody.
            obligor: the id of the state that may owe the duty.
            beneficiary: the id of the state to which it may be owed.
        """
        return obligor in self._to.get(beneficiary, {}).get(clause.key, ())

    def promises(self, obligor: str) -> int:
        """Count the states to which a state owes help of any kind that day."""
        owed = self._promised(obligor)
        return len({b for b, key in owed if self.clauses[key].obligation.duty.drawn_in})

    @cached_property
    def signed(self) -> ObligationGraph:
        """The duties of watched treaties that are signed by that day and not in force, as if each bound from its
        signature.
        """
        wanted = {w.treaty for w in self.corpus.watched if not w.pending.ending}
        treaties = tuple(
            binding(t)
            for t in self.corpus.treaties
            if t.id in wanted and not t.since and earliest(t.signed) <= self.on
        )
        law = self.corpus.model_copy(update={"treaties": treaties})
        return ObligationGraph(law, self.on, public_only=self.public_only)

    @cached_property
    def instruments(self) -> Counter[str]:
        """The number of instruments by which each state is bound that day."""
        return Counter(state for bound in self.parties.values() for state in bound)

    def reservations(self, clause: Clause, obligor: str) -> list[Reservation]:
        """List the obligor's reservations that touch the clause and carry conditions."""
        article = clause.obligation.article
        return [
            r
            for r in clause.treaty.reservations
            if r.state == obligor
            and r.conditions
            and (not r.articles or article in r.articles)
        ]

    @cached_property
    def reserving(self) -> dict[str, frozenset[str]]:
        """The parties of each treaty that made a reservation, or that may not be bound."""
        found = {
            t.id: frozenset(
                [r.state for r in t.reservations if r.conditions]
                + [
                    p.state
                    for p in t.parties
                    if p.doubtful_on(self.on) or t.standing(p.state, self.on)
                ]
            )
            for t in self.corpus.treaties
        }
        return {t: states for t, states in found.items() if states}

    def allied(self, one: str, other: str) -> bool:
        """Tell whether one of two states has promised the other help in arms that day, or may give it by treaty."""
        duties = (
            k.obligation.duty
            for k in (*self.between(one, other), *self.between(other, one))
        )
        return any(d.drawn_in or d is Duty.MAY_ASSIST for d in duties)

    def called_anywhere(self) -> Iterator[Clause]:
        """List the clauses that an event calls whichever state it is directed against."""
        return (c for c in self.clauses.values() if c.obligation.trigger.anywhere)


@lru_cache(maxsize=2)
def obligations(
    corpus: Corpus, on: date, *, public_only: bool = False
) -> ObligationGraph:
    """Get the obligations of a day, made once and kept.

    Args:
        corpus: the law.
        on: the day.
        public_only: leave out what was secret that day, and take what was published in place of it.
    """
    return ObligationGraph(corpus, on, public_only=public_only)


def permanently_neutral(clause: Clause) -> bool:
    """Tell whether a duty is permanent neutrality: owed in all wars of others, at all times.

    It is so where one state alone owes it in any war, to several others or by a declaration of its own; between two
    it is neutrality in each other's wars.

    >>> from treaties.loading.corpus import load_corpus
    >>> from engine.setting.graph import clauses_of
    >>> [k.key for k in clauses_of(load_corpus().treaty("luxembourg-1867")) if permanently_neutral(k)]
    ['luxembourg-1867:II#4']
    """
    o = clause.obligation
    return (
        o.duty is Duty.STAY_NEUTRAL
        and o.trigger is Trigger.WAR
        and not o.conditions
        and len(o.obligors) == 1
        and len(clause.treaty.states) != 2
    )
