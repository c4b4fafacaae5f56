"""The answer key: Berkemeier and Fuhrmann's coding of each alliance with a member in each war."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from os import PathLike

from treaties.outside.columns import Columns
from treaties.outside.detect_format import FileKind
from treaties.outside.tables import read_table
from treaties.vocabulary.errors import CasusError

CODINGS = ("LLM", "BF")
"""Leeds, Long and Mitchell's rules; Berkemeier and Fuhrmann's own."""

_CODES = ("nonagg", "consul", "cfna", "dna", "honor", "violate")


class Arising(StrEnum):
    """What can be said of one alliance in one war."""

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
    """One row of the experts' file: one alliance in one war."""

    warid: int
    atopid: int
    cowwarid: int | None
    war: str
    early: bool
    """Whether the row belongs to the sample of 1816 to 1944 (alliances made in 1945 belong to the later one)."""
    multilateral: bool
    promises: frozenset[str]
    codes: dict[str, frozenset[str]]
    """By coding, the codes that are set: `honor`, `violate`, `cfna` …"""
    line: int

    def verdict(self, coding: str = "LLM") -> Arising:
        """The casus foederis arose where honour or violation is coded; else the reason that it did not."""
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
        """Whether it was honoured; None where it was not tested."""
        codes = self.codes[coding]
        return None if not codes & {"honor", "violate"} else "honor" in codes

    def several(self, coding: str = "LLM") -> bool:
        """Whether the row carries codes that exclude each other."""
        return len(self.codes[coding] & {"nonagg", "consul", "cfna", "honor", "violate"}) > 1


def read_experts(path: str | PathLike[str]) -> tuple[CodedRow, ...]:
    """Read the file in its order.

    Raises `DataError` with every bad cell and every row given twice, and `CasusError` where nothing is coded.
    """
    table = read_table(path, FileKind.PERFORMANCE)
    flags = [c + s.lower() for s in CODINGS for c in _CODES]
    promises = ("defense", "offense", "neutral", "nonagg", "consul")
    columns = Columns(table, ("sample", "warid", "atopid", "cowwarid", "warname", "multilateral", *flags, *promises))
    wars, alliances = (columns.whole(c, range(1, 100000)) for c in ("warid", "atopid"))
    cow = columns.optional("cowwarid", range(1, 100000))
    first: dict[tuple[int, int], int] = {}
    for n, pair in enumerate(zip(wars, alliances, strict=True)):
        if pair in first:
            columns.complain(n, "atopid", f"alliance {pair[1]} in war {pair[0]} is coded in line {first[pair]} already")
        first.setdefault(pair, table.lines[n])
    set_ = {c: columns.optional(c, (0, 1)) for c in (*flags, *promises, "multilateral", "sample")}
    columns.finish()
    names = columns.text("warname")
    rows = tuple(
        CodedRow(
            warid=wars[n],
            atopid=alliances[n],
            cowwarid=cow[n],
            war=names[n],
            early=set_["sample"][n] == 1,
            multilateral=set_["multilateral"][n] == 1,
            promises=frozenset(p for p in promises if set_[p][n]),
            codes={s: frozenset(c for c in _CODES if set_[c + s.lower()][n]) for s in CODINGS},
            line=line,
        )
        for n, line in enumerate(table.lines)
    )
    if not any(r.codes[s] for r in rows for s in CODINGS):
        raise CasusError(f"`{path}` has no coded row", remedy="give the file of Berkemeier and Fuhrmann (2018)")
    return rows
