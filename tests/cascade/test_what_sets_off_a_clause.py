"""Which act sets off which trigger and what is then asked, one by one; and how the ways of several conditions join."""

from __future__ import annotations

from typing import Any

import pytest

from engine.cascade.outcomes import (
    MET,
    Context,
    Outcome,
    Way,
    all_ways,
    claimed,
    defence_lawful,
    failed,
    needs,
)
from engine.cascade.triggers import triggered
from engine.record.facts import Fact
from engine.setting.occurrences import Where
from tests.cascade.test_rules_of_law import NEW, OLD, does, hits, pact
from tests.support.holding import held, ways
from treaties.models.place import Place
from treaties.models.scenario import Event
from treaties.vocabulary.terms import PlaceKind, Presumption

ATTACK, ANSWER = hits("poland", "germany"), hits("germany", "poland")
ACTS = (
    "armed-attack",
    "limited-force",
    "blockade",
    "cyber-attack",
    "threat",
    "declaration-of-war",
    "arming",
)
NOT_HIT = "fails: West Germany is not attacked"
NO_THREAT = "fails: West Germany is not threatened"
NO_FORCE = "fails: arming is not force"
ATTACKED, WIDER, FORCE, ARMING = (
    f"{kind}:poland>germany"
    for kind in ("armed-attack", "aggression", "force", "arming-is-attack")
)
NO_SHOTS = "fails: a blockade without shots is no armed attack"
TABLE = {
    "armed-attack": (ATTACKED, ATTACKED, NO_SHOTS, ATTACKED, NOT_HIT, NOT_HIT, ARMING),
    "aggression": (ATTACKED, WIDER, WIDER, WIDER, NOT_HIT, NOT_HIT, ARMING),
    "force": ("", "", "", FORCE, NOT_HIT, NOT_HIT, NO_FORCE),
    "hostilities": (
        "",
        "",
        "",
        "fails: a cyber attack is no war",
        NOT_HIT,
        "",
        NO_FORCE,
    ),
    "war": ("", "", "", "fails: a cyber attack is no war", NOT_HIT, "", NO_FORCE),
    "threat": ("", "", "", "", "", "", NO_THREAT),
    "mobilisation": ("fails: Poland has not mobilised",) * 7,
    "insurrection": ("fails: there is no rising in West Germany",) * 7,
}


@pytest.mark.parametrize(("trigger", "said"), TABLE.items())
def test_each_act_and_each_trigger(trigger: str, said: tuple[str, ...]) -> None:
    for kind, what in zip(ACTS, said, strict=True):
        more = {"to": "spain"} if kind == "arming" else {}
        ctx = held(
            pact("italy", "germany", trigger=trigger),
            NEW,
            does(kind, "poland", "germany", **more),
        )
        assert ways(triggered(ctx)) == [what], kind
        presumed = {q.kind: q.presumed for q in ctx.questions}
        grave = Presumption.YES if kind == "armed-attack" else Presumption.OPEN
        assert presumed.get("armed-attack", grave) is grave


def test_who_mobilises_sets_off_what_waits_for_that_and_threatens() -> None:
    act = does("mobilisation", "poland")
    for trigger, said in (
        ("mobilisation", ""),
        ("threat", ""),
        ("armed-attack", NOT_HIT),
        ("war", NOT_HIT),
    ):
        ctx = held(
            pact("italy", "germany", trigger=trigger), NEW, act, object="germany"
        )
        assert ways(triggered(ctx)) == [said]


def test_a_rising_sets_off_what_waits_for_one_whoever_is_behind_it() -> None:
    for behind in ("poland", ()):
        ctx = held(
            pact("italy", "germany", trigger="insurrection"),
            NEW,
            does("unrest", behind, "germany"),
        )
        assert ways(triggered(ctx)) == [""]


def test_consent_that_was_extracted_is_asked_about_only_where_the_clause_is_set_off() -> (
    None
):
    forced = pact(
        "italy", "germany", trigger="force", extracted="Italy signed under threat."
    )
    ctx = held(forced, NEW, ATTACK)
    assert ways(triggered(ctx)) == ["valid:pact-0"]
    (asked,) = ctx.questions
    assert (asked.presumed, asked.why) == (
        Presumption.YES,
        "Italy signed under threat.",
    )
    idle = held(forced, NEW, does("threat", "poland", "germany"))
    assert ways(triggered(idle)) == [NOT_HIT]
    assert not list(idle.questions)


# Force in answer


ASKED = [f"{ATTACKED} & answering-attack:poland>germany"]


