"""A sweep as a value: the same question for every ordered pair of states, held in memory, with its frames."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.frames.table import Framed, Table
from engine.notebook.page import Page, Shown
from engine.sweep.plan import Plan, law_of
from engine.sweep.work import Row
from treaties.corpus import Corpus


@dataclass(frozen=True)
class Scan(Framed, Shown):
    """The rows of a sweep in the order of its plan. Iterating gives them as dictionaries.

    For many days or all states `casus scan --out` writes as it goes; this keeps everything in memory.
    """

    plan: Plan
    rows: tuple[Row, ...] = field(repr=False)

    @property
    def law(self) -> Corpus:
        """The law that was swept."""
        return law_of(self.plan)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def most(self, count: int) -> list[Row]:
        """The most entangling rows: nearest goal where there is one, then most states bound at once."""
        from engine.sweep.asked import entangling

        return sorted(self.rows, key=entangling)[:count]

    def __str__(self) -> str:
        from engine.sweep.store import table

        shown = self.most(20)
        left = len(self) - len(shown)
        return table(shown)[0] + (f"the {len(shown)} most entangling of {len(self)} rows\n" if left else "")

    def _page(self) -> Page:
        from engine.notebook.trials import scan_page

        return scan_page(self)

    def _tables(self) -> Mapping[str, Callable[[], Table]]:
        from engine.frames.trials import scan_tables

        return scan_tables(self)


def scan(
    *, on: str | None = None, since: str | None = None, until: str | None = None, step: str = "changes",
    readings: Sequence[str] = (), among: Sequence[str] = (), goal: str = "", without: Sequence[str] = (),
    with_: Sequence[Path | str] = (), jobs: int = 1,
) -> Scan:  # fmt: skip
    """Who is bound, conditional or contested at once, for every ordered pair of states on a day or on many.

    The arguments are those of `casus scan`. Raises `CasusError` for anything that can't be understood.

    >>> found = scan(on="2026-01-01", among=["North Korea", "South Korea"])
    >>> [(r["attacker"], r["n_bound"]) for r in found]
    [('north-korea', 1), ('south-korea', 2)]
    """
    from engine.sweep import asked
    from engine.sweep.runner import sweep, workers

    plan = asked.plan(
        on=on, since=since, until=until, step=step, readings=readings, among=among, goal=goal, without=without,
        with_=with_,
    )  # fmt: skip
    with workers(jobs) as executor:
        rows: list[Any] = list(asked.rows(plan, sweep(plan, executor=executor), None))
    return Scan(plan, tuple(rows))
