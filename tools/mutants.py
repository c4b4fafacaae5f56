#!/usr/bin/env python3
"""How much the tests see: the inference changed in one place at a time, and whether a quick lane of tests notices.

`python tools/mutants.py --sample 60 --seed 1` works on a copy of the project and prints each change that no test noticed,
with its line. Changes: a comparison turned round or moved by one, `and` for `or`, a `not` left out, a truth value
turned, a number raised by one.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
LAW = (
    "tests/cascade/test_rules_of_law.py",
    "tests/cascade/test_laws_of_scope.py",
    "tests/verdicts/test_golden.py",
    "tests/cascade/test_every_clause.py",
    "tests/cascade/test_areas.py",
    "tests/cascade/test_semantics.py",
)
LANES = {
    "engine/cascade": (*LAW, "tests/cascade/test_by_cost.py"),
    "engine/labels": ("tests/labels", *LAW[:3], LAW[-1]),
    "engine/verdicts": (*LAW[:3], "tests/verdicts/test_rows.py", LAW[-1]),
}
"""The tests that look at each room of the inference, the quickest first."""
TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}


@dataclass(frozen=True)
class Mutant:
    """One change: the `number`-th place of a file that can be changed."""

    file: str
    number: int
    line: int
    what: str


def places(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Every node that can be changed, in a fixed order, with what the change does; type hints and docstrings are none."""
    hints = {
        id(n)
        for a in ast.walk(tree)
        for h in ("annotation", "returns")
        if (x := getattr(a, h, None))
        for n in ast.walk(x)
    }
    checking = {
        id(n)
        for a in ast.walk(tree)
        if isinstance(a, ast.If) and getattr(a.test, "id", "") == "TYPE_CHECKING"
        for n in ast.walk(a)
    }
    for node in ast.walk(tree):
        if id(node) in hints | checking:
            continue
        if isinstance(node, ast.Compare) and type(node.ops[0]) in TURNED:
            yield node, f"{type(node.ops[0]).__name__} to {TURNED[type(node.ops[0])].__name__}"
        elif isinstance(node, ast.BoolOp):
            yield node, "and for or" if isinstance(node.op, ast.Or) else "or for and"
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield node, "not left out"
        elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
            yield node, f"{not node.value} for {node.value}"
        elif isinstance(node, ast.Constant) and isinstance(node.value, int):
            yield node, f"{node.value + 1} for {node.value}"


class _Change(ast.NodeTransformer):
    def __init__(self, target: ast.AST) -> None:
        self.target = target

    def visit(self, node: ast.AST) -> ast.AST:
        node = self.generic_visit(node)
        if node is not self.target:
            return node
        if isinstance(node, ast.Compare):
            node.ops[0] = TURNED[type(node.ops[0])]()
        elif isinstance(node, ast.BoolOp):
            node.op = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
        elif isinstance(node, ast.UnaryOp):
            return node.operand
        elif isinstance(node, ast.Constant):
            node.value = (not node.value) if isinstance(node.value, bool) else node.value + 1  # type: ignore[operator]
        return node


def mutants() -> list[Mutant]:
    """Every change that can be made to the rooms of inference."""
    found = []
    for room in LANES:
        for path in sorted((HOME / room).glob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            file = path.relative_to(HOME).as_posix()
            found += [Mutant(file, i, getattr(n, "lineno", 0), what) for i, (n, what) in enumerate(places(tree))]
    return found


def changed(text: str, number: int) -> str:
    """The source with one place changed."""
    tree = ast.parse(text)
    target = list(places(tree))[number][0]
    return ast.unparse(ast.fix_missing_locations(_Change(target).visit(tree)))


def noticed(house: Path, mutant: Mutant, seconds: int) -> str:
    """`killed`, `survived`, or `stalled` where the tests did not end within seconds of computing, which counts as noticed."""
    path = house / mutant.file
    before = path.read_text(encoding="utf-8")
    path.write_text(changed(before, mutant.number), encoding="utf-8")
    clean = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    limit = partial(resource.setrlimit, resource.RLIMIT_CPU, (seconds, seconds + 5))
    try:
        for file in LANES[mutant.file.rpartition("/")[0]]:
            command = [sys.executable, "-m", "pytest", "-x", "-q", "-n", "0", "-p", "no:cacheprovider", file]
            done = subprocess.run(command, cwd=house, env=clean, capture_output=True, preexec_fn=limit)
            if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
                return "stalled"
            if done.returncode:
                return "killed"
        return "survived"
    finally:
        path.write_text(before, encoding="utf-8")


def main() -> int:
    """Try a sample of changes and print what no test noticed."""
    take = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    take.add_argument("--sample", type=int, default=60)
    take.add_argument("--seed", type=int, default=1)
    take.add_argument("--seconds", type=int, default=180, help="computing time for each change")
    take.add_argument("--room", choices=list(LANES), help="only this room")
    given = take.parse_args()
    pool = [m for m in mutants() if given.room in (None, m.file.rpartition("/")[0])]
    chosen = random.Random(given.seed).sample(pool, min(given.sample, len(pool)))
    count: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        house = Path(folder)
        for name in ("engine", "treaties", "tests", "docs", "tools"):
            shutil.copytree(HOME / name, house / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("cli.py", "pyproject.toml"):
            shutil.copy(HOME / name, house)
        for m in sorted(chosen, key=lambda m: (m.file, m.number)):
            found = noticed(house, m, given.seconds)
            count[found] += 1
            if found == "survived":
                print(f"{m.file}:{m.line}: {m.what}", flush=True)
            print(f"{sum(count.values())} of {len(chosen)} tried", file=sys.stderr, flush=True)
    seen = count["killed"] + count["stalled"]
    print(f"{seen} of {sum(count.values())} noticed (seed {given.seed}; {len(pool)} places in all)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
