"""ATOP 5.1 as law: which state owed which other what, on a day between 1815 and 2018, from the file a user brings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import permutations
from os import PathLike

from treaties.outside.answers import Coverage
from treaties.outside.directions import owed
from treaties.outside.law import AllianceLaw, Leg
from treaties.outside.members import MemberPhase, read_members
from treaties.outside.promises import Promise, Secrecy

CAVEAT = "ATOP leaves out alliances signed before 1815 and the guarantee of Belgium (1839)"


class AtopLaw(AllianceLaw):
    """The alliances of an ATOP member file.

    Spans run from signature or accession, which is what ATOP codes; entry into force may come later.
    """

    def __init__(self, source: str, rows: tuple[MemberPhase, ...], coverage: Coverage) -> None:
        self.rows = rows
        self._rows = {row.line: row for row in rows}
        super().__init__(source, coverage, _legs(rows), limits_of_source=CAVEAT)

    def row(self, leg: Leg) -> MemberPhase:
        """The row of the leg's obligor, with every column of the file."""
        return self._rows[leg.line]


def load(path: str | PathLike[str], *, coverage: tuple[date, date] | None = None) -> AtopLaw:
    """Read ATOP's member file (.csv, .csv.gz or .dta) as law. Errors: see `read_members`."""
    rows, covered = read_members(path, coverage=coverage)
    return AtopLaw(str(path), rows, covered)


def _legs(rows: tuple[MemberPhase, ...]) -> Iterator[Leg]:
    phases: defaultdict[tuple[int, int], list[MemberPhase]] = defaultdict(list)
    for row in rows:
        phases[row.atopid, row.phase].append(row)
    for (atopid, phase), group in phases.items():
        partners = len({r.member for r in group}) - 1
        terms = {r.line: {p: owed(r, p, 0, 1) for p in Promise if p in r.promises} for r in group}
        limits = {r.line: {p: r.limits(p) for p in Promise if p in r.promises} for r in group}
        for a, b in permutations(group, 2):
            if a.member == b.member:
                continue
            yield Leg(
                alliance=atopid,
                phase=phase,
                obligor=a.member,
                beneficiary=b.member,
                spans=(a.span, b.span),
                owed={p: owed(a, p, b.member, partners) for p in terms[a.line]} if a.varying else terms[a.line],
                limits=limits[a.line],
                threats=a.threats,
                secret=None if a.secrecy is None else a.secrecy is not Secrecy.PUBLIC,
                line=a.line,
            )
