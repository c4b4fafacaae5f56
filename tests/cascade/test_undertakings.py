"""Declarations that bind, what is conditional and what contested, and talks that wait for a word, on invented pacts."""

from __future__ import annotations

from datetime import date

import pytest

from engine.verdicts.solution import Solution, solve
from tests.cascade.test_rules_of_law import NEW, OLD, does, happens, hits, pact, status
from tests.support.worlds import of
from treaties.loading.corpus import load_corpus
from treaties.models.corpus import Corpus
from treaties.models.reading import Answered
from treaties.models.scenario import Scenario
from treaties.vocabulary.terms import Rank

ATTACK = hits("poland", "germany")


def suppose(law: Corpus, question: str, answer: str) -> Solution:
    scenario = Scenario(
        on=NEW,
        events=(ATTACK,),
        background=False,
        answers=(Answered(question=question, answer=answer),),
    )
    return solve(law, scenario, rounds=1)


# Declarations


@pytest.mark.parametrize(
    ("rank", "found"),
    [
        (Rank.TREATY, "bound fight"),
        (Rank.UNDERTAKING, "bound fight"),
        (Rank.POLITICAL, "no-treaty"),
        (Rank.UNILATERAL, "no-treaty"),
    ],
)
def test_a_declaration_that_was_meant_to_bind_binds(rank: Rank, found: str) -> None:
    assert (
        status(happens(of([pact("italy", "germany", rank=rank)]), OLD, ATTACK), "italy")
        == found
    )


def test_whether_it_was_meant_to_bind_is_a_question() -> None:
    law = of([pact("italy", "germany", rank=Rank.UNDERTAKING)])
    assert (
        status(suppose(law, "meant-to-bind:pact-0", "no"), "italy") == "not-triggered"
    )
    treaty = of([pact("italy", "germany")])
    asked = happens(treaty, NEW, ATTACK).assignments.questions
    assert not [q for q in asked if q.kind == "meant-to-bind"]


def test_belgium_in_1940_is_helped_by_a_declaration() -> None:
    scenario = Scenario(
        on=date(1940, 5, 10), events=(hits("germany", "belgium"),), background=False
    )
    answer = solve(load_corpus(), scenario, rounds=1)
    for state in ("france", "united-kingdom"):
        (help_,) = (
            j
            for j in answer[state].judged
            if j.ground.treaty == "anglo-french-declaration-belgium-1937"
        )
        assert (str(help_.verdict.status), str(help_.ground.duty)) == (
            "bound",
            "assist",
        )


# Facts and law


@pytest.mark.parametrize(
    ("nature", "found"),
    [("fact", "conditional"), ("law", "contested"), ("will", "conditional")],
)
def test_an_open_fact_is_a_condition_and_an_open_law_is_a_quarrel(
    nature: str, found: str
) -> None:
    asked = {"kind": "judgement", "id": "open", "text": "Is it so?", "nature": nature}
    law = of([pact("italy", "germany", conditions=(asked,))])
    assert status(happens(law, NEW, ATTACK), "italy") == f"{found} fight"


def test_a_fact_beside_a_question_of_law_is_contested() -> None:
    fact = {"kind": "judgement", "id": "one", "text": "Is it so?", "nature": "fact"}
    law = {"kind": "judgement", "id": "two", "text": "Is it right?", "nature": "law"}
    both = of([pact("italy", "germany", conditions=(fact, law))])
    assert status(happens(both, NEW, ATTACK), "italy") == "contested fight"


# Talks


def talks(**more: object) -> Corpus:
    request = {"kind": "request"} | more
    return of(
        [
            pact(
                "italy",
                "germany",
                "france",
                duty="consult",
                trigger="threat",
                conditions=(request,),
            )
        ]
    )


def test_talks_wait_for_one_of_them_short_of_an_attack() -> None:
    law = talks(by="any")
    assert status(happens(law, NEW, ATTACK), "italy") == "bound consult"
    for kind in ("limited-force", "threat"):
        event = does(kind, "poland", "germany")
        assert status(happens(law, NEW, event), "italy") == "conditional consult"
        asked = does("request", "france", to="pact-0")
        assert status(happens(law, NEW, event, asked), "italy") == "bound consult"


def test_a_request_to_one_member_is_none_to_the_organ() -> None:
    to_france = does("request", "germany", to="france")
    one = happens(talks(by="either"), NEW, ATTACK, to_france)
    assert status(one, "italy") == "bound consult"
    organ = talks(by="either", to="organ")
    assert (
        status(happens(organ, NEW, ATTACK, to_france), "italy") == "conditional consult"
    )
    to_it = does("request", "germany", to="pact-0")
    assert status(happens(organ, NEW, ATTACK, to_it), "italy") == "bound consult"