@pytest.mark.parametrize(
    ("on", "more", "said"),
    [
        (OLD, {}, ASKED),
        (NEW, {}, [ATTACKED]),
        (NEW, {"duty": "consult"}, ASKED),
        (OLD, {"conditions": ("self-defence",)}, [ATTACKED]),
        (
            NEW,
            {"duty": "consult", "conditions": ("unprovoked", "self-defence")},
            [ATTACKED],
        ),
        (NEW, {"duty": "consult", "conditions": ("unprovoked",)}, ASKED),
    ],
)
def test_whether_an_answer_is_an_attack_is_put_once(
    on: Any, more: dict[str, Any], said: list[str]
) -> None:
    law = pact("italy", "germany", **more)
    assert ways(triggered(held(law, on, ANSWER, ATTACK))) == said
    assert ways(triggered(held(law, on, ATTACK))) == [ATTACKED]
    assert ways(triggered(held(law, on, ATTACK, ANSWER, ATTACK))) == [ATTACKED], (
        "who began is not answering"
    )
    assert ways(
        triggered(held(law, on, ANSWER, hits("poland", "germany", unprovoked=True)))
    ) == [ATTACKED]
    said_to_be = held(law, on, ANSWER, hits("poland", "germany", unprovoked=False))
    assert ways(triggered(said_to_be)) == said


def test_lesser_force_in_answer_is_asked_about_alike() -> None:
    law = pact("italy", "germany", duty="consult", trigger="aggression")
    ctx = held(law, NEW, ANSWER, does("limited-force", "poland", "germany"))
    assert ways(triggered(ctx)) == [f"{WIDER} & answering-attack:poland>germany"]


# What is hit


ROCK = Place.model_validate(
    {"id": "rock", "name": "the Rock", "kind": "island", "regions": ("sea",)}
)


def at(*holders: str, claimed_by: tuple[str, ...] = ()) -> Where:
    return Where(
        "the Rock",
        PlaceKind.ISLAND,
        frozenset(("sea",)),
        place=ROCK,
        of=holders,
        claimed_by=claimed_by,
    )


PLACES = {
    "own": (at("germany"), ""),
    "claimed": (at("spain", claimed_by=("germany",)), "territory:rock/germany"),
    "abroad": (at("spain"), "forces-abroad:pact-0:1/poland>germany"),
    "guest": (at("poland"), "forces-abroad:pact-0:1/poland>germany"),
}


@pytest.mark.parametrize("trigger", ["force", "aggression", "armed-attack"])
def test_what_is_hit_elsewhere_than_on_ones_own_land_is_a_question(
    trigger: str,
) -> None:
    first = {"force": "", "aggression": ATTACKED, "armed-attack": ATTACKED}[trigger]
    for name, (where, asked) in PLACES.items():
        plain = held(
            pact("italy", "germany", trigger=trigger), NEW, ATTACK, where=where
        )
        assert ways(triggered(plain)) == [" & ".join(filter(None, (first, asked)))], (
            name
        )
        for other in ("on-territory", {"kind": "in-area", "area": "sea"}):
            drawn = pact(
                "italy", "germany", trigger=trigger, conditions=("unprovoked", other)
            )
            assert ways(triggered(held(drawn, NEW, ATTACK, where=where))) == [first], (
                name,
                other,
            )


@pytest.mark.parametrize("trigger", ["force", "aggression", "armed-attack"])
def test_uninvited_guests_are_not_attacked_by_their_host(trigger: str) -> None:
    refused = "fails: the Rock is soil of Poland, where West Germany keeps its forces without leave"
    area = {"kind": "in-area", "area": "sea"}
    for law in (
        pact("italy", "germany", trigger=trigger),
        pact("italy", "germany", trigger=trigger, conditions=(area,)),
    ):
        for kind in ("armed-attack", "limited-force"):
            act = does(kind, "poland", "germany")
            for leave, refuses in ((False, True), (None, False), (True, False)):
                ctx = held(law, NEW, act, where=at("poland"), leave=leave)
                assert (ways(triggered(ctx)) == [refused]) is refuses, (kind, leave)
            fought = held(law, NEW, ANSWER, act, where=at("poland"), leave=None)
            assert ways(triggered(fought)) == [refused]
            asked_in = held(law, NEW, ANSWER, act, where=at("poland"), leave=True)
            assert triggered(asked_in).ways
            for others in (
                hits("germany", "spain"),
                hits("spain", "poland"),
                does("threat", "germany", "poland"),
            ):
                assert triggered(
                    held(law, NEW, others, act, where=at("poland"), leave=None)
                ).ways
            elsewhere = held(law, NEW, ANSWER, act, where=at("spain"), leave=False)
            assert triggered(elsewhere).ways, "no soil of the striker's"
    land = pact("italy", "germany", trigger=trigger, conditions=("on-territory",))
    assert triggered(held(land, NEW, ATTACK, where=at("poland"), leave=False)).ways, (
        "the condition decides"
    )


# Ways together


