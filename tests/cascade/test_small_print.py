"""What a clause says besides its main case, each on invented pacts: one change of the inference breaks one of these."""

from __future__ import annotations

from datetime import date

import pytest

from engine.findings.calls import triggered_articles
from engine.findings.explanation import who_decides
from engine.record.facts import Fact
from engine.setting.graph import ObligationGraph
from engine.setting.sides import wars_of
from engine.verdicts.solution import solve
from tests.cascade.test_rules_of_law import (
    NEW,
    OLD,
    at_war,
    does,
    happens,
    hits,
    pact,
    reasons,
    status,
)
from tests.support.reasons import in_words
from tests.support.worlds import of
from treaties.models.scenario import Event, Scenario
from treaties.models.treaty import Obligation

TWO = {"kind": "attackers", "at_least": 2}


def why(answer, state: str) -> set[str]:  # type: ignore[no-untyped-def]
    return {in_words(b) for b in answer[state].blocked}


def facts(answer, kind: str) -> set[tuple[str, ...]]:  # type: ignore[no-untyped-def]
    return {f.args for f in answer.record.rounds if f.kind == kind}


# Who attacks


@pytest.mark.parametrize(
    ("condition", "reason"),
    [
        ({"among": ("spain",)}, "the attacker is Poland, not Spain"),
        ({"classes": ("great-power",)}, "the attacker is Poland, not a great power"),
        ({"allied_with": ("spain",)}, "the attacker is Poland, not an ally of Spain"),
        (
            {"among": ("spain",), "allied_with": ("spain",)},
            "the attacker is Poland, not Spain or an ally of Spain",
        ),
        (
            {"excluding": ("poland", "spain")},
            "an attack by Poland is left out",
        ),
        (
            {"excluding_classes": ("european",)},
            "an attack by Poland is left out",
        ),
        (
            {"classes": ("great-power",), "excluding": ("poland",)},
            "an attack by Poland is left out",
        ),
    ],
)
def test_the_attacker_that_was_meant_is_named(
    condition: dict[str, tuple[str, ...]], reason: str
) -> None:
    law = of(
        [pact("italy", "germany", conditions=({"kind": "attacker", **condition},))]
    )
    assert why(happens(law, NEW, hits("poland", "germany")), "italy") == {reason}


def test_who_only_threatens_is_no_second_attacker() -> None:
    law = of([pact("italy", "germany", conditions=(TWO,))])
    assert (
        status(
            happens(law, OLD, hits("poland", "germany"), hits("spain", "germany")),
            "italy",
        )
        == "bound fight"
    )
    for order in (0, 1):
        events = [hits("poland", "germany"), does("threat", "spain", "germany")]
        assert (
            status(happens(law, OLD, *events[:: 1 - 2 * order]), "italy")
            == "not-triggered"
        )


def test_too_few_attackers_are_counted() -> None:
    law = of(
        [pact("italy", "germany", conditions=({"kind": "attackers", "at_least": 3},))]
    )
    assert why(happens(law, OLD, hits("poland", "germany")), "italy") == {
        "help is owed only if three or more states attack, and here one does"
    }
    two = happens(law, OLD, hits(("poland", "spain"), "germany"))
    assert why(two, "italy") == {
        "help is owed only if three or more states attack, and here two do"
    }
    assert (
        status(
            happens(law, OLD, hits(("poland", "spain", "france"), "germany")), "italy"
        )
        == "bound fight"
    )


def test_a_request_to_a_stranger_asks_nobody_for_help() -> None:
    law = of([pact("italy", "germany", conditions=("request",))])
    said = {
        to: status(
            happens(
                law, OLD, hits("poland", "germany"), does("request", "germany", to=to)
            ),
            "italy",
        )
        for to in ("spain", "italy", "pact-0")
    }
    assert said == {
        "spain": "conditional fight",
        "italy": "bound fight",
        "pact-0": "bound fight",
    }
    stranger = does("request", "spain", to="italy")
    assert (
        status(happens(law, OLD, hits("poland", "germany"), stranger), "italy")
        == "conditional fight"
    )


# Who began


def test_help_is_forfeited_by_attacking_the_helper_and_not_by_answering_it() -> None:
    law = of([pact("italy", "germany")])
    attacked = happens(law, OLD, hits("germany", "italy"), hits("poland", "germany"))
    answered = happens(
        law,
        OLD,
        hits("italy", "germany"),
        hits("germany", "italy"),
        hits("poland", "germany"),
    )
    assert [
        "forfeited" in {b.condition for b in a.record.blocked}
        for a in (attacked, answered)
    ] == [True, False]


