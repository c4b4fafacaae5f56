"""Rules of law on small invented pacts: one example for each rule, and what would break it."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import pytest

from engine.findings.explanation import explain, settlement
from engine.findings.extent import DetailOptions
from engine.output.answer_document import document
from engine.output.plain import LINES, as_text
from engine.setting.graph import clauses_of, permanently_neutral
from engine.setting.setting import set_out
from engine.setting.sides import wars_of
from engine.verdicts.solution import Solution, solve
from engine.world import World, shipped
from tests.support.each import each
from tests.support.reasons import in_words
from tests.support.worlds import of
from treaties.models.corpus import Corpus
from treaties.models.groups import Groups
from treaties.models.reading import Reading
from treaties.models.scenario import Event, RunningWar, Scenario
from treaties.models.treaty import Treaty
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.terms import AttackerKind

OLD, NEW = date(1930, 6, 1), date(1960, 6, 1)


def tell(solution: Solution, whole: bool = False) -> str:
    if whole:
        return as_text(document(solution, DetailOptions(all=True)))
    return as_text(document(solution), lines=LINES)


def pact(*parties: str, number: int = 0, **more: Any) -> Treaty:
    """An invented pact of mutual help; keywords go to its one article where they belong there, else to the treaty."""
    article = {
        k: more.pop(k)
        for k in list(more)
        if k in ("duty", "trigger", "conditions", "obligors", "beneficiaries")
    }
    obligation = {
        "article": "1",
        "duty": "fight",
        "trigger": "armed-attack",
        "gist": "A made-up duty.",
    } | article
    plain = {
        "id": f"pact-{number}",
        "title": f"Pact {number}",
        "parties": parties,
        "signed": date(1925, 1, 1),
        "in_force": date(1926, 1, 1),
        "sources": ("design-note",),
        "obligations": (obligation,),
    }
    return Treaty.model_validate(plain | more)


def does(
    kind: str,
    by: str | tuple[str, ...],
    against: str | tuple[str, ...] = (),
    **more: Any,
) -> Event:
    return Event.model_validate({"kind": kind, "by": by, "against": against} | more)


def hits(
    by: str | tuple[str, ...], against: str | tuple[str, ...], **more: Any
) -> Event:
    return does("armed-attack", by, against, **more)


def happens(
    law: Corpus,
    on: date,
    *events: Event,
    rounds: int | None = 1,
    background: bool = False,
) -> Solution:
    return solve(
        law, Scenario(on=on, events=events, background=background), rounds=rounds
    )


def status(answer: Solution, state: str) -> str:
    v = answer[state].at_once
    return f"{v.status} {v.duty}" if v.duty else str(v.status)


def reasons(answer: Solution, state: str) -> set[str]:
    return {b.condition for b in answer[state].blocked}


# What is settled


def test_help_that_is_open_hides_nothing_that_is_settled() -> None:
    law = of(
        [
            pact("italy", "germany", conditions=("request",)),
            pact("italy", "germany", number=1, duty="consult"),
        ]
    )
    waiting = happens(law, NEW, hits("poland", "germany"))
    assert (status(waiting, "italy"), waiting["italy"].settled.duty) == (
        "conditional fight",
        "consult",
    )
    text = " ".join(tell(waiting).split())
    assert "If West Germany asks for help, Italy must help militarily" in text
    assert "Italy must consult in any case (Pact 1, Art. 1°)." in text
    asked = happens(
        law, NEW, hits("poland", "germany"), does("request", "germany", to="pact-0")
    )
    assert status(asked, "italy") == "bound fight"
    assert "in any case" not in tell(asked)


# A repeated attack goes on with its war


def at_war(law: Corpus, *events: Event) -> Corpus:
    war = RunningWar(
        id="war",
        title="War",
        gist="A war that was already running.",
        since=date(1955, 1, 1),
        events=events,
        sources=("x",),
    )
    return law.model_copy(update={"wars": (war,)})


def test_a_question_that_repeats_an_attack_of_a_running_war_keeps_its_first_day() -> (
    None
):
    law = at_war(
        of([pact("italy", "germany")]),
        hits("germany", "poland", on=date(1955, 1, 1), unprovoked=True),
        hits("poland", "germany", on=date(1957, 1, 1)),
    )
    again = happens(law, NEW, hits("germany", "poland"), background=True)
    (asked,) = again.setting.asked_for
    assert (asked.begun, asked.unprovoked, asked.first) == (
        date(1955, 1, 1),
        True,
        True,
    )
    assert status(again, "italy") == "contested fight"
    (answering,) = [o for o in again.setting.occurrences if o.background]
    assert answering.counter


def test_of_a_joint_attack_only_what_the_war_knows_is_continued() -> None:
    law = at_war(of([]), hits(("germany", "italy"), "poland", on=date(1955, 1, 1)))
    setting = set_out(
        law, Scenario(on=NEW, events=(hits(("germany", "france"), "poland"),))
    )
    begun = {(o.actor, o.background): o.begun for o in setting.occurrences}
    assert begun == {
        ("italy", True): date(1955, 1, 1),
        ("germany", False): date(1955, 1, 1),
        ("france", False): NEW,
    }


# Sides come from one's own acts


def test_whom_a_defender_hits_is_the_victim_of_another_war() -> None:
    law = of([pact("poland", "france")])
    answer = happens(law, NEW, hits("germany", "italy"), hits("italy", "poland"))
    assert [(s.war, s.members, s.began) for s in answer.setting.sides] == [
        (0, ("germany",), True),
        (0, ("italy",), False),
        (1, ("italy",), True),
        (1, ("poland",), False),
    ]
    assert status(answer, "france") == "bound fight"


def test_victims_of_one_aggressor_stand_together_and_each_attack_on_them_is_a_first_one() -> (
    None
):
    wars = wars_of(
        [hits("germany", "poland"), hits("germany", "france"), hits("italy", "france")],
        NEW,
    )
    assert [s.members for s in wars.sides()] == [
        ("germany", "italy"),
        ("poland", "france"),
    ]
    assert wars.first == {
        ("germany", "poland"),
        ("germany", "france"),
        ("italy", "france"),
    }


def test_two_wars_are_one_where_an_aggressor_strikes_the_victim_of_another() -> None:
    attacks = [
        hits("germany", "poland"),
        hits("italy", "france"),
        hits("germany", "france"),
    ]
    for order in permutations(attacks):
        begun, hit = wars_of(order, NEW).sides()
        assert (set(begun.members), set(hit.members)) == (
            {"germany", "italy"},
            {"poland", "france"},
        )


def test_a_victim_that_strikes_for_itself_keeps_its_wars_apart() -> None:
    attacks = [
        hits("germany", "poland"),
        hits("poland", "france"),
        hits("germany", "france"),
    ]
    members = [s.members for s in wars_of(attacks, NEW).sides()]
    assert members == [("germany",), ("poland",), ("poland", "germany"), ("france",)]


def test_who_performs_is_on_a_side_by_its_own_act() -> None:
    events = (
        hits("germany", "poland"),
        hits("poland", "italy"),
        does("performs", "italy", **{"for": "germany"}),
    )
    sides = wars_of(events, NEW).sides()
    assert [s.members for s in sides] == [("germany", "italy"), ("poland",)]


def test_who_armed_the_enemy_has_begun_nothing_unless_arming_is_attacking() -> None:
    law = of([pact("italy", "france")])
    events = (
        hits("germany", "poland"),
        does("arming", "france", "germany", to="poland"),
        hits("germany", "france"),
    )
    assert status(happens(law, NEW, *events), "italy") == "bound fight"
    held = Scenario(
        on=NEW, events=events, background=False, answers={"arming-is-attack:*": "yes"}
    )
    (rest,) = solve(law, held, rounds=1)["italy"].supports
    assert rest == (("lawful-defence:germany>france", False),)


# Answering force


@pytest.mark.parametrize("trigger", ["armed-attack", "aggression"])
def test_before_the_charter_too_force_in_answer_is_no_attack_on_who_began(
    trigger: str,
) -> None:
    law = of([pact("italy", "germany", trigger=trigger)])
    began, answer = hits("germany", "poland"), hits("poland", "germany")
    assert status(happens(law, OLD, began, answer), "italy") == "not-triggered"
    supposed = Scenario(
        on=OLD,
        events=(began, answer),
        background=False,
        answers={"answering-attack:*": "yes"},
    )
    assert status(solve(law, supposed, rounds=1), "italy") == "bound fight"
    assert status(happens(law, OLD, answer), "italy") == "bound fight"
    assert status(happens(law, NEW, began, answer), "italy") == "contested fight"


def test_the_aggressor_has_no_defence_against_who_helps_its_victim() -> None:
    """So it is where its stroke is to be feared, and so it is where it has fallen."""
    law = of([pact("france", "poland"), pact("spain", "france", number=1)])
    began, help_given, back = (
        hits("germany", "poland"),
        hits("france", "germany"),
        hits("germany", "france"),
    )
    feared = solve(law, Scenario(on=NEW, events=(began,), background=False))["spain"]
    assert (
        status(happens(law, NEW, began, help_given, back), "spain"),
        feared.judgements,
    ) == ("bound fight", 0)
    assert str(feared.status) == "conditional"
    ally = of([pact("italy", "germany")])
    assert status(happens(ally, NEW, began, help_given), "italy") == "contested fight"


@pytest.mark.parametrize("trigger", ["war", "hostilities"])
def test_who_must_help_in_any_war_or_hostilities_must_do_so_all_the_same(
    trigger: str,
) -> None:
    law = of([pact("italy", "germany", trigger=trigger)])
    assert (
        status(
            happens(law, OLD, hits("germany", "poland"), hits("poland", "germany")),
            "italy",
        )
        == "bound fight"
    )


def test_a_shot_that_stopped_there_begins_no_war() -> None:
    law = of([pact("italy", "germany")])
    shot = does("limited-force", "germany", "poland", isolated=True)
    assert (
        status(happens(law, OLD, shot, hits("poland", "germany")), "italy")
        == "bound fight"
    )


def test_a_lesser_duty_asks_the_question_after_the_charter_too() -> None:
    law = of([pact("italy", "germany", duty="consult")])
    answer = happens(law, NEW, hits("germany", "poland"), hits("poland", "germany"))
    assert status(answer, "italy") == "not-triggered"


# Place


def test_the_war_of_an_attacker_is_where_the_fighting_is() -> None:
    area = {"kind": "in-area", "area": "china-and-korea"}
    law = of([pact("united-kingdom", "japan", trigger="war", conditions=[area])])
    day = date(1930, 6, 1)
    inside = happens(
        law, day, hits("japan", "russia", at={"of": "china", "regions": ["east-asia"]})
    )
    assert status(inside, "united-kingdom") == "bound fight"
    outside = happens(law, day, hits("japan", "russia"))
    assert status(outside, "united-kingdom") == "not-triggered"
    assert "in-area" in reasons(outside, "united-kingdom")


@pytest.mark.parametrize(
    ("kind", "regions", "said"),
    [
        ("vessel", ["pacific"], "bound fight"),
        ("vessel", ["europe"], "not-triggered"),
        ("territory", ["south-america"], "bound fight"),
        ("territory", ["europe"], "not-triggered"),
        ("zone", ["pacific"], "not-triggered"),
    ],
)
def test_a_described_place_in_no_named_place_or_region_is_outside(
    kind: str, regions: list[str], said: str
) -> None:
    area = {"kind": "in-area", "area": "pacific-coasts-of-south-america"}
    law = of([pact("peru", "chile", conditions=[area])])
    spot = {"of": "chile", "kind": kind, "regions": regions}
    assert status(happens(law, OLD, hits("spain", "chile", at=spot)), "peru") == said


def test_support_by_nobody_but_the_two_themselves_is_none() -> None:
    alone = {"kind": "attacker", "supported_by": ["germany", "poland"]}
    law = of([pact("italy", "germany", conditions=[alone])])
    answer = happens(law, NEW, hits("poland", "germany"))
    assert status(answer, "italy") == "not-triggered"
    assert reasons(answer, "italy") == {"attacker"}


# Force on one's own soil


@pytest.mark.parametrize(
    ("leave", "said"),
    [(False, "not-triggered"), (True, "contested fight"), (None, "contested fight")],
)
def test_force_on_ones_own_soil(leave: bool | None, said: str) -> None:
    law = of([pact("italy", "germany")])
    stationed = {"of": "poland", "kind": "forces", "regions": ["europe"]}
    answer = happens(law, NEW, hits("poland", "germany", at=stationed, leave=leave))
    assert status(answer, "italy") == said


def test_invaders_are_no_guests() -> None:
    law = of([pact("italy", "germany", duty="consult")])
    stationed = {"of": "poland", "kind": "forces", "regions": ["europe"]}
    answer = happens(
        law, OLD, hits("germany", "poland"), hits("poland", "germany", at=stationed)
    )
    assert status(answer, "italy") == "not-triggered"
    assert any("without leave" in in_words(b) for b in answer["italy"].blocked)


# Dead states


def test_who_does_not_exist_owes_nothing() -> None:
    law = of([pact("estonia", "latvia", "poland")])
    assert (
        status(happens(law, date(1935, 1, 1), hits("germany", "poland")), "estonia")
        == "bound fight"
    )
    assert law.parties_on(law.treaty("pact-0"), date(1960, 1, 1)) == ("poland",)
    later = happens(law, date(1960, 1, 1), hits("germany", "poland"))
    assert "estonia" not in {r.state for r in later if r.duty}


# What lapsed


def test_the_end_of_a_version_is_no_end_of_the_treaty() -> None:
    article = {
        "article": "1",
        "duty": "fight",
        "trigger": "armed-attack",
        "gist": "A made-up duty.",
    }
    versions = [
        article | {"until": date(1935, 1, 1)},
        article | {"since": date(1935, 1, 1), "duty": "consult"},
    ]
    law = of([pact("italy", "germany", obligations=versions)])
    answer = happens(law, NEW, hits("poland", "germany"))
    assert status(answer, "italy") == "bound consult"
    assert reasons(answer, "italy") == set()


def test_the_end_of_a_version_is_not_told_where_the_treaty_ended_later() -> None:
    article = {
        "article": "1",
        "duty": "fight",
        "trigger": "armed-attack",
        "gist": "A made-up duty.",
    }
    versions = [
        article | {"until": date(1935, 1, 1)},
        article | {"since": date(1935, 1, 1), "duty": "assist"},
    ]
    law = of([pact("italy", "germany", obligations=versions, until=date(1955, 1, 1))])
    told = {
        in_words(b)
        for b in happens(law, NEW, hits("poland", "germany"))["italy"].blocked
    }
    assert told == {"not in force since 1 January 1955"}


def test_the_end_of_one_article_is_told_as_such() -> None:
    article = {
        "article": "1",
        "duty": "fight",
        "trigger": "armed-attack",
        "gist": "A made-up duty.",
    }
    other = article | {"article": "2", "duty": "consult"}
    law = of(
        [
            pact(
                "italy",
                "germany",
                obligations=[article | {"until": date(1935, 1, 1)}, other],
            )
        ]
    )
    (blocked,) = happens(law, NEW, hits("poland", "germany"))["italy"].blocked
    assert (blocked.condition, in_words(blocked)) == (
        "in-force",
        "Art. 1 has not applied since 1 January 1935",
    )


def test_a_partys_own_exit_is_told_and_links_nobody() -> None:
    left = {"state": "italy", "until": date(1940, 1, 1)}
    law = of([pact("germany", "france", parties=[left, "germany", "france"])])
    answer = happens(law, NEW, hits("poland", "germany"))
    assert status(answer, "italy") == "no-treaty"
    (blocked,) = answer["italy"].blocked
    assert in_words(blocked) == "Italy left on 1 January 1940"
    assert status(answer, "france") == "bound fight"


def test_each_exit_is_told_with_the_day_of_the_one_that_left() -> None:
    gone = [
        {"state": "italy", "until": date(1950, 1, 1)},
        {"state": "germany", "until": date(1940, 1, 1)},
    ]
    law = of([pact("italy", "germany", "france", parties=[*gone, "france"])])
    answer = happens(law, NEW, hits("poland", "germany"))
    told = {s: [in_words(b) for b in answer[s].blocked] for s in ("italy", "france")}
    assert told == {
        "italy": ["Italy left on 1 January 1950"],
        "france": ["West Germany left on 1 January 1940"],
    }
    text = " ".join(tell(happens(law, NEW, hits("poland", "france"))).split())
    assert "Italy (left the Pact 0 in 1950)" in text
    assert "West Germany (left the Pact 0 in 1940)" in text


def test_what_rests_for_a_time_is_told_beside_what_is_owed() -> None:
    aside = [
        {
            "between": ["italy", "germany"],
            "articles": ["1"],
            "since": date(1950, 1, 1),
            "why": "It was said so.",
        }
    ]
    owed = pact("italy", "germany", number=1)
    for resting, why in (
        (
            pact("italy", "germany", suspensions=aside),
            "the treaty is suspended between Italy and West Germany",
        ),
        (
            pact("italy", "germany", in_force=date(1960, 6, 2)),
            "the Pact 0 binds only from 2 June 1960",
        ),
    ):
        answer = happens(of([resting, owed]), NEW, hits("poland", "germany"))
        assert status(answer, "italy") == "bound fight"
        (blocked,) = answer["italy"].blocked
        assert blocked.pending
        assert why in " ".join(tell(answer, whole=True).split())
    ended = happens(
        of([pact("italy", "germany", until=date(1955, 1, 1)), owed]),
        NEW,
        hits("poland", "germany"),
    )
    assert [b.pending for b in ended["italy"].blocked] == [False]
    assert "no longer in force" not in tell(ended)


def test_a_treaty_that_enters_into_force_tomorrow_is_told() -> None:
    law = of([pact("italy", "germany", in_force=date(1960, 6, 2))])
    (blocked,) = happens(law, NEW, hits("poland", "germany"))["italy"].blocked
    assert "in force only from 2 June 1960" in in_words(blocked)


def test_what_was_made_for_one_war_is_no_reason_in_another() -> None:
    within = {"kind": "in-conflict", "conflict": "an-old-war"}
    law = of([pact("italy", "germany", until=date(1950, 1, 1), conditions=[within])])
    answer = happens(law, NEW, hits("poland", "germany"))
    assert status(answer, "italy") == "no-treaty"
    assert answer["italy"].blocked == ()


# Reasons


def test_what_might_yet_be_struck_is_no_reason() -> None:
    law = of([pact("germany", "poland", "france"), pact("germany", "italy", number=1)])
    answer = happens(law, NEW, hits("italy", "poland"), rounds=None)
    assert "attacker" not in {
        b.condition for r in answer for b in r.blocked if b.obligor != "italy"
    }


def test_a_helper_that_is_struck_was_already_fighting_by_its_own_act() -> None:
    law = of(
        [
            pact("italy", "germany"),
            pact("france", "italy", number=1, conditions=["state-of-war"]),
        ]
    )
    (rest, *_) = happens(law, NEW, hits("poland", "germany"), rounds=2)[
        "france"
    ].supports
    assert ("state-of-war:poland>italy", True) in rest
    at_home = of([pact("france", "germany", conditions=["state-of-war"])])
    assert (
        status(happens(at_home, NEW, hits("poland", "germany")), "france")
        == "bound fight"
    )


@pytest.mark.parametrize(
    ("by", "whose", "under", "joins"),
    [
        ("italy", "germany", "", False),
        ("italy", "germany", "pact-0", False),
        ("italy", "germany", "pact-9", True),
        ("italy", "france", "", True),
        ("spain", "germany", "", True),
    ],
)
def test_who_keeps_out_is_the_one_that_says_so(
    by: str, whose: str, under: str, joins: bool
) -> None:
    law = of([pact("italy", "germany")])
    out = does("abstains", by, under=under, **{"for": whose})
    answer = happens(law, NEW, hits("poland", "germany"), out)
    assert (
        any(
            f.kind == "belligerent" and f.args[0] == "italy"
            for f in answer.record.rounds
        )
        is joins
    )


def test_a_group_makes_war_only_if_its_force_is_laid_to_a_state() -> None:
    law = of([pact("italy", "germany", conditions=["state-of-war"])])
    answer = happens(law, NEW, hits("poland", "germany", group="the Black Hand"))
    steps = [
        s
        for s in answer.record.steps
        if s.head.kind == "belligerent" and s.head.args[0] == "poland"
    ]
    assert [f.kind for s in steps for f in s.body] == ["attacked"]
    plain = happens(law, NEW, hits("poland", "germany"))
    assert [
        s.body
        for s in plain.record.steps
        if s.head.kind == "belligerent" and s.head.args[0] == "poland"
    ] == [()]


# Breach


def test_what_an_attack_breaks_is_told_by_article() -> None:
    promise = {"duty": "not-attack", "trigger": "standing"}
    law = of(
        [
            pact("germany", "poland", "france", **promise),
            pact("germany", "poland", number=1),
        ]
    )
    one, other = happens(law, NEW, hits("germany", "poland")).broken
    assert (one.state, one.clause.key, one.beneficiary, one.others, one.helper) == (
        "germany",
        "pact-0:1",
        "poland",
        ("france",),
        False,
    )
    assert (other.clause.key, other.helper) == ("pact-1:1", True)
    assert str(one.clause.obligation.duty) == "not-attack"


def test_what_is_broken_is_what_bound_on_the_day_of_the_act() -> None:
    promise = {"duty": "not-attack", "trigger": "standing"}
    ended = pact("germany", "poland", until=date(1960, 1, 3), **promise)
    begun_later = pact(
        "germany", "poland", number=1, in_force=date(1960, 1, 2), **promise
    )
    law = of([ended, begun_later])
    war = hits("germany", "poland", on=date(1960, 1, 1))
    assert [b.clause.treaty.id for b in happens(law, NEW, war).broken] == ["pact-0"]
    assert [
        b.clause.treaty.id for b in happens(law, NEW, hits("germany", "poland")).broken
    ] == ["pact-1"]
    alone = pact(
        "poland",
        "france",
        number=2,
        until=date(1960, 5, 2),
        duty="no-separate-peace",
        trigger="standing",
    )
    peace = does("separate-peace", "poland", to="germany", on=date(1960, 5, 1))
    both = hits("germany", ("poland", "france"), on=date(1960, 1, 1))
    assert [
        b.clause.treaty.id for b in happens(of([alone]), NEW, both, peace).broken
    ] == ["pact-2"]


def test_an_answer_breaks_nothing_and_other_counter_force_may_be_excused() -> None:
    promise = {"duty": "not-attack", "trigger": "standing"}
    law = of([pact("germany", "poland", "france", **promise)])
    found = happens(
        law,
        NEW,
        hits("germany", "poland"),
        hits("poland", "germany"),
        hits("france", "germany"),
    ).broken
    assert [(b.state, b.excused) for b in found] == [
        ("germany", ""),
        ("france", "unless the force is lawful defence"),
    ]


@pytest.mark.parametrize(
    ("condition", "broken"),
    [
        ([], True),
        ([{"kind": "attacker", "among": ["germany"]}], True),
        ([{"kind": "attacker", "classes": ["european"]}], True),
        ([{"kind": "attacker", "among": ["japan"]}], False),
        ([{"kind": "attacker", "excluding": ["germany"]}], False),
        ([{"kind": "attacker", "classes": ["non-party"]}], False),
    ],
)
def test_help_against_others_is_not_what_an_ally_breaks_by_its_own_attack(
    condition: list[dict[str, Any]], broken: bool
) -> None:
    law = of([pact("germany", "poland", conditions=condition)])
    assert [b.helper for b in happens(law, NEW, hits("germany", "poland")).broken] == [
        True
    ] * broken


def test_a_promise_that_may_bind_nobody_any_more_is_broken_only_if_it_does() -> None:
    doubt = {
        "kind": "judgement",
        "id": "alive",
        "text": "Does the pact still bind {obligor} to {beneficiary}?",
    }
    about_the_attack = {
        "kind": "judgement",
        "id": "found",
        "text": "Is it an attack?",
        "per_attack": True,
    }
    of_one_mind = {
        "kind": "judgement",
        "id": "lives",
        "text": "Does it live?",
        "presumed": "yes",
    }
    promise = {
        "duty": "not-attack",
        "trigger": "standing",
        "conditions": [doubt, about_the_attack, of_one_mind],
    }
    (found,) = happens(
        of([pact("france", "poland", **promise)]), NEW, hits("france", "poland")
    ).broken
    assert (
        found.excused
        == "only if “Does the pact still bind France to Poland?” is answered yes"
    )


@pytest.mark.parametrize(
    ("kind", "declared", "asked"),
    [
        ("armed-attack", False, False),
        ("limited-force", False, True),
        ("limited-force", True, False),
    ],
)
def test_lesser_force_of_itself_puts_nobody_in_a_state_of_war(
    kind: str, declared: bool, asked: bool
) -> None:
    law = of([pact("germany", "poland", conditions=["state-of-war"])])
    more = [does("declaration-of-war", "france", "poland")] * declared
    found = happens(law, NEW, does(kind, "france", "poland"), *more)
    assert (
        "state-of-war:france>poland" in {q.id for q in found.assignments.questions}
    ) is asked
    assert status(found, "germany") == (
        "bound fight" if kind == "armed-attack" else "contested fight"
    )


@each(
    ("condition", "excused"),
    [
        ({"kind": "attacker", "among": ["germany"]}, ""),
        ({"kind": "attacker", "among": ["spain"]}, None),
        ({"kind": "attackers", "at_least": 2}, None),
        ({"kind": "in-area", "area": "china-and-korea"}, None),
        ({"kind": "request"}, ""),
        ({"kind": "self-defence"}, ""),
        (
            {
                "kind": "judgement",
                "id": "grave",
                "text": "Is it grave?",
                "per_attack": True,
                "presumed": "no",
            },
            None,
        ),
        (
            {
                "kind": "judgement",
                "id": "grave",
                "text": "Is it grave?",
                "per_attack": True,
                "presumed": "yes",
            },
            "",
        ),
        (
            {
                "kind": "judgement",
                "id": "grave",
                "text": "Is the attack by {attacker} grave?",
                "per_attack": True,
            },
            "only if “Is the attack by West Germany grave?” is answered yes",
        ),
        (
            {
                "kind": "judgement",
                "id": "vote",
                "text": "Is it voted?",
                "per_attack": True,
                "nature": "will",
            },
            "",
        ),
        ("between-parties", "if it covers one member's attack on another"),
    ],
)
def test_a_promise_to_help_is_broken_by_an_attack_against_which_it_was_made(
    condition: dict[str, Any] | str, excused: str | None
) -> None:
    law = of([pact("germany", "poland", conditions=[condition])])
    found = happens(law, NEW, hits("germany", "poland")).broken
    assert [b.excused for b in found] == ([] if excused is None else [excused])


def test_a_policy_of_helping_is_no_promise_that_an_attack_breaks() -> None:
    said = [
        pact("germany", "poland", rank=r, number=i)
        for i, r in enumerate(("political", "unilateral", "treaty"))
    ]
    kept = [
        pact(
            "germany",
            "poland",
            rank="political",
            duty="not-attack",
            trigger="standing",
            number=3,
        ),
    ]
    found = happens(of([*said, *kept]), NEW, hits("germany", "poland")).broken
    assert [b.clause.treaty.id for b in found] == ["pact-2", "pact-3"]


@pytest.mark.parametrize(
    ("parties", "more", "permanent"),
    [
        (("belgium", "france", "poland"), {}, True),
        (("belgium", "france"), {}, False),
        (("belgium",), {"beneficiaries": ("france",)}, True),
        (("belgium", "france", "poland"), {"obligors": ("belgium", "france")}, False),
        (("belgium", "france", "poland"), {"trigger": "threat"}, False),
        (("belgium", "france", "poland"), {"duty": "consult"}, False),
        (("belgium", "france", "poland"), {"conditions": ["unprovoked"]}, False),
    ],
)
def test_a_permanent_neutral_owes_its_neutrality_in_every_war_of_others(
    parties: tuple[str, ...], more: dict[str, Any], permanent: bool
) -> None:
    duty = {"duty": "stay-neutral", "trigger": "war", "obligors": ("belgium",)} | more
    (clause,) = clauses_of(pact(*parties, **duty))
    assert permanently_neutral(clause) is permanent


def test_a_separate_peace_breaks_the_promise_and_ends_the_attack() -> None:
    law = of(
        [
            pact("poland", "france", duty="no-separate-peace", trigger="standing"),
            pact("poland", "italy", number=1),
            pact("france", "italy", number=2),
        ]
    )
    war = (hits("germany", ("poland", "france"), on=date(1960, 1, 1)),)
    assert status(happens(law, NEW, *war), "italy") == "bound fight"
    peace = does("separate-peace", "poland", to="germany", on=date(1960, 5, 1))
    answer = happens(law, NEW, *war, peace)
    (breach,) = answer.broken
    assert (breach.state, breach.beneficiary, breach.adversary, breach.act) == (
        "poland",
        "france",
        "germany",
        "separate-peace",
    )
    assert {g.beneficiary for g in answer["italy"].grounds} == {"france"}
    assert "peace" in reasons(answer, "italy")
    offered = does("separate-peace", "germany", to="poland", on=date(1960, 5, 1))
    assert {
        g.beneficiary for g in happens(law, NEW, *war, offered)["italy"].grounds
    } == {"france"}
    both = does(
        "separate-peace", ("poland", "france"), to="germany", on=date(1960, 5, 1)
    )
    assert happens(law, NEW, *war, both).broken == ()
    anew = hits("germany", "poland", on=date(1960, 5, 2))
    assert {
        g.beneficiary for g in happens(law, NEW, *war, peace, anew)["italy"].grounds
    } == {"france", "poland"}


# Attackers that are no state, and force that may be none


def test_a_group_waits_for_being_laid_to_a_state() -> None:
    law = of(
        [
            pact("italy", "germany"),
            pact("france", "germany", duty="consult", trigger="threat", number=1),
        ]
    )
    answer = happens(law, NEW, hits((), "germany", group="the Black Hand"))
    assert status(answer, "italy") == "contested fight"
    assert status(answer, "france") == "bound consult"
    (asked,) = [
        q for q in answer.assignments.questions if q.id.startswith("attributed:")
    ]
    assert (
        asked.text
        == "Is the force of the Black Hand against West Germany the act of a state, or an attack of its own?"
    )
    assert (
        asked.claims[1]
        == "no state stands behind the Black Hand, and the text covers no armed groups"
    )
    named = happens(law, NEW, hits("poland", "germany", group="the Black Hand"))
    assert status(named, "italy") == "contested fight"
    (asked,) = [
        q for q in named.assignments.questions if q.id.startswith("attributed:")
    ]
    assert (
        asked.text
        == "Is the force of the Black Hand against West Germany laid to Poland?"
    )
    assert (
        answer.title
        == "If West Germany is attacked by the Black Hand on 1960-06-01, who is drawn in?"
    )


def test_a_clause_that_names_states_as_attackers_is_not_asked_about_a_group() -> None:
    egypt = {"kind": "attacker", "among": ["egypt"]}
    other = {"kind": "attacker", "excluding": ["egypt"]}
    law = of(
        [
            pact("italy", "israel", conditions=[egypt]),
            pact("france", "israel", number=1, conditions=[other]),
        ]
    )
    answer = happens(law, NEW, hits((), "israel", group="Hezbollah"))
    assert status(answer, "france") == "contested fight"
    assert not [
        q.id for q in answer.assignments.questions if q.id.startswith("attacker:")
    ]
    (why,) = [in_words(b) for b in answer["italy"].blocked]
    assert (
        why
        == "the attacker is Hezbollah, an armed group, and not the United Arab Republic"
    )


@pytest.mark.parametrize(
    ("one", "other", "main"),
    [
        ({"duty": "consult"}, {"duty": "stay-neutral"}, "bound stay-neutral"),
        (
            {"duty": "may-assist"},
            {"duty": "consult", "conditions": ["request"]},
            "conditional consult",
        ),
        (
            {"duty": "assist", "conditions": ["request"]},
            {"conditions": ["league-council-finding"]},
            "contested fight",
        ),
        ({"duty": "act"}, {"conditions": ["league-council-finding"]}, "bound act"),
    ],
)
def test_a_row_says_the_main_thing(
    one: dict[str, Any], other: dict[str, Any], main: str
) -> None:
    for pair in permutations((one, other)):
        law = of(
            [
                pact("italy", "germany", number=n, **terms)
                for n, terms in enumerate(pair)
            ]
        )
        assert status(happens(law, OLD, hits("poland", "germany")), "italy") == main


def test_with_one_round_nothing_of_the_second_is_told() -> None:
    joined = {"kind": "joined-by", "among": ["spain"]}
    law = of(
        [
            pact("italy", "germany", conditions=[joined]),
            pact("spain", "poland", trigger="war", number=1),
        ]
    )
    war = hits("poland", "germany")
    assert str(happens(law, OLD, war, rounds=None)["italy"].status) == "conditional"
    assert not happens(law, OLD, war, rounds=1)["italy"].grounds


def test_each_article_says_whose_force_it_speaks_of() -> None:
    law = of(
        [
            attacker_said("italy", "state", 0),
            attacker_said("france", "anyone", 1),
            attacker_said("spain", None, 2),
        ]
    )
    answer = happens(law, NEW, hits((), "germany", group="the Black Hand"))
    assert [status(answer, s) for s in ("italy", "france", "spain")] == [
        "not-triggered",
        "bound fight",
        "contested fight",
    ]
    (why,) = [in_words(b) for b in answer["italy"].blocked]
    assert (
        why
        == "the attacker is the Black Hand, an armed group, and the article speaks of a state"
    )
    behind = happens(law, NEW, hits("poland", "germany", group="the Black Hand"))
    said = [status(behind, s) for s in ("italy", "france", "spain")]
    assert said == ["contested fight", "bound fight", "contested fight"], (
        "a state is named behind it"
    )
    assert {
        status(happens(law, NEW, hits("poland", "germany")), s)
        for s in ("italy", "france", "spain")
    } == {"bound fight"}


def test_an_article_on_armed_groups_alone_is_called_by_no_state() -> None:
    """What a group does needs no state behind it; of whom nobody knows it is asked whether it was a group."""
    outsider = [{"kind": "attacker", "classes": ["non-party"]}]
    law = of(
        [
            attacker_said("italy", "group", 0),
            attacker_said("spain", "group", 1, conditions=outsider),
        ]
    )
    for by in ((), "poland"):
        answer = happens(law, NEW, hits(by, "germany", group="the Black Hand"))
        assert [status(answer, s) for s in ("italy", "spain")] == ["bound fight"] * 2, (
            "whoever stands behind it"
        )
    state = happens(law, NEW, hits("poland", "germany"))
    assert [status(state, s) for s in ("italy", "spain")] == ["not-triggered"] * 2
    assert (
        in_words(state["italy"].blocked[0])
        == "the attacker is Poland, a state, and the article speaks of armed groups"
    )
    unknown = happens(law, NEW, hits((), "germany"))
    assert status(unknown, "italy") == "conditional fight"
    asked = [
        q.text for q in unknown.assignments.questions if q.id.startswith("attacker:")
    ]
    assert asked[:1] == ["Is the attacker an armed group?"]


def test_whoever_counts_any_blow_asks_of_no_group_whether_it_is_a_party() -> None:
    outsider = [{"kind": "attacker", "classes": ["non-party"]}]
    law = of(
        [
            attacker_said("italy", "anyone", 0, conditions=outsider),
            attacker_said("spain", None, 1, conditions=outsider),
        ]
    )
    answer = happens(law, NEW, hits((), "germany", group="the Black Hand"))
    assert [status(answer, s) for s in ("italy", "spain")] == [
        "bound fight",
        "contested fight",
    ]


def attacker_said(
    helper: str, attacker: str | None, number: int, **more: Any
) -> Treaty:
    """A pact for Germany that speaks of an attacker of that kind."""
    made = pact(helper, "germany", number=number, **more)
    article = made.obligations[0].model_copy(
        update={"attacker": AttackerKind(attacker) if attacker else None}
    )
    return made.model_copy(update={"obligations": (article,)})


def test_a_group_that_lives_there_rises_and_comes_from_within() -> None:
    pacts = [
        pact("italy", "spain", trigger="insurrection"),
        pact(
            "france",
            "spain",
            duty="consult",
            trigger="threat",
            conditions=["external-attack"],
            number=1,
        ),
    ]
    home = Groups.model_validate(
        {"forces": [{"name": "the Carlists", "lives_in": ["spain"]}]}
    )
    law = of(pacts).model_copy(update={"groups": home})
    act = hits((), "spain", group="the Carlists")
    assert [status(happens(law, NEW, act), s) for s in ("italy", "france")] == [
        "bound fight",
        "contested consult",
    ]
    abroad = happens(law, NEW, hits((), "spain", group="a band from abroad"))
    assert [status(abroad, s) for s in ("italy", "france")] == [
        "not-triggered",
        "bound consult",
    ]


@pytest.mark.parametrize(
    ("words", "helper", "verdict"),
    [
        ("jihadists attack Niger", "mali", "bound"),
        ("Saudi Arabia attacked by the Houthis", "kuwait", "contested"),
        ("the Carlists rise in Spain, 1 June 1834", "united-kingdom", "bound"),
    ],
)
def test_shipped_articles_say_their_attacker(
    words: str, helper: str, verdict: str
) -> None:
    assert str(shipped().ask(words)[helper].at_once.status) == verdict


def test_a_group_is_asked_about_by_name_and_whose_force_it_may_be_is_named_beside_it() -> (
    None
):
    world = World.of(of([pact("syria", "iran"), pact("italy", "israel", number=1)]))
    day = date(2023, 10, 7)
    asked = [
        world.ask(
            "If Israel is attacked by Hamas on 2023-10-07, who is drawn in?", rounds=1
        ),
        world.ask("Israel", by="Hamas", on=day, rounds=1),
        world.ask("Israel", group="hamas", on=day, rounds=1),
    ]
    assert [status(a, "italy") for a in asked] == ["contested fight"] * 3
    assert [q.id for q in asked[0].questions if q.id.startswith("attributed")] == [
        "attributed:unnamed-state>israel"
    ]
    laid = world.ask("Israel", by="Iran", group="Hamas", on=day, rounds=1)
    assert [q.text for q in laid.questions if q.id.startswith("attributed")] == [
        "Is the force of Hamas against Israel laid to Iran?"
    ]
    assert "syria" not in {r.state for r in laid if r.blocked}, (
        "nobody's ally is the attacker yet"
    )
    for wrong in (
        {"by": ["Hamas", "Iran"]},
        {"by": "Hamas", "group": "Hezbollah"},
        {"group": "Iran"},
    ):
        with pytest.raises(
            CasusError,
            match=r"is an armed group and attacks by itself|is a state and no armed group",
        ):
            world.ask("Israel", on=day, **wrong)


@pytest.mark.parametrize("kind", ["cyber-attack", "sabotage", "unrest"])
def test_gravity_is_a_question_and_no_war_follows(kind: str) -> None:
    triggers = ("armed-attack", "aggression", "force", "war", "threat")
    helpers = ("italy", "france", "spain", "belgium", "denmark")
    pacts = [
        pact(h, "germany", trigger=t, number=i)
        for i, (h, t) in enumerate(zip(helpers, triggers, strict=True))
    ]
    answer = happens(of(pacts), NEW, does(kind, "poland", "germany"))
    said = [status(answer, h) for h in helpers]
    assert said == ["contested fight"] * 3 + ["not-triggered", "bound fight"]
    alone = happens(
        of([pact("italy", "germany", duty="consult")]),
        NEW,
        does(kind, "poland", "germany"),
    )
    assert not [f for f in alone.record.rounds if f.kind == "belligerent"]


def test_unrest_without_a_helper_asks_whether_it_came_from_outside() -> None:
    answer = happens(of([pact("italy", "germany")]), NEW, does("unrest", (), "germany"))
    assert {q.id.split(":")[0] for q in answer.questions} == {
        "attributed",
        "armed-attack",
    }


def test_a_clause_on_threats_from_outside_waits_for_unrest_to_come_from_there() -> None:
    felt = [
        pact("italy", "germany", duty="consult", trigger="threat", conditions=x)
        for x in ((), ("external-attack",))
    ]
    said = [
        status(happens(of([p]), NEW, does("unrest", (), "germany")), "italy")
        for p in felt
    ]
    assert said == ["bound consult", "conditional consult"]
    for known in (
        does("unrest", "poland", "germany"),
        hits("poland", "germany", group="a band"),
    ):
        assert status(happens(of(felt[1:]), NEW, known), "italy") == "bound consult"


def test_consent_that_was_extracted_is_a_question_presumed_valid() -> None:
    law = of(
        [pact("italy", "germany", extracted="Italy signed under threat of occupation.")]
    )
    event = hits("poland", "germany")
    assert status(happens(law, NEW, event), "italy") == "bound fight"
    void = Scenario(
        on=NEW, events=(event,), background=False, answers={"valid:pact-0": "no"}
    )
    assert status(solve(law, void, rounds=1), "italy") == "not-triggered"


# Readings


def test_help_toward_a_party_whose_accession_is_known_to_the_year_waits_for_that() -> (
    None
):
    law = of(
        [
            pact(
                "italy",
                "germany",
                parties=["italy", {"state": "germany", "since": "1960"}],
            )
        ]
    )
    answer = happens(law, NEW, hits("poland", "germany"))
    assert status(answer, "italy") == "conditional fight"
    assert [q.id for q in answer.questions if q.id.startswith("in-force")] == [
        "in-force:pact-0/germany"
    ]
    assert (
        status(happens(law, date(1961, 6, 1), hits("poland", "germany")), "italy")
        == "bound fight"
    )


def test_a_separate_peace_breaks_the_promise_that_stands_behind_another_article() -> (
    None
):
    promise = {
        "article": "2",
        "duty": "no-separate-peace",
        "trigger": "standing",
        "gist": "No peace alone.",
    }
    both = (*pact("poland", "france").obligations, promise)
    law = of([pact("poland", "france", obligations=both)])
    war = hits("germany", ("poland", "france"), on=date(1960, 1, 1))
    peace = does("separate-peace", "poland", to="germany", on=date(1960, 5, 1))
    (breach,) = happens(law, NEW, war, peace).broken
    assert (breach.state, breach.beneficiary, breach.clause.obligation.article) == (
        "poland",
        "france",
        "2",
    )


def test_who_only_armed_in_a_running_war_does_not_fight_already() -> None:
    law = of([pact("italy", "germany"), pact("spain", "germany", number=1)])
    plain = happens(law, NEW, hits("poland", "germany")).display_order.sorted(
        ["italy", "spain"]
    )
    for second in plain[1:]:
        armed = at_war(
            law,
            hits("poland", "germany"),
            does("arming", second, to="germany", against="poland"),
        )
        fights = at_war(law, hits("poland", "germany"), hits(second, "poland"))
        orders = [
            happens(x, NEW, hits("poland", "germany"), background=True).display_order
            for x in (armed, fights)
        ]
        assert [o.sorted(["italy", "spain"]) for o in orders] == [plain, plain[::-1]]


def test_a_host_of_two_guests_is_hit_once() -> None:
    scenario = Scenario(
        title="two guests",
        on=date(2026, 1, 1),
        events=(hits("iran", ("united-states", "united-kingdom"), at="al-udeid"),),
    )
    struck = [o.object for o in set_out(of([]), scenario).occurrences]
    assert sorted(struck) == ["qatar", "united-kingdom", "united-states"]


def test_a_doubt_on_a_treatys_life_is_one_question_of_the_whole_treaty_from_its_day_on() -> (
    None
):
    alive = {
        "kind": "judgement",
        "id": "alive",
        "text": "Is it alive?",
        "claim": "it lives",
        "denial": "it is dead",
    }
    doubted = pact("italy", "germany", doubts=[{"since": NEW, "condition": alive}])
    second = {
        "article": "2",
        "duty": "consult",
        "trigger": "threat",
        "gist": "A made-up duty of talks.",
    }
    both = (*pact("italy", "germany").obligations, second)
    whole = Treaty.model_validate(
        doubted.model_dump(by_alias=True) | {"obligations": both}
    )
    law = of([whole])
    before, after = (
        happens(law, day, hits("poland", "germany")) for day in (date(1960, 5, 31), NEW)
    )
    assert [
        (g.article, j.at_once.status)
        for j in before["italy"].judged
        for g in [j.ground]
    ] == [
        ("1", "bound"),
        ("2", "bound"),
    ]
    assert {str(j.at_once.status) for j in after["italy"].judged} == {"contested"}
    assert [q.id for q in after.questions if q.id.startswith("alive")] == [
        "alive:pact-0"
    ], "asked once"
    assert Treaty.model_validate(whole.model_dump(by_alias=True)) == whole, (
        "read again it is parted no further"
    )


def test_no_shipped_file_asks_at_one_article_whether_the_whole_treaty_is_alive() -> (
    None
):
    asked = {"still-in-force", "in-force-politically"}
    for treaty in shipped().corpus.treaties:
        doubted = {d.condition.id for d in treaty.doubts}
        held = {getattr(c, "id", "") for o in treaty.obligations for c in o.conditions}
        assert held & asked <= doubted, treaty.id


def test_a_reading_is_silent_under_other_treaties() -> None:
    law = of(
        [
            pact("italy", "germany"),
            pact("france", "germany", number=1),
            pact("italy", "germany", number=2),
        ]
    )
    said = Reading.model_validate(
        {
            "id": "somebody",
            "name": "Somebody",
            "kind": "scholar",
            "who": "an author",
            "gist": "It is an attack.",
            "sources": ("design-note",),
            "treaties": ("pact-1",),
            "answers": {"lawful-defence:*": "no"},
        }
    )
    events = (hits("germany", "poland"), hits("poland", "germany"))
    found = solve(
        law,
        Scenario(on=NEW, events=events, background=False),
        readings=[said],
        rounds=1,
    )
    assert [
        str(found[s].by_reading["somebody"].status) for s in ("france", "italy")
    ] == ["bound", "contested"]
    assert status(found, "france") == "contested fight"
    asked = solve(
        law, Scenario(on=NEW, events=events, background=False), asked=said, rounds=1
    )
    assert [status(asked, s) for s in ("france", "italy")] == [
        "bound fight",
        "contested fight",
    ]
    for state, how in (("france", "Somebody"), ("italy", "open")):
        (_, _, reason), *_ = explain(asked, asked[state]).proofs
        assert [
            how_
            for x in reason.answers
            if x[0].startswith("lawful")
            for _, _, how_ in [settlement(asked, x, reason.treaty)]
        ] == [how]


def test_what_another_article_asks_of_other_attackers_is_not_presumed_here() -> None:
    asked = {
        "kind": "judgement",
        "id": "bound-otherwise",
        "text": "Is it?",
        "per_attack": True,
        "needs": "no",
    }
    plain = {
        "article": "1",
        "duty": "fight",
        "trigger": "armed-attack",
        "gist": "A made-up duty.",
    }
    others = plain | {
        "conditions": [
            {"kind": "attacker", "excluding": ["poland"]},
            asked | {"presumed": "no"},
        ]
    }
    poland = plain | {"conditions": [{"kind": "attacker", "among": ["poland"]}, asked]}
    law = of([pact("italy", "germany", obligations=[others, poland])])
    assert (
        status(happens(law, NEW, hits("poland", "germany")), "italy")
        == "contested fight"
    )
    assert (
        status(happens(law, NEW, hits("france", "germany")), "italy") == "bound fight"
    )


# Without the wars that were running


def test_a_scenario_can_be_asked_without_the_running_war() -> None:
    law = at_war(
        of([pact("italy", "germany")]), hits("germany", "poland", on=date(1955, 1, 1))
    )
    scenario = Scenario(on=NEW, events=(hits("poland", "germany"),))
    world = World.of(law)
    assert status(world.ask(scenario, rounds=1), "italy") == "contested fight"
    assert (
        status(world.ask(scenario, rounds=1, background=False), "italy")
        == "bound fight"
    )


def test_a_question_about_a_day_to_come_says_what_it_takes_for_granted() -> None:
    law = of([pact("italy", "germany")]).model_copy(
        update={"current_to": date(1960, 1, 1)}
    )
    answer = happens(law, NEW, hits("poland", "germany"))
    assert answer.heading.endswith("Law as of 1 January 1960.")
    assert answer.heading in " ".join(tell(answer).split())
    assert happens(law, date(1959, 6, 1), hits("poland", "germany")).heading.endswith(
        "Law of that day."
    )


def test_a_word_about_one_war_says_nothing_of_an_earlier_one() -> None:
    said = {
        "id": "council",
        "name": "The Council",
        "kind": "official",
        "who": "a council",
        "since": date(1961, 3, 8),
        "war_since": date(1961, 2, 28),
        "gist": "It is no defence.",
        "sources": ("design-note",),
        "answers": {"lawful-defence:*": "no"},
    }
    world = World(of([pact("france", "germany")]), (Reading.model_validate(said),))
    for day, heard in ((date(1961, 2, 27), False), (date(1961, 2, 28), True)):
        events = (hits("germany", "poland"), hits("poland", "germany"))
        answer = world.ask(scenario=Scenario(on=day, events=events, background=False))
        assert ("council" in answer["france"].by_reading) is heard, day


def test_a_government_is_not_heard_in_the_years_before_it_spoke() -> None:
    said = {
        "id": "minister",
        "name": "The minister",
        "who": "a minister",
        "since": date(1961, 3, 8),
        "gist": "It is no defence.",
        "sources": ("design-note",),
        "answers": {"lawful-defence:*": "no"},
    }
    for kind, day, heard in (
        ("official", date(1960, 12, 31), False),
        ("official", date(1961, 1, 1), True),
        ("scholar", date(1960, 12, 31), True),
    ):
        world = World(
            of([pact("france", "germany")]),
            (Reading.model_validate(said | {"kind": kind}),),
        )
        events = (hits("germany", "poland"), hits("poland", "germany"))
        answer = world.ask(scenario=Scenario(on=day, events=events, background=False))
        assert ("minister" in answer["france"].by_reading) is heard, (kind, day)


# A declaration of war alone


def test_a_declaration_of_war_is_an_attack_before_the_charter_and_a_threat_since() -> (
    None
):
    pacts = [
        pact("italy", "germany"),
        pact("france", "germany", number=1, duty="consult", trigger="threat"),
    ]
    declared = does("declaration-of-war", "poland", "germany")
    old = happens(of(pacts), OLD, declared)
    assert status(old, "italy") == "bound fight"
    asked = {q.id.partition(":")[0] for q in old.assignments.questions}
    assert "declared-attack" in asked
    new = happens(of(pacts), NEW, declared)
    assert status(new, "italy").strip() == "not-triggered"
    for answer in (old, new):
        assert status(answer, "france") == "bound consult"


def test_a_declaration_of_war_in_answer_is_no_attack_on_who_began() -> None:
    law = of([pact("italy", "germany")])
    events = (
        hits("germany", "poland"),
        does("declaration-of-war", "poland", "germany"),
    )
    assert "bound fight" not in status(happens(law, OLD, *events), "italy")


def test_a_war_declared_calls_the_same_as_the_move_of_a_crisis_that_tells_of_it() -> (
    None
):
    law = shipped()
    asked = law.ask(
        "If Germany declares war on Russia on 1 August 1914, must France help?",
        rounds=1,
    )
    (game,) = (s for s in law.corpus.scenarios if s.id == "july-1914")
    (move,) = (m for m in game.moves if m.title == "Germany declares war on Russia")
    (key,) = (e for e in move.expected if e.treaty == "franco-russian-1892")
    assert status(asked, "france") == f"{key.status[0]} {key.duty}"
