from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from treaties.outside.maoz import Role, read_maoz
from treaties.outside.registers import read_contiguity, read_majors, read_system
from treaties.outside.wars import onsets, read_cow_wars, read_iwd
from treaties.vocabulary.errors import DataError

Alter = Callable[..., Path]


def test_cow_wars(fixtures: Path) -> None:
    attacker, victim, helper = read_cow_wars(fixtures / "cow_war.csv")
    assert (attacker.war, attacker.name, attacker.state, attacker.side) == (901, "Arcadian War", 7, 1)
    assert [p.initiator for p in (attacker, victim, helper)] == [True, False, False]
    assert [str(s) for s in attacker.spells] == ["1903-04-05 to 1903-06-30", "1903-08-01 to 1904-01-09"]
    assert [str(s) for s in helper.spells] == ["1903-05-01 to 1904-01-??"]
    assert attacker.continues == (404, 410)
    assert (helper.became, attacker.became) == ((902,), ())
    assert (attacker.deaths, victim.deaths) == (500, None)


def test_interstate_war_data(fixtures: Path) -> None:
    first, second, joiner = read_iwd(fixtures / "iwd.csv")
    assert (first.war, first.part, first.initiator, first.target, first.joiner) == (91, 191, 7, 3, False)
    assert [str(s) for s in first.spells] == ["1903-04-05 to 1903-06-30", "1903-08-01 to 1903-12-31"]
    assert (first.adversaries, first.allies) == ((4,), ())
    assert (joiner.adversaries, joiner.allies, joiner.joiner) == ((), (3,), True)
    assert onsets([second, joiner, first]) == (first, joiner)


def test_maoz_and_its_misprints(fixtures: Path) -> None:
    a, b, c, d = read_maoz(fixtures / "maoz.csv")
    assert (a.a, a.b, a.role_a, a.pair_role_b) == (7, 3, Role.INITIATOR, Role.TARGET)
    assert (b.role_a.attacking, c.role_a, c.pair_role_a) == (False, Role.JOINED_TARGET, Role.INITIATOR)
    assert (a.repaired, b.repaired) == ("", "")
    assert str(c.spell) == "1903-10-24 to 1904-01-09"
    assert c.repaired == "`warstrtmnth` 24 and `warstrtday` 10 stood in each other's place"
    assert str(d.spell) == "1903-10-24 to 1904-01-09"
    assert d.repaired == "`warendyr` 19104 is no year; the mirror row has 1904"


def test_registers(fixtures: Path) -> None:
    old, fallen = read_majors(fixtures / "majors.csv")
    assert old.censored
    assert not fallen.censored
    assert fallen.holds(date(1945, 8, 14))
    assert not fallen.holds(date(1945, 8, 15))
    assert [t.name for t in read_system(fixtures / "system.csv")] == ["Arcady", "Cockaigne"]
    assert [b.kind for b in read_contiguity(fixtures / "contiguity.csv")] == [1, 0]


@pytest.mark.parametrize(
    ("name", "reader", "cells", "found"),
    [
        (
            "cow_war.csv",
            read_cow_wars,
            {(2, "Side"): "3", (3, "StartDay1"): "31", (4, "TransFrom"): "a, 1"},
            [(2, "side"), (3, "startday1"), (4, "transfrom")],
        ),
        (
            "iwd.csv",
            read_iwd,
            {(2, "month_entry"): "NA", (3, "joiner"): "2", (4, "ally1ccode"): "x"},
            [(2, "month_entry"), (3, "joiner"), (4, "ally1ccode")],
        ),
        ("maoz.csv", read_maoz, {(2, "warolea"): "5", (3, "warstrtmnth"): "13"}, [(2, "warolea"), (3, "warstrtmnth")]),
        ("majors.csv", read_majors, {(2, "endyear"): "1815", (3, "stday"): ""}, [(2, "endyear"), (3, "stday")]),
        (
            "contiguity.csv",
            read_contiguity,
            {(2, "conttype"): "6", (3, "stdate"): "1.1.1920"},
            [(2, "conttype"), (3, "stdate")],
        ),
    ],
)
def test_bad_cells_are_all_told(
    altered: Alter,
    name: str,
    reader: Callable[[Path], object],
    cells: dict[tuple[int, str], str],
    found: list[tuple[int, str]],
) -> None:
    if name == "maoz.csv":
        cells = cells | {(3, "warstrtday"): "20"}
    with pytest.raises(DataError) as caught:
        reader(altered(name, cells))
    assert sorted({(p.line, p.path) for p in caught.value.problems} & set(found)) == found