def test_force_older_than_the_clause_is_a_question_although_the_treaty_is_older() -> (
    None
):
    late = Obligation(
        article="1",
        duty="fight",
        trigger="armed-attack",
        gist="A made-up duty.",
        since=date(1955, 1, 1),
    )
    law = of([pact("italy", "germany").model_copy(update={"obligations": (late,)})])
    for on, said in (
        (date(1950, 1, 1), "contested fight"),
        (date(1956, 1, 1), "bound fight"),
    ):
        assert (
            status(happens(law, NEW, hits("poland", "germany", on=on)), "italy") == said
        )


# Wars


def test_an_attack_that_stops_is_no_war_although_others_are_at_war() -> None:
    answer = happens(
        of([]), OLD, hits("poland", "germany", isolated=True), hits("france", "italy")
    )
    assert {state for state, _ in facts(answer, "belligerent")} == {"france", "italy"}


def test_who_only_threatened_may_still_strike() -> None:
    law = of([pact("germany", "france")])
    events = (hits("poland", "france"), does("threat", "poland", "germany"))
    answer = happens(law, OLD, *events, rounds=None)
    assert ("poland", "germany") in facts(answer, "attacked")


def test_who_made_peace_is_not_struck_again() -> None:
    law = of([pact("germany", "france"), pact("italy", "france", number=1)])
    peace = does("separate-peace", "germany", to="poland")
    before, after = (
        facts(
            happens(law, OLD, hits("poland", "france"), *more, rounds=None), "attacked"
        )
        for more in ((), (peace,))
    )
    assert before - after == {("poland", "germany"), ("germany", "poland")}
    assert not after - before


def test_a_declaration_repeated_in_its_war_is_one_of_its_own_day() -> None:
    old = does("declaration-of-war", "poland", "germany", on=date(1955, 1, 1))
    law = at_war(of([pact("italy", "germany", trigger="war")]), old)
    answer = happens(
        law, NEW, does("declaration-of-war", "poland", "germany"), background=True
    )
    assert status(answer, "italy") == "bound fight"


def test_who_has_promised_to_fight_joins_once_there_is_a_war() -> None:
    early, late = date(1930, 6, 1), date(1930, 6, 2)
    promise = does("performs", "italy", **{"for": "germany"}, on=early)
    wars = wars_of(
        [promise, hits("poland", "germany", on=late), hits("poland", "spain", on=late)],
        late,
    )
    assert wars.opposed("poland", "italy")
    assert not wars_of([promise], late).opposed("poland", "italy")


def test_a_clause_on_who_joins_asks_for_the_class_or_the_name() -> None:
    for joiner in ({"classes": ("non-party",)}, {"among": ("spain",)}):
        law = of(
            [pact("italy", "germany", conditions=({"kind": "joined-by", **joiner},))]
        )
        assert (
            status(happens(law, OLD, hits(("poland", "spain"), "germany")), "italy")
            == "bound fight"
        )
        assert (
            status(happens(law, OLD, hits("poland", "germany")), "italy")
            != "bound fight"
        )


def test_of_a_joint_attack_each_pair_keeps_its_own_first_day() -> None:
    old = date(1955, 1, 1)
    law = at_war(
        of([]), hits("poland", "germany", on=old), hits("spain", "france", on=old)
    )
    found = happens(
        law, NEW, hits(("poland", "spain"), "germany"), background=True
    ).setting.occurrences
    assert {(o.actor, o.object, o.begun, o.background) for o in found} == {
        ("poland", "germany", old, False),
        ("spain", "germany", NEW, False),
        ("spain", "france", old, True),
    }


# Where


def test_home_is_ones_own_where_nobody_claims_it() -> None:
    law = of([pact("italy", "germany", conditions=("on-territory",))])
    answer = happens(law, OLD, hits("poland", "germany", at="east-prussia"))
    assert (status(answer, "italy"), list(answer.questions)) == ("bound fight", [])


ISLANDS = "Malvinas"
"""Recognised as British on the day, claimed by Argentina."""


def test_land_that_another_claims_is_recognised_by_each_obligor_for_itself() -> None:
    for victim, attacker, asked in (
        ("united-kingdom", "argentina", ["recognised:falklands/united-kingdom"]),
        ("argentina", "united-kingdom", ["territory:falklands/argentina"]),
        ("united-kingdom", "spain", ["recognised:falklands/united-kingdom"]),
    ):
        law = of([pact("italy", victim, conditions=("recognised-territory",))])
        answer = happens(law, NEW, hits(attacker, victim, at=ISLANDS))
        assert (status(answer, "italy"), [q.id for q in answer.questions]) == (
            "contested fight",
            asked,
        )
        home = happens(law, NEW, hits(attacker, victim))
        assert (status(home, "italy"), list(home.questions)) == ("bound fight", [])


# What the public knew


