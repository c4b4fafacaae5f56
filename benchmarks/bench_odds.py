"""Exact odds: the engine against ProbLog, aspmc, PySDD, dd and OxiDD on the same worlds, in one run.

    python benchmarks/bench_odds.py [--seconds 60] [--aspmc PYTHON] [--only chain --only shared]

Every chance is one half; all values are compared before a ratio is printed. A way that fails on a world is not tried
on the larger ones of its kind. `--aspmc` names the Python of an environment that has aspmc.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from contest import Outcome, agree, run, table

WAYS: dict[str, list[Any]] = {
    "ProbLog": ["by_problog"],
    "aspmc": ["by_aspmc"],
    "PySDD": ["by_pysdd"],
    "dd, CUDD": ["by_dd", "cudd"],
    "dd, plain Python": ["by_dd", "autoref"],
    "OxiDD": ["by_oxidd"],
    "engine": ["ours"],
}
NETS = {
    kind: [[kind, n] for n in (20, 40, 80, 160)]
    for kind in ("chain", "blocs", "sparse")
}
SHARED = [
    ["shared"],
    ["shared", {"contrary": True}],
    ["shared", {"seed": 4}],
    ["shared", {"seed": 6, "contrary": True}],
]


def contest(
    worlds: Sequence[list[Any]], ways: dict[str, list[Any]], seconds: float
) -> list[dict[str, Outcome]]:
    """Each way on each world, the smallest first."""
    failed: set[str] = set()
    found = []
    for world in worlds:
        row: dict[str, Outcome] = {}
        for name, way in ways.items():
            if name in failed and name != "engine":
                row[name] = Outcome(None, why="—")
                continue
            row[name] = run(way, world, seconds=seconds)
            print(
                f"{world} {name}: {row[name]} {row[name].how} {row[name].value} {row[name].mib} MiB",
                flush=True,
            )
            if (
                row[name].seconds is None
                and len(worlds) > 1
                and isinstance(world[-1], int)
            ):
                failed.add(name)
        assert agree(list(row.values())), f"the values differ: {row}"
        found.append(row)
    return found


def main() -> None:
    """Run the contests that are asked for and print their tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--aspmc", help="the Python of an environment that has aspmc")
    parser.add_argument("--only", action="append", choices=[*NETS, "shared"])
    given = parser.parse_args()
    ways = {
        n: [*w, given.aspmc] if n == "aspmc" else w
        for n, w in WAYS.items()
        if n != "aspmc" or given.aspmc
    }
    rows = []
    for kind, worlds in {**NETS, "shared": SHARED}.items():
        if given.only and kind not in given.only:
            continue
        for world, row in zip(
            worlds, contest(worlds, ways, given.seconds), strict=True
        ):
            mine = row["engine"]
            cells = [_times(row[n], mine) for n in ways if n != "engine"]
            rows.append(
                [
                    _name(world),
                    f"{mine}{f' ({mine.how})' if mine.how else ''}",
                    *cells,
                    f"{mine.mib} MiB",
                ]
            )
    print()
    print("Seconds of the processor, and how many times the engine's.")
    print(
        table(
            [
                "world",
                "engine",
                *(n for n in ways if n != "engine"),
                "memory of the engine",
            ],
            rows,
        )
    )


def _name(world: list[Any]) -> str:
    sizes = [
        ", ".join(f"{k} {v}" for k, v in x.items()) if isinstance(x, dict) else str(x)
        for x in world
    ]
    return " ".join(sizes)


def _times(theirs: Outcome, mine: Outcome) -> str:
    if theirs.seconds is None:
        return theirs.why
    return f"{theirs.seconds:.4f}" + (
        f" (×{theirs.seconds / mine.seconds:.0f})" if mine.seconds else ""
    )


if __name__ == "__main__":
    main()
