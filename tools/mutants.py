#!/usr/bin/env python3
"""How much the tests see: the inference changed in one place at a time, and whether any test notices.

`python tools/mutants.py --each 10 --seed 1` draws ten changes of each file. First every test of the lanes runs once and
tells which lines it touches (kept in `--map FILE` for the next time); then each change is made in a forked process and
only the tests that touch its statement run, the quickest first, until one fails. A change that makes the same bytecode
is none. Printed are the changes that no test noticed, and a table by file. Needs `coverage` and a system that can fork.
"""

from __future__ import annotations

import argparse
import gc
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import partial
from itertools import islice
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

HOME = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(HOME / "tools"), str(HOME)]

import pytest  # noqa: E402
from _pytest.runner import runtestprotocol  # noqa: E402
from hypothesis import Phase, settings  # noqa: E402
from mutation import Mutant, another, compiled, functions, mutants  # noqa: E402

ROOMS = [
    "engine/setting",
    "engine/record",
    "engine/cascade",
    "engine/labels",
    "engine/verdicts",
    "engine/findings",
]
LANES = [
    "tests/cascade", "tests/labels", "tests/verdicts", "tests/findings", "tests/output", "tests/analysis", "tests/sweep", "tests/validation", "tests/snapshot",
    *ROOMS,
]  # fmt: skip
"""The tests that look at the rooms of inference, the rooms' own examples among them."""
PLAIN = ["-q", "-n", "0", "-p", "no:cacheprovider", "-W", "ignore"]


NOTHING: dict[str, Any] = {"lanes": [], "lines": {}, "seconds": {}}


class Mapping:
    """Which test touches which line, and for how long it runs; tests that fail or are skipped are left out."""

    def __init__(self) -> None:
        from coverage import Coverage

        self.watch = Coverage(
            data_file=None,
            include=[f"{HOME}/{room}/*" for room in ROOMS],
            config_file=False,
        )
        self.seconds: dict[str, float] = {}
        self.begun: dict[str, float] = {}
        self.bad: set[str] = set()
        self.watch.start()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self.watch.switch_context(nodeid)
        self.begun[nodeid] = time.process_time()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] = time.process_time() - self.begun[report.nodeid]
        if report.outcome != "passed":
            self.bad.add(report.nodeid)

    def pytest_runtest_logfinish(self) -> None:
        self.watch.switch_context("")

    def added_to(self, known: dict[str, Any], lanes: list[str]) -> dict[str, Any]:
        """What was known, with the tests of these lanes: by file and line those that touch it, and how long each runs."""
        self.watch.stop()
        data = self.watch.get_data()
        lines = {
            file: {k: set(v) for k, v in each.items()}
            for file, each in known["lines"].items()
        }
        for path in data.measured_files():
            each = lines.setdefault(Path(path).relative_to(HOME).as_posix(), {})
            for line, tests in data.contexts_by_lineno(path).items():
                each.setdefault(str(line), set()).update(
                    set(tests) & set(self.seconds) - self.bad
                )
        return {
            "lanes": [*known["lanes"], *lanes],
            "lines": {
                file: {k: sorted(v) for k, v in each.items()}
                for file, each in lines.items()
            },
            "seconds": known["seconds"] | self.seconds,
        }


class Trial:
    """Each change made in a process forked from this one, after all tests are loaded and before any has run."""

    def __init__(
        self, known: dict[str, Any], chosen: list[Mutant], given: argparse.Namespace
    ) -> None:
        self.known, self.chosen, self.given = known, chosen, given
        self.found: dict[Mutant, str] = {}
        self.killer: dict[Mutant, str] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        living: dict[str, list[FunctionType]] = defaultdict(list)
        for f in gc.get_objects():
            if isinstance(f, FunctionType):
                living[f.__code__.co_filename].append(f)
        gc.freeze()
        for n, m in enumerate(self.chosen):
            tests = tests_of(self.known, m, self.given.seconds)
            if not tests:
                self.found[m] = "not covered"
            elif m.within and in_place(m):
                there = [items[t] for t in tests if t in items]
                self.found[m], self.killer[m] = forked(
                    partial(run, m, there, living), self.given.cap
                )
            else:
                self.found[m] = anew(m, tests, self.given.cap)
            print(
                f"{n + 1} of {len(self.chosen)}: {m}: {self.found[m]} ({len(tests)} tests)",
                file=sys.stderr,
                flush=True,
            )
        self._doubt({t: items[t] for t in self.killer.values() if t in items})
        return True

    def _doubt(self, killers: dict[str, pytest.Item]) -> None:
        """Whatever a test found that fails without any change is found by nobody."""
        unsound = {
            t
            for t, item in killers.items()
            if forked(partial(failing, [item]), self.given.cap)[0] != "survived"
        }
        for m, test in self.killer.items():
            if test in unsound:
                self.found[m] = "in doubt"


