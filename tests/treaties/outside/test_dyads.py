from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.dyad_years import Rule, compare, dyad_years, read_published
from treaties.outside import atop
from treaties.outside.atop import AtopLaw
from treaties.outside.dates import Coverage, PartialDate, PartialSpan
from treaties.outside.members import MemberPhase
from treaties.outside.promises import Promise, Secrecy
from treaties.vocabulary.errors import DataError

Alter = Callable[..., Path]


@pytest.fixture
def law(fixtures: Path) -> AtopLaw:
    return atop.load(fixtures / "atop_member.csv")


def test_dyad_years_of_the_small_world(law: AtopLaw) -> None:
    years = {d[:3]: "".join(str(int(f)) for f in d[3:]) for d in dyad_years(law)}
    assert years[3, 4, 1904] == "10001"
    assert years[3, 4, 1905] == "00001"
    assert (3, 4, 1911) not in years
    assert years[3, 6, 1925] == "00110"
    assert years[8, 9, 2018] == "10000"
    assert (8, 9, 2019) not in years
    assert years[3, 5, 1915] == "10010", (
        "a promise owed to an unknown partner counts, as in ATOP's own file"
    )
    assert list(dyad_years(law, 1904, 1904)) == [
        (a, b, 1904, True, False, False, False, True) for a, b in ((3, 4), (4, 3))
    ]


def test_each_rule_matters(law: AtopLaw) -> None:
    every = frozenset(Rule)
    keys = {d[:3] for d in dyad_years(law)}
    without = {r: {d[:3] for d in dyad_years(law, rules=every - {r})} for r in Rule}
    assert without[Rule.COW_CODES] - keys == {
        (a, b, y) for y in (1874, 1875, 1876) for a, b in ((3, 9101), (9101, 3))
    }
    assert without[Rule.EXIT_DAY] - keys == {(5, 6, 1940), (6, 5, 1940)}
    merged = next(
        d
        for d in dyad_years(law, rules=every - {Rule.LAST_PHASE})
        if d[:3] == (3, 4, 1905)
    )
    assert merged.defense


def test_a_comparison_tells_what_differs(
    law: AtopLaw, fixtures: Path, altered: Alter
) -> None:
    result = compare(dyad_years(law), read_published(fixtures / "atop_collapsed.csv"))
    assert (result.rows, result.missing, result.equal) == (68, (), False)
    assert not any(result.differing.values())
    assert {k[:2] for k in result.extra} == {
        *((3, 4), (4, 3), (3, 5), (5, 3), (4, 5), (5, 4)),
        *((5, 7), (7, 5), (6, 7), (7, 6)),
    }
    changed = altered(
        "atop_collapsed.csv", {(2, "atop_defense"): "0", (3, "year"): "1899"}
    )
    result = compare(dyad_years(law), read_published(changed))
    assert result.differing[Promise.DEFENSE] == ((3, 4, 1901),)
    assert result.missing == ((4, 3, 1899),)


def test_bad_cells_of_the_published_file_are_told(altered: Alter) -> None:
    with pytest.raises(DataError) as caught:
        read_published(
            altered(
                "atop_collapsed.csv", {(2, "atop_defense"): "7", (9, "ccode1"): "?"}
            )
        )
    assert [(p.line, p.path) for p in caught.value.problems] == [
        (2, "atop_defense"),
        (9, "ccode1"),
    ]


days = st.dates(date(1900, 1, 1), date(1904, 12, 31))
promises = st.frozensets(st.sampled_from(list(Promise)))


@st.composite
def worlds(draw: st.DrawFn) -> tuple[MemberPhase, ...]:
    """Two alliances of up to three states, which may leave and come back; nobody is a member twice at a time."""
    rows: list[MemberPhase] = []
    for line in range(draw(st.integers(2, 7))):
        since, until = sorted(draw(st.lists(days, min_size=2, max_size=2, unique=True)))
        row = _row(
            line,
            draw(st.integers(1, 2)),
            draw(st.integers(3, 5)),
            since,
            until,
            draw(promises),
        )
        same = [
            r.span for r in rows if (r.atopid, r.member) == (row.atopid, row.member)
        ]
        if all(s.end <= row.span.first or row.span.end <= s.first for s in same):
            rows.append(row)
    return tuple(rows)


def _row(
    line: int,
    atopid: int,
    member: int,
    since: date,
    until: date,
    promised: frozenset[Promise],
) -> MemberPhase:
    start, end = (PartialDate(d.year, d.month, d.day) for d in (since, until))
    return MemberPhase(
        atopid=atopid,
        phase=0,
        member=member,
        span=PartialSpan(start, end),
        promises=promised,
        flags=frozenset(),
        conditional=frozenset(),
        otherwise_limited=False,
        threats=(),
        asymmetric=False,
        varying=False,
        secrecy=Secrecy.PUBLIC,
        line=line,
    )


@given(worlds())
def test_dyad_years_are_those_of_days(rows: tuple[MemberPhase, ...]) -> None:
    """A dyad-year exists where the two were allies on a day of the year, or ceased to be on its first day."""
    law = AtopLaw(
        "small", rows, Coverage("small", date(1899, 1, 1), date(1906, 12, 31))
    )
    expected = set()
    for a in rows:
        for b in rows:
            if a.member != b.member and a.atopid == b.atopid:
                first, end = (
                    max(a.span.first, b.span.first),
                    min(a.span.end, b.span.end),
                )
                if first < end:
                    expected |= {
                        (a.member, b.member, y) for y in range(first.year, end.year + 1)
                    }
    rebuilt = {d[:3] for d in dyad_years(law)}
    assert rebuilt == expected
    for a, b, year in rebuilt:
        day = date(year, 1, 1)
        allied = any(
            leg.holds(day + timedelta(days=n)).value == "yes"
            for n in range(366)
            for leg in law.between(a, b)
        )
        assert allied or any(leg.window.over == day for leg in law.between(a, b))


@given(worlds())
def test_years_and_dyad_years_agree(rows: tuple[MemberPhase, ...]) -> None:
    law = AtopLaw(
        "small", rows, Coverage("small", date(1899, 1, 1), date(1906, 12, 31))
    )
    rebuilt = {d[:3]: d[3:] for d in dyad_years(law)}
    for year in range(1899, 1907):
        listed = {
            (d.obligor, d.beneficiary, year): tuple(d.owes(p).yes for p in Promise)
            for d in law.directed_dyads(year)
        }
        assert listed == {k: v for k, v in rebuilt.items() if k[2] == year}
