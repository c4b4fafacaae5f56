"""The published files of Correlates of War and the war data sets, where they are at hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.support.sampling import sampled
from treaties.outside import cow
from treaties.outside.disputes import read_contiguity
from treaties.outside.law import AllianceLaw
from treaties.outside.promises import Promise
from treaties.outside.tables import identify
from treaties.outside.wars import onsets, read_cow_wars, read_iwd

pytestmark = sampled(2, alone="whole")


def shape(law: AllianceLaw, when: date | int) -> set[tuple[object, ...]]:
    return {
        (d.obligor, d.beneficiary, *((p, a.truth) for p, a in d.promises.items()))
        for d in law.directed_dyads(when)
    }


def test_members_and_directed_dyads_tell_the_same_law(outside: Path) -> None:
    member = cow.load(outside / "cow" / "alliance_v4.1_by_member.csv")
    directed = cow.load(outside / "cow" / "alliance_v4.1_by_directed.csv")
    assert (len(member.rows), len(directed.rows)) == (1221, 6444)
    assert len(member.legs) == len(directed.legs) == 6444 - 22, (
        "22 rows end on the eve of their start"
    )
    assert member.alliances == directed.alliances
    assert len(member.alliances) == 414
    for year in range(1816, 2013, 7):
        assert shape(member, date(year, 7, 28)) == shape(directed, date(year, 7, 28)), (
            year
        )
    assert member.owes(255, 300, Promise.DEFENSE, date(1914, 7, 28)).yes
    assert member.owes(2, 200, Promise.DEFENSE, date(2012, 12, 31)).yes
    assert member.owes(2, 200, Promise.DEFENSE, date(2013, 1, 1)).unknown


def test_cow_wars(outside: Path) -> None:
    rows = read_cow_wars(outside / "cow" / "Inter-StateWarData_v4.0.csv")
    assert len(rows) == 337
    assert len({r.war for r in rows}) == 95
    assert sum(r.initiator for r in rows) == 109
    assert sum(len(r.spells) == 2 for r in rows) == 19
    assert {
        r.war for r in rows if not any(q.initiator for q in rows if q.war == r.war)
    } == set()
    assert {r.state for r in rows if r.war == 106 and r.initiator} == {300}


def test_interstate_war_data(outside: Path) -> None:
    rows = read_iwd(outside / "wars" / "iwd_1.1_interstate_war_data_rev.csv")
    assert len(rows) == 586
    assert len({r.war for r in rows}) == 88
    first = onsets(rows)
    assert len(first) == 249
    assert all(r.spells for r in rows)
    began = min(
        (a for a in first if a.war == 38), key=lambda a: a.spells[0].since.earliest
    )
    assert (
        began.initiator,
        began.target,
        str(began.spells[0].since),
        began.joiner,
    ) == (300, 345, "1914-07-29", False)


def test_borders(outside: Path) -> None:
    assert len(read_contiguity(outside / "cow" / "contiguity_3.2_directed.csv")) == 1874


def test_every_file_is_known(outside: Path) -> None:
    files = list(outside.rglob("*.csv*"))
    assert len(files) >= 18
    assert len({identify(p) for p in files}) == len(files)
