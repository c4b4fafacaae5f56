"""The published table of honoured alliances, from whatever rows are given, with Jeffreys intervals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from engine.output.charts import Dot, dots
from engine.output.page import Shown
from engine.output.result import Part, Result
from engine.output.table import Framed, Table, columns, table
from validation.experts.agreement_score import jeffreys
from validation.experts.experts_key import CodedRow

PUBLISHED = {
    "all": (73, 146),
    "1816-1944": (61, 92),
    "1945-2003": (12, 54),
    "defense": (42, 102),
    "offense": (31, 42),
    "neutral": (35, 45),
    "nonagg": (18, 49),
    "bilateral": (62, 104),
    "multilateral": (11, 42),
    "all, coding BF": (69, 139),
}
"""Honoured of tested, as Berkemeier and Fuhrmann (2018) published them for all their rows."""
ROWS = 576
"""How many rows the published table counts."""
SCHEMA = 2


@dataclass(frozen=True)
class Rate(Part):
    """Honoured of tested in one group, with its interval."""

    group: str
    honoured: int
    tested: int
    interval: Annotated[tuple[float, float], Field(description="Jeffreys, 95 per cent.")]
    published: tuple[int, int] | None = None

    @property
    def rate(self) -> float | None:
        """The share honoured; None where none was tested."""
        return self.honoured / self.tested if self.tested else None


@dataclass(frozen=True)
class HonourTable(Result, Framed, Shown):
    """The rates of all groups, and of how many rows they are."""

    rates: Annotated[tuple[Rate, ...], Field(alias="table")]
    rows: int
    published_rows: int = ROWS
    part: Annotated[bool, Field(description="Whether the file holds fewer rows than the published table counts.")] = (
        False
    )

    def __iter__(self) -> Iterator[Rate]:
        return iter(self.rates)

    def __len__(self) -> int:
        return len(self.rates)

    def __getitem__(self, index: int) -> Rate:
        return self.rates[index]

    def __str__(self) -> str:
        return tell_table(self)

    _note = "What states did, as experts coded it; not law."

    def _picture(self) -> str:
        drawn = []
        for r in self:
            there = r.published[0] / r.published[1] if r.published else None
            if r.rate is not None:
                words = f"{r.rate:.1%}" + (f" (published {there:.1%})" if there is not None else "")
                drawn.append(Dot(r.group, r.rate, *r.interval, words, there))
        bar = "Bar: Jeffreys interval, 95 per cent. Diamond: as published."
        return dots("Share of tested alliances that were honoured", drawn, bar)

    def _tables(self) -> Mapping[str, Callable[[], Table]]:
        return honour_tables(self)


def honour_table(rows: Iterable[CodedRow]) -> HonourTable:
    """The table: overall, by period, by promise, bilateral and multilateral (LLM coding), and overall by BF."""
    rows = tuple(rows)
    groups: list[tuple[str, str, Callable[[CodedRow], bool]]] = [
        ("all", "LLM", lambda _: True),
        ("1816-1944", "LLM", lambda r: r.early),
        ("1945-2003", "LLM", lambda r: not r.early),
        *((p, "LLM", _promises(p)) for p in ("defense", "offense", "neutral", "nonagg")),
        ("bilateral", "LLM", lambda r: not r.multilateral),
        ("multilateral", "LLM", lambda r: r.multilateral),
        ("all, coding BF", "BF", lambda _: True),
    ]
    table = []
    for name, coding, within in groups:
        tests = [h for r in rows if within(r) and (h := r.honoured(coding)) is not None]
        table.append(Rate(name, sum(tests), len(tests), jeffreys(sum(tests), len(tests)), PUBLISHED.get(name)))
    return HonourTable(tuple(table), len(rows), part=len(rows) < ROWS, schema_=SCHEMA)


def _promises(promise: str) -> Callable[[CodedRow], bool]:
    return lambda row: promise in row.promises


HONOURED = columns(
    "group honoured:int tested:int rate:float low:float high:float "
    "published_honoured:int published_tested:int published_rate:float"
)
"""One row a group of alliances; `low` to `high` is the Jeffreys interval of 95 per cent."""


def honour_tables(rates: HonourTable) -> Mapping[str, Callable[[], Table]]:
    """The table of honoured alliances."""

    def rows() -> Iterator[dict[str, Any]]:
        for r in rates:
            there = r.published or (None, None)
            yield {
                "group": r.group,
                "honoured": r.honoured,
                "tested": r.tested,
                "rate": r.rate,
                "low": r.interval[0],
                "high": r.interval[1],
                "published_honoured": there[0],
                "published_tested": there[1],
                "published_rate": there[0] / there[1] if there[0] is not None and there[1] else None,
            }

    return {"honoured": lambda: table(HONOURED, rows())}


def _span(r: Rate) -> str:
    return f"{r.interval[0]:.1%} to {r.interval[1]:.1%}"


def marked(rates: HonourTable) -> str:
    """What is to be said of a file that is only a part; empty for a whole one."""
    if not rates.part:
        return ""
    return f"A part: {rates.rows} of the {ROWS} rows that the published figures count, so the two columns are of different rows."


def tell_table(rates: HonourTable) -> str:
    """The table of honoured alliances beside the published one."""
    out = [marked(rates), ""] if rates.part else []
    out += [f"{'':18}{'honoured':>14}{'rate':>8}   {'Jeffreys 95 %':16}{'published':>12}{'rate':>8}"]
    for r in rates:
        rate = f"{r.honoured / r.tested:.1%}" if r.tested else "-"
        known = r.published
        there = f"{known[0]}/{known[1]}" if known else "-"
        share = f"{known[0] / known[1]:.1%}" if known else "-"
        out.append(f"{r.group:18}{f'{r.honoured}/{r.tested}':>14}{rate:>8}   {_span(r):16}{there:>12}{share:>8}")
    return "\n".join(out)
