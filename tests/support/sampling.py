"""What a run takes of the long tests: a part drawn by seed, or with `--all` the whole; and what each file cost.

A test says in one of five ways that a part of it may be drawn, and no other: `@each(…, most=3)` keeps three of the items of
one test, `drawn(items, 3)` three of what a test goes through; `@sampled(3)` beside a test with parameters, or as
`pytestmark` of a module, keeps three of its tests; `part(60)` is how often it tries, `examples(60)` how often Hypothesis
does. A test of its own that is named with `::` is never left out; with `sampled(3, alone="whole")` none is of a file that
is named by itself.
"""

from __future__ import annotations

import resource
from collections import Counter
from collections.abc import Generator, Iterable
from hashlib import sha256
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings

T = TypeVar("T")
SEED = "1815"
COSTLY = 20
"""How many files the summary names."""

USUAL, WHOLE = 3, 1
"""In a usual run one try of so many is made; under `--all` each."""

sampled = pytest.mark.sampled
_run = {"share": USUAL, "seed": SEED, "item": ""}
"""One example of so many is tried."""
_spent: Counter[str] = Counter()


def drawn(items: Iterable[T], most: int) -> list[T]:
    """So many of the items, in their order; all of them under `--all`."""
    found = list(items)
    kept = sorted(range(len(found)), key=lambda i: _rank(f"{i} {found[i]!r}"))[
        : _most(most)
    ]
    return [found[i] for i in sorted(kept)]


def part(number: int) -> int:
    """Of a number of tries, those that are made."""
    return max(1, number // int(_run["share"]))


def item_word() -> str:
    """The word that stands in the name of each item that is tried."""
    return str(_run["item"])


def examples(number: int, **more: Any) -> settings:
    """Settings under which Hypothesis tries a part of so many examples."""
    return settings(max_examples=part(number), **more)


def _rank(name: object) -> str:
    """Where a thing comes in the draw of this run."""
    return sha256(f"{_run['seed']} {name}".encode()).hexdigest()


def _most(number: int) -> int | None:
    """How many of a draw are kept: an eighth under `--few`."""
    return {WHOLE: None, USUAL: number}.get(int(_run["share"]), -(-number // 8))


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of a draw."""
    group = parser.getgroup("casus")
    group.addoption(
        "--all",
        action="store_const",
        const=WHOLE,
        default=USUAL,
        dest="share",
        help="run long tests whole",
    )
    group.addoption(
        "--few",
        action="store_const",
        const=12,
        dest="share",
        help="keep an eighth of each draw, and make one try of twelve",
    )
    group.addoption(
        "--draw",
        default=SEED,
        metavar="WORD",
        help=f"draw other parts of long tests ({SEED})",
    )
    group.addoption(
        "--item",
        default="",
        metavar="WORD",
        help="of a test over many items, try only those in whose name the word stands",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Set what is drawn, before any test is loaded."""
    config.addinivalue_line(
        "markers",
        "sampled(most, alone): without `--all` so many of these tests are run; "
        'where `alone` is "whole", all of a file that is named by itself',
    )
    _run.update(
        share=config.getoption("share"),
        seed=config.getoption("draw"),
        item=config.getoption("item"),
    )
    slow = [
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
    ]  # no test fails because the machine is slow
    whole = _run["share"] == WHOLE
    settings.register_profile(
        "casus",
        deadline=None,
        suppress_health_check=slow,
        max_examples=part(100),
        derandomize=not whole,
    )
    settings.load_profile("casus")


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Leave out what was not drawn."""
    groups: dict[tuple[str, int | None], list[pytest.Item]] = {}
    here = config.invocation_params.dir
    alone = {here / arg for arg in config.args if arg.endswith(".py")}
    for item in items:
        for node, mark in item.iter_markers_with_node("sampled"):
            if mark.kwargs.get("alone") == "whole" and item.path in alone:
                break
            name = item.nodeid.partition("[")[0] if node is item else node.nodeid
            groups.setdefault((name, _most(*mark.args)), []).append(item)
            break
    left = {
        item
        for (_, most), found in groups.items()
        if most is not None and not any("::" in arg for arg in config.args)
        for item in sorted(found, key=lambda i: _rank(i.nodeid))[most:]
    }
    if left:
        config.hook.pytest_deselected(items=[i for i in items if i in left])
        items[:] = [i for i in items if i not in left]


def processor() -> float:
    """Seconds of processor that this process and its children have used."""
    spent = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(u.ru_utime + u.ru_stime for u in spent)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Count what a test takes, its fixtures included, for its file."""
    since = processor()
    found = yield
    _spent[item.nodeid.partition("::")[0]] += processor() - since  # type: ignore[assignment]
    return found


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A process that shares the tests reports what they took."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["spent"] = dict(_spent) | {
            "": processor() - sum(_spent.values())
        }


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """What a process that shared the tests reports."""
    _spent.update(getattr(node, "workeroutput", {}).get("spent", {}))


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """The files that took most, where tests are run in several processes or whole."""
    if not config.getoption("numprocesses", None) and _run["share"] != WHOLE:
        return
    terminalreporter.write_line(
        f"seconds of processor: {sum(_spent.values()):.0f}, of which"
    )
    for name, seconds in _spent.most_common(COSTLY):
        terminalreporter.write_line(f"{seconds:8.1f}  {name or 'start and collection'}")
