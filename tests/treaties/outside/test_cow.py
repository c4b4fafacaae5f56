from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from treaties.outside import cow
from treaties.outside.dates import OutsideCoverage, Truth
from treaties.outside.detect_format import WrongFile
from treaties.outside.promises import Promise
from treaties.vocabulary.errors import DataError

Alter = Callable[..., Path]


@pytest.fixture(params=["cow_by_member.csv", "cow_by_directed.csv"])
def law(request: pytest.FixtureRequest, fixtures: Path) -> cow.CowLaw:
    return cow.load(fixtures / request.param)


def test_the_last_day_is_in_force(law: cow.CowLaw) -> None:
    days = {date(1901, 3, 14): Truth.NO, date(1901, 3, 15): Truth.YES}
    days |= {date(1910, 1, 1): Truth.YES, date(1910, 1, 2): Truth.NO}
    for day, truth in days.items():
        assert law.owes(3, 4, Promise.DEFENSE, day).truth is truth, day


def test_both_forms_say_the_same(fixtures: Path) -> None:
    member, directed = (
        cow.load(fixtures / f"cow_by_{form}.csv") for form in ("member", "directed")
    )
    for when in (
        date(1902, 1, 1),
        date(1940, 5, 4),
        date(1940, 5, 5),
        1940,
        date(2012, 12, 31),
    ):
        sets = [
            {
                (
                    d.obligor,
                    d.beneficiary,
                    *((p, a.truth) for p, a in d.promises.items()),
                )
                for d in law.directed_dyads(when)
            }
            for law in (member, directed)
        ]
        assert sets[0] == sets[1]
        assert sets[0]


def test_who_left_on_the_eve_of_the_entry_was_never_an_ally(law: cow.CowLaw) -> None:
    assert law.between(5, 6) == ()
    assert law.between(5, 7)


def test_a_blank_cell_is_unknown(law: cow.CowLaw) -> None:
    day = date(2005, 1, 1)
    assert law.owes(3, 6, Promise.NONAGG, day).unknown
    assert "the cell is blank" in law.owes(3, 6, Promise.NONAGG, day).why
    assert law.owes(3, 6, Promise.CONSUL, day).yes
    assert law.owes(3, 6, Promise.DEFENSE, day).no


def test_coverage_ends_with_2012(law: cow.CowLaw) -> None:
    assert law.owes(3, 6, Promise.CONSUL, date(2012, 12, 31)).yes
    assert law.owes(3, 6, Promise.CONSUL, date(2013, 1, 1)).unknown
    assert law.owes(3, 6, Promise.CONSUL, date(1815, 12, 31)).unknown
    with pytest.raises(OutsideCoverage):
        law.directed_dyads(2013)


def test_cow_is_not_read_as_dyad_years(fixtures: Path) -> None:
    with pytest.raises(
        WrongFile,
        match="dyad-year or member-year form of COW's alliances; COW's alliances by member",
    ):
        cow.load(fixtures / "cow_by_directed_yearly.csv")


def test_the_undirected_form_is_refused(fixtures: Path) -> None:
    with pytest.raises(
        WrongFile,
        match=r"has each pair of states once, not in both directions; .*by directed dyad",
    ):
        cow.load(fixtures / "cow_by_dyad.csv")


def test_bad_cells_are_all_told(altered: Alter) -> None:
    path = altered(
        "cow_by_member.csv",
        {
            (2, "defense"): "yes",
            (3, "mem_end_year"): "1900",
            (4, "right_censor"): "1",
            (5, "mem_st_month"): "",
            (6, "version"): "3.0",
        },
    )
    with pytest.raises(DataError) as caught:
        cow.load(path)
    assert [(p.line, p.path, p.message) for p in caught.value.problems] == [
        (2, "defense", "`yes` is not a whole number"),
        (3, "mem_end_year", "the end on 1900-01-01 is before the start on 1901-03-15"),
        (4, "right_censor", "is 1, but the row has an end"),
        (5, "mem_st_month", "is empty"),
        (6, "version", "`3.0` is not a version whose coverage is known (4.1)"),
    ]


def test_a_row_that_is_there_twice_is_a_fault(fixtures: Path, tmp_path: Path) -> None:
    lines = (fixtures / "cow_by_member.csv").read_text().splitlines()
    path = tmp_path / "x.csv"
    path.write_text("\n".join([*lines, lines[1]]) + "\n")
    with pytest.raises(
        DataError,
        match=rf"x\.csv:{len(lines) + 1}: version4id: the row repeats that of line 2",
    ):
        cow.load(path)
