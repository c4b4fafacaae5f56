"""Obligors in a derivation: the states whose duties depend on the steps from some answers to a goal."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from engine.labels.program import Program
from engine.record.facts import Fact


def own(fact: Fact | None) -> tuple[str, ...] | None:
    """Return the obligors that a fact names; None if the fact names no obligor, so that its obligors follow from the
    steps that use the fact.
    """
    if fact is None or fact.kind in ("belligerent", "attacked"):
        return ()
    if fact.kind in ("arisen", "due", "casus"):
        return (fact.args[fact.kind == "casus"],)
    return None


def served(program: Program, mask: int) -> list[tuple[int, tuple[str, ...]]]:
    """Return the steps by which the answers in a mask derive the goal, in order, each as a mask of answers and the
    obligors concerned.

    A step concerns the obligor that it names, or else the obligors whose duties use its conclusion.
    """
    chains = program.chains
    steps: list[tuple[int, tuple[str, ...]]] = []
    users: dict[int, set[str]] = {}
    for i in reversed(chains.proof(mask)):
        head, body, asked = chains.rules[i]
        mine = own(program.facts[head])
        who = users.get(head, ()) if mine is None else mine
        for f in body:
            users.setdefault(f, set()).update(who)
        steps.append((asked, tuple(sorted(who))))
    return steps[::-1]


def served_at_all(
    program: Program, among: Callable[[int], Sequence[str]]
) -> dict[str, frozenset[str]]:
    """Return, for each question, all obligors whose duty may depend on it in any derivation of the goal.

    Args:
        program: the rules of the goal.
        among: a function that selects the relevant questions from a mask.
    """
    import networkx as nx

    ways: nx.DiGraph[int] = nx.DiGraph()
    for head, body, _ in program.chains.rules:
        ways.add_node(head)
        ways.add_edges_from((f, head) for f in body if own(program.facts[f]) is None)
    known: dict[int, frozenset[str]] = {}
    found: dict[str, frozenset[str]] = {}
    for head, _, mask in program.rules:
        asked = among(mask)
        if asked and head not in known:
            reached = {head, *nx.descendants(ways, head)}
            known[head] = frozenset(
                s for f in reached for s in own(program.facts[f]) or ()
            )
        for q in asked:
            found[q] = found.get(q, frozenset()) | known[head]
    return found
