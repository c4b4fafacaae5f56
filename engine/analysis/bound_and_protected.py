"""The states bound by an article of help and the states that it protects, in words for a comparison of two articles."""

from __future__ import annotations

from typing import NamedTuple

from engine.output.prose import listed, number
from engine.setting.graph import Clause, ObligationGraph
from treaties.vocabulary.names import with_article

NAMED = 4
"""The largest number of states that are named."""


class BoundAndProtected(NamedTuple):
    """The states bound by an article of help, and the states that it protects, each in words."""

    bound: str
    """The states that owe help, as the subject of a verb in the singular."""
    protected: str
    """The states that are helped, for the event that befalls any of them."""


def bound_and_protected(graph: ObligationGraph, clause: Clause) -> BoundAndProtected:
    """Return who owes help by an article, and to whom. If every party owes help and there are more than two, they are
    named `each party`.

    Args:
        graph: the obligations of the day.
        clause: the article.

    >>> from datetime import date
    >>> from engine.setting.graph import obligations
    >>> from treaties.loading.corpus import load_corpus
    >>> law = obligations(load_corpus(), date(1939, 9, 1))
    >>> shielded = next(c for c in law.clauses.values() if c.treaty.id == "germany-slovakia-1939")
    >>> bound_and_protected(law, shielded)
    BoundAndProtected(bound='Germany', protected='Slovakia')
    """
    parties = sorted(graph.parties.get(clause.treaty.id, ()))
    owed = {s: set(graph.owed_under(clause, s)) - {s} for s in parties}
    bound = [s for s in parties if owed[s]]
    helped = sorted(set().union(*owed.values()))
    every = "each party" if bound == parties and len(bound) > 2 else ""
    return BoundAndProtected(
        every or _each(graph, bound), _any(graph, bound, parties, helped)
    )


def _each(graph: ObligationGraph, bound: list[str]) -> str:
    """Name each of the states that owe help, or give their number."""
    if len(bound) > NAMED:
        return f"each of {number(len(bound))} states"
    names = listed(_names(graph, bound))
    return f"each of {names}" if len(bound) > 1 else names or "a state"


def _any(
    graph: ObligationGraph, bound: list[str], parties: list[str], helped: list[str]
) -> str:
    """Name any of the states that are helped: the other of two, another of the parties, or by name or number.

    Args:
        graph: the obligations of the day.
        bound: the states that owe help.
        parties: the parties to the treaty.
        helped: the states that are helped.
    """
    if bound == helped and len(bound) == 2:
        return "the other"
    mutual = bound == parties and set(parties) <= set(helped) and len(parties) > 1
    alone = [s for s in helped if s not in parties] if mutual else helped
    one = ["the other" if len(parties) == 2 else "another party"] * mutual
    if len(alone) > NAMED:
        more = "other " * mutual
        return listed([*one, f"one of {number(len(alone))} {more}states"], "or")
    return listed([*one, *_names(graph, alone)], "or") or "a party"


def _names(graph: ObligationGraph, states: list[str]) -> list[str]:
    """Name states as of the day."""
    return [with_article(graph.corpus.states[s].name_on(graph.on)) for s in states]