@pytest.mark.parametrize(
    ("more", "known"),
    [
        ({}, True),
        ({"secret": True}, False),
        ({"secret": True, "published": date(1929, 1, 1)}, True),
        ({"secret": True, "published": date(1931, 1, 1)}, False),
        ({"published": date(1931, 1, 1)}, True),
    ],
)
def test_the_public_knows_what_is_not_secret_or_was_published(
    more: dict[str, object], known: bool
) -> None:
    scenario = Scenario(
        on=OLD,
        events=(hits("poland", "germany"),),
        background=False,
        as_known_by="public",
    )
    answer = solve(of([pact("italy", "germany", **more)]), scenario, rounds=1)
    assert status(answer, "italy") == ("bound fight" if known else "not-triggered")


# What is asked


def test_nothing_is_asked_that_no_text_and_no_event_gives_cause_for() -> None:
    assert not list(
        happens(
            of([pact("italy", "germany")]), OLD, hits("poland", "germany")
        ).questions
    )


def test_a_question_says_why_it_is_presumed_or_open() -> None:
    law = of(
        [
            pact("italy", "germany", conditions=(x,), number=n)
            for n, x in enumerate(("unprovoked", "self-defence"))
        ]
    )

    def whys(*events: Event) -> dict[str, tuple[str, str]]:
        answer = happens(law, OLD, *events)
        return {q.id: (str(q.presumed), q.why) for q in answer.assignments.questions}

    first = whys(hits("poland", "germany"))
    assert first["unprovoked:poland>germany"] == (
        "yes",
        "the first attack of a scenario is presumed unprovoked",
    )
    assert (
        first["unlawful:poland>germany"][1]
        == "the side that uses force first is presumed to do so unlawfully"
    )
    assert first["armed-attack:poland>germany"] == (
        "yes",
        "the scenario gives it as an armed attack",
    )
    provoked = whys(hits("poland", "germany", unprovoked=False))
    assert provoked["unlawful:poland>germany"] == ("open", "it is said to be provoked")
    lesser = whys(does("limited-force", "poland", "germany"))
    assert lesser["armed-attack:poland>germany"][0] == "open"


def test_nobody_owes_anything_who_stands_in_no_treaty() -> None:
    law = ObligationGraph(of([pact("italy", "germany")]), OLD)
    assert (law.owed_by("spain"), law.promises("spain"), law.owed_to("spain")) == (
        [],
        0,
        [],
    )


# What is broken


def test_each_promise_that_force_breaks_is_told_whatever_else_was_promised() -> None:
    law = of(
        [
            pact("italy", "germany", duty="consult"),
            *(pact("italy", "germany", number=n, duty="assist") for n in (1, 2)),
        ]
    )
    assert [
        b.clause.key for b in happens(law, NEW, hits("italy", "germany")).broken
    ] == ["pact-1:1", "pact-2:1"]


def test_a_peace_breaks_faith_with_those_who_fight_on_and_only_in_the_war_asked_about() -> (
    None
):
    law = of(
        [
            pact(
                "italy",
                "germany",
                "spain",
                duty="no-separate-peace",
                trigger="standing",
            )
        ]
    )
    war = (hits("poland", "italy"), hits("poland", "germany"))
    peace = does("separate-peace", "italy", to="poland")
    (breach,) = happens(law, NEW, *war, peace).broken
    assert (breach.beneficiary, breach.others) == ("germany", ())
    running = at_war(
        law, *(e.model_copy(update={"on": date(1955, 1, 1)}) for e in (*war, peace))
    )
    assert (
        happens(running, NEW, hits("poland", "germany"), background=True).broken == ()
    )


# What is told


def test_promises_below_a_treaty_hide_no_duty_under_one() -> None:
    law = of(
        [pact("italy", "poland", rank="unilateral"), pact("italy", "germany", number=1)]
    )
    found = triggered_articles(
        happens(law, NEW, hits("poland", "germany"), hits("germany", "poland"))
    )
    assert [c.clause.key for c in found.calls] == ["pact-1:1"]


def test_what_is_owed_to_the_attacker_stands_apart_and_only_where_it_binds() -> None:
    ranks = ("treaty", "unilateral")
    law = of(
        [
            pact(s, "poland", number=n, trigger="war", rank=r)
            for n, (s, r) in enumerate(zip(("italy", "spain"), ranks, strict=True))
        ]
    )
    found = triggered_articles(happens(law, OLD, hits("poland", "germany")))
    assert [
        [c.clause.key for i in part for c in i.calls]
        for part in (found.asked, found.attackers, found.below)
    ] == [
        [],
        ["pact-0:1"],
        [],
    ]


