"""The obligation graph of one day: states are nodes, and each duty is an edge from its obligor to its beneficiary."""

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
from treaties.vocabulary.names import article_cited
from treaties.vocabulary.precision import earliest
from treaties.vocabulary.terms import Duty, Trigger, Warrant

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True)
class Clause:
    """An obligation together with its instrument and its key.

    The key is `treaty:id` if the obligation has an id of its own, otherwise `treaty:article`, with `#n` from the second
    obligation of an article on.
    """

    treaty: Treaty
    obligation: Obligation
    key: str

    @property
    def label(self) -> str:
        """The instrument and article, for use in a sentence."""
        return f"{self.treaty.name}, {article_cited(self.obligation.article)}"

    @property
    def warrant(self) -> Warrant:
        """How far the article is attested: its words were read for this project, were not read, or are secret."""
        return warrant(self.treaty, self.obligation)

    @property
    def article(self) -> str:
        """The article, as the treaty file cites it."""
        return self.obligation.article

    @property
    def source(self) -> str:
        """The id of the source of the article, or of the treaty if the article has no source of its own."""
        return self.obligation.source or self.treaty.sources[0]

    @property
    def verified(self) -> bool:
        """Whether the article and its dates were checked against a source."""
        return self.obligation.verified and self.treaty.verified

    @cached_property
    def weight(self) -> tuple[int, int, int]:
        """A sort key for clauses with equal duties: verified articles first, then treaties with few parties, then
        recent instruments.
        """
        return (
            not self.verified,
            len(self.treaty.states),
            -self.treaty.signed.toordinal(),
        )

    def __hash__(self) -> int:
        return hash(self.key)


def clauses_of(treaty: Treaty) -> tuple[Clause, ...]:
    """Return the clauses of an instrument, in the order of its file."""
    seen: dict[str, int] = {}
    found = []
    for o in treaty.obligations:
        n = seen[o.article] = seen.get(o.article, 0) + 1
        where = o.id or o.article.replace(" ", "") + (f"#{n}" if n > 1 else "")
        found.append(Clause(treaty, o, f"{treaty.id}:{where}"))
    return tuple(found)


def clause_of(corpus: Corpus, key: str) -> Clause:
    """Return a clause of the law by its key, whether in force or not."""
    treaty = corpus.treaty(key.partition(":")[0])
    return next(c for c in clauses_of(treaty) if c.key == key)


