"""What each condition of a text asks of what happens: met, failed for a reason, or waiting for facts and answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from engine.cascade.conditions import bars, counting, evaluate
from engine.cascade.outcomes import Context
from tests.cascade.test_rules_of_law import NEW, OLD, does, happens, hits, pact
from tests.support.holding import first, held, ways
from tests.support.reasons import in_words
from tests.support.worlds import of
from treaties.loading.corpus import load_corpus
from treaties.models.conditions import LawQuestion, Settled
from treaties.models.scenario import Event
from treaties.models.treaty import Treaty
from treaties.vocabulary.days import in_words as day_in_words
from treaties.vocabulary.terms import Nature, Presumption


def asks(kind: str, *more_parties: str, **said: Any) -> Treaty:
    return pact("italy", "germany", *more_parties, conditions=({"kind": kind, **said},))


ATTACK = hits("poland", "germany")
ANSWER = hits("germany", "poland")


def only(ctx: Context) -> tuple[str, Nature, str, str]:
    (q,) = ctx.questions
    return q.text, q.nature, q.decider, q.why


# War


def test_an_attack_puts_its_victim_in_a_state_of_war_unless_it_stops_there_or_war_was_declared() -> (
    None
):
    law = asks("state-of-war")
    shot = hits("poland", "germany", isolated=True)
    declared = [
        does("declaration-of-war", "germany", "poland"),
        does("declaration-of-war", "poland", "germany"),
    ]
    assert ways(first(held(law, NEW, ATTACK))) == [""]
    (why,) = ways(first(held(law, NEW, shot)))
    assert (
        why
        == "fails: the attack stops there: West Germany is not put in a state of war"
    )
    for declaration in declared:
        assert ways(first(held(law, NEW, declaration, shot))) == [""]
    elsewhere = does("declaration-of-war", "germany", "france")
    assert first(held(law, NEW, elsewhere, shot)).ways == ()


def test_who_fights_by_its_own_act_is_not_put_at_war_by_being_struck() -> None:
    law = asks("state-of-war")
    asked = ["state-of-war:poland>germany"]
    assert ways(first(held(law, NEW, ANSWER, ATTACK))) == asked
    assert ways(first(held(law, NEW, ATTACK, given=False))) == [""], (
        "the victim of the given attack"
    )
    helper = held(law, NEW, hits("poland", "spain"), ATTACK, given=False)
    assert ways(first(helper)) == [""], "a victim of another given attack"
    drawn_in = held(asks("state-of-war"), NEW, ATTACK, object="france", given=False)
    assert ways(first(drawn_in)) == ["state-of-war:poland>france"]
    assert ways(first(held(asks("state-of-war"), NEW, ATTACK, object="france"))) == [""]


def test_lesser_force_need_not_make_war_whoever_suffers_it() -> None:
    law = asks("state-of-war")
    lesser = does("limited-force", "poland", "germany")
    ctx = held(law, NEW, lesser)
    assert ways(first(ctx)) == ["state-of-war:poland>germany"]
    assert only(ctx)[3] == "lesser force need not make war"
    declared = does("declaration-of-war", "poland", "germany")
    assert ways(first(held(law, NEW, declared, lesser))) == [""]
    again = held(law, NEW, ANSWER, ATTACK)
    first(again)
    assert only(again)[3] == "West Germany was already fighting by its own act"


# When it began


def test_force_began_within_the_days_that_the_text_means_or_too_early_or_too_late() -> (
    None
):
    day, before, after = date(1950, 1, 1), date(1949, 12, 31), date(1950, 1, 2)
    for span, reached in (
        ({"since": day}, {before: False, day: True, after: True}),
        ({"until": day}, {before: True, day: False, after: False}),
        ({"since": before, "until": after}, {before: True, day: True, after: False}),
        ({}, {before: True, day: True, after: True}),
    ):
        for on, met in reached.items():
            found = first(
                held(asks("force-began", **span), NEW, hits("poland", "germany", on=on))
            )
            assert bool(found.ways) is met, (span, on)
            assert met or in_words(found.failure).startswith(
                f"it began on {day_in_words(on)}, and the text speaks of what begins "
            )


# Provocation


def test_provocation_is_as_it_is_said_to_be() -> None:
    law = asks("unprovoked")
    assert ways(first(held(law, NEW, hits("poland", "germany", unprovoked=True)))) == [
        ""
    ]
    (why,) = ways(first(held(law, NEW, hits("poland", "germany", unprovoked=False))))
    assert why == "fails: West Germany is said to have provoked the attack"
    presumed = held(law, NEW, ATTACK)
    assert ways(first(presumed)) == ["unprovoked:poland>germany"]
    assert [q.presumed for q in presumed.questions] == [Presumption.YES]
    later = held(law, NEW, ATTACK, first=False)
    first(later)
    assert [q.presumed for q in later.questions] == [Presumption.OPEN]


def test_who_used_force_first_is_not_attacked_unprovoked() -> None:
    law = asks("unprovoked")
    first_ = "fails: West Germany used force first"
    assert ways(first(held(law, NEW, ANSWER, ATTACK))) == [first_]
    assert ways(
        first(held(law, NEW, hits("germany", "spain"), ATTACK, counter=True))
    ) == [first_], "it began the war"
    helper = [hits("poland", "spain"), hits("germany", "poland"), ATTACK]
    assert ways(first(held(law, NEW, *helper, counter=True))) == [
        "unprovoked:poland>germany"
    ], "it only answered the one that strikes it now"
    threatened = [does("threat", "germany", "poland"), ATTACK]
    assert ways(first(held(law, NEW, *threatened, counter=True))) == [
        "unprovoked:poland>germany"
    ]
    assert ways(first(held(law, NEW, ANSWER, ATTACK, counter=False))) == [
        "unprovoked:poland>germany"
    ]
    lesser = [does("limited-force", "germany", "poland", isolated=True), ATTACK]
    assert ways(first(held(law, NEW, *lesser, counter=True))) == [first_]


def test_who_helped_an_aggressor_used_force_first_against_those_it_struck_for_it() -> (
    None
):
    law = asks("unprovoked")
    begun = [hits("france", "poland"), hits("poland", "france")]
    assert ways(first(held(law, NEW, *begun, hits("germany", "poland"), ATTACK))) == [
        "fails: West Germany used force first"
    ]
    assert ways(
        first(held(law, NEW, *begun, hits("spain", "poland"), ATTACK, counter=True))
    ) == ["unprovoked:poland>germany"]
    only_threat = [*begun, does("threat", "germany", "poland"), ATTACK]
    assert ways(first(held(law, NEW, *only_threat, counter=True))) == [
        "unprovoked:poland>germany"
    ]


def test_force_used_later_provoked_nothing() -> None:
    law = asks("unprovoked")
    ctx = held(law, NEW, hits("spain", "germany"), ATTACK, hits("germany", "poland"))
    earlier = next(o for o in ctx.setting.occurrences if o.actor == "poland")
    changed = Context(
        ctx.setting, ctx.graph, ctx.questions, ctx.clause, earlier, ctx.side
    )
    assert not earlier.counter
    assert ways(first(changed)) == ["unprovoked:poland>germany"]


# Requests


def test_help_waits_for_the_request_that_the_text_means() -> None:
    for by, answers in (
        (
            "beneficiary",
            {"germany": True, "italy": False, "spain": False, "poland": False},
        ),
        ("either", {"germany": True, "italy": True, "spain": True, "poland": False}),
    ):
        law = asks("request", "spain", by=by)
        for asker, heard in answers.items():
            to = "spain" if asker != "spain" else "italy"
            for request in (
                does("request", asker, to="pact-0"),
                does("request", asker, to=to),
            ):
                found = ways(first(held(law, NEW, request, ATTACK)))
                assert found == ([""] if heard else ["request:germany>pact-0"]), (
                    by,
                    request,
                )
    under = does("request", "germany", under="pact-0")
    assert ways(first(held(asks("request"), NEW, under, ATTACK))) == [""]
    for idle in (
        does("request", "germany", to="france"),
        does("request", "germany", under="pact-1"),
    ):
        ctx = held(asks("request"), NEW, idle, ATTACK)
        assert ways(first(ctx)) == ["request:germany>pact-0"]
        assert only(ctx)[1:3] == (Nature.WILL, "germany")


# Laws at home, and bodies that find


def test_the_laws_of_one_or_both_allow_it_until_somebody_says_otherwise() -> None:
    for of_, decider, whose, who in (
        ("obligor", "", "the obligor", "obligor"),
        ("both", "", "both parties", "obligor"),
        ("obligor", "parliament", "the obligor", "parliament"),
    ):
        ctx = held(asks("domestic-law", of=of_, decider=decider), NEW, ATTACK)
        assert ways(first(ctx)) == ["domestic-law:pact-0:1"]
        text, nature, decides, _ = only(ctx)
        assert (text, nature, decides) == (
            f"Do the laws of {whose} allow performance under Pact 0, Art. 1?",
            Nature.LAW,
            who,
        )
        assert [q.presumed for q in ctx.questions] == [Presumption.YES]


def test_the_council_finds_for_each_pair() -> None:
    ctx = held(asks("league-council-finding"), OLD, ATTACK)
    assert ways(first(ctx)) == ["league-council-finding:poland>germany"]


# From outside, and within one conflict


def test_what_a_nameless_hand_does_may_come_from_within() -> None:
    law = asks("external-attack")
    unrest = does("unrest", (), "germany")
    assert ways(first(held(law, NEW, unrest))) == ["attributed:unnamed-state>germany"]
    for known in ({"attributed": True}, {"group": "a band"}, {"actor": "poland"}):
        assert ways(first(held(law, NEW, unrest, **known))) == [""]
    ctx = held(law, NEW, unrest)
    first(ctx)
    assert (
        only(ctx)[0]
        == "Is it established that the force against West Germany came from outside, and from whom?"
    )


def test_one_conflict_is_no_other_and_where_none_is_named_it_is_asked() -> None:
    law = asks("in-conflict", conflict="the-first")
    assert ways(
        first(held(law, NEW, hits("poland", "germany", conflict="the-first")))
    ) == [""]
    assert ways(
        first(held(law, NEW, hits("poland", "germany", conflict="another")))
    ) == ["fails: the text speaks of the-first, not of another"]
    assert ways(first(held(law, NEW, ATTACK))) == ["in-conflict:first"]


def test_whether_this_is_part_of_a_conflict_is_one_question_under_all_that_speak_of_it() -> (
    None
):
    two = [
        pact(
            "italy",
            "germany",
            number=n,
            conditions=({"kind": "in-conflict", "conflict": "the Third War"},),
        )
        for n in (1, 2)
    ]
    answer = happens(of(two), OLD, hits("poland", "germany"))
    assert {
        q.id for q in answer.assignments.questions if q.id.startswith("in-conflict")
    } == {"in-conflict:third-war"}


# Matters of judgement


def test_a_judgement_is_the_treatys_or_the_attacks_and_somebody_makes_it() -> None:
    for more, ident in (
        ({}, "grave:pact-0"),
        ({"per_attack": True}, "grave:pact-0/poland>germany"),
    ):
        for needed, sign in (("yes", ""), ("no", "not ")):
            law = asks(
                "judgement",
                id="grave",
                text="Does {attacker} wrong {beneficiary}?",
                needs=needed,
                **more,
            )
            ctx = held(law, NEW, ATTACK)
            assert ways(first(ctx)) == [f"{sign}{ident}"]
            assert only(ctx)[:3] == (
                "Does Poland wrong West Germany?",
                Nature.LAW,
                "obligor",
            )
    # No treaty has a body of its parties that finds the law: each judges it. What they agree on they decide together.
    for decider, nature, who in (
        ("beneficiary", "law", "germany"),
        ("both", "law", "each for itself"),
        ("both", "will", "the parties together"),
        ("the Council", "law", "the Council"),
    ):
        grave = asks(
            "judgement", id="grave", text="Is it?", decider=decider, nature=nature
        )
        ctx = held(grave, NEW, ATTACK)
        first(ctx)
        assert only(ctx)[2] == who


@pytest.mark.parametrize(
    "question", [q for q in load_corpus().questions if q.settled], ids=lambda q: q.id
)
def test_given_facts_answer_a_question_and_other_facts_leave_it_open(
    question: LawQuestion,
) -> None:
    """Every question of the law that facts settle: an event with those facts, and one without each of them."""
    for facts in question.settled:
        by, against = (
            (facts.attackers or ("poland",))[0],
            (facts.victims or ("france",))[0],
        )
        more = {
            "kind": (facts.kinds or ("armed-attack",))[0],
            "at": (facts.places or (None,))[0],
        }
        parties = ("italy", against) if by != "italy" else ("spain", against)
        for needs in ("yes", "no"):
            judged = question.model_dump() | {"kind": "judgement", "needs": needs}
            law = pact(*parties, conditions=(judged,))
            told = Event(by=by, against=against, unprovoked=facts.unprovoked, **more)  # type: ignore[arg-type]
            found = ways(first(held(law, NEW, told)))
            assert found == (
                [""]
                if needs == facts.answer
                else [f"fails: what is given settles it: {facts.why}"]
            )
            for other in _otherwise(told, facts):
                assert "settles it" not in ways(first(held(law, NEW, other)))[0]
                assert ways(first(held(law, NEW, other))) != [""]


def _otherwise(told: Event, facts: Settled) -> Iterator[Event]:
    """The same event without one of the facts that it is settled by."""
    if facts.attackers:
        yield told.model_copy(update={"by": ("sweden",)})
    if facts.places:
        yield told.model_copy(update={"at": "guam"})
    if facts.unprovoked is not None:
        yield told.model_copy(update={"unprovoked": None})


def test_a_settled_fact_of_another_attack_answers_only_what_is_asked_of_all() -> None:
    facts = {"answer": "yes", "attackers": ("sweden",), "why": "Sweden is the attacker"}
    asked = {
        "kind": "judgement",
        "id": "grave",
        "text": "Is it grave?",
        "settled": (facts,),
    }
    elsewhere = hits("sweden", "norway")
    of_each = pact("italy", "germany", conditions=(asked | {"per_attack": True},))
    of_all = pact("italy", "germany", conditions=(asked,))
    assert ways(first(held(of_each, NEW, elsewhere, ATTACK))) == [
        "grave:pact-0/poland>germany"
    ]
    assert ways(first(held(of_all, NEW, elsewhere, ATTACK))) == [""]


def test_only_a_judgement_that_says_so_bears_on_performance_alone() -> None:
    barring = {
        "kind": "judgement",
        "id": "barred",
        "text": "Is it barred?",
        "bars": True,
    }
    plain = barring | {"bars": False}
    (law,) = [pact("italy", "germany", conditions=(barring, plain, "unprovoked"))]
    assert [bars(x) for x in law.obligations[0].conditions] == [True, False, False]


def test_a_clause_counts_attackers_by_its_own_words_or_by_a_reservation() -> None:
    two = {"kind": "attackers", "at_least": 2}
    reserved = {"state": "italy", "gist": "Only against several.", "conditions": (two,)}
    silent = {
        "state": "italy",
        "gist": "Something else.",
        "conditions": ("unprovoked",),
    }
    said = {
        "plain": pact("italy", "germany"),
        "own": pact("italy", "germany", conditions=("unprovoked", two)),
        "reserved": pact("italy", "germany", reservations=(silent, reserved)),
        "other": pact(
            "italy", "germany", conditions=("unprovoked",), reservations=(silent,)
        ),
    }
    assert {k for k, p in said.items() if counting(held(p, NEW, ATTACK).clause)} == {
        "own",
        "reserved",
    }


def test_self_defence_in_the_text_asks_what_general_law_asks() -> None:
    law = pact("italy", "germany", conditions=("self-defence",))
    ctx = held(law, OLD, ATTACK)
    assert [ways(evaluate(x, ctx)) for x in law.obligations[0].conditions] == [
        ["unlawful:poland>germany"]
    ]
