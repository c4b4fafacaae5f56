"""All minimal supports: the engine against clingo and antichains; one short proof.

    python benchmarks/bench_supports.py [--seconds 60]

Worlds of 30 actors, 130 obligations and 45 shared judgements. The numbers of supports are compared before a time is
printed; that the sets themselves are equal is held by the tests.
"""

from __future__ import annotations

import argparse
from typing import Any

from contest import Outcome, agree, run, table

WAYS: dict[str, list[Any]] = {
    "clingo": ["by_clingo"],
    "antichains": ["antichains"],
    "plain Python": ["labelled", {"every": False}],
    "plain Python, every actor": ["labelled", {"every": True}],
}


def main() -> None:
    """Run all ways on the worlds and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seeds", type=int, default=8)
    given = parser.parse_args()
    rows = []
    sums: dict[str, float] = dict.fromkeys(WAYS, 0.0)
    for seed in range(1, given.seeds + 1):
        for contrary in (False, True):
            world = ["shared", {"seed": seed, "contrary": contrary}]
            ways = {n: w for n, w in WAYS.items() if n != "antichains" or seed < 2}
            found = {name: run(way, world, seconds=given.seconds) for name, way in ways.items()}
            assert agree(list(found.values())), f"the numbers of supports differ: {found}"
            proof = run(["shortest"], world)
            found = {name: found.get(name, Outcome(None, why="—")) for name in WAYS}
            for name, outcome in found.items():
                sums[name] += outcome.seconds if outcome.seconds is not None else float("inf")
            label = f"seed {seed}{', both answers' if contrary else ''}"
            cells = [_ratio(o, found["clingo"]) for o in found.values()]
            rows.append([label, str(found["clingo"].value), *cells, f"{1000 * (proof.seconds or 0):.3f} ms"])
            print(*rows[-1], sep=" | ", flush=True)
    total = [f"{s:.3f} ({s / sums['clingo']:.2f})" if s < float("inf") else "—" for s in sums.values()]
    rows.append(["all", "", *total, ""])
    print()
    print("Seconds of the processor, and as a share of clingo's.")
    print(table(["world", "supports", *WAYS, "one short proof"], rows))


def _ratio(outcome: Outcome, base: Outcome) -> str:
    if outcome.seconds is None or base.seconds is None:
        return str(outcome)
    return f"{outcome.seconds:.3f} ({outcome.seconds / base.seconds:.2f})"


if __name__ == "__main__":
    main()
