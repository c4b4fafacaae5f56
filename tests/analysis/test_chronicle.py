"""A crisis day by day: law by the events until then, conduct beside it and never in it."""

from __future__ import annotations

from datetime import date

import pytest

from engine.analysis.chronicle import chronicle, last_day
from engine.analysis.comparison import what_if
from engine.world import World
from treaties.models.scenario import Conduct, Event, Scenario
from treaties.vocabulary.errors import CasusError


def test_july_1914(world: World) -> None:
    told = chronicle(world, "july-1914", date(1914, 8, 4))
    days = {d.on: d for d in told.days}
    france = "France must help militarily (Franco-Russian Convention, Art. 1.2)."
    assert france not in {s.text for s in days[date(1914, 7, 31)].due}
    assert [s.new for s in days[date(1914, 8, 1)].due if s.text == france] == [True]
    assert [s.new for s in days[date(1914, 8, 2)].due if s.text == france] == [False]
    assert any(
        "Treaty of London of 1839, Art. II" in s.text
        for s in days[date(1914, 8, 4)].due
    )
    assert any(
        a.by == ("United Kingdom",) and "declared war" in a.what
        for a in days[date(1914, 8, 4)].acts
    )
    assert not any(
        "Germany declared war on Russia" in s.text
        for d in told.days
        for s in (*d.due, *d.open)
    )
    assert "DONE (conduct, not law)" in str(told)


@pytest.mark.xfail(strict=True, reason="a later day takes up none of the later events")
def test_a_crisis_compared_with_a_later_day_of_it_has_what_happened_by_then(
    world: World,
) -> None:
    first = world.ask(scenario="july-1914")
    assert "belgium" in what_if(first, on="1914-08-04").setting.attacked


@pytest.mark.parametrize("ident", ["poland-1939", "cuba-1962", "gulf-2026"])
def test_each_crisis_is_told_to_its_last_day(world: World, ident: str) -> None:
    scenario = world.corpus.scenario(ident)
    told = chronicle(world, ident, last_day(scenario))
    assert told.days[-1].on == last_day(scenario)
    assert any(d.due for d in told.days)
    assert any(d.acts for d in told.days)


def test_no_conduct_changes_the_law(world: World) -> None:
    """What was done stands beside the duties: without any of it they are the same."""
    scenario = world.corpus.scenario("july-1914")
    bare = scenario.model_copy(update={"cases": (), "conduct": ()})
    with_, without = (
        chronicle(world, s, date(1914, 8, 4)).days for s in (scenario, bare)
    )
    due = {d.on: {s.text for s in d.due} for d in with_}
    assert all({s.text for s in d.due} == due[d.on] for d in without)


def test_days_out_of_order_are_refused(world: World) -> None:
    with pytest.raises(CasusError, match="begins on 1914-07-28"):
        chronicle(world, "july-1914", date(1914, 7, 1))
    with pytest.raises(ValueError, match="after the scenario's"):
        Scenario(
            on=date(2026, 1, 2),
            events=(Event(kind="armed-attack", by="estonia", against="latvia"),),
            later=(
                Event(
                    kind="armed-attack",
                    by="latvia",
                    against="estonia",
                    on=date(2026, 1, 1),
                ),
            ),
        )


def test_conduct_of_its_own_has_a_day(world: World) -> None:
    scenario = world.corpus.scenario("yeonpyeong-reply").model_copy(
        update={
            "conduct": (
                Conduct(by="china", what="China called for calm.", on=date(2026, 2, 3)),
            )
        }
    )
    told = chronicle(world, scenario)
    assert [(d.on, a.what) for d in told.days for a in d.acts] == [
        (date(2026, 2, 3), "China called for calm.")
    ]
