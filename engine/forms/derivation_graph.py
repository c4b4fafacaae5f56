"""The derivation of an answer as a graph of facts and steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.record.facts import Derivation

if TYPE_CHECKING:
    import networkx as nx


def derivation_graph(record: Derivation) -> nx.DiGraph[str]:
    """Return the graph of the derivation: facts and steps are its nodes. An edge leads from each premise to the step
    that uses it, and from each step to the fact that it proves.

    Nodes carry `node` (`fact` or `step`). Facts also carry `kind`, `round` and `label`; steps carry `rule` and
    `answers`, the answers to questions that they assume. One of its steps suffices to prove a fact, while a step needs
    all of its premises. The ancestors of a fact are therefore everything that it may rest on, and its descendants
    everything that may rest on it.

    >>> from engine import ask
    >>> g = derivation_graph(ask("South Korea", by="North Korea", on="2026-01-01", rounds=1).record)
    >>> import networkx as nx
    >>> nx.is_bipartite(g), "attacked(north-korea, south-korea)" in g
    (True, True)
    """
    import networkx as nx

    g: nx.DiGraph[str] = nx.DiGraph()
    for fact, round_ in record.rounds.items():
        g.add_node(
            str(fact), node="fact", kind=fact.kind, round=round_, label=str(fact)
        )
    for n, step in enumerate(record.steps):
        text = ", ".join(f"{q}={'yes' if yes else 'no'}" for q, yes in step.literals)
        g.add_node(
            f"step {n}", node="step", rule=step.rule, answers=text, label=step.rule
        )
        g.add_edge(f"step {n}", str(step.head))
        g.add_edges_from((str(b), f"step {n}") for b in step.body)
    return g
