"""ATOP 5.1 as law: which state owed what to which other state on a day between 1815 and 2018, from a user's file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import permutations
from os import PathLike

from treaties.outside.dates import Coverage, Reasoned, Truth
from treaties.outside.law import AllianceLaw, AllianceLeg
from treaties.outside.members import MemberPhase, read_members
from treaties.outside.promises import Promise, Secrecy
from treaties.support.grouping import grouped
from treaties.support.sibling_toml import sibling_toml


@dataclass(frozen=True, slots=True)
class Direction:
    """One promise of a treaty with its direction: each state of `by` promises something to each other state of `to`
    (COW codes).
    """

    atop: int
    promise: Promise
    by: frozenset[int]
    to: frozenset[int]
    article: str
    gist: str
    source: str
    phases: frozenset[int] = frozenset()
    """The phases to which the text belongs; all if empty."""
    verified: bool = True

    @property
    def citation(self) -> str:
        """The article and source, with a mark if the text itself was not seen."""
        return f"article {self.article} ({self.source}{'' if self.verified else '; unverified'})"


@cache
def directions() -> Mapping[int, tuple[Direction, ...]]:
    """Load the directions found in treaty texts, by ATOP's alliance number.

    >>> [sorted(d.to) for d in directions()[1160]]
    [[640]]
    """
    pairs = []
    for entry in sibling_toml(__file__, "directions.toml")["directions"]:
        sets = {k: frozenset(entry[k]) for k in ("by", "to", "phases") if k in entry}
        pairs.append(
            (
                entry["atop"],
                Direction(**(entry | sets | {"promise": Promise(entry["promise"])})),
            )
        )
    return {atop: tuple(each) for atop, each in grouped(pairs).items()}


def owed(row: MemberPhase, promise: Promise, partner: int, partners: int) -> Reasoned:
    """Return whether the member in a row owes a promise to a partner, with the reason.

    A row whose obligations do not vary, or that has only one partner, answers this itself. For other rows the treaty
    text decides; if it has not been read, the result is *unknown*, because the row then means "to some partner".

    Args:
        row: the member in one phase of the alliance.
        promise: the promise.
        partner: the COW code of the partner.
        partners: the number of partners that the member has in the phase.
    """
    if promise not in row.promises:
        return Reasoned(
            Truth.NO,
            f"{row.member} does not promise `{promise}` in ATOP alliance {row.atopid}",
        )
    if not row.varying or partners < 2:
        return Reasoned(Truth.YES, f"ATOP alliance {row.atopid}, line {row.line}")
    if row.atopid not in directions():
        return Reasoned(
            Truth.UNKNOWN,
            f"{row.member}'s obligations in ATOP alliance {row.atopid} differ from partner to partner (`obvary`) "
            f"and the row cannot say which it owes to {partner}",
        )
    read = [
        d
        for d in directions()[row.atopid]
        if d.promise is promise
        and row.member in d.by
        and (not d.phases or row.phase in d.phases)
    ]
    if not read:
        return Reasoned(Truth.YES, f"ATOP alliance {row.atopid}, line {row.line}")
    for d in read:
        if partner in d.to:
            return Reasoned(
                Truth.YES,
                f"ATOP alliance {row.atopid}, line {row.line}, read with {d.citation}",
            )
    return Reasoned(
        Truth.NO,
        f"{row.member} owes `{promise}` to others, by {'; '.join(d.citation for d in read)}",
    )


CAVEAT = (
    "ATOP leaves out alliances signed before 1815 and the guarantee of Belgium (1839)"
)


class AtopLaw(AllianceLaw):
    """The alliances of an ATOP member file.

    Periods begin with signature or accession, which is what ATOP codes; entry into force may come later.
    """

    def __init__(
        self, source: str, rows: tuple[MemberPhase, ...], coverage: Coverage
    ) -> None:
        self.rows = rows
        self._rows = {row.line: row for row in rows}
        super().__init__(source, coverage, _legs(rows), limits_of_source=CAVEAT)

    def row(self, leg: AllianceLeg) -> MemberPhase:
        """Return the row of a leg's obligor."""
        return self._rows[leg.line]


def load(
    path: str | PathLike[str], *, coverage: tuple[date, date] | None = None
) -> AtopLaw:
    """Load ATOP's member file (.csv, .csv.gz or .dta) as law.

    Raises the errors of `read_members`.
    """
    rows, covered = read_members(path, coverage=coverage)
    return AtopLaw(str(path), rows, covered)


def _legs(rows: tuple[MemberPhase, ...]) -> Iterator[AllianceLeg]:
    for (atopid, phase), group in grouped(
        ((row.atopid, row.phase), row) for row in rows
    ).items():
        partners = len({r.member for r in group}) - 1
        terms = {
            r.line: {p: owed(r, p, 0, 1) for p in Promise if p in r.promises}
            for r in group
        }
        limits = {
            r.line: {p: r.limits(p) for p in Promise if p in r.promises} for r in group
        }
        for a, b in permutations(group, 2):
            if a.member == b.member:
                continue
            due = (
                {p: owed(a, p, b.member, partners) for p in terms[a.line]}
                if a.varying
                else terms[a.line]
            )
            secret = None if a.secrecy is None else a.secrecy is not Secrecy.PUBLIC
            ends = (a.member, b.member, (a.span, b.span))
            yield AllianceLeg(
                atopid, phase, *ends, due, limits[a.line], a.threats, secret, a.line
            )
