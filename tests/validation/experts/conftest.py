from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests import FIXTURES

Write = Callable[..., Path]


def _header(name: str) -> list[str]:
    with (FIXTURES / name).open(newline="") as file:
        return next(csv.reader(file))


def _write(
    path: Path, header: list[str], rows: list[dict[str, Any]], blank: str
) -> Path:
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for row in rows:
            unknown = set(row) - set(header)
            assert not unknown, unknown
            writer.writerow([row.get(c, blank) for c in header])
    return path


@pytest.fixture
def alliances(tmp_path: Path) -> Write:
    """Write a member file: one dict for each alliance, with `members` and columns; `only` gives columns of one member."""

    def write(*pacts: dict[str, Any]) -> Path:
        rows = []
        for pact in pacts:
            columns = {
                k: v
                for k, v in pact.items()
                if k not in ("members", "only", "since", "until")
            }
            since, until = (
                pact.get("since", "1900-01-01"),
                pact.get("until", "1910-01-01"),
            )
            for member in pact["members"]:
                row = dict(
                    zip(
                        ("yrent", "moent", "dayent"),
                        map(int, since.split("-")),
                        strict=True,
                    )
                )
                row |= dict(
                    zip(
                        ("yrexit", "moexit", "dayexit"),
                        map(int, until.split("-")),
                        strict=True,
                    )
                )
                row |= {
                    "member": member,
                    "cowsys": 1,
                    "version": "5.1",
                    "bilat": int(len(pact["members"]) == 2),
                }
                rows.append(row | columns | pact.get("only", {}).get(member, {}))
        return _write(tmp_path / "members.csv", _header("atop_member.csv"), rows, "0")

    return write


@pytest.fixture
def attacks(tmp_path: Path) -> Write:
    """Write a file of attacks from (attacker, victim, day, joiner) rows of war 1; each lasts to the year's end."""

    def write(*rows: tuple[int, int, str, int], war: int = 1) -> Path:
        made = []
        for a, b, day, joiner in rows:
            year, month, first = map(int, day.split("-"))
            made.append(
                {
                    "version": 1,
                    "larger_war_name": "Made1905",
                    "larger_war_id": war,
                    "init_war_id": war,
                    "init_war_name": "Made1905",
                    "annual_outcome": 0,
                    "year": year,
                    "init_name": "a",
                    "init_ccode": a,
                    "target_name": "b",
                    "target_ccode": b,
                    "month_entry": month,
                    "day_entry": first,
                    "month_exit": 12,
                    "day_exit": 31,
                    "joiner": joiner,
                }
            )
        return _write(tmp_path / "attacks.csv", _header("iwd.csv"), made, "NA")

    return write


@pytest.fixture
def coding(tmp_path: Path) -> Write:
    """Write an experts' file from (alliance, code set in both codings) rows of war 1, two-member defence pacts."""

    def write(*rows: tuple[int, str], war: int = 1, **columns: Any) -> Path:
        made = []
        for alliance, code in rows:
            row = {
                "sample": 1,
                "warid": war,
                "atopid": alliance,
                "warname": "Made1905",
                "defense": 1,
                **columns,
            }
            for suffix in ("LLM", "BF"):
                row[code + suffix] = 1
            made.append(row)
        return _write(tmp_path / "experts.csv", _header("performance.csv"), made, "")

    return write
