"""Which of the field's files this is, told from its columns and never from its name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from treaties.vocabulary.errors import CasusError


class FileKind(StrEnum):
    """Every file of ATOP, Correlates of War and the war data sets that can be told apart."""

    ATOP_MEMBER = "atop-member"
    ATOP_ALLIANCE = "atop-alliance"
    ATOP_PHASE = "atop-phase"
    ATOP_STATE_YEAR = "atop-state-year"
    ATOP_DYAD_YEAR = "atop-dyad-year"
    ATOP_DIRECTED_DYAD_YEAR = "atop-directed-dyad-year"
    ATOP_COLLAPSED = "atop-directed-dyad-year-collapsed"
    COW_BY_MEMBER = "cow-alliance-by-member"
    COW_BY_DIRECTED = "cow-alliance-by-directed"
    COW_YEARLY = "cow-alliance-yearly"
    COW_WAR = "cow-inter-state-war"
    COW_OTHER_WAR = "cow-other-war"
    IWD = "interstate-war-data"
    MAOZ = "maoz-directed-dyadic-war"
    COW_MAJORS = "cow-majors"
    COW_SYSTEM = "cow-system"
    COW_CODES = "cow-country-codes"
    GW_SYSTEM = "gleditsch-ward-states"
    CONTIGUITY = "cow-contiguity"
    MID_DISPUTE = "cow-mid-dispute"
    MID_PARTICIPANT = "cow-mid-participant"
    PERFORMANCE = "berkemeier-fuhrmann"
    PLAIN_WAR = "plain-attacks"

    @property
    def described(self) -> str:
        """What the file is, in words.

        >>> FileKind.ATOP_STATE_YEAR.described
        "ATOP's state-year file"
        """
        return _MARKS[self].title

    @property
    def usual_name(self) -> str:
        """The name its makers give it."""
        return _MARKS[self].usual_name


@dataclass(frozen=True, slots=True)
class _Mark:
    title: str
    usual_name: str
    has: frozenset[str]
    lacks: frozenset[str] = frozenset()


def _mark(title: str, usual_name: str, has: str, lacks: str = "") -> _Mark:
    return _Mark(title, usual_name, frozenset(has.split()), frozenset(lacks.split()))


_MARKS: dict[FileKind, _Mark] = {
    FileKind.ATOP_PHASE: _mark("ATOP's alliance phase file", "atop5_1aph.csv", "atopid begyr mem1 atopidphase"),
    FileKind.ATOP_ALLIANCE: _mark("ATOP's alliance file", "atop5_1a.csv", "atopid begyr mem1", "atopidphase"),
    FileKind.ATOP_MEMBER: _mark("ATOP's member file", "atop5_1m.csv", "atopid member yrent"),
    FileKind.ATOP_STATE_YEAR: _mark("ATOP's state-year file", "atop5_1sy.csv", "state year atopally"),
    FileKind.ATOP_DIRECTED_DYAD_YEAR: _mark(
        "ATOP's directed dyad-year file", "atop5_1ddyr.csv", "year statea stateb atopally"
    ),
    FileKind.ATOP_DYAD_YEAR: _mark("ATOP's dyad-year file", "atop5_1dy.csv", "year mem1 mem2 atopally", "begyr"),
    FileKind.ATOP_COLLAPSED: _mark(
        "the collapsed directed dyad-year form of ATOP",
        "atop5_1_directed_dyad_years_collapsed.csv",
        "ccode1 ccode2 year atop_defense",
    ),
    FileKind.COW_YEARLY: _mark(
        "a dyad-year or member-year form of COW's alliances",
        "alliance_v4.1_by_directed_yearly.csv",
        "version4id year defense entente",
    ),
    FileKind.COW_BY_MEMBER: _mark(
        "COW's alliances by member", "alliance_v4.1_by_member.csv", "version4id ccode mem_st_year", "year"
    ),
    FileKind.COW_BY_DIRECTED: _mark(
        "COW's alliances by directed dyad",
        "alliance_v4.1_by_directed.csv",
        "version4id ccode1 ccode2 dyad_st_year",
        "year",
    ),
    FileKind.COW_WAR: _mark("COW's inter-state wars", "Inter-StateWarData_v4.0.csv", "warnum ccode side startyear1"),
    FileKind.COW_OTHER_WAR: _mark(
        "COW's extra-, intra- or non-state wars", "Intra-StateWarData_v4.1.csv", "warnum sidea sideb startyear1"
    ),
    FileKind.IWD: _mark(
        "the Interstate War Data", "iwd_1.1_interstate_war_data_rev.csv", "larger_war_id init_ccode target_ccode"
    ),
    FileKind.MAOZ: _mark(
        "Maoz' directed dyadic wars", "maoz_directed_dyadic_war.csv", "warnum disno statea stateb warstrtyr"
    ),
    FileKind.COW_SYSTEM: _mark("COW's state system membership", "states2016.csv", "stateabb ccode statenme styear"),
    FileKind.COW_MAJORS: _mark("COW's major powers", "majors2016.csv", "stateabb ccode styear", "statenme dispnum"),
    FileKind.COW_CODES: _mark("COW's country codes", "COW-country-codes.csv", "stateabb ccode statenme", "styear"),
    FileKind.GW_SYSTEM: _mark(
        "Gleditsch and Ward's states", "gleditsch_ward_states_2017.csv", "gwcode statename startdate"
    ),
    FileKind.CONTIGUITY: _mark("COW's direct contiguity", "contiguity_3.2_directed.csv", "ccode1 ccode2 conttype"),
    FileKind.MID_PARTICIPANT: _mark("COW's dispute participants", "MIDB_5.0.csv", "dispnum ccode styear sidea"),
    FileKind.MID_DISPUTE: _mark("COW's disputes", "MIDA_5.0.csv", "dispnum styear outcome", "ccode"),
    FileKind.PERFORMANCE: _mark(
        "Berkemeier and Fuhrmann's alliance performance", "berkemeier_fuhrmann_2018.csv", "warid atopid honorllm"
    ),
    FileKind.PLAIN_WAR: _mark("a plain file of attacks", "wars.csv", "warid attacker victim since until"),
}


class WrongFile(CasusError):
    """The file is sound, or at least known, and is not the one that is needed; or nobody knows it."""


def normal(column: str) -> str:
    """The form in which columns are compared: makers change the case from release to release.

    >>> normal(" WarNum ")
    'warnum'
    """
    return column.strip().casefold()


def sniff(columns: Iterable[str]) -> FileKind | None:
    """The kind of file that has these columns, or None.

    >>> sniff(["atopid", "member", "yrent", "yrexit", "defense"])
    <FileKind.ATOP_MEMBER: 'atop-member'>
    >>> sniff(["name", "age"]) is None
    True
    """
    names = {normal(c) for c in columns}
    for kind, mark in _MARKS.items():
        if mark.has <= names and not mark.lacks & names:
            return kind
    return None


def demand(file: str, columns: Iterable[str], *wanted: FileKind) -> FileKind:
    """The kind of the file, which must be one of those wanted (any known one where none is named).

    >>> demand("sy.csv", ["state", "year", "atopally"], FileKind.ATOP_MEMBER)
    Traceback (most recent call last):
    treaties.outside.detect_format.WrongFile: `sy.csv` is ATOP's state-year file; ATOP's member file (atop5_1m.csv) is needed
    """
    columns = tuple(columns)
    kind = sniff(columns)
    needed = " or ".join(f"{k.described} ({k.usual_name})" for k in wanted)
    if kind is None:
        shown = ", ".join(f"`{c}`" for c in columns[:6]) + (", …" if len(columns) > 6 else "")
        close = _closest(columns)
        hint = f"; it comes closest to {_MARKS[close[0]].title} but lacks {close[1]}" if close else ""
        raise WrongFile(
            f"`{file}` is none of the files that can be read: its columns are {shown or 'none'}{hint}",
            remedy=f"{needed} is needed" if wanted else "docs/outside-data.md lists them",
        )
    if wanted and kind not in wanted:
        raise WrongFile(f"`{file}` is {kind.described}", remedy=f"{needed} is needed")
    return kind


def _closest(columns: Iterable[str]) -> tuple[FileKind, str] | None:
    names = {normal(c) for c in columns}
    best = max(_MARKS, key=lambda k: len(_MARKS[k].has & names) / len(_MARKS[k].has))
    mark = _MARKS[best]
    if 2 * len(mark.has & names) <= len(mark.has):
        return None
    return best, ", ".join(f"`{c}`" for c in sorted(mark.has - names)) or "nothing"