def tests_of(known: dict[str, Any], m: Mutant, seconds: float) -> list[str]:
    """The tests that touch a change, the quickest first, as many as take so many seconds."""
    lines = known["lines"].get(m.file, {})
    touched = lines.get(str(m.line)) or lines.get(str(m.first)) or []
    if not m.within:
        touched = sorted({t for tests in lines.values() for t in tests})
    chosen, spent = [], 0.0
    for test in sorted(touched, key=lambda t: known["seconds"][t]):
        spent += known["seconds"][test]
        if chosen and spent > seconds:
            break
        chosen.append(test)
    return chosen


def in_place(m: Mutant) -> bool:
    """Whether each function keeps what it closes over, so that the code of a living one can be put in its place."""
    plain, changed = (
        functions(compiled(HOME / m.file, number)) for number in (None, m.number)
    )
    return all(
        code.co_freevars == plain[key].co_freevars
        for key, code in changed.items()
        if key in plain
    )


def run(
    m: Mutant, items: list[pytest.Item], living: dict[str, list[FunctionType]]
) -> str:
    """Make a change in this process and run the tests; the first that failed."""
    changed: dict[tuple[str, int], CodeType] = functions(
        compiled(HOME / m.file, m.number)
    )
    for f in living[str(HOME / m.file)]:
        code = changed.get((f.__code__.co_qualname, f.__code__.co_firstlineno))
        if code is not None and code.co_freevars == f.__code__.co_freevars:
            f.__code__ = code
    return failing(items)


def failing(items: list[pytest.Item]) -> str:
    """The first of some tests that fails; nothing where all hold."""
    for item, after in zip(items, [*items[1:], None], strict=True):
        if any(r.failed for r in runtestprotocol(item, nextitem=after, log=False)):
            return item.nodeid
    return ""


def limited(cap: int) -> None:
    """Stop this process after so many seconds of computing, or at 3 GB."""
    resource.setrlimit(resource.RLIMIT_CPU, (cap, cap + 5))
    resource.setrlimit(resource.RLIMIT_DATA, (3 << 30, 3 << 30))


def forked(do: Callable[[], str], cap: int) -> tuple[str, str]:
    """What becomes of a change that a forked process makes, and which test failed."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        limited(cap)
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        try:
            test = do()
            os.write(writing, test.encode())
            os._exit(bool(test))
        except BaseException:
            os._exit(1)
    os.close(writing)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    with os.fdopen(reading) as said:
        return outcome(code), said.read()


def anew(m: Mutant, tests: list[str], cap: int) -> str:
    """The same in a process of its own, for what is read when a module is loaded."""
    command = [sys.executable, __file__, "--one", f"{m.file}:{m.number}", *tests]
    done = subprocess.run(
        command, cwd=HOME, capture_output=True, preexec_fn=partial(limited, cap)
    )
    return outcome(done.returncode)


def outcome(code: int) -> str:
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return "stalled"
    return "killed" if code else "survived"


class Changed(importlib.abc.MetaPathFinder):
    """Loads one module with its change, all others as they are."""

    def __init__(self, file: str, number: int) -> None:
        self.path, self.number = HOME / file, number
        self.name = file.removesuffix(".py").replace("/", ".")

    def find_spec(self, name: str, *_: object) -> importlib.machinery.ModuleSpec | None:
        if name != self.name:
            return None
        code = compiled(self.path, self.number)

        class Loader(importlib.machinery.SourceFileLoader):
            def get_code(self, fullname: str) -> CodeType:
                return code if fullname == name else super().get_code(fullname)

        return importlib.util.spec_from_file_location(
            name, self.path, loader=Loader(name, str(self.path))
        )


def one(named: str, tests: list[str]) -> int:
    """Run tests in this process with one change."""
    file, _, number = named.rpartition(":")
    finder = Changed(file, int(number))

    class Ahead:
        """Before pytest's own finder too, which loads a module whose examples are run from its file."""

        def pytest_configure(self) -> None:
            sys.meta_path.insert(0, finder)

    sys.meta_path.insert(0, finder)
    return int(pytest.main([*PLAIN, "-x", *tests], plugins=[Ahead()]) != 0)


