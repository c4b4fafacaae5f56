"""The published files of ATOP, where they are at hand. Not a row of them is in the project."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.support.dyad_years import DyadYear, Rule, compare, dyad_years, read_published
from tests.support.sampling import sampled
from treaties.outside import atop
from treaties.outside.atop import AtopLaw, directions
from treaties.outside.dates import Truth
from treaties.outside.detect_format import WrongFile
from treaties.outside.promises import Promise, Secrecy

pytestmark = sampled(2, alone="whole")

Published = dict[tuple[int, int, int], DyadYear]
DEFENCE = {
    1816: 53,
    1850: 49,
    1900: 8,
    1914: 15,
    1939: 51,
    1950: 312,
    1980: 696,
    2000: 1104,
    2018: 1707,
}


@pytest.fixture(scope="module")
def law(outside: Path) -> AtopLaw:
    return atop.load(outside / "atop" / "atop5_1m.csv")


@pytest.fixture(scope="module")
def published(outside: Path) -> Published:
    return read_published(
        outside / "atop" / "atop5_1_directed_dyad_years_collapsed.csv.gz"
    )


@pytest.fixture(scope="module")
def rebuilt(law: AtopLaw) -> list[DyadYear]:
    return list(dyad_years(law))


def counts(
    law: AtopLaw, published: Published, rules: frozenset[Rule]
) -> tuple[int, int, int, int, int, int, int]:
    result = compare(dyad_years(law, rules=rules), published)
    return (
        len(result.extra),
        len(result.missing),
        *(len(result.differing[p]) for p in Promise),
    )  # type: ignore[return-value]


def test_the_member_file_is_whole(law: AtopLaw) -> None:
    assert len(law.rows) == 2510
    assert len(law.alliances) == 789
    assert len({(r.atopid, r.phase) for r in law.rows}) == 849
    assert sum(r.varying for r in law.rows) == 54
    assert sum(r.secrecy is Secrecy.SECRET for r in law.rows) == 131
    assert sum("defconpr" in r.flags for r in law.rows) == 82
    assert (
        sum(
            not s.exact
            for r in law.rows
            for s in (r.span.since, r.span.until)
            if s is not None
        )
        == 36
    )


def read_with(
    law: AtopLaw, obligor: int, beneficiary: int, year: int, promise: Promise
) -> tuple[int, ...]:
    """The alliances in which, for this pair and year, the treaty and not the row says if the promise is owed."""
    legs = (
        leg for leg in law.between(obligor, beneficiary) if leg.holds(year) is Truth.YES
    )
    read = {
        leg.alliance
        for leg in legs
        if law.row(leg).varying
        and promise in law.row(leg).promises
        and any(
            d.promise is promise and obligor in d.by
            for d in directions().get(leg.alliance, ())
        )
    }
    return tuple(sorted(read))


def test_the_rebuilt_dyad_years_are_the_published_ones(
    law: AtopLaw, published: Published, rebuilt: list[DyadYear]
) -> None:
    """273,296 rows, none extra, none missing; 54 cells differ and each has its cause."""
    result = compare(rebuilt, published)
    assert result.rows == len(rebuilt) == 273_296
    assert result.extra == result.missing == ()
    causes = Counter(
        (read_with(law, a, b, y, p), p)
        for p, keys in result.differing.items()
        for a, b, y in keys
    )
    assert causes == {
        # Locarno, Article 4: Germany too must help Belgium and France; the published file has it owe nobody anything,
        # although its member row promises.
        ((2130,), Promise.DEFENSE): 24,
        # Locarno, Article 2: France and Belgium each promise Germany not to attack; the published file adds each other.
        ((2130,), Promise.NONAGG): 24,
        # Ankara 1939, Articles 1 and 2: help for Turkey; the published file has Britain and France owe it too.
        ((2490,), Promise.DEFENSE): 2,
        ((2490,), Promise.OFFENSE): 4,
    }
    pairs = {
        p: Counter(frozenset(k[:2]) for k in keys)
        for p, keys in result.differing.items()
    }
    assert pairs[Promise.DEFENSE] == {
        frozenset({255, 211}): 12,
        frozenset({255, 220}): 12,
        frozenset({200, 220}): 2,
    }
    assert pairs[Promise.NONAGG] == {frozenset({211, 220}): 24}
    assert pairs[Promise.OFFENSE] == {frozenset({200, 220}): 4}
    ours = {d[:3]: d for d in rebuilt}
    assert all(ours[k].defense for k in result.differing[Promise.DEFENSE] if 255 in k)
    assert all(published[k].nonagg for k in result.differing[Promise.NONAGG])
    assert all(published[k].offense for k in result.differing[Promise.OFFENSE])


def test_what_each_rule_explains(law: AtopLaw, published: Published) -> None:
    every = frozenset(Rule)
    assert counts(law, published, frozenset()) == (28, 0, 214, 34, 114, 74, 0)
    assert counts(law, published, every - {Rule.COW_CODES}) == (20, 0, 26, 4, 0, 24, 0)
    assert counts(law, published, every - {Rule.EXIT_DAY}) == (8, 0, 26, 4, 0, 24, 0)
    assert counts(law, published, every - {Rule.LAST_PHASE}) == (0, 0, 27, 5, 13, 24, 0)
    assert counts(law, published, every - {Rule.TREATY_TEXT}) == (
        0,
        0,
        213,
        33,
        101,
        74,
        0,
    )


def test_undirected_defence_dyads(
    rebuilt: list[DyadYear], law: AtopLaw, published: Published
) -> None:
    pairs: Counter[int] = Counter(
        y for y, _ in {(d.year, frozenset(d[:2])) for d in rebuilt if d.defense}
    )
    official = {(d.year, frozenset(d[:2])) for d in published.values() if d.defense}
    assert {y: pairs[y] for y in DEFENCE} == DEFENCE
    assert {y: Counter(y for y, _ in official)[y] for y in DEFENCE} == DEFENCE
    for year in (1914, 1939):
        found = {
            frozenset((d.obligor, d.beneficiary))
            for d in law.directed_dyads(year)
            if d.owes(Promise.DEFENSE).yes
        }
        assert len(found) == DEFENCE[year]


def test_ten_defence_dyads_on_the_day_austria_hungary_declared_war(
    law: AtopLaw,
) -> None:
    dyads = law.directed_dyads(date(1914, 7, 28))
    found = {
        frozenset((d.obligor, d.beneficiary))
        for d in dyads
        if not d.owes(Promise.DEFENSE).no
    }
    assert len(found) == 10
    assert all(d.owes(Promise.DEFENSE).truth is not Truth.UNKNOWN for d in dyads)


def test_ussr_and_dprk(law: AtopLaw) -> None:
    last = date(1996, 9, 9)
    assert law.owes(365, 731, Promise.DEFENSE, last).yes
    assert law.owes(731, 365, Promise.DEFENSE, last).yes
    assert law.owes(365, 731, Promise.DEFENSE, date(1996, 9, 10)).no
    assert (
        len([leg for leg in law.between(365, 731) if Promise.DEFENSE in leg.owed]) == 1
    )
    in_2010 = [
        leg for leg in law.between(365, 731) if leg.holds(date(2010, 1, 1)) is Truth.YES
    ]
    assert {p for leg in in_2010 for p in leg.owed} - {Promise.NONAGG} == {
        Promise.CONSUL
    }
    assert {
        leg.window.possible.year for leg in in_2010 if Promise.CONSUL in leg.owed
    } == {2000}
    assert law.owes(365, 731, Promise.DEFENSE, date(2024, 6, 19)).unknown


def test_us_and_japan_owe_one_way(law: AtopLaw) -> None:
    day = date(1990, 1, 1)
    assert law.owes(2, 740, Promise.DEFENSE, day).yes
    assert law.owes(740, 2, Promise.DEFENSE, day).no
    owed = [
        leg
        for leg in law.between(2, 740)
        if leg.holds(day) is Truth.YES and Promise.DEFENSE in leg.owed
    ]
    assert {leg.window.possible for leg in owed} == {date(1960, 1, 19)}


def test_locarno_by_its_text(law: AtopLaw) -> None:
    day = date(1930, 1, 1)
    guarantee = law.owes(200, 220, Promise.DEFENSE, day)
    assert guarantee.yes
    assert "article 4" in guarantee.why
    assert law.owes(220, 200, Promise.DEFENSE, day).no
    assert law.owes(200, 325, Promise.DEFENSE, day).no


def test_only_one_varying_alliance_is_left_unread(law: AtopLaw) -> None:
    varying = {r.atopid for r in law.rows if r.varying}
    assert len(varying) == 17
    assert varying - directions().keys() == {4678}
    unread = {
        leg.alliance for leg in law.legs if any(a.unknown for a in leg.owed.values())
    }
    assert unread == {4678}


def test_every_direction_meets_a_varying_row_that_promises_it(law: AtopLaw) -> None:
    for atopid, each in directions().items():
        for d in each:
            rows = [r for r in law.rows if r.atopid == atopid and r.member in d.by]
            assert {r.member for r in rows} == d.by
            promising = {r.member for r in rows if d.promise in r.promises}
            assert promising == d.by, (atopid, d.promise)
            assert d.to <= {r.member for r in law.rows if r.atopid == atopid}


def test_the_other_files_are_refused(outside: Path) -> None:
    for name in ("atop5_1a.csv", "atop5_1aph.csv", "atop5_1sy.csv.gz"):
        with pytest.raises(
            WrongFile, match=r"ATOP's member file \(atop5_1m\.csv\) is needed"
        ):
            atop.load(outside / "atop" / name)


def test_reading_is_quick(outside: Path) -> None:
    """Counted in calls of Python, so that no machine is too slow for it."""

    def calls(work: Callable[[], object]) -> int:
        count = 0

        def called(_: object, event: str, __: object) -> None:
            nonlocal count
            count += event == "call"

        sys.setprofile(called)
        try:
            work()
        finally:
            sys.setprofile(None)
        return count

    law = atop.load(outside / "atop" / "atop5_1m.csv")
    pairs = sum(1 for _ in dyad_years(law))
    assert calls(lambda: atop.load(outside / "atop" / "atop5_1m.csv")) < 600 * len(
        law.rows
    )
    assert calls(lambda: sum(1 for _ in dyad_years(law))) < 6 * pairs
