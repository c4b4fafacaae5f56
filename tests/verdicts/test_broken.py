"""What given acts break: a promise of help by attacks of its kind, that of no separate peace toward all that fight on."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine import ask
from tests.cascade.test_rules_of_law import NEW, does, happens, hits, pact
from tests.support.each import each
from tests.support.worlds import of
from treaties.models.scenario import Event

ALLIES = ("poland", "france", "italy", "spain", "denmark")
BEGAN, PEACE = date(1960, 1, 1), date(1960, 5, 1)


def broken(
    by: Any = "poland", to: Any = "germany", against: tuple[str, ...] = (), **more: Any
) -> list[tuple[object, ...]]:
    article = {
        "article": "1",
        "duty": "no-separate-peace",
        "trigger": "standing",
        "gist": "A made-up duty.",
        "adversaries": against,
    }
    law = of([pact(*ALLIES, obligations=[article])])
    war = hits("germany", ("poland", "france", "italy", "spain"), on=BEGAN)
    peace = does("separate-peace", by, to=to, on=PEACE, **more)
    return [
        (b.state, b.beneficiary, b.others, b.act, b.adversary)
        for b in happens(law, NEW, war, peace).broken
    ]


def test_it_is_broken_toward_all_that_fight_on_and_nobody_else() -> None:
    assert broken() == [
        ("poland", "france", ("italy", "spain"), "separate-peace", "germany")
    ]
    assert broken(("poland", "spain")) == [
        ("poland", "france", ("italy",), "separate-peace", "germany"),
        ("spain", "france", ("italy",), "separate-peace", "germany"),
    ]
    assert broken(("poland", "france", "italy", "spain")) == []


def test_who_has_made_no_war_makes_no_separate_peace() -> None:
    assert broken("germany", "poland") == []
    assert broken(to="portugal") == [], "nobody fights that state"
    assert broken(to=("portugal", "germany")) == broken()


def day(month: int) -> date:
    return date(1960, month, 1)


WAR = hits("germany", ("poland", "italy"), on=day(1))
ON_FRANCE = hits("germany", "france", on=day(3))
AGAIN = hits("germany", "poland", on=day(4))


def peace(state: str, month: int) -> Event:
    return does("separate-peace", state, to="germany", on=day(month))


@each(
    ("events", "said"),
    [
        ((WAR, peace("poland", 2)), [("poland", "italy", ())]),
        ((WAR, peace("poland", 2), peace("italy", 3)), [("poland", "italy", ())]),
        ((WAR, peace("poland", 2), peace("italy", 2)), []),
        ((WAR, peace("poland", 2), ON_FRANCE), [("poland", "italy", ())]),
        ((WAR, ON_FRANCE, peace("poland", 3)), [("poland", "france", ("italy",))]),
        (
            (WAR, peace("poland", 2), ON_FRANCE, peace("france", 5)),
            [("poland", "italy", ()), ("france", "italy", ())],
        ),
        (
            (WAR, peace("poland", 2), AGAIN, peace("italy", 5)),
            [("poland", "italy", ()), ("italy", "poland", ())],
        ),
        (
            (
                hits("germany", ("poland", "italy")),
                does("separate-peace", "poland", to="germany"),
            ),
            [("poland", "italy", ())],
        ),
        ((WAR, peace("poland", 1)), [("poland", "italy", ())]),
        ((WAR, peace("denmark", 2)), []),
        ((WAR, peace("france", 2), ON_FRANCE), []),
    ],
)
def test_who_fights_on_is_seen_on_the_day_of_the_peace(
    events: tuple[Event, ...], said: list[object]
) -> None:
    """Whoever had made peace by then, or was attacked only later, did not fight; nor does one at peace make a separate one."""
    law = of([pact(*ALLIES, duty="no-separate-peace", trigger="standing")])
    assert [
        (b.state, b.beneficiary, b.others) for b in happens(law, NEW, *events).broken
    ] == said


@pytest.mark.parametrize(
    ("against", "breaks"), [((), True), (("germany",), True), (("portugal",), False)]
)
def test_a_promise_made_against_one_enemy_is_about_peace_with_that_one(
    against: tuple[str, ...], breaks: bool
) -> None:
    assert bool(broken(against=against)) == breaks


TWO = {"kind": "attackers", "at_least": 2}


@each(
    ("events", "said"),
    [
        (
            [does("cyber-attack", "germany", "poland")],
            [("germany", "if this is force at all")],
        ),
        (
            [hits("germany", "poland", attributed=False)],
            [("germany", "unless the force is not its own")],
        ),
        (
            [does("cyber-attack", "germany", "poland", attributed=False)],
            [("germany", "unless the force is not its own")],
        ),
        (
            [hits("germany", "poland", group="a band")],
            [("germany", "unless the force is not its own")],
        ),
        (
            [does("limited-force", "germany", "poland")],
            [
                (
                    "germany",
                    "only if the force of West Germany against Poland amounts to an armed attack",
                )
            ],
        ),
        ([does("blockade", "germany", "poland")], []),
        ([does("threat", "germany", "poland")], []),
        ([hits("germany", "poland")], [("germany", "")]),
        ([hits("france", "poland")], []),
        ([hits("germany", "poland"), hits("poland", "germany")], [("germany", "")]),
    ],
)
def test_what_an_attack_excuses_is_what_makes_it_none(
    events: list[Event], said: list[tuple[str, str]]
) -> None:
    found = happens(of([pact("germany", "poland")]), NEW, *events).broken
    assert [(b.state, b.excused) for b in found] == said


def test_who_attacks_with_another_breaks_a_promise_against_several_attackers() -> None:
    law = of([pact("germany", "poland", "italy", conditions=[TWO])])

    def said(*events: Event) -> list[str]:
        return [b.state for b in happens(law, NEW, *events).broken]

    assert said(hits("germany", "poland")) == []
    assert said(hits(("germany", "spain"), "poland")) == ["germany"]
    assert said(hits(("germany", "italy"), "poland")) == ["germany", "italy"]
    assert said(hits("germany", "poland"), does("threat", "spain", "poland")) == []
    assert said(hits("germany", "poland"), hits("spain", "france")) == []


@pytest.mark.parametrize(
    ("victim", "attacker", "treaty", "excused"),
    [
        ("kuwait", "iraq", "unsc-687-1991", ""),
        (
            "lebanon",
            "israel",
            "unsc-1701-2006",
            "only if the Council's call binds Israel",
        ),
        (
            "pakistan",
            "india",
            "india-pakistan-1988",
            "only if what is struck is a nuclear installation",
        ),
        (
            "cuba",
            "united-states",
            "kennedy-khrushchev-1962",
            "only if the assurance took effect",
        ),
    ],
)
def test_a_bar_that_hangs_on_a_judgement_is_broken_only_if(
    victim: str, attacker: str, treaty: str, excused: str
) -> None:
    found = ask(victim, by=attacker, on="2026-01-01", rounds=1).broken
    assert (treaty, excused) in [(b.clause.treaty.id, b.excused) for b in found]


@pytest.mark.parametrize("per_attack", [True, False])
def test_a_promise_to_use_no_force_hangs_on_a_fact_that_its_article_leaves_open(
    per_attack: bool,
) -> None:
    open_ = {
        "kind": "judgement",
        "id": "works-hit",
        "text": "Did the force hit the works?",
        "claim": "the force of {attacker} hit the works",
        "denial": "the force of {attacker} hit no works",
        "nature": "fact",
        "decider": "both",
        "presumed": "open",
        "per_attack": per_attack,
    }
    article = {
        "article": "1",
        "duty": "not-attack",
        "trigger": "standing",
        "gist": "A made-up duty.",
        "conditions": [open_],
    }
    law = of([pact("germany", "poland", obligations=[article])])
    (one,) = happens(law, NEW, hits("poland", "germany")).broken
    assert one.excused == "only if the force of Poland hit the works"


def test_a_promise_of_help_is_broken_only_as_far_as_its_party_reserved_it() -> None:
    """Who promised help against some attackers alone, and is none of them, breaks nothing by attacking."""
    kept = {
        "state": "italy",
        "gist": "Only against Poland.",
        "conditions": [{"kind": "attacker", "among": ["poland"]}],
    }
    attack = hits("italy", "germany")

    def breaks(**more: Any) -> list[str]:
        return [
            b.state
            for b in happens(
                of([pact("italy", "germany", "france", **more)]), NEW, attack
            ).broken
        ]

    assert breaks() == ["italy"]
    assert breaks(reservations=[kept]) == []
    assert breaks(reservations=[kept | {"state": "france"}]) == ["italy"]


def test_force_that_goes_on_breaks_what_was_promised_since_it_began() -> None:
    """The war of Rwanda and the Congo began in January 2025; in June they promised each other not to attack."""
    war = ("Democratic Republic of the Congo", "Rwanda")
    keys = [b.clause.key for b in ask(war[0], by=war[1], on="2026-09-01").broken]
    assert "drc-rwanda-2025:1" in keys
    assert "eccas-2019:34(2)" in keys, "what bound when it began is broken still"
    assert len(keys) == len(set(keys))
    before = ask(war[0], by=war[1], on="2025-06-01").broken
    assert "drc-rwanda-2025:1" not in [b.clause.key for b in before]
