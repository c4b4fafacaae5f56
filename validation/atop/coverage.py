"""How many of a data set's defence pacts have an instrument here, period by period, and which have none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from os import PathLike
from typing import Annotated

from pydantic import Field

from engine.output.result import Part
from treaties.models.corpus import Corpus
from treaties.models.treaty import Treaty
from treaties.outside.pacts import Pacts, Period, atop_pacts, cow_pacts, periods, without


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
        """Of the pacts that held on the last day of the data: those that have an instrument, and all."""
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
    """Hold the law against files of pacts; returns one coverage for each file that is given.

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
        have, of = [len(years[y] & c.covered) for y in years], [len(years[y]) for y in years]
        name = c.pacts.key.upper()
        blocks.append(f'[[lists]]\nname = "{name}"\nfirst = {min(years)}\nof = {of}\nhave = {have}\n')
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
    missing: Annotated[list[int], Field(description="Numbers of the pacts that have none.")]


def coverage_json(c: PactCoverage) -> CoverageJson:
    """Give the coverage of one file in the model of its JSON."""
    periods = [PeriodJson(str(p), have, there) for p, have, there in c.counts()]
    last = LastingJson(*c.lasting)
    return CoverageJson(c.pacts.source, len(c.covered), len(c.pacts.years), periods, last, list(c.missing))


_NAMES = {"atop": "ATOP", "cow": "Correlates of War, type I"}


def markdown(found: Sequence[PactCoverage], law: Corpus) -> str:
    """Write the whole page."""
    return "\n".join(_page(found, law)) + "\n"


def _page(found: Sequence[PactCoverage], law: Corpus) -> Iterator[str]:
    counted = {c.pacts.key: set(c.pacts.years) for c in found}
    files = [t for t in law.treaties if any(ns & set(t.numbers(key)) for key, ns in counted.items())]
    yield "# Defence pacts"
    yield ""
    yield (
        "How many of the defence pacts that two data sets count have a file here. Generated by `casus check --atop "
        "atop5_1m.csv --cow alliance_v4.1_by_member.csv --coverage` from copies of the files, which are no part of this "
        "project: ATOP (Leeds, Ritter, Mitchell and Long 2002) and Correlates of War (Gibler 2009). No row of them stands "
        "here: only counts, their numbers, and in our own words what has no file and why."
    )
    for c in found:
        yield from _counts(c)
    yield from _denied(files)
    yield from _known(files)


def _counts(c: PactCoverage) -> Iterator[str]:
    share = 100 * len(c.covered) / len(c.pacts.years) if c.pacts.years else 100.0
    yield from ("", f"## {_NAMES[c.pacts.key]}", "")
    yield f"**{len(c.covered)} of {len(c.pacts.years)}** defence pacts of {c.pacts.source} have a file ({share:.1f} %)."
    yield from ("", "| made | with a file | in all |", "|---|---:|---:|")
    yield from (f"| {period} | {have} | {of} |" for period, have, of in c.counts())
    if c.missing:
        yield from ("", "Without one:", "")
    reasons = {getattr(w, c.pacts.key): w for w in without()}
    for n in c.missing:
        yield f"- {n}: {reasons[n].who}: {reasons[n].why}." if n in reasons else f"- {n}: not written yet."


def _denied(files: Sequence[Treaty]) -> Iterator[str]:
    denied = [t for t in files if not any(o.duty.drawn_in for o in t.obligations)]
    yield from ("", "## Held here to promise no help", "")
    yield (
        f"{len(denied)} instruments that one of the two counts as a defence pact promise no help in war as their files "
        "read them. Each says what the text holds instead."
    )
    yield ""
    for t in denied:
        denial = t.no_duty or t.atop.words
        yield f"- **{t.id}**: {denial[:1].upper()}{denial[1:]}"


def _known(files: Sequence[Treaty]) -> Iterator[str]:
    duties = [o for t in files for o in t.obligations]
    checked = sum(o.verified for o in duties)
    beyond = sum(bool(o.unverifiable) for o in duties)
    yield from ("", "## How well they are known", "")
    yield (
        f"The {len(files)} files of these pacts hold {len(duties)} duties: {checked} were checked against a source that "
        f"was opened, {beyond} cannot be and say why, and {len(duties) - checked - beyond} are told from general knowledge "
        "or from a work that was not opened, which every answer says of them."
    )
