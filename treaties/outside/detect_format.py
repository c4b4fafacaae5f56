"""Detection of the kind of a data file by its columns, not its name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.errors import CasusError


@dataclass(frozen=True, slots=True)
class Marks:
    """A kind of file: its description, its usual name, and the columns that it must and must not have."""

    described: str
    usual_name: str
    has: str
    lacks: str = ""


@cache
def _marks() -> dict[str, Marks]:
    return {
        kind: Marks(**words)
        for kind, words in sibling_toml(__file__, "file_kinds.toml").items()
    }


class FileKind(StrEnum):
    """A known file of ATOP, Correlates of War or the war data sets (`file_kinds.toml`).

    >>> FileKind.ATOP_STATE_YEAR.described
    "ATOP's state-year file"
    """

    ATOP_PHASE = "atop-phase"
    ATOP_ALLIANCE = "atop-alliance"
    ATOP_MEMBER = "atop-member"
    ATOP_STATE_YEAR = "atop-state-year"
    ATOP_DIRECTED_DYAD_YEAR = "atop-directed-dyad-year"
    ATOP_DYAD_YEAR = "atop-dyad-year"
    ATOP_COLLAPSED = "atop-directed-dyad-year-collapsed"
    COW_YEARLY = "cow-alliance-yearly"
    COW_BY_MEMBER = "cow-alliance-by-member"
    COW_BY_DIRECTED = "cow-alliance-by-directed"
    COW_WAR = "cow-inter-state-war"
    COW_OTHER_WAR = "cow-other-war"
    IWD = "interstate-war-data"
    MAOZ = "maoz-directed-dyadic-war"
    COW_SYSTEM = "cow-system"
    COW_MAJORS = "cow-majors"
    COW_CODES = "cow-country-codes"
    GW_SYSTEM = "gleditsch-ward-states"
    CONTIGUITY = "cow-contiguity"
    MID_PARTICIPANT = "cow-mid-participant"
    MID_DISPUTE = "cow-mid-dispute"
    PERFORMANCE = "berkemeier-fuhrmann"
    PLAIN_WAR = "plain-attacks"

    @property
    def described(self) -> str:
        """The kind of file in words."""
        return _marks()[self].described

    @property
    def named(self) -> str:
        """The kind of file in words, with its usual file name."""
        return f"{self.described} ({_marks()[self].usual_name})"

    @property
    def has(self) -> frozenset[str]:
        """The columns that a file of this kind must have."""
        return frozenset(_marks()[self].has.split())


class WrongFile(CasusError):
    """Raised when a file is not of the required kind, or of no known kind."""


def normal(column: str) -> str:
    """Return the name of a column in lower case, because the case differs between releases.

    >>> normal(" WarNum ")
    'warnum'
    """
    return column.strip().casefold()


def sniff(columns: Iterable[str]) -> FileKind | None:
    """Return the kind of file with these columns, or None if it is unknown.

    >>> sniff(["atopid", "member", "yrent", "yrexit", "defense"])
    <FileKind.ATOP_MEMBER: 'atop-member'>
    >>> sniff(["name", "age"]) is None
    True
    """
    names = {normal(c) for c in columns}
    return next(
        (
            kind
            for kind in FileKind
            if kind.has <= names and not {*_marks()[kind].lacks.split()} & names
        ),
        None,
    )


def demand(file: str, columns: Iterable[str], *wanted: FileKind) -> FileKind:
    """Return the kind of a file, which must be one of those wanted.

    Args:
        file: the name of the file, for errors.
        columns: the columns of the file.
        wanted: the accepted kinds; any known kind if none is given.

    Raises `WrongFile` for any other file.

    >>> demand("sy.csv", ["state", "year", "atopally"], FileKind.ATOP_MEMBER)
    Traceback (most recent call last):
    treaties.outside.detect_format.WrongFile: `sy.csv` is ATOP's state-year file; ATOP's member file (atop5_1m.csv) is
    needed
    """
    columns = tuple(columns)
    kind = sniff(columns)
    needed = " or ".join(k.named for k in wanted)
    if kind is None:
        shown = ", ".join(f"`{c}`" for c in columns[:6]) + (
            ", …" if len(columns) > 6 else ""
        )
        close = _closest(columns)
        hint = (
            f"; it comes closest to {close[0].described} but lacks {close[1]}"
            if close
            else ""
        )
        raise WrongFile(
            f"`{file}` is none of the files that can be read: its columns are {shown or 'none'}{hint}",
            remedy=f"{needed} is needed"
            if wanted
            else "docs/outside-data.md lists them",
        )
    if wanted and kind not in wanted:
        raise WrongFile(f"`{file}` is {kind.described}", remedy=f"{needed} is needed")
    return kind


def _closest(columns: Iterable[str]) -> tuple[FileKind, str] | None:
    names = {normal(c) for c in columns}
    best = max(FileKind, key=lambda k: len(k.has & names) / len(k.has))
    if 2 * len(best.has & names) <= len(best.has):
        return None
    return best, ", ".join(f"`{c}`" for c in sorted(best.has - names)) or "nothing"
