"""Days of one law have one answer: shown day by day on an invented world, by hand on real days, and field by field."""

from __future__ import annotations

import types
from datetime import date, timedelta
from itertools import pairwise, permutations
from typing import Any, get_args, get_origin

import pytest
from pydantic import BaseModel

from engine.sweep import criteria
from engine.sweep.daylaw import DayLaw
from engine.sweep.plan import days_of_change, edges, firsts
from engine.sweep.runner import sweep
from tests.support.sampling import drawn
from treaties.models.corpus import Corpus
from treaties.models.general_law import LawRule
from treaties.models.place import Area, Gazetteer, Place
from treaties.models.scenario import RunningWar
from treaties.models.statehood import State
from treaties.models.treaty import Treaty

STATES = ("france", "germany", "italy", "poland", "spain")
START = date(1950, 6, 1)


def day(n: int) -> date:
    return START + timedelta(days=n)


def pact(
    ident: str,
    parties: list[Any],
    since: date,
    obligations: list[dict[str, Any]],
    **more: Any,
) -> Treaty:
    duties = [
        {"gist": "A made-up duty for tests.", "trigger": "armed-attack", **o}
        for o in obligations
    ]
    return Treaty.model_validate(
        {
            "id": ident,
            "title": ident,
            "parties": parties,
            "signed": day(-20),
            "in_force": since,
            "sources": ["x"],
            "obligations": duties,
            **more,
        }
    )


@pytest.fixture(scope="module")
def invented(law: Corpus) -> Corpus:
    """A world in which everything that has a date changes within forty days."""
    both = pact(
        "both",
        ["france", {"state": "poland", "since": day(4), "until": day(9)}, "italy"],
        day(2),
        [
            {"article": "1", "duty": "fight"},
            {
                "article": "2",
                "duty": "assist",
                "trigger": "war",
                "since": day(6),
                "until": day(30),
            },
        ],
        until=day(34),
        suspensions=[
            {
                "between": ["france", "italy"],
                "why": "a quarrel",
                "since": day(12),
                "until": day(15),
            },
        ],
    )
    classed = pact(
        "classed",
        ["spain", "italy"],
        day(-10),
        [
            {
                "article": "1",
                "duty": "act",
                "conditions": [{"kind": "attacker", "classes": ["great-power"]}],
            },
            {
                "article": "2",
                "duty": "fight",
                "conditions": [{"kind": "in-area", "area": "strip"}],
            },
        ],
    )
    place = Place.model_validate(
        {
            "id": "hill",
            "name": "Hill",
            "regions": ["x"],
            "of": [{"state": "spain", "until": day(22)}],
        }
    )
    limbs = [{"kinds": ["territory"], "between": {"since": day(24), "until": day(26)}}]
    area = Area.model_validate(
        {"id": "strip", "name": "Strip", "gist": "A strip of land.", "limbs": limbs}
    )
    war = RunningWar.model_validate(
        {
            "id": "war",
            "title": "War",
            "gist": "A war that runs.",
            "sources": ["x"],
            "since": day(17),
            "until": day(28),
            "events": [
                {"kind": "armed-attack", "by": "germany", "against": "poland"},
                {
                    "kind": "armed-attack",
                    "by": "germany",
                    "against": "italy",
                    "on": day(19),
                },
            ],
        }
    )
    lives = {
        "poland": {"exists": [{"until": day(31)}], "successors": ()},
        "germany": {"great_power": [{"since": day(-9), "until": day(20)}]},
    }
    states = tuple(
        State.model_validate({**s.model_dump(), **lives.get(s.id, {})})
        for s in law.states.all
        if s.id in STATES
    )
    rule = next(r for r in law.rules if r.id == "self-defence")
    return law.model_copy(
        update={
            "treaties": (both, classed),
            "wars": (war,),
            "register_": states,
            "readings": (),
            "scenarios": (),
            "cases": (),
            "rules": (rule.model_copy(update={"since": day(29)}),),
            "gazetteer": Gazetteer(places=(place,), areas=(area,)),
        }
    )


def answers(law: Corpus, on: date) -> Any:
    """All that the rows of a day say."""
    held = DayLaw(law, on)
    found = {
        p: (held.tallies(*p), held.plain.joiners(*p))
        for p in permutations(held.subjects, 2)
    }
    return held.subjects, found


