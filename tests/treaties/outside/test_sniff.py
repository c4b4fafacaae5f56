from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.each import each
from treaties.outside import LOADERS, open_law
from treaties.outside.detect_format import FileKind, WrongFile, demand, sniff
from treaties.outside.tables import identify
from treaties.outside.wars import read_cow_wars, read_iwd
from treaties.vocabulary.errors import CasusError, UnknownName

KINDS = {
    "atop_member.csv": FileKind.ATOP_MEMBER,
    "atop_alliance.csv": FileKind.ATOP_ALLIANCE,
    "atop_phase.csv": FileKind.ATOP_PHASE,
    "atop_state_year.csv": FileKind.ATOP_STATE_YEAR,
    "atop_collapsed.csv": FileKind.ATOP_COLLAPSED,
    "cow_by_member.csv": FileKind.COW_BY_MEMBER,
    "cow_by_directed.csv": FileKind.COW_BY_DIRECTED,
    "cow_by_directed_yearly.csv": FileKind.COW_YEARLY,
    "cow_war.csv": FileKind.COW_WAR,
    "iwd.csv": FileKind.IWD,
    "maoz.csv": FileKind.MAOZ,
    "majors.csv": FileKind.COW_MAJORS,
    "system.csv": FileKind.COW_SYSTEM,
    "gw_system.csv": FileKind.GW_SYSTEM,
    "cow_country_codes.csv": FileKind.COW_CODES,
    "contiguity.csv": FileKind.CONTIGUITY,
    "mid_a.csv": FileKind.MID_DISPUTE,
    "mid_b.csv": FileKind.MID_PARTICIPANT,
    "performance.csv": FileKind.PERFORMANCE,
}
READERS = {
    FileKind.ATOP_MEMBER: LOADERS["atop"],
    FileKind.COW_BY_MEMBER: LOADERS["cow"],
    FileKind.COW_WAR: read_cow_wars,
    FileKind.IWD: read_iwd,
}


@each(("name", "kind"), KINDS.items())
def test_each_file_is_known_by_its_columns(
    fixtures: Path, name: str, kind: FileKind
) -> None:
    assert identify(fixtures / name) is kind


@each("wanted", READERS, called=str)
@each("name", KINDS)
def test_every_reader_refuses_every_other_file_by_name(
    fixtures: Path, name: str, wanted: FileKind
) -> None:
    if KINDS[name] is wanted or (
        wanted is FileKind.COW_BY_MEMBER and KINDS[name] is FileKind.COW_BY_DIRECTED
    ):
        READERS[wanted](fixtures / name)
        return
    with pytest.raises(WrongFile) as caught:
        READERS[wanted](fixtures / name)
    assert KINDS[name].described in str(caught.value)
    assert wanted.named in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_order_and_the_case_of_columns_do_not_matter() -> None:
    assert sniff(["YREXIT", " Member", "yrent", "ATOPID"]) is FileKind.ATOP_MEMBER


def test_other_forms_of_the_projects_are_told_apart() -> None:
    assert (
        sniff(["ddyad", "stateA", "stateB", "year", "atopally"])
        is FileKind.ATOP_DIRECTED_DYAD_YEAR
    )
    assert (
        sniff(["dyad", "mem1", "mem2", "year", "atopally"]) is FileKind.ATOP_DYAD_YEAR
    )
    assert (
        sniff(["WarNum", "SideA", "SideB", "StartYear1", "CcodeA"])
        is FileKind.COW_OTHER_WAR
    )


def test_an_unknown_table_says_what_it_has_and_what_it_is_close_to() -> None:
    with pytest.raises(WrongFile, match=r"its columns are `name`, `age`; .* is needed"):
        demand("x.csv", ["name", "age"], FileKind.IWD)
    with pytest.raises(
        WrongFile, match="closest to the Interstate War Data but lacks `target_ccode`"
    ):
        demand("x.csv", ["larger_war_id", "init_ccode", "year"], FileKind.IWD)


def test_open_law_takes_a_scheme_or_a_bare_file(fixtures: Path) -> None:
    atop = fixtures / "atop_member.csv"
    assert open_law(f"atop:{atop}").alliances == open_law(str(atop)).alliances
    assert open_law(f"cow:{fixtures / 'cow_by_member.csv'}").alliances == (
        801,
        802,
        803,
    )
    with pytest.raises(UnknownName, match="did you mean `atop`"):
        open_law("atopp:x.csv")
    with pytest.raises(
        CasusError, match=r"names no file; write for example `atop:atop5_1m\.csv`"
    ):
        open_law("atop:")