def drawn(pool: list[Mutant], each: int, seed: int) -> list[Mutant]:
    """So many changes of each file."""
    by_file: dict[str, list[Mutant]] = defaultdict(list)
    for m in pool:
        by_file[m.file].append(m)
    dice = random.Random(seed)
    found: list[Mutant] = []
    for file in sorted(by_file):
        others = (
            m
            for m in dice.sample(by_file[file], len(by_file[file]))
            if another(HOME, m)
        )
        found += islice(others, each)
    return found


def table(found: dict[Mutant, str]) -> Iterable[str]:
    """A table by file, in Markdown."""
    count: dict[str, Counter[str]] = defaultdict(Counter)
    for m, what in found.items():
        count[m.file][what] += 1
        count["all"][what] += 1
    columns = ["killed", "stalled", "survived", "not covered", "in doubt"]
    yield "| file | tried | " + " | ".join(columns) + " |"
    yield "|---" * (len(columns) + 2) + "|"
    for file in sorted(count, key=lambda f: (f == "all", f)):
        yield (
            f"| {file} | {sum(count[file].values())} | "
            + " | ".join(str(count[file][c]) for c in columns)
            + " |"
        )


def main() -> int:
    """Draw changes, try them, and print what no test noticed."""
    take = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    take.add_argument("--each", type=int, default=10, help="changes of each file")
    take.add_argument("--seed", type=int, default=1)
    take.add_argument(
        "--file", action="append", help="only files whose path has this in it"
    )
    take.add_argument(
        "--seconds",
        type=float,
        default=40,
        help="tests for each change, by what they take unchanged",
    )
    take.add_argument(
        "--cap", type=int, default=120, help="computing time for each change"
    )
    take.add_argument(
        "--map",
        type=Path,
        default=Path("mutants.json"),
        help="which test touches which line",
    )
    take.add_argument(
        "--again",
        type=Path,
        help="only the changes that this file of outcomes has as survived",
    )
    take.add_argument("--out", type=Path, help="write the outcomes here")
    take.add_argument("--one", help=argparse.SUPPRESS)
    take.add_argument(
        "tests", nargs="*", help="map these tests too, in place of the usual lanes"
    )
    given = take.parse_args()
    os.chdir(HOME)
    settings.register_profile(
        "same", derandomize=True, database=None, phases=[Phase.explicit, Phase.generate]
    )
    settings.load_profile("same")
    if given.one:
        return one(given.one, given.tests)
    known = (
        json.loads(given.map.read_text(encoding="utf-8"))
        if given.map.exists()
        else NOTHING
    )
    if given.tests or not known["lanes"]:
        mapping = Mapping()
        pytest.main([*PLAIN, *(given.tests or LANES)], plugins=[mapping])
        given.map.write_text(
            json.dumps(mapping.added_to(known, given.tests or LANES)), encoding="utf-8"
        )
        return 0
    pool = [
        m
        for m in mutants(HOME, ROOMS)
        if not given.file or any(f in m.file for f in given.file)
    ]
    chosen = drawn(pool, given.each, given.seed)
    if given.again:
        left = {
            k
            for k, v in json.loads(given.again.read_text(encoding="utf-8")).items()
            if v == "survived"
        }
        chosen = [m for m in pool if f"{m.file}#{m.number}" in left]
    trial = Trial(known, chosen, given)
    pytest.main([*PLAIN, *known["lanes"]], plugins=[trial])
    if given.out:
        given.out.write_text(
            json.dumps(
                {f"{m.file}#{m.number}": v for m, v in trial.found.items()}, indent=0
            )
        )
    print(
        "\n".join(
            str(m)
            for m, what in trial.found.items()
            if what not in ("killed", "stalled")
        )
    )
    print("\n".join(table(trial.found)))
    seen = sum(what in ("killed", "stalled") for what in trial.found.values())
    print(
        f"{seen} of {len(trial.found)} noticed (seed {given.seed}; {len(pool)} changes in all)"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
