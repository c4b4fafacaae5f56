"""Coverage: how many of a data set's defence pacts have an instrument here, by period, and which have none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from typing import Annotated

from pydantic import Field

from engine.output.result import Part
from treaties.models.corpus import Corpus
from treaties.models.treaty import Treaty
from treaties.outside.pacts import (
    Pacts,
    Period,
    atop_pacts,
    cow_pacts,
    periods,
    without,
)
from treaties.support.sibling_toml import sibling_toml


@dataclass(frozen=True)
class PactCoverage:
    """The pacts of one file of data, and those of them whose number a treaty file bears."""

    pacts: Pacts
    covered: frozenset[int]

    @property
    def missing(self) -> tuple[int, ...]:
        """The numbers of the pacts without an instrument."""
        return tuple(n for n in self.pacts.years if n not in self.covered)

    @property
    def lasting(self) -> tuple[int, int]:
        """The pacts that held on the last day of the data: those with an instrument, and all."""
        return len(self.pacts.lasting & self.covered), len(self.pacts.lasting)

    def counts(self) -> list[tuple[Period, int, int]]:
        """Count for each period with a pact the pacts that have an instrument, and all."""
        found = []
        for period in periods():
            mine = [n for n, year in self.pacts.years.items() if year in period]
            if mine:
                found.append((period, sum(n in self.covered for n in mine), len(mine)))
        return found

    def __str__(self) -> str:
        spans = "; ".join(f"{p} {have} of {of}" for p, have, of in self.counts())
        whole = f"{len(self.covered)} of {len(self.pacts.years)} defence pacts of {self.pacts.source}"
        return f"{whole} have an instrument here ({spans})"


def coverage(law: Corpus, pacts: Pacts) -> PactCoverage:
    """Find which of the pacts have a treaty file."""
    numbers = {n for t in law.treaties for n in t.numbers(pacts.key)}
    return PactCoverage(pacts, frozenset(numbers & set(pacts.years)))


def coverages(
    law: Corpus, atop: str | PathLike[str] | None, cow: str | PathLike[str] | None
) -> tuple[PactCoverage, ...]:
    """Compare the law with files of pacts; one coverage for each given file.

    Args:
        law: the corpus.
        atop: ATOP's member file; None to leave it out.
        cow: the file of COW's alliances; None to leave it out.
    """
    read = [atop_pacts(atop)] if atop else []
    if cow:
        read.append(cow_pacts(cow))
    return tuple(coverage(law, pacts) for pacts in read)


def lists(found: Sequence[PactCoverage]) -> str:
    """Write the file `lists.toml`: for each file of data its pacts by year, and those that have a treaty file."""
    head = "# How many defence pacts outside lists count in each year, and how many of them have a file. Written by\n"
    head += "# `casus check --atop FILE --cow FILE --lists`.\n"
    blocks = []
    for c in found:
        years = c.pacts.counted
        have, of = (
            [len(years[y] & c.covered) for y in years],
            [len(years[y]) for y in years],
        )
        name = c.pacts.key.upper()
        blocks.append(
            f'[[lists]]\nname = "{name}"\nfirst = {min(years)}\nof = {of}\nhave = {have}\n'
        )
    return "\n".join([head, *blocks])


def summary(found: Sequence[PactCoverage]) -> str:
    """Write one line for each file of data, and below it the numbers of the pacts that have no instrument."""
    lines = []
    for c in found:
        lines.append(f"{c}.")
        if c.missing:
            lines.append(f"Without one: {', '.join(map(str, c.missing))}.")
    return "\n".join(lines)


@dataclass(frozen=True)
class LastingJson(Part):
    """Pacts that held on the last day of the data."""

    have: int
    of: int


@dataclass(frozen=True)
class PeriodJson(Part):
    """Defence pacts of one period."""

    period: str
    have: int
    of: int


@dataclass(frozen=True)
class CoverageJson(Part):
    """How many of a data set's defence pacts have an instrument here."""

    source: str
    have: int
    of: int
    periods: list[PeriodJson]
    at_the_end: LastingJson
    missing: Annotated[
        list[int], Field(description="Numbers of the pacts that have none.")
    ]


def coverage_json(c: PactCoverage) -> CoverageJson:
    """Give the coverage of one file in the model of its JSON."""
    periods = [PeriodJson(str(p), have, there) for p, have, there in c.counts()]
    last = LastingJson(*c.lasting)
    return CoverageJson(
        c.pacts.source,
        len(c.covered),
        len(c.pacts.years),
        periods,
        last,
        list(c.missing),
    )


_NAMES = {"atop": "ATOP", "cow": "Correlates of War, type I"}


def markdown(found: Sequence[PactCoverage], law: Corpus) -> str:
    """Write the whole page."""
    counted = {c.pacts.key: set(c.pacts.years) for c in found}
    files = [t for t in law.treaties if _is_counted(t, counted)]
    denied = [t for t in files if not any(o.duty.drawn_in for o in t.obligations)]
    duties = [o for t in files for o in t.obligations]
    checked = sum(o.verified for o in duties)
    beyond = sum(bool(o.unverifiable) for o in duties)
    return str(sibling_toml(__file__, "pages.toml")["coverage"]).format(
        lists="".join(f"\n{line}\n" for c in found for line in _section(c)),
        denied=len(denied),
        held="".join(
            f"- **{t.id}**: {capital(t.no_duty or t.atop.words)}\n" for t in denied
        ),
        files=len(files),
        duties=len(duties),
        checked=checked,
        beyond=beyond,
        rest=len(duties) - checked - beyond,
    )


def _is_counted(t: Treaty, counted: Mapping[str, set[int]]) -> bool:
    """Whether an instrument has a number that a list of pacts counts."""
    return any(numbers & set(t.numbers(key)) for key, numbers in counted.items())


def _section(c: PactCoverage) -> Iterator[str]:
    share = 100 * len(c.covered) / len(c.pacts.years) if c.pacts.years else 100.0
    yield f"## {_NAMES[c.pacts.key]}"
    yield f"**{len(c.covered)} of {len(c.pacts.years)}** defence pacts of {c.pacts.source} have a file ({share:.1f} %)."
    yield grid(MADE, c.counts())
    reasons = {getattr(w, c.pacts.key): f"{w.who}: {w.why}." for w in without()}
    if c.missing:
        yield "Without one:"
        yield "\n".join(
            f"- {n}: {reasons.get(n, 'not written yet.')}" for n in c.missing
        )


MADE = ("made", "with a file", "in all")
"""The heads of a table of pacts by the period in which they were made."""


def grid(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write a table in Markdown; all but the first column and explanations are numbers and stand to the right.

    >>> print(grid(("made", "in all"), [("1815", 3)]))
    | made | in all |
    |---|---:|
    | 1815 | 3 |
    """
    rule = "|".join(
        "---" if i == 0 or h == "explanation" else "---:" for i, h in enumerate(head)
    )
    first, *rest = (f"| {' | '.join(map(str, row))} |" for row in (head, *rows))
    return "\n".join([first, f"|{rule}|", *rest])


def capital(note: str) -> str:
    """Begin a note as a sentence begins."""
    return note[:1].upper() + note[1:]
