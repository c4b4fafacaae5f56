"""An answer as graphs of networkx: its duties between states, and its derivation between facts and steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.output.result import taken

if TYPE_CHECKING:
    import networkx as nx

    from engine.verdicts.solution import Solution


EDGE = ("treaty", "article", "duty", "status", "events", "judgements", "round")
"""What an edge of the duties carries."""


def duties_graph(answer: Solution) -> nx.MultiDiGraph[str]:
    """The duties, obligor to beneficiary, keyed by clause.

    Nodes carry `status`; edges `duty`, `status`, `events`, `judgements`, `round`. All values are scalars.
    """
    import networkx as nx

    g: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for row in answer.rows:
        g.add_node(row.state, name=row.name, status=str(row.status), round=row.round)
    for row in answer.rows:
        for ground, v in ((j.ground, j.verdict) for j in row.judged):
            told = taken(EDGE, v.distance, v, ground) | {"duty": str(v.duty or ground.duty)}
            g.add_edge(row.state, ground.beneficiary, ground.clause.key, **told)
    return g


def derivation_graph(answer: Solution) -> nx.DiGraph[str]:
    """The derivation: facts and steps as nodes, an edge from each fact to the steps it bears, and from a step to its fact.

    Nodes carry `node` (`fact` or `step`); facts also `kind`, `round` and `label`, steps `rule` and `answers`, the
    answers that they rest on. A fact holds by any one of its steps, a step only by all of its facts: so what a fact
    can rest on at all are its ancestors, and what a fact bears on are its descendants.

    >>> from engine import ask
    >>> g = derivation_graph(ask("South Korea", by="North Korea", on="2026-01-01", rounds=1))
    >>> import networkx as nx
    >>> nx.is_bipartite(g), "attacked(north-korea, south-korea)" in g
    (True, True)
    """
    import networkx as nx

    g: nx.DiGraph[str] = nx.DiGraph()
    for fact, round_ in answer.record.rounds.items():
        g.add_node(str(fact), node="fact", kind=fact.kind, round=round_, label=str(fact))
    for n, step in enumerate(answer.record.steps):
        told = ", ".join(f"{q}={'yes' if yes else 'no'}" for q, yes in step.literals)
        g.add_node(f"step {n}", node="step", rule=step.rule, answers=told, label=step.rule)
        g.add_edge(f"step {n}", str(step.head))
        g.add_edges_from((str(b), f"step {n}") for b in step.body)
    return g