A, B = Fact("attacked", ("a", "b")), Fact("attacked", ("c", "b"))
YES, NO, OTHER = ("q", True), ("q", False), ("r", True)


def test_conditions_hold_together_in_every_way_in_which_each_holds() -> None:
    two = Outcome((Way((A,), (YES,)), Way((B,), ())))
    assert all_ways([]) == MET.ways
    assert all_ways([MET, MET]) == MET.ways
    assert all_ways([MET, two]) == two.ways
    assert all_ways([two, needs(OTHER)]) == (
        Way((A,), (YES, OTHER)),
        Way((B,), (OTHER,)),
    )
    assert all_ways([two, needs(NO)]) == (Way((B,), (NO,)),), (
        "nobody answers yes and no"
    )
    assert all_ways([two, two]) == (
        Way((A,), (YES,)),
        Way((A, B), (YES,)),
        Way((B, A), (YES,)),
        Way((B,), ()),
    )
    assert all_ways([two, failed("no way")]) == ()
    assert all_ways([Outcome((Way(),)), needs(YES)]) == (Way((), (YES,)),)


def test_what_one_condition_says_twice_is_said_once_and_what_it_says_both_ways_never_holds() -> (
    None
):
    assert all_ways([Outcome((Way((A, A), (YES,)),))]) == (Way((A,), (YES,)),)
    assert all_ways([Outcome((Way((A,), (YES, YES)),))]) == (Way((A,), (YES,)),)
    assert all_ways([Outcome((Way((A,), (YES, NO)), Way((B,), ())))]) == (
        Way((B,), ()),
    )
    assert all_ways([Outcome((Way((A,), ()), Way((A,), ())))]) == (Way((A,), ()),)


# What general law asks


def test_force_is_unlawful_until_it_is_in_answer_to_force() -> None:
    def asked(*events: Event, **more: Any) -> tuple[list[str], Context]:
        ctx = held(pact("italy", "germany"), NEW, *events, **more)
        return ways(defence_lawful(ctx)), ctx

    plain, ctx = asked(ATTACK)
    assert plain == ["unlawful:poland>germany"]
    assert [q.presumed for q in ctx.questions] == [Presumption.YES]
    assert asked(hits("poland", "germany", unprovoked=True))[0] == [""]
    assert asked(ANSWER, hits("poland", "germany", unprovoked=True))[0] == [""]
    provoked, ctx = asked(hits("poland", "germany", unprovoked=False))
    assert provoked == ["unlawful:poland>germany"]
    assert [q.presumed for q in ctx.questions] == [Presumption.OPEN]
    assert asked(ANSWER, ATTACK)[0] == ["not lawful-defence:poland>germany"]


def test_who_armed_the_strikers_enemies_may_have_been_at_war_already() -> None:
    arms = does("arming", "germany", "poland", to="spain")
    both = [
        "not arming-is-attack:germany>poland & unlawful:poland>germany",
        "arming-is-attack:germany>poland & not lawful-defence:poland>germany",
    ]
    assert (
        ways(defence_lawful(held(pact("italy", "germany"), NEW, arms, ATTACK))) == both
    )
    for idle in (
        does("arming", "poland", "germany", to="spain"),
        does("arming", "germany", "france", to="spain"),
        does("threat", "germany", "poland"),
    ):
        assert ways(
            defence_lawful(held(pact("italy", "germany"), NEW, idle, ATTACK))
        ) == ["unlawful:poland>germany"]


def test_what_the_victim_claims_is_asked_of_a_named_place_and_of_no_war_of_its_own() -> (
    None
):
    here = at("spain", "france", claimed_by=("germany",))
    ctx = held(pact("italy", "germany"), NEW, ATTACK, where=here)
    assert ways(claimed(ctx)) == ["territory:rock/germany"]
    (q,) = ctx.questions
    assert (
        q.why
        == "West Germany claims it; it is generally recognised as territory of Spain and France"
    )
    nobodys = held(
        pact("italy", "germany"), NEW, ATTACK, where=at(claimed_by=("germany",))
    )
    claimed(nobodys)
    assert [q.why for q in nobodys.questions] == [
        "West Germany claims it; it is generally recognised as territory of nobody else"
    ]
    spot = Where("the Rock", PlaceKind.ISLAND, frozenset(), claimed_by=("germany",))
    for other in (
        {"where": spot},
        {"where": at("germany")},
        {"where": at("spain")},
        {"where": here, "own_war": True},
    ):
        assert ways(claimed(held(pact("italy", "germany"), NEW, ATTACK, **other))) == [
            ""
        ]


def test_the_other_side_is_that_of_who_does_it() -> None:
    ctx = held(pact("italy", "germany"), NEW, ATTACK)
    assert ctx.against is not None
    assert ctx.against.members == ("poland",)
    assert held(pact("italy", "germany"), NEW, ATTACK, sided=False).against is None
