from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treaties.outside import atop
from treaties.outside.atop import AtopLaw
from treaties.outside.dates import (
    OutsideCoverage,
    PartialDate,
    PartialSpan,
    Reasoned,
    Truth,
)
from treaties.outside.law import Window
from treaties.outside.promises import Limit, Promise
from treaties.vocabulary.errors import CasusError


@pytest.fixture
def law(fixtures: Path) -> AtopLaw:
    return atop.load(fixtures / "atop_member.csv")


def test_truth_is_kleene() -> None:
    order = [Truth.NO, Truth.UNKNOWN, Truth.YES]
    for a, b in product(order, repeat=2):
        assert (a & b) is min(a, b, key=order.index)
        assert (a | b) is max(a, b, key=order.index)


def test_an_answer_keeps_the_reasons_that_decided_it() -> None:
    yes, no, unknown = (
        Reasoned(Truth.YES, "a"),
        Reasoned(Truth.NO, "b"),
        Reasoned(Truth.UNKNOWN, "c"),
    )
    assert (yes & no) == no
    assert (yes & unknown) == unknown
    assert (no | unknown) == unknown
    assert str(unknown & Reasoned(Truth.UNKNOWN, "d")) == "unknown: c; d"
    with pytest.raises(TypeError, match="ask"):
        bool(yes)


@pytest.mark.parametrize(
    ("day", "truth"),
    [
        (date(1901, 3, 14), Truth.NO),
        (date(1901, 3, 15), Truth.YES),
        (date(1905, 5, 31), Truth.YES),
        (date(1905, 6, 1), Truth.NO),
        (date(1814, 12, 31), Truth.UNKNOWN),
        (date(2019, 1, 1), Truth.UNKNOWN),
    ],
)
def test_a_promise_holds_to_the_day_and_outside_coverage_is_unknown(
    law: AtopLaw, day: date, truth: Truth
) -> None:
    assert law.owes(3, 4, Promise.DEFENSE, day).truth is truth


def test_no_exit_means_in_force_to_the_end_of_coverage_and_no_further(
    law: AtopLaw,
) -> None:
    assert law.owes(8, 9, Promise.DEFENSE, date(2018, 12, 31)).yes
    beyond = law.owes(8, 9, Promise.DEFENSE, date(2019, 1, 1))
    assert beyond.unknown
    assert "outside the coverage of ATOP 5.1" in beyond.why
    with pytest.raises(OutsideCoverage, match="`2024-01-01` is outside the coverage"):
        law.directed_dyads(date(2024, 1, 1))


def test_a_partial_date_makes_its_month_unknown(law: AtopLaw) -> None:
    days = {
        date(1920, 5, 31): Truth.NO,
        date(1920, 6, 15): Truth.UNKNOWN,
        date(1920, 6, 30): Truth.YES,
    }
    days |= {
        date(1925, 11, 30): Truth.YES,
        date(1925, 12, 15): Truth.UNKNOWN,
        date(1925, 12, 31): Truth.NO,
    }
    for day, truth in days.items():
        assert law.owes(3, 6, Promise.NEUTRAL, day).truth is truth, day
        assert law.between(3, 6)[0].holds(day) is truth
    assert "exact day" in law.owes(3, 6, Promise.NEUTRAL, date(1920, 6, 15)).why


def test_legs_tell_promises_limits_and_the_line_they_were_read_from(
    law: AtopLaw,
) -> None:
    (leg,) = [
        leg for leg in law.between(3, 4) if leg.holds(date(1902, 1, 1)) is Truth.YES
    ]
    assert {p: a.truth for p, a in leg.owed.items()} == {
        Promise.DEFENSE: Truth.YES,
        Promise.CONSUL: Truth.YES,
    }
    assert leg.limits[Promise.DEFENSE] == {Limit.ADVERSARY, Limit.UNPROVOKED}
    assert leg.threats == (7,)
    assert law.row(leg).line == leg.line == 2
    assert {
        leg.obligor
        for leg in law.alliance(9004)
        if leg.holds(date(1935, 1, 1)) is Truth.YES
    } == {5, 7}
    assert {
        leg.obligor
        for leg in law.alliance(9004)
        if leg.holds(date(1940, 5, 5)) is Truth.YES
    } == {6, 7}
    with pytest.raises(
        CasusError, match=r"no alliance of ATOP 5\.1 has the number `42`"
    ):
        law.alliance(42)


