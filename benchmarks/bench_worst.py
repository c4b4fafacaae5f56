"""The worst cases within their budgets: seconds of processor, peak memory and bounds, each in a process with a memory limit.

    python benchmarks/bench_worst.py [--memory 4]

The limit is one of address space, in GiB; what was used is told.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(HOME), str(HOME / "benchmarks")]
WORLDS = {"sparse 80": ("sparse", 80), "sparse 160": ("sparse", 160), "shared 60 400 120": ("shared", 60, 400, 120)}


def one(name: str, memory: float) -> None:
    """Odds, and bounds where no method ends, with the budgets that the verb has."""
    limit = int(memory * (1 << 30))
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    import crowds
    from rivals import program_of

    from engine.analysis.probability.bounds import bounds, nearest
    from engine.analysis.probability.by_supports import circuit_of
    from engine.labels.reduction import reduced

    kind, *sizes = WORLDS[name]
    program = reduced(program_of(getattr(crowds, kind)(*sizes)))
    start = time.process_time()
    circuit = circuit_of(program)
    exact = time.process_time() - start
    if circuit is None:
        near = float(nearest(program).value(lambda _: 0.5))
        low, high = (float(c.value(lambda _: 0.5)) for c in bounds(program, lambda _: 0.5))
    else:
        near = low = high = float(circuit.value(lambda _: 0.5))
    assert low <= high
    assert near <= high
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    cells = [name, "bounds" if circuit is None else "supports", f"{exact:.1f}", f"{max(near, low):.6f} to {high:.6f}"]
    print("| " + " | ".join([*cells, f"{time.process_time() - start:.1f}", f"{peak} MiB"]) + " |")


def main() -> None:
    """Each world in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--memory", type=float, default=4.0)
    parser.add_argument("--one", choices=WORLDS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        one(given.one, given.memory)
        return
    print("| world | by | seconds | odds | seconds with bounds | peak memory |\n|---|---|---:|---:|---:|---:|")
    for name in WORLDS:
        subprocess.run([sys.executable, __file__, "--one", name, "--memory", str(given.memory)], check=True)


if __name__ == "__main__":
    main()
