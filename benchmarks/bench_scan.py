"""The plain cascade over ATOP's directed defence obligations, all ordered pairs, every year: each way against the others.

    python benchmarks/bench_scan.py --atop atop5_1m.csv [--every 20] [--law 2026-01-01]

One query is one (attacker, victim, year): how many states are drawn in on the victim's side. The fast ways answer all
queries; the slow ones those of every so many years (`--every`) and are scaled by queries, which the table marks. All
run in this one process, and all sizes are compared before a time is printed. `--law` adds the sweep with conditions.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import time
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

for threads in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(threads, "1")

from engine.record.masks import bits  # noqa: E402
from engine.sweep.reach import PlainLaw  # noqa: E402

Sizes = list[list[int]]


def laws_of(path: str) -> list[PlainLaw]:
    """The defence obligations of each year, among all states of the system that year."""
    from treaties.loading.corpus import load_corpus
    from treaties.outside.atop import load

    edges: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for d in load(path).dyad_years():
        if d.defense:
            edges[d.year].append((d.ccode1, d.ccode2))
    members: defaultdict[int, set[int]] = defaultdict(set)
    for s in load_corpus().states.all:
        for span in s.system:
            for year in range(1816, 2019):
                since, until = span.since or date.min, span.until or date.max
                if since <= date(year, 12, 31) and until > date(year, 1, 1):
                    code = s.cow_on(max(since, date(year, 1, 1)))
                    if code:
                        members[year].add(code)
    return [PlainLaw.of(edges[y], members[y]) for y in range(1816, 2019)]


def edges_of(law: PlainLaw) -> list[tuple[int, int]]:
    """The (obligor, beneficiary) pairs by index."""
    return [(o, b) for b, mask in enumerate(law.owing) for o in bits(mask)]


def plain_python(law: PlainLaw) -> Sizes:
    """Breadth-first search over lists of neighbours, one query at a time."""
    n = len(law)
    heirs = [bits(m) for m in law.owing]
    out = []
    for v in range(n):
        row = []
        for a in range(n):
            seen = [False] * n
            seen[v] = seen[a] = True
            todo, count = deque([v]), 0
            while todo:
                for o in heirs[todo.popleft()]:
                    if not seen[o]:
                        seen[o] = True
                        count += 1
                        todo.append(o)
            row.append(-1 if a == v else count)
        out.append(row)
    return out


def bit_sets_per_query(law: PlainLaw) -> Sizes:
    """One search over integers as bit sets for every query."""
    n = len(law)
    return [
        [-1 if a == v else law.closure(v, 1 << a).bit_count() - 1 for a in range(n)]
        for v in range(n)
    ]


def networkx_search(law: PlainLaw) -> Sizes:
    """`networkx.descendants` in the graph less the attacker."""
    import networkx as nx

    n = len(law)
    out = [[-1] * n for _ in range(n)]
    for a in range(n):
        g = nx.DiGraph()
        g.add_nodes_from(range(n))
        g.add_edges_from((b, o) for o, b in edges_of(law))
        g.remove_node(a)
        for v in range(n):
            if v != a:
                out[v][a] = len(nx.descendants(g, v))
    return out


def _from_dominators(n: int, v: int, above: dict[int, int]) -> list[int]:
    """Sizes for all attackers from one dominator tree: whoever is removed takes its subtree along."""
    below = dict.fromkeys(above, 1)
    depth: dict[int, int] = {v: 0}

    def deep(x: int) -> int:
        path = []
        while x not in depth:
            path.append(x)
            x = above[x]
        for y in reversed(path):
            depth[y] = depth[above[y]] + 1
        return 0

    for x in above:
        deep(x)
    for x in sorted((x for x in above if x != v), key=lambda x: -depth[x]):
        if above[x] != v:
            below[above[x]] += below[x]
    whole = len(above) - 1
    return [-1 if a == v else whole - below.get(a, 0) for a in range(n)]


def networkx_dominators(law: PlainLaw) -> Sizes:
    """`networkx.immediate_dominators`, one tree a victim."""
    import networkx as nx

    g = nx.DiGraph()
    g.add_nodes_from(range(len(law)))
    g.add_edges_from((b, o) for o, b in edges_of(law))
    out = []
    for v in range(len(law)):
        above = dict(nx.immediate_dominators(g, v))
        above[v] = v
        out.append(_from_dominators(len(law), v, above))
    return out


def rustworkx_search(law: PlainLaw) -> Sizes:
    """`rustworkx.descendants` in the graph less the attacker."""
    import rustworkx as rx

    n = len(law)
    out = [[-1] * n for _ in range(n)]
    for a in range(n):
        g = rx.PyDiGraph()
        g.add_nodes_from(range(n))
        g.add_edges_from_no_data([(b, o) for o, b in edges_of(law)])
        g.remove_node(a)
        for v in range(n):
            if v != a:
                out[v][a] = len(rx.descendants(g, v))
    return out


def rustworkx_dominators(law: PlainLaw) -> Sizes:
    """`rustworkx.immediate_dominators`, one tree a victim."""
    import rustworkx as rx

    g = rx.PyDiGraph()
    g.add_nodes_from(range(len(law)))
    g.add_edges_from_no_data([(b, o) for o, b in edges_of(law)])
    out = []
    for v in range(len(law)):
        above = dict(rx.immediate_dominators(g, v))
        above[v] = v
        out.append(_from_dominators(len(law), v, above))
    return out


def clingo_datalog(law: PlainLaw) -> Sizes:
    """The rules given to clingo, all queries of a year in one grounding."""
    import clingo

    n = len(law)
    facts = "".join(f"owes({o},{b})." for o, b in edges_of(law))
    rules = f"s(0..{n - 1}). in(A,V,V) :- s(A), s(V), A != V. in(A,V,O) :- in(A,V,B), owes(O,B), O != A."
    control = clingo.Control(["--warn=none"])
    control.add("base", [], facts + rules)
    control.ground([("base", [])])
    out = [[-1] * n for _ in range(n)]
    for atom in control.symbolic_atoms.by_signature("in", 3):
        a, v, _ = (x.number for x in atom.symbol.arguments)
        out[v][a] += 1
    return out


def egglog_datalog(law: PlainLaw) -> Sizes:
    """The same rules given to egglog, whose engine is compiled Rust, semi-naive as Soufflé's is."""
    from egglog.bindings import EGraph

    n = len(law)
    facts = "".join(f"(state {i})" for i in range(n)) + "".join(
        f"(owes {o} {b})" for o, b in edges_of(law)
    )
    rules = """(relation state (i64)) (relation owes (i64 i64)) (relation joined (i64 i64 i64))
    (rule ((state a) (state v) (!= a v)) ((joined a v v)))
    (rule ((joined a v b) (owes o b) (!= o a)) ((joined a v o)))"""
    graph = EGraph()
    graph.run_program(*graph.parse_program(f"{rules} {facts} (run 1000)"))
    out = [[-1] * n for _ in range(n)]
    found = graph.run_program(
        *graph.parse_program(f"(print-function joined {n**3 + 1})")
    )[-1]
    terms = ((i, found.termdag.get(i)) for i in range(found.termdag.size()))
    number = {i: t.value.value for i, t in terms if hasattr(t, "value")}
    for term, _ in found.terms:
        a, v, _ = (number[i] for i in found.termdag.get(term).args)
        out[v][a] += 1
    return out


