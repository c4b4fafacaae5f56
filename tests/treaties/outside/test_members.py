from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from treaties.outside import atop
from treaties.outside.dates import PartialDate, PartialSpan
from treaties.outside.members import MemberPhase, read_members
from treaties.outside.promises import Limit, Promise, Secrecy
from treaties.vocabulary.errors import DataError

Alter = Callable[..., Path]


@pytest.fixture
def rows(fixtures: Path) -> dict[tuple[int, int, int], MemberPhase]:
    return {
        (r.atopid, r.phase, r.member): r
        for r in read_members(fixtures / "atop_member.csv")[0]
    }


def test_a_row_is_typed(rows: dict[tuple[int, int, int], MemberPhase]) -> None:
    row = rows[9001, 1, 3]
    assert row.span == PartialSpan(PartialDate(1901, 3, 15), PartialDate(1905, 6, 1))
    assert row.promises == {Promise.DEFENSE, Promise.CONSUL}
    assert row.flags == {"defcoadv", "defconpr"}
    assert row.limits(Promise.DEFENSE) == {Limit.ADVERSARY, Limit.UNPROVOKED}
    assert row.limits(Promise.CONSUL) == row.limits(Promise.OFFENSE) == frozenset()
    assert row.threats == (7,)
    assert row.secrecy is Secrecy.PUBLIC
    assert (row.asymmetric, row.varying) == (False, False)
    assert row.line == 2


def test_phases_partial_dates_and_unknown_cells(
    rows: dict[tuple[int, int, int], MemberPhase],
) -> None:
    assert rows[9001, 2, 3].limits(Promise.CONSUL) == {Limit.REQUEST}
    assert rows[9003, 0, 3].span == PartialSpan(
        PartialDate(1920, 6), PartialDate(1925, 12)
    )
    assert rows[9004, 0, 5].secrecy is None
    assert rows[9004, 0, 5].limits(Promise.DEFENSE) == {Limit.OTHER}
    assert rows[9004, 0, 5].limits(Promise.OFFENSE) == {Limit.DEMANDS, Limit.OTHER}
    assert rows[9006, 0, 8].span.until is None
    assert rows[9006, 0, 8].secrecy is Secrecy.SECRET


def test_a_condition_without_a_flag_is_still_a_condition(altered: Alter) -> None:
    rows, _ = read_members(altered("atop_member.csv", {(17, "concoloc"): "0"}))
    assert rows[-1].limits(Promise.CONSUL) == {Limit.OTHER}


def test_every_bad_cell_is_told_at_once_with_line_and_column(altered: Alter) -> None:
    path = altered(
        "atop_member.csv",
        {
            (2, "defense"): "2",
            (3, "member"): "x",
            (4, "moent"): "13",
            (5, "dayent"): "31",
            (6, "yrexit"): "1911",
            (7, "pubsecr"): "3",
            (9, "statthr1"): "6.5",
            (9, "statthr2"): "1_0",
            (10, "moent"): "",
            (10, "dayent"): "3",
            (16, "ineffect"): "0",
            (17, "version"): "5.0",
        },
    )
    with pytest.raises(DataError) as caught:
        atop.load(path)
    assert [(p.line, p.path, p.message) for p in caught.value.problems] == [
        (2, "defense", "`2` is not 0 or 1"),
        (3, "member", "`x` is not a whole number"),
        (4, "moent", "`13` is not between 1 and 12"),
        (5, "dayent", "there is no 1905-06-31"),
        (6, "yrexit", "the exit on 1911-02-02 is not after the entry on 1912-05-05"),
        (7, "pubsecr", "`3` is not 0 or 1 or 2"),
        (9, "statthr1", "`6.5` is not a whole number"),
        (9, "statthr2", "`1_0` is not a whole number"),
        (10, "moent", "is empty while the day is `3`"),
        (16, "ineffect", "is 0, but the row has no exit"),
        (17, "version", "`5.0` is not a version whose coverage is known (5.1)"),
    ]
    assert str(caught.value).startswith(f"{path}:2: defense: `2` is not 0 or 1\n")


def test_contradictions_between_rows_and_cells_are_told(altered: Alter) -> None:
    with pytest.raises(
        DataError, match=r":2: ineffect: is 1, but the row has an exit, 1905-06-01"
    ):
        atop.load(altered("atop_member.csv", {(2, "ineffect"): "1"}))
    with pytest.raises(DataError, match=r":3: member: the row repeats that of line 2"):
        atop.load(altered("atop_member.csv", {(3, "member"): "3"}))
    with pytest.raises(DataError, match=r":3: defense: is empty"):
        atop.load(altered("atop_member.csv", {(3, "defense"): ""}))


def test_numbers_written_as_decimals_are_whole(altered: Alter, fixtures: Path) -> None:
    path = altered("atop_member.csv", {(2, "member"): "3.0", (2, "yrent"): "1901.0"})
    assert read_members(path)[0] == read_members(fixtures / "atop_member.csv")[0]


def test_another_version_is_read_when_its_coverage_is_given(altered: Alter) -> None:
    path = altered(
        "atop_member.csv", {(line, "version"): "6.0" for line in range(2, 18)}
    )
    law = atop.load(path, coverage=(date(1815, 1, 1), date(2022, 12, 31)))
    assert str(law.coverage) == "ATOP 6.0 (1815-01-01 to 2022-12-31)"
    assert law.owes(8, 9, Promise.DEFENSE, date(2022, 6, 1)).yes
