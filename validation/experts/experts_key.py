"""The experts' key: Berkemeier and Fuhrmann's coding of each alliance in each war, and the table of honoured alliances."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from os import PathLike
from typing import Annotated, Any

from pydantic import Field

from engine.forms.charts import Dot, dots
from engine.forms.result import Part, Result
from engine.forms.shown import Shown
from engine.forms.table import Framed, Tables, columns, table
from treaties.outside.columns import Columns
from treaties.outside.detect_format import FileKind
from treaties.outside.tables import read_table
from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.errors import CasusError
from validation.experts.agreement_score import jeffreys

CODINGS = ("LLM", "BF")
"""Leeds, Long and Mitchell's rules, and Berkemeier and Fuhrmann's own."""

_CODES = ("nonagg", "consul", "cfna", "dna", "honor", "violate")
_PROMISES = ("defense", "offense", "neutral", "nonagg", "consul")


class Arising(StrEnum):
    """The verdict on one alliance in one war: that the casus foederis arose, or why it did not."""

    AROSE = "arose"
    DID_NOT = "did not arise"
    CONSULTATION = "consultation only"
    NONAGGRESSION = "non-aggression kept"
    CONTESTED = "contested"

    @property
    def arose(self) -> bool:
        """Whether the casus foederis arose."""
        return self is Arising.AROSE


@dataclass(frozen=True, slots=True)
class CodedRow:
    """A row of the experts' file: an alliance in a war."""

    warid: int
    atopid: int
    cowwarid: int | None
    war: str
    early: bool
    """Whether the row belongs to the sample of 1816 to 1944 (alliances made in 1945 belong to the later one)."""
    multilateral: bool
    promises: frozenset[str]
    codes: dict[str, frozenset[str]]
    """For each coding, the codes that are set: `honor`, `violate`, `cfna` …"""
    line: int

    def verdict(self, coding: str = "LLM") -> Arising:
        """Return the verdict of a coding: that the casus foederis arose, if honour or violation is coded; otherwise the
        reason why it did not.
        """
        codes = self.codes[coding]
        if codes & {"honor", "violate"}:
            return Arising.AROSE
        for code, verdict in (
            ("cfna", Arising.DID_NOT),
            ("consul", Arising.CONSULTATION),
            ("nonagg", Arising.NONAGGRESSION),
        ):
            if code in codes:
                return verdict
        return Arising.DID_NOT

    def honoured(self, coding: str = "LLM") -> bool | None:
        """Return whether the alliance was honoured; None if it was not tested."""
        codes = self.codes[coding]
        return None if not codes & {"honor", "violate"} else "honor" in codes

    def several(self, coding: str = "LLM") -> bool:
        """Return whether the row has codes that exclude each other."""
        return (
            len(self.codes[coding] & {"nonagg", "consul", "cfna", "honor", "violate"})
            > 1
        )


def read_experts(path: str | PathLike[str]) -> tuple[CodedRow, ...]:
    """Load the experts' file, in order.

    Raises `DataError` with all faulty cells and repeated rows, and `CasusError` if nothing is coded.
    """
    table = read_table(path, FileKind.PERFORMANCE)
    flags = [c + s.lower() for s in CODINGS for c in _CODES]
    names = ("sample", "warid", "atopid", "cowwarid", "warname", "multilateral")
    columns = Columns(table, (*names, *flags, *_PROMISES))
    wars, alliances = (columns.whole(c, range(1, 100000)) for c in ("warid", "atopid"))
    cow = columns.optional("cowwarid", range(1, 100000))
    _complain_of_second_rows(columns, table.lines, wars, alliances)
    set_ = {
        c: columns.optional(c, (0, 1))
        for c in (*flags, *_PROMISES, "multilateral", "sample")
    }
    early, multilateral = (
        [x == 1 for x in set_[c]] for c in ("sample", "multilateral")
    )
    count = range(len(wars))
    promised = [frozenset(p for p in _PROMISES if set_[p][n]) for n in count]
    codes = [{s: _codes(set_, s, n) for s in CODINGS} for n in count]
    rows = columns.rows(
        CodedRow,
        wars,
        alliances,
        cow,
        columns.text("warname"),
        early,
        multilateral,
        promised,
        codes,
    )
    if not any(r.codes[s] for r in rows for s in CODINGS):
        raise CasusError(
            f"`{path}` has no coded row",
            remedy="give the file of Berkemeier and Fuhrmann (2018)",
        )
    return rows


def _codes(
    columns: Mapping[str, Sequence[int | None]], coding: str, n: int
) -> frozenset[str]:
    """The codes that one coding gives a row."""
    return frozenset(c for c in _CODES if columns[c + coding.lower()][n])


def _complain_of_second_rows(
    columns: Columns,
    lines: Sequence[int],
    wars: Sequence[int],
    alliances: Sequence[int],
) -> None:
    """Note each row whose alliance and war an earlier row has."""
    first: dict[tuple[int, int], int] = {}
    for n, pair in enumerate(zip(wars, alliances, strict=True)):
        if pair in first:
            columns.complain(
                n,
                "atopid",
                f"alliance {pair[1]} in war {pair[0]} is coded in line {first[pair]} already",
            )
        first.setdefault(pair, lines[n])