def test_every_day_of_an_invented_world_is_answered_by_the_first_of_its_law(
    invented: Corpus,
) -> None:
    days = [day(n) for n in range(-2, 40)]
    held = firsts(invented, days)
    truth = {d: answers(invented, d) for d in days}
    for d in days:
        assert truth[held[d]] == truth[d], d
    changes = {d for before, d in pairwise(days) if truth[before] != truth[d]}
    assert changes <= set(days_of_change(invented, days[0], days[-1]))
    # Each kind of date made a difference: entry, accession, an article, a way out, the rest and its end, war and what
    # happens in it, the end of a great power, a limb of an area and its end, the end of a state, general law.
    assert {day(n) for n in (2, 4, 6, 9, 12, 15, 19, 21, 24, 26, 29, 32, 34)} <= changes


@pytest.mark.parametrize(
    ("since", "until"), [("1939-08-20", "1939-09-20"), ("1949-08-20", "1949-08-30")]
)
def test_rows_of_many_days_are_those_of_each(
    law: Corpus, since: str, until: str
) -> None:
    among = drawn(["poland", "germany", "united-kingdom", "france", "russia"], 4)
    whole = criteria.plan(
        since=since, until=until, step="day", among=among, readings=["charter"]
    )
    rows = list(sweep(whole))
    assert (
        len(set(firsts(law, map(date.fromisoformat, whole.days)).values()))
        < len(whole.days) - 2
    )
    alone = [criteria.plan(on=d, among=among, readings=["charter"]) for d in whole.days]
    assert rows == [r for p in alone for r in sweep(p)]


def test_too_many_rows_to_keep_are_the_same_rows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plan = criteria.plan(
        since="1914-07-28",
        until="1914-07-31",
        step="day",
        among=["germany", "russia", "france"],
    )
    kept = list(sweep(plan))
    monkeypatch.setattr("engine.sweep.work.FEW", 0)
    assert list(sweep(plan)) == kept


def test_no_date_of_the_law_is_forgotten() -> None:
    """Every field that holds a day, in whatever a sweep reads: those that `edges` takes, and those that bear on no row."""
    taken = {
        ("Dated", "since"),
        ("Dated", "until"),
        ("Event", "on"),
        ("Event", "until"),
    }
    taken |= {("Treaty", "provisional")}
    taken |= {("ForceBegan", "since"), ("ForceBegan", "until")}
    taken |= {
        ("State", n)
        for n in ("exists", "system", "great_power", "nuclear", "communist")
    }
    other = {
        ("Treaty", "signed"),
        ("Treaty", "published"),
        ("Obligation", "published"),
    }  # what the public knew
    other |= {
        ("Invoked", "day"),
        ("Source", "read"),
    }  # what was done with it, and when a source was opened
    other |= {
        ("State", n) for n in ("names", "cow", "gw", "former_iso")
    }  # what a state is called
    other |= {("Treaty", "members_since")}  # from when its parties are called members
    other |= {("Span", "since"), ("Span", "until")}  # what a place is called
    found: set[tuple[str, str]] = set()
    for model in (Treaty, LawRule, RunningWar, Gazetteer, State):
        found |= dated(model, set())
    assert found == taken | other


def dated(model: type[BaseModel], seen: set[type]) -> set[tuple[str, str]]:
    """The fields of a model and of what it holds that have days, by the class that declares them."""
    found: set[tuple[str, str]] = set()
    if model in seen:
        return found
    seen.add(model)
    for name, field in model.model_fields.items():
        for kind in kinds(field.annotation):
            if not isinstance(kind, type):
                continue
            home = next(
                c.__name__
                for c in reversed(model.__mro__)
                if name in getattr(c, "__annotations__", {})
            )
            if issubclass(kind, date) or (
                issubclass(kind, BaseModel) and model is State
            ):
                found.add((home, name))
            elif issubclass(kind, BaseModel):
                found |= dated(kind, seen)
    return found


def kinds(annotation: Any) -> list[Any]:
    if get_origin(annotation) is None or (
        isinstance(annotation, types.GenericAlias) and not get_args(annotation)
    ):
        return [annotation]
    return [k for a in get_args(annotation) for k in kinds(a)]


def test_the_edges_of_the_shipped_law_are_in_order(law: Corpus) -> None:
    held = edges(law)
    assert list(held) == sorted(set(held))
    assert (
        date(1990, 10, 3) in held
    )  # the day after the last of the German Democratic Republic