def test_duties_may_run_one_way(law: AtopLaw) -> None:
    day = date(2010, 1, 1)
    assert law.owes(8, 9, Promise.DEFENSE, day).yes
    assert law.owes(9, 8, Promise.DEFENSE, day).no
    assert law.owes(9, 8, Promise.CONSUL, day).yes
    assert law.between(8, 9)[0].secret is True


def test_varying_obligations_whose_treaty_was_not_read_are_unknown(
    law: AtopLaw,
) -> None:
    day = date(1915, 1, 1)
    answer = law.owes(3, 5, Promise.DEFENSE, day)
    assert answer.unknown
    assert "obvary" in answer.why
    assert law.owes(3, 4, Promise.DEFENSE, day).unknown
    assert law.owes(5, 3, Promise.NONAGG, day).yes
    assert law.owes(5, 3, Promise.DEFENSE, day).no


def test_over_a_year_the_last_phase_speaks(law: AtopLaw) -> None:
    assert law.owes(3, 4, Promise.DEFENSE, 1904).yes
    assert law.owes(3, 4, Promise.DEFENSE, 1905).no
    assert law.owes(3, 4, Promise.CONSUL, 1905).yes
    assert law.owes(3, 4, Promise.CONSUL, 1910).yes
    assert law.owes(3, 4, Promise.CONSUL, 2019).unknown


def test_who_leaves_as_another_enters_was_never_its_ally(law: AtopLaw) -> None:
    assert {(d.obligor, d.beneficiary) for d in law.directed_dyads(1940)} == {
        (5, 7),
        (7, 5),
        (6, 7),
        (7, 6),
    }
    assert {
        (d.obligor, d.beneficiary) for d in law.directed_dyads(date(1940, 5, 5))
    } == {(6, 7), (7, 6)}


def test_the_law_of_a_day_and_single_questions_agree(law: AtopLaw) -> None:
    for when in (
        date(1902, 1, 1),
        date(1915, 1, 1),
        date(1920, 6, 15),
        date(1940, 5, 5),
        date(2018, 12, 31),
        1905,
        1940,
    ):
        listed = {(d.obligor, d.beneficiary): d for d in law.directed_dyads(when)}
        for a, b, promise in product(law.states, law.states, Promise):
            single = law.owes(a, b, promise, when)
            assert single == (
                listed[a, b].owes(promise) if (a, b) in listed else single
            )
            assert (a, b) in listed or single.no


partial = st.builds(
    lambda d, keep: PartialDate(d.year, *(d.month, d.day)[:keep]),
    st.dates(date(1900, 1, 1), date(1903, 12, 31)),
    st.integers(0, 2),
)
spans = st.builds(PartialSpan, partial, st.none() | partial).filter(
    lambda s: s.end > s.first
)


@given(
    st.lists(spans, min_size=1, max_size=3),
    st.dates(date(1899, 1, 1), date(1905, 1, 1)),
)
def test_a_window_is_the_conjunction_of_its_spans(
    several: list[PartialSpan], day: date
) -> None:
    truth = Truth.YES
    for span in several:
        truth &= span.holds(day)
    assert Window.of(several).holds(day) is truth


@given(partial, st.none() | partial, st.dates(date(1899, 1, 1), date(1905, 1, 1)))
def test_a_span_is_unknown_exactly_where_the_exact_days_could_differ(
    since: PartialDate, until: PartialDate | None, day: date
) -> None:
    if until is not None and until.earliest <= since.latest:
        return
    starts = {since.earliest, since.latest}
    ends = {date.max} if until is None else {until.earliest, until.latest}
    verdicts = {s <= day < e for s in starts for e in ends}
    expected = {frozenset({True}): Truth.YES, frozenset({False}): Truth.NO}.get(
        frozenset(verdicts), Truth.UNKNOWN
    )
    assert PartialSpan(since, until).holds(day) is expected