PUBLISHED = sibling_toml(__file__)["published"]
"""The numbers of honoured and tested alliances that Berkemeier and Fuhrmann (2018) published."""
ROWS: int = sibling_toml(__file__)["rows"]
"""The number of rows behind the published table."""
SCHEMA = 2


@dataclass(frozen=True)
class Rate(Part):
    """The honoured alliances among the tested ones of a group, with an interval."""

    group: str
    honoured: int
    tested: int
    interval: Annotated[
        tuple[float, float], Field(description="Jeffreys, 95 per cent.")
    ]
    published: tuple[int, int] | None = None

    @property
    def rate(self) -> float | None:
        """The share that was honoured; None if none was tested."""
        return self.honoured / self.tested if self.tested else None

    @property
    def published_rate(self) -> float | None:
        """The published share for the group."""
        return self.published[0] / self.published[1] if self.published else None


@dataclass(frozen=True)
class HonourTable(Result, Framed, Shown):
    """The rates of all groups, and the number of rows behind them."""

    rates: Annotated[tuple[Rate, ...], Field(alias="table")]
    rows: int
    published_rows: int = ROWS
    part: Annotated[
        bool,
        Field(
            description="Whether the file holds fewer rows than the published table counts."
        ),
    ] = False

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
            if r.rate is not None:
                there = r.published_rate
                words = f"{r.rate:.1%}" + (
                    f" (published {there:.1%})" if there is not None else ""
                )
                drawn.append(Dot(r.group, r.rate, *r.interval, words, there))
        bar = "Bar: Jeffreys interval, 95 per cent. Diamond: as published."
        return dots("Share of tested alliances that were honoured", drawn, bar)

    def _tables(self) -> Tables:
        def rows() -> Iterator[dict[str, Any]]:
            for r in self:
                there = (*(r.published or (None, None)), r.published_rate)
                yield dict(
                    zip(
                        HONOURED,
                        (r.group, r.honoured, r.tested, r.rate, *r.interval, *there),
                        strict=True,
                    )
                )

        return {"honoured": lambda: table(HONOURED, rows())}


def honour_table(rows: Iterable[CodedRow]) -> HonourTable:
    """Return the table of honoured alliances: overall, by period, by promise, bilateral and multilateral (LLM coding),
    and overall by BF.
    """
    rows = tuple(rows)
    groups: list[tuple[str, str, Callable[[CodedRow], bool]]] = [
        ("all", "LLM", lambda _: True),
        ("1816-1944", "LLM", lambda r: r.early),
        ("1945-2003", "LLM", lambda r: not r.early),
        *(
            (p, "LLM", _promises(p))
            for p in ("defense", "offense", "neutral", "nonagg")
        ),
        ("bilateral", "LLM", lambda r: not r.multilateral),
        ("multilateral", "LLM", lambda r: r.multilateral),
        ("all, coding BF", "BF", lambda _: True),
    ]
    table = []
    for name, coding, within in groups:
        published = tuple(PUBLISHED[name]) if name in PUBLISHED else None
        tests = [h for r in rows if within(r) and (h := r.honoured(coding)) is not None]
        table.append(
            Rate(
                name,
                sum(tests),
                len(tests),
                jeffreys(sum(tests), len(tests)),
                published,
            )
        )
    return HonourTable(tuple(table), len(rows), part=len(rows) < ROWS, schema_=SCHEMA)


def _promises(promise: str) -> Callable[[CodedRow], bool]:
    return lambda row: promise in row.promises


HONOURED = columns(
    "group honoured:int tested:int rate:float low:float high:float "
    "published_honoured:int published_tested:int published_rate:float"
)
"""Columns of the table, with one row for each group of alliances; `low` to `high` is the Jeffreys interval of 95 per cent."""


def marked(rates: HonourTable) -> str:
    """Return a note that a file is only a part; empty for a complete one."""
    if not rates.part:
        return ""
    return f"A part: {rates.rows} of the {ROWS} rows that the published figures count, so the two columns are of different rows."


def tell_table(rates: HonourTable) -> str:
    """Return the table of honoured alliances as text, beside the published one."""
    out = [marked(rates), ""] if rates.part else []
    out += [
        f"{'':18}{'honoured':>14}{'rate':>8}   {'Jeffreys 95 %':16}{'published':>12}{'rate':>8}"
    ]
    for r in rates:
        rate, share = (
            "-" if x is None else f"{x:.1%}" for x in (r.rate, r.published_rate)
        )
        there = f"{r.published[0]}/{r.published[1]}" if r.published else "-"
        span = f"{r.interval[0]:.1%} to {r.interval[1]:.1%}"
        out.append(
            f"{r.group:18}{f'{r.honoured}/{r.tested}':>14}{rate:>8}   {span:16}{there:>12}{share:>8}"
        )
    return "\n".join(out)