WAYS: list[tuple[str, str, Callable[[PlainLaw], Sizes], bool]] = [
    ("networkx search per query", "networkx", networkx_search, True),
    ("clingo", "clingo", clingo_datalog, True),
    ("egglog", "egglog", egglog_datalog, True),
    ("rustworkx search per query", "rustworkx", rustworkx_search, True),
    ("plain Python search per query", "", plain_python, True),
    ("integers as bit sets, per query", "", bit_sets_per_query, True),
    ("networkx dominator trees", "networkx", networkx_dominators, True),
    ("rustworkx dominator trees", "rustworkx", rustworkx_dominators, False),
    ("**integers as bit sets (`PlainLaw.sizes`)**", "", PlainLaw.sizes, False),
]


def queries(laws: Sequence[PlainLaw]) -> int:
    """The ordered pairs of all years."""
    return sum(len(w) * (len(w) - 1) for w in laws)


def plain(laws: list[PlainLaw], every: int, left_out: Sequence[str]) -> None:
    """Time each way, compare what it gives, print the table."""
    sample = laws[every - 1 :: every]
    expected = [w.sizes() for w in laws]
    total, part = queries(laws), queries(sample)
    print(
        f"{total} queries over {len(laws)} years; sample of every {every} years: {part}",
        file=sys.stderr,
    )
    results = []
    for name, module, way, slow in WAYS:
        if module in left_out:
            continue
        if module and not find_spec(module):
            print(f"{name}: not installed", file=sys.stderr)
            continue
        given = sample if slow else laws
        way(given[0])
        start = time.process_time()
        got = [way(w) for w in given]
        took = time.process_time() - start
        wanted = expected[every - 1 :: every] if slow else expected
        for g, e in zip(got, wanted, strict=True):
            rows: Any = g
            assert (rows if isinstance(rows, list) else rows.tolist()) == e, name
        results.append((name, took * (total / part if slow else 1), slow))
        print(f"{name}: {took:.3f} s{' (sample)' if slow else ''}", file=sys.stderr)
    best = min(t for _, t, _ in results)
    print("| way | seconds of processor | against the fastest |\n|---|---:|---:|")
    for name, took, slow in results:
        print(f"| {name} | {took:.3f}{' ×' if slow else ''} | {took / best:,.1f} |")


