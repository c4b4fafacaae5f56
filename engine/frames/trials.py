"""The tables of sweeps and of the benchmark: pairs of states, outcomes, baselines, honoured alliances."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from engine.frames.answers import DAY, DYAD
from engine.frames.table import FLAG, FLOAT, INT, TEXT, Table, keys, table
from engine.sweep.work import COLUMNS

if TYPE_CHECKING:
    from engine.backtest.run import Backtest
    from engine.backtest.tables import HonourTable
    from engine.scanning import Scan

Tables = Mapping[str, Callable[[], Table]]
PAIRS = {
    **DAY, "attacker": TEXT, "victim": TEXT, **DYAD,
    **{c: INT if k is int else TEXT for c, k in COLUMNS.items() if c not in ("on", "attacker", "victim")},
}  # fmt: skip
"""One row an attack (by 1 on 2), day and reading. `goal_` columns are there only where a goal was asked for."""
OUTCOMES = {
    "warid": INT, "cowwarid": INT, "war": TEXT, "atopid": INT, "multilateral": FLAG, "expert": TEXT, "derived": TEXT,
    "agrees": FLAG, "rule": TEXT, "level": TEXT, "decided_by": TEXT, "promises": TEXT, "limits": TEXT,
    "plain_flags": FLAG, "named_flags": FLAG,
}  # fmt: skip
"""One row a war and alliance. The `_flags` columns are what the baselines say."""
BASELINES = {"of": TEXT, "n": INT, "accuracy": FLOAT, "kappa": FLOAT, "kappa_low": FLOAT, "kappa_high": FLOAT}
"""One row a way of deriving; the interval is that of the project's own."""
HONOURED = {
    "group": TEXT, "honoured": INT, "tested": INT, "rate": FLOAT, "low": FLOAT, "high": FLOAT,
    "published_honoured": INT, "published_tested": INT, "published_rate": FLOAT,
}  # fmt: skip
"""One row a group of alliances; `low` to `high` is the Jeffreys interval of 95 per cent."""


def scan_tables(scan: Scan) -> Tables:
    """The table of a sweep."""
    columns = {c: k for c, k in PAIRS.items() if scan.plan.goal or not c.startswith("goal_")}

    def rows() -> Iterator[dict[str, Any]]:
        states = scan.law.states
        for r in scan:
            on = date.fromisoformat(r["on"])
            codes = keys(states[r["attacker"]], on, "1") | keys(states[r["victim"]], on, "2")
            yield {**r, **codes, "on": on, "year": on.year}

    return {"pairs": lambda: table(columns, rows(), corpus=scan.law.hash, goal=scan.plan.goal)}


def backtest_tables(test: Backtest) -> Tables:
    """The tables of the benchmark by name."""

    def outcomes() -> Iterator[dict[str, Any]]:
        for o in test.outcomes:
            yield {
                **test.row(o), "cowwarid": o.coded.cowwarid, "war": o.coded.war, "multilateral": o.coded.multilateral,
                "promises": " ".join(sorted(o.promises)), "limits": " ".join(sorted(o.limits)),
                "plain_flags": o.plain, "named_flags": o.named,
            }  # fmt: skip

    def baselines() -> Iterator[dict[str, Any]]:
        low, high = test.intervals["kappa"]
        yield {"of": "derived", **test.score._asdict(), "kappa_low": low, "kappa_high": high}
        yield from ({"of": name, **a._asdict()} for name, a in test.baselines.items())

    about = {"coding": test.coding}
    return {
        "outcomes": lambda: table(OUTCOMES, outcomes(), **about),
        "baselines": lambda: table(BASELINES, baselines(), **about),
    }


def honour_tables(rates: HonourTable) -> Tables:
    """The table of honoured alliances."""

    def rows() -> Iterator[dict[str, Any]]:
        for r in rates:
            there = r.published or (None, None)
            yield {
                "group": r.group, "honoured": r.honoured, "tested": r.tested, "rate": r.rate, "low": r.low,
                "high": r.high, "published_honoured": there[0], "published_tested": there[1],
                "published_rate": there[0] / there[1] if there[0] is not None and there[1] else None,
            }  # fmt: skip

    return {"honoured": lambda: table(HONOURED, rows())}
