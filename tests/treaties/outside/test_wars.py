from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from treaties.outside.disputes import read_contiguity
from treaties.outside.wars import onsets, read_cow_wars, read_iwd
from treaties.vocabulary.errors import DataError

Alter = Callable[..., Path]


def test_cow_wars(fixtures: Path) -> None:
    attacker, victim, helper = read_cow_wars(fixtures / "cow_war.csv")
    assert (attacker.war, attacker.name, attacker.state, attacker.side) == (
        901,
        "Arcadian War",
        7,
        1,
    )
    assert [p.initiator for p in (attacker, victim, helper)] == [True, False, False]
    assert [str(s) for s in attacker.spells] == [
        "1903-04-05 to 1903-06-30",
        "1903-08-01 to 1904-01-09",
    ]
    assert [str(s) for s in helper.spells] == ["1903-05-01 to 1904-01-??"]
    assert [p.line for p in (attacker, victim, helper)] == [2, 3, 4]


def test_interstate_war_data(fixtures: Path) -> None:
    first, second, joiner = read_iwd(fixtures / "iwd.csv")
    assert (first.war, first.part, first.initiator, first.target, first.joiner) == (
        91,
        191,
        7,
        3,
        False,
    )
    assert [str(s) for s in first.spells] == [
        "1903-04-05 to 1903-06-30",
        "1903-08-01 to 1903-12-31",
    ]
    assert joiner.joiner
    assert onsets([second, joiner, first]) == (first, joiner)


def test_borders(fixtures: Path) -> None:
    assert [b.kind for b in read_contiguity(fixtures / "contiguity.csv")] == [1, 0]


@pytest.mark.parametrize(
    ("name", "reader", "cells", "found"),
    [
        (
            "cow_war.csv",
            read_cow_wars,
            {(2, "Side"): "3", (3, "StartDay1"): "31", (4, "WhereFought"): "3"},
            [(2, "side"), (3, "startday1"), (4, "wherefought")],
        ),
        (
            "iwd.csv",
            read_iwd,
            {(2, "month_entry"): "NA", (3, "joiner"): "2", (4, "init_ccode"): "x"},
            [(2, "month_entry"), (3, "joiner"), (4, "init_ccode")],
        ),
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
    with pytest.raises(DataError) as caught:
        reader(altered(name, cells))
    assert (
        sorted({(p.line, p.path) for p in caught.value.problems} & set(found)) == found
    )
