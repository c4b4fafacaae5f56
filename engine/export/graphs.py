"""Duties as graphs for Gephi and its kind: scalar attributes only, and the life of each article as an interval."""

from __future__ import annotations

import io
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

    from engine.answer import Answer
    from engine.cascade.graph import Clause
    from treaties.models.corpus import Corpus


def duties(answer: Answer) -> nx.MultiDiGraph[str]:
    """The duties of an answer, obligor to beneficiary, with the life of each article.

    >>> from engine import ask
    >>> g = duties(ask("South Korea", by="North Korea", on="2026-01-01", rounds=1))
    >>> g["united-states"]["south-korea"]["us-rok-1953:III"]["since"]
    '1954-11-17'
    """
    graph = answer.to_networkx()
    for node, data in graph.nodes(data=True):
        data["label"] = data["name"]
        data["belligerent"] = node in answer.setting.principals
    for _, _, key, data in graph.edges(keys=True, data=True):
        data |= {"label": f"{data['treaty']} {data['article']}", "kind": "duty", **_life(answer.graph.clauses[key])}
    for o in answer.setting.occurrences:
        if o.kind.forcible and o.actor in graph and o.object in graph:
            graph.add_edge(
                o.actor, o.object, f"{o.kind}:{o.pair}", kind="force", label=str(o.kind), since=o.begun.isoformat()
            )
    return graph


def law(corpus: Corpus) -> nx.MultiDiGraph[str]:
    """Every duty that ever was, obligor to beneficiary, with the life of each: the law as a dynamic graph."""
    import networkx as nx

    from engine.cascade.graph import clauses_of
    from treaties.models.legs import every_leg

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for treaty in corpus.treaties:
        for clause in clauses_of(treaty):
            o = clause.obligation
            spells: Counter[tuple[str, str]] = Counter()
            for leg, (since, until) in sorted(every_leg(treaty, o), key=lambda found: (found[0][1:], found[1][0])):
                spells[leg[1:]] += 1
                key = clause.key + (f"@{spells[leg[1:]]}" if spells[leg[1:]] > 1 else "")
                span = {"since": since.isoformat(), **({"until": until.isoformat()} if until else {})}
                graph.add_edge(
                    leg.obligor,
                    leg.beneficiary,
                    key,
                    treaty=treaty.id,
                    article=o.article,
                    duty=str(o.duty),
                    trigger=str(o.trigger),
                    label=clause.label,
                    kind="duty",
                    **span,
                )
    for node, data in graph.nodes(data=True):
        data["label"] = data["name"] = corpus.states[node].name
    return graph


def _life(clause: Clause) -> dict[str, str]:
    o, t = clause.obligation, clause.treaty
    since = max((d for d in (o.since, t.since) if d), default=None)
    until = min((d for d in (o.until, t.until) if d), default=None)
    return {k: d.isoformat() for k, d in (("since", since), ("until", until)) if d}


def graphml(graph: nx.MultiDiGraph[str]) -> str:
    """A graph as GraphML."""
    import networkx as nx

    out = io.BytesIO()
    nx.write_graphml_xml(graph, out, named_key_ids=True)
    return out.getvalue().decode("utf-8") + "\n"


def gexf(graph: nx.MultiDiGraph[str]) -> str:
    """A graph as GEXF 1.2 with dynamic edges: `since` and `until` become their start and end."""
    import networkx as nx

    moving: nx.MultiDiGraph[str] = nx.MultiDiGraph(mode="dynamic")
    moving.graph["timeformat"] = "date"
    for node, data in graph.nodes(data=True):
        moving.add_node(node, **{k: v for k, v in data.items() if v is not None})
    for n, (a, b, key, data) in enumerate(graph.edges(keys=True, data=True)):
        kept = {k: v for k, v in data.items() if k not in ("since", "until") and v is not None}
        span = {new: data[old] for old, new in (("since", "start"), ("until", "end")) if data.get(old)}
        moving.add_edge(a, b, key, id=str(n), clause=key, **kept, **span)
    out = io.BytesIO()
    nx.write_gexf(moving, out, version="1.2draft")
    return out.getvalue().decode("utf-8") + "\n"


def to_graphml(answer: Answer) -> str:
    """The duties of an answer as GraphML."""
    return graphml(duties(answer))


def to_gexf(answer: Answer) -> str:
    """The duties of an answer as GEXF."""
    return gexf(duties(answer))