def conditions(day: str) -> None:
    """The sweep with conditions, on the shipped law."""
    from engine.sweep.daylaw import DayLaw
    from engine.world import shipped

    corpus = shipped().corpus
    for name, readings in (
        ("one reading", (None,)),
        ("all readings", (None, *corpus.readings)),
    ):
        start = time.process_time()
        law = DayLaw(corpus, date.fromisoformat(day), readings)
        count = exact = 0
        for a in law.subjects:
            for v in law.subjects:
                if a != v:
                    count += 1
                    if law.cells(a, v) is None:
                        exact += 1
                        law.tallies(a, v)
        took = time.process_time() - start
        each = took / count / len(readings) * 1e6
        print(
            f"| {day}, {name} ({len(readings)}) | {count} | {exact} | {took:.2f} | {each:.1f} |"
        )


def growth(sizes: Sequence[int] = (50, 100, 200, 400), owing: int = 8) -> None:
    """All pairs of invented laws in which each state owes help to `owing` others: the power of states that time grows with."""
    import math
    import random

    found = []
    for n in sizes:
        dice = random.Random(n)
        law = PlainLaw.of(
            [(o, b) for o in range(n) for b in dice.sample(range(n), owing)], range(n)
        )
        start = time.process_time()
        law.sizes()
        found.append((n, time.process_time() - start))
    (small, first), (large, last) = found[0], found[-1]
    print("| states | all pairs, seconds of processor |\n|---:|---:|")
    for n, took in found:
        print(f"| {n} | {took:.4f} |")
    print(
        f"\nstates to the power of {math.log(last / first) / math.log(large / small):.2f}; the pairs themselves grow with 2"
    )


def main() -> None:
    """Parse and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--atop", help="ATOP's member file")
    parser.add_argument("--every", type=int, default=20)
    parser.add_argument("--law", action="append", default=[], metavar="DATE")
    parser.add_argument(
        "--without",
        action="append",
        default=[],
        metavar="LIBRARY",
        help="a way to leave out",
    )
    parser.add_argument(
        "--growth",
        action="store_true",
        help="how the plain cascade grows with the states",
    )
    given = parser.parse_args()
    if given.growth:
        growth()
    if given.atop:
        plain(laws_of(given.atop), given.every, given.without)
    if given.law:
        print(
            "| day | pairs | by the traversal | seconds of processor | µs a pair and reading |\n|---|---:|---:|---:|---:|"
        )
        for day in given.law:
            conditions(day)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MiB", file=sys.stderr)


if __name__ == "__main__":
    main()
