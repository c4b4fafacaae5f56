"""Whose duty an answer serves: the steps by which a set of answers brings a goal about, and the obligors behind each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from engine.cascade.facts import Fact
from engine.labels.masks import bits
from engine.labels.program import GOAL, Program, Rule

Steps = Sequence[tuple[Rule, Fact | None]]
"""Rules in the order in which they fire, each with the fact at its head; None for the goal."""


def steps_to_goal(program: Program, mask: int) -> list[tuple[Rule, Fact | None]]:
    """The rules by which the answers of a mask bring the goal about, in order, each with its head; none if they don't."""
    live = [r for r in program.rules if r[2] & mask == r[2]]
    made: dict[int, Rule] = {}
    held, grows = 0, True
    while grows and GOAL not in made:
        grows = False
        for r in live:
            if r[0] not in made and r[1] & held == r[1]:
                made[r[0]] = r
                held |= 1 << r[0]
                grows = True
    order: list[int] = []
    todo = [GOAL] if GOAL in made else []
    while todo:
        fact = todo.pop()
        if fact not in order:
            order.append(fact)
            todo += bits(made[fact][1])
    rank = {f: i for i, f in enumerate(made)}
    return [(made[f], program.facts[f]) for f in sorted(order, key=lambda f: rank[f])]


def own(fact: Fact | None) -> tuple[str, ...] | None:
    """The obligors that a fact itself names; None where those who use it have to say."""
    if fact is None or fact.kind in ("belligerent", "attacked"):
        return ()
    if fact.kind in ("arisen", "due", "casus"):
        return (fact.args[fact.kind == "casus"],)
    return None


def served(program: Program, head: Fact | None, steps: Steps) -> list[str]:
    """Whose duty a step of a way to the goal serves: its own obligor, or those whose duty uses what it reaches."""
    mine = own(head)
    if mine is not None:
        return list(mine)
    number = program.facts.index(head)
    users = [f for rule, f in steps if rule[1] >> number & 1]
    return sorted({who for f in users for who in served(program, f, steps)})


def served_at_all(program: Program, among: Callable[[int], Sequence[str]]) -> dict[str, frozenset[str]]:
    """For each question: everybody whose duty may rest on it, whichever way the goal comes about.

    `among` gives the questions of a mask that count.
    """
    import networkx as nx

    ways: nx.DiGraph[int] = nx.DiGraph()
    for head, body, _ in program.rules:
        ways.add_node(head)
        ways.add_edges_from((f, head) for f in bits(body) if own(program.facts[f]) is None)
    known: dict[int, frozenset[str]] = {}
    found: dict[str, frozenset[str]] = {}
    for head, _, mask in program.rules:
        asked = among(mask)
        if asked and head not in known:
            reached = {head, *nx.descendants(ways, head)}
            known[head] = frozenset(s for f in reached for s in own(program.facts[f]) or ())
        for q in asked:
            found[q] = found.get(q, frozenset()) | known[head]
    return found