def test_who_decides_is_named_where_one_does() -> None:
    for helpers, decides in (
        (("italy",), "Italy"),
        (("italy", "spain"), "each for itself"),
    ):
        law = of([pact(s, "germany", number=n) for n, s in enumerate(helpers)])
        answer = happens(law, OLD, does("limited-force", "poland", "germany"))
        (question,) = answer.questions
        assert who_decides(answer, question) == decides


def test_help_that_was_waived_comes_after_help_that_is_due() -> None:
    law = of([pact("italy", "germany"), pact("spain", "germany", number=1, duty="act")])
    found = triggered_articles(
        happens(
            law,
            NEW,
            hits("poland", "germany"),
            does("waiver", "germany", to="italy", under="pact-0"),
        )
    )
    assert [(c.states, str(c.verdict.status)) for c in found.calls] == [
        (("spain",), "bound"),
        (("italy",), "released"),
    ]


def test_a_party_that_left_twice_left_last_on_its_last_day() -> None:
    spans = [
        {"state": "italy", "until": date(1940, 1, 1)},
        {"state": "italy", "since": date(1945, 1, 1), "until": date(1950, 1, 1)},
    ]
    answer = happens(of([pact("germany", *spans)]), NEW, hits("poland", "germany"))
    assert why(answer, "italy") == {"Italy left on 1 January 1950"}
    assert reasons(answer, "italy") == {"party"}


def test_a_party_that_comes_back_is_told_the_day_on_which_it_will_be_bound() -> None:
    spans = [
        {"state": "italy", "since": date(1930, 1, 1), "until": date(1940, 1, 1)},
        {"state": "italy", "since": date(1960, 12, 1)},
    ]
    answer = happens(of([pact("germany", *spans)]), NEW, hits("poland", "germany"))
    assert why(answer, "italy") == {"Italy is bound only from 1 December 1960"}


def test_an_article_that_ended_before_a_state_joined_was_no_link_of_it() -> None:
    late = {"state": "italy", "since": date(1958, 1, 1)}
    old = {
        "article": "1",
        "duty": "fight",
        "trigger": "armed-attack",
        "gist": "A made-up duty.",
        "until": date(1950, 1, 1),
    }
    law = of(
        [
            pact("germany", "france", late).model_copy(
                update={"obligations": (Obligation.model_validate(old),)}
            )
        ]
    )
    answer = happens(law, NEW, hits("poland", "germany"))
    assert why(answer, "france") == {"Art. 1 has not applied since 1 January 1950"}
    assert "italy" not in {b.obligor for b in answer.record.blocked}


def test_a_war_of_ones_own_tells_of_no_treaty_that_lapsed() -> None:
    law = of([pact("italy", "germany", trigger="war", until=date(1950, 1, 1))])
    answer = happens(law, NEW, hits("germany", "poland"))
    assert not [b for b in answer.record.blocked if b.clause.startswith("pact-0")]


def test_steps_are_written_once() -> None:
    law = of(
        [
            pact("italy", "germany", "spain"),
            pact("italy", "spain", number=1, conditions=(TWO,)),
        ]
    )
    record = happens(
        law, OLD, hits("poland", "germany"), hits("poland", "spain"), rounds=None
    ).record
    assert len(set(record.steps)) == len(record.steps)
    assert Fact("due", ("italy", "pact-0:1", "germany")) in record.rounds


def test_a_treaty_without_entry_into_force_is_no_more_than_not_known_to_be_in_force() -> (
    None
):
    pending = pact("italy", "germany", in_force=None)
    given_up = pact("italy", "germany", in_force=None, until=date(1958, 1, 1), number=1)
    told = {
        b.clause.partition(":")[0]: in_words(b)
        for b in happens(of([pending, given_up]), NEW, hits("poland", "germany"))[
            "italy"
        ].blocked
    }
    assert told == {
        "pact-0": "signed on 1 January 1925, not in force as far as known",
        "pact-1": "signed on 1 January 1925, never in force",
    }


@pytest.mark.parametrize(
    ("begun", "window", "said"),
    [
        (date(1960, 5, 1), {"until": date(1960, 5, 2)}, "bound fight"),
        (date(1960, 5, 2), {"until": date(1960, 5, 2)}, "not-triggered"),
        (date(1960, 5, 1), {"since": date(1960, 5, 2)}, "not-triggered"),
        (date(1960, 5, 2), {"since": date(1960, 5, 2)}, "bound fight"),
    ],
)
def test_a_window_bounds_the_day_on_which_it_begins_and_not_the_day_asked_about(
    begun: date, window: dict[str, date], said: str
) -> None:
    law = of([pact("italy", "germany", conditions=[{"kind": "force-began"} | window])])
    answer = happens(law, NEW, hits("poland", "germany", on=begun))
    assert status(answer, "italy") == said
    assert reasons(answer, "italy") == (
        set() if said.startswith("bound") else {"force-began"}
    )
