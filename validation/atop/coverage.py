"""Coverage of a data set's defence pacts: how many have an instrument here, by period, and which do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from typing import Annotated

from pydantic import Field

from engine.forms.result import Part
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
    """The pacts of a data set, and the numbers of those that have a treaty file."""

    pacts: Pacts
    covered: frozenset[int]

    @property
    def missing(self) -> tuple[int, ...]:
        """The numbers of the pacts without a treaty file."""
        return tuple(n for n in self.pacts.years if n not in self.covered)

    @property
    def lasting(self) -> tuple[int, int]:
        """Of the pacts in force on the data's last day, the number with a treaty file and the number of all."""
        return len(self.pacts.lasting & self.covered), len(self.pacts.lasting)

    def counts(self) -> list[tuple[Period, int, int]]:
        """Return, for each period with a pact, the number of pacts with a treaty file and the number of all."""
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
    """Return how far the corpus covers the given pacts: the pacts, and those that have a treaty file."""
    numbers = {n for t in law.treaties for n in t.numbers(pacts.key)}
    return PactCoverage(pacts, frozenset(numbers & set(pacts.years)))


def coverages(
    law: Corpus, atop: str | PathLike[str] | None, cow: str | PathLike[str] | None
) -> tuple[PactCoverage, ...]:
    """Return the coverage of each given file of pacts.

    Args:
        law: the corpus.
        atop: ATOP's member file, or None.
        cow: the file of COW's alliances, or None.
    """
    read = [atop_pacts(atop)] if atop else []
    if cow:
        read.append(cow_pacts(cow))
    return tuple(coverage(law, pacts) for pacts in read)


def lists(found: Sequence[PactCoverage]) -> str:
    """Return the content of `lists.toml`: the pacts of each data set by year, and those that have a treaty file."""
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
    """Return a line of text on each data set, followed by a line with the ids of those of its pacts that have no treaty
    file, if there are any.
    """
    lines = []
    for c in found:
        lines.append(f"{c}.")
        if c.missing:
            lines.append(f"Without one: {', '.join(map(str, c.missing))}.")
    return "\n".join(lines)


@dataclass(frozen=True)
class LastingJson(Part):
    """The number of pacts in force on the last day of the data, and of those with a treaty file, as JSON."""

    have: int
    of: int


@dataclass(frozen=True)
class PeriodJson(Part):
    """The number of defence pacts made in one period, and of those with a treaty file, as JSON."""

    period: str
    have: int
    of: int


@dataclass(frozen=True)
class CoverageJson(Part):
    """The number of a data set's defence pacts, and of those with a treaty file here, as JSON."""

    source: str
    have: int
    of: int
    periods: list[PeriodJson]
    at_the_end: LastingJson
    missing: Annotated[
        list[int], Field(description="Numbers of the pacts that have none.")
    ]


def coverage_json(c: PactCoverage) -> CoverageJson:
    """Return the coverage of one data set as a JSON model."""
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
    """Return the content of docs/defence-pacts.md."""
    counted = {c.pacts.key: set(c.pacts.years) for c in found}
    files = [t for t in law.treaties if _is_counted(t, counted)]
    denied = [t for t in files if not t.promises_help]
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
"""The headings of a table of pacts by the period in which they were made."""


def grid(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table in Markdown. All columns are right-aligned except the first and columns of explanations.

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
    """Return a text with its first letter capitalised."""
    return note[:1].upper() + note[1:]
