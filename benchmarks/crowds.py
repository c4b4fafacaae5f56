"""Made-up worlds of a given size for the benchmarks: chains, blocs, sparse random nets, and shared judgements."""

from __future__ import annotations

import random

from engine.record.facts import Derivation, Fact, Step


def drawn(i: int) -> Fact:
    """That state number i is drawn in."""
    return Fact("due", (f"s{i}", "clause", "friend"))


def _net(edges: list[tuple[int, int]], goal: int) -> tuple[Derivation, Fact]:
    record = Derivation()
    record.add(Step(drawn(0), (), (), "event"), 0)
    for n, (a, b) in enumerate(edges):
        record.add(
            Step(drawn(b), (drawn(a),), ((f"q{n:03}:{a}>{b}", True),), "clause"), 1
        )
    return record, drawn(goal)


def chain(n: int) -> tuple[Derivation, Fact]:
    """Neighbours on a line with mutual pacts to the next and the next but one: n uncertain obligations, all cyclic."""
    edges: list[tuple[int, int]] = []
    i = 0
    while len(edges) < n:
        for a, b in ((i, i + 1), (i + 1, i), (i, i + 2), (i + 2, i)):
            edges.append((a, b))
        i += 1
    edges = edges[:n]
    return _net(edges, max(b for _, b in edges))


def blocs(n: int, seed: int = 1) -> tuple[Derivation, Fact]:
    """Blocs of five states with mutual pacts inside and two bridges from one bloc to the next."""
    rng = random.Random(seed)
    edges: list[tuple[int, int]] = []
    start = 0
    while len(edges) < n:
        members = list(range(start, start + 5))
        inside = [(a, b) for a in members for b in members if a < b]
        for a, b in sorted(rng.sample(inside, 7)):
            edges += [(a, b), (b, a)]
        for _ in range(2):
            a, b = rng.choice(members), rng.choice(members) + 5
            edges += [(a, b)]
        start += 5
    edges = edges[:n]
    return _net(list(dict.fromkeys(edges)), max(b for _, b in edges))


def sparse(n: int, seed: int = 1) -> tuple[Derivation, Fact]:
    """A random net with two and a half obligations to a state."""
    rng = random.Random(seed)
    states = max(3, int(n / 2.5))
    pairs = [(a, b) for a in range(states) for b in range(states) if a != b]
    return _net(sorted(rng.sample(pairs, min(n, len(pairs)))), states - 1)


def shared(
    actors: int = 30,
    obligations: int = 130,
    questions: int = 45,
    seed: int = 2,
    *,
    contrary: bool = False,
) -> tuple[Derivation, Fact]:
    """Obligations gated by judgements that many share, one to three each; a few judgements gate most of them.

    `contrary` asks for a no to every fourth judgement, by one obligation in two.
    """
    rng = random.Random(seed)
    record = Derivation()
    record.add(Step(drawn(0), (), (), "event"), 0)
    names = [f"j{i:02}" for i in range(questions)]
    weights = [1 / (i + 1) for i in range(questions)]
    for n in range(obligations):
        a, b = rng.sample(range(actors), 2)
        count, chosen = rng.choice([1, 2, 2, 3]), set[str]()
        while len(chosen) < count:
            chosen.add(rng.choices(names, weights)[0])
        literals = tuple(
            (q, not contrary or int(q[1:]) % 4 != 0 or n % 2 == 0)
            for q in sorted(chosen)
        )
        record.add(Step(drawn(b), (drawn(a),), literals, "clause"), 1)
    return record, drawn(actors - 1)
