"""One way against the others on the same world, each in a process of its own with limits on time and memory.

The seconds are those of the processor, children included, the mean of many runs where they are short; loading
libraries and compiling machine code are not counted. Memory is what is in use, not
address space, of which OxiDD reserves gigabytes.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(HOME), str(HOME / "benchmarks")]

GIB = 1 << 30
"""Bytes; the memory limit is given in these."""


@dataclass(frozen=True)
class Outcome:
    """Seconds and value of one way, or why there is none; `how` is the method it chose, `mib` its peak memory."""

    seconds: float | None
    value: Any = None
    why: str = ""
    how: str = ""
    mib: int = 0

    def __str__(self) -> str:
        return self.why if self.seconds is None else f"{self.seconds:.4f}"


def run(
    way: Sequence[Any],
    world: Sequence[Any],
    *,
    seconds: float = 60.0,
    memory: float = 2.0,
) -> Outcome:
    """One way (a function of `rivals` with its arguments) on one world (a function of `crowds` with its arguments)."""
    task = json.dumps(
        {"way": way, "world": world, "seconds": seconds, "memory": memory}
    )
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        child = subprocess.Popen(
            [sys.executable, __file__, task], stdout=out, stderr=err, text=True
        )
        why = _watched(child, seconds, memory)
        out.seek(0)
        err.seek(0)
        said, grief = out.read(), err.read()
    if why:
        return Outcome(None, why=why)
    if child.returncode or not said.strip():
        if child.returncode in (-9, -24):
            return Outcome(None, why=f"none in {seconds:g} s")
        last = (grief.strip().splitlines() or [f"ended with {child.returncode}"])[-1]
        full = any(
            x in grief
            for x in ("MemoryError", "bad_alloc", "out of memory", "Cannot allocate")
        )
        return Outcome(
            None,
            why="gave up"
            if "gave up" in last
            else f"over {memory:g} GiB"
            if full
            else last[:80],
        )
    return Outcome(**json.loads(said.strip().splitlines()[-1]))


def _watched(child: subprocess.Popen[str], seconds: float, memory: float) -> str:
    """Wait for a process; why it was ended, if it was. It limits its own time of the processor."""
    until = time.monotonic() + 20 * seconds + 60
    while child.poll() is None:
        try:
            pages = int(Path(f"/proc/{child.pid}/statm").read_text().split()[1])
        except (OSError, IndexError):
            pages = 0
        why = (
            f"over {memory:g} GiB"
            if pages * resource.getpagesize() > memory * GIB
            else ""
        )
        if why or time.monotonic() > until:
            child.kill()
            child.wait()
            return why or f"none in {seconds:g} s"
        time.sleep(0.05)
    return ""


def _spent() -> float:
    t = os.times()
    return t.user + t.system + t.children_user + t.children_system


def _worker(task: dict[str, Any]) -> None:
    import crowds
    import rivals

    name, *args = task["way"]
    options = args.pop() if args and isinstance(args[-1], dict) else {}
    way = getattr(rivals, name)(*args, **options)
    kind, *sizes = task["world"]
    options = sizes.pop() if sizes and isinstance(sizes[-1], dict) else {}
    world = getattr(crowds, kind)(*sizes, **options)
    way.program = rivals.program_of(world)
    resource.setrlimit(resource.RLIMIT_CPU, (int(_spent() + task["seconds"]) + 1,) * 2)
    # The clock of the processor may be coarse, so short runs are repeated and their sum divided.
    start, rounds = _spent(), 0
    while not rounds or (_spent() - start < 0.5 and rounds < 2000):
        value = way(world)
        rounds += 1
    seconds = (_spent() - start) / rounds
    peak = max(
        resource.getrusage(w).ru_maxrss
        for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(
        json.dumps(
            {
                "seconds": seconds,
                "value": value,
                "how": getattr(way, "how", ""),
                "mib": peak >> 10,
            }
        )
    )


def agree(outcomes: Sequence[Outcome], *, within: float = 1e-9) -> bool:
    """Whether all that have a value have the same."""
    values = [o.value for o in outcomes if o.seconds is not None]
    return all(abs(v - values[0]) <= within for v in values)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = ["| " + " | ".join(head) + " |", "|---|" + "---:|" * (len(head) - 1)]
    return "\n".join([*lines, *("| " + " | ".join(r) + " |" for r in rows)])


if __name__ == "__main__":
    _worker(json.loads(sys.argv[1]))