class ObligationGraph:
    """The obligations of one day, indexed by beneficiary and available as a networkx `MultiDiGraph`.

    Edges have the key of their clause and the attributes `clause`, `duty` and `trigger`.

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
        self._living = corpus.states.living_on(on)
        self._to: dict[str, dict[str, set[str]]] = {}
        """By beneficiary and clause the obligors: the edges of the graph, in the form that is looked up most."""
        self._owed: dict[str, list[tuple[Clause, list[str]]]] = {}
        self._by: dict[str, list[tuple[str, str]]] = {}
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
        """The networkx graph, built on first use. Look-ups such as `owed_to` work without it."""
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
        """The ids of all states that owe or are owed a duty on that day."""
        owing = (s for owed in self._to.values() for s in owed.values())
        return frozenset(self._to).union(*owing)

    def clause(self, key: str) -> Clause:
        """Return a clause by its key, whether in force that day or not."""
        return self.clauses.get(key) or clause_of(self.corpus, key)

    def owed_to(self, beneficiary: str) -> list[tuple[Clause, list[str]]]:
        """Return every clause whose duty is owed to a state, with its obligors, in order of keys."""
        if beneficiary not in self._owed:
            found = self._to.get(beneficiary, {})
            self._owed[beneficiary] = [
                (self.clauses[k], sorted(found[k])) for k in sorted(found)
            ]
        return self._owed[beneficiary]

    def _promised(self, obligor: str) -> list[tuple[str, str]]:
        """To whom a state is bound, and by which clause."""
        if obligor not in self._by:
            self._by[obligor] = [
                (beneficiary, key)
                for beneficiary, clauses in self._to.items()
                for key, obligors in clauses.items()
                if obligor in obligors
            ]
        return self._by[obligor]

    def owed_by(self, obligor: str) -> list[Clause]:
        """Return every clause that binds a state, in order of keys."""
        return [
            self.clauses[key]
            for key in sorted({key for _, key in self._promised(obligor)})
        ]

    def owed_under(self, clause: Clause, obligor: str) -> list[str]:
        """Return the states to which an obligor owes the duty of a clause."""
        return [
            beneficiary
            for beneficiary, key in self._promised(obligor)
            if key == clause.key
        ]

    def between(self, obligor: str, beneficiary: str) -> list[Clause]:
        """Return the clauses that bind one state toward another, in order of keys."""
        owed = self._to.get(beneficiary, {})
        return [
            self.clauses[key]
            for key in sorted(
                [k for k, obligors in owed.items() if obligor in obligors]
            )
        ]

    def binds(self, clause: Clause, obligor: str, beneficiary: str) -> bool:
        """Return whether a clause binds one state toward another on that day.

        Args:
            clause: the clause; if it is not in force that day it binds nobody.
            obligor: the id of the state that may owe the duty.
            beneficiary: the id of the state to which it may be owed.
        """
        return obligor in self._to.get(beneficiary, {}).get(clause.key, ())

    def promises(self, obligor: str) -> int:
        """Return the number of states to which a state owes any kind of help on that day."""
        owed = self._promised(obligor)
        return len({b for b, key in owed if self.clauses[key].obligation.duty.drawn_in})

    @cached_property
    def signed(self) -> ObligationGraph:
        """The obligations of treaties that are signed by that day but not in force, and that bind later or are watched
        because they may, as if they bound from signature.
        """
        treaties = tuple(map(binding, filter(self._is_pending, self.corpus.treaties)))
        law = self.corpus.model_copy(update={"treaties": treaties})
        return ObligationGraph(law, self.on, public_only=self.public_only)

    def _is_pending(self, treaty: Treaty) -> bool:
        """Tell whether a treaty is signed and not yet in force, and is known to come into force or watched for it."""
        if earliest(treaty.signed) > self.on:
            return False
        if treaty.since:
            return self.on < earliest(treaty.since)
        return any(
            w.treaty == treaty.id and not w.pending.ending for w in self.corpus.watched
        )

    @cached_property
    def instruments(self) -> Counter[str]:
        """The number of instruments that bind each state on that day."""
        return Counter(state for bound in self.parties.values() for state in bound)

    def reservations(self, clause: Clause, obligor: str) -> list[Reservation]:
        """Return an obligor's conditional reservations to the article of a clause."""
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
        """For each treaty, the parties that made a conditional reservation or whose membership is in doubt."""
        found = {
            t.id: frozenset(
                [r.state for r in t.reservations if r.conditions]
                + [
                    p.state
                    for p in t.parties
                    if p.doubtful_on(self.on)
                    or any(s.holds_on(self.on) for s in p.standing)
                ]
            )
            for t in self.corpus.treaties
        }
        return {t: states for t, states in found.items() if states}

    def allied(self, one: str, other: str) -> bool:
        """Return whether either of two states owes the other help in arms on that day, or may give it under a treaty."""
        duties = (
            k.obligation.duty
            for k in (*self.between(one, other), *self.between(other, one))
        )
        return any(d.drawn_in or d is Duty.MAY_ASSIST for d in duties)

    def called_anywhere(self) -> Iterator[Clause]:
        """Yield the clauses that an event triggers whichever state it is directed against."""
        return (c for c in self.clauses.values() if c.obligation.trigger.anywhere)


@lru_cache(maxsize=2)
def obligations(
    corpus: Corpus, on: date, *, public_only: bool = False
) -> ObligationGraph:
    """Return the obligation graph of a day; the last two graphs are cached.

    Args:
        corpus: the law.
        on: the day.
        public_only: leave out what was secret on that day, and use the published text instead.
    """
    return ObligationGraph(corpus, on, public_only=public_only)


def permanently_neutral(clause: Clause) -> bool:
    """Return whether a clause declares permanent neutrality: neutrality in all wars of others, at all times.

    This is so if one state alone owes it, unconditionally and in any war, to several states or by its own declaration.
    In a treaty of two it is neutrality in each other's wars.

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
