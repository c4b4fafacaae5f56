"""The obligors behind an answer: the steps by which a set of answers brings a goal about, and whose duties they
are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from engine.labels.program import Program
from engine.record.facts import Fact


def own(fact: Fact | None) -> tuple[str, ...] | None:
    """Find the obligors that a fact names; None where it names none, so that the steps which use the fact have to name
    them.
    """
    if fact is None or fact.kind in ("belligerent", "attacked"):
        return ()
    if fact.kind in ("arisen", "due", "casus"):
        return (fact.args[fact.kind == "casus"],)
    return None


def served(program: Program, mask: int) -> list[tuple[int, tuple[str, ...]]]:
    """List in order the steps by which the answers of a mask derive the goal: the answers that each step uses, and the
    obligors whom it concerns.

    A step concerns its own obligor, or else the obligors whose duty uses the fact that it derives.
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
    """Find, for each question, all obligors whose duty may rest on it, along every way to the goal.

    `among` picks from a mask the questions that count.
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
