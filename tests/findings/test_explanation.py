"""Why: which grounds are proved and in which order, who decides a question, and how its answer stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.answer import Answer
from engine.findings.explanation import explain, settlement, who_decides
from engine.record.fact_words import describe
from engine.record.facts import Fact
from engine.record.reasons import Reason
from engine.verdicts.solution import Solution, solve
from tests.cascade.test_rules_of_law import NEW, OLD, happens, hits, pact
from tests.support.worlds import of
from tests.verdicts.whole import reading
from treaties.models.reading import reading_for
from treaties.models.scenario import Scenario

GRAVE = {"kind": "judgement", "id": "grave", "text": "Is it grave?", "per_attack": True}
LAW = of(
    [
        pact("italy", "germany", number=0, duty="consult"),
        pact("italy", "germany", number=1, conditions=(GRAVE, "request")),
        pact("italy", "germany", "hungary", number=2, conditions=(GRAVE,)),
        pact(
            "italy",
            "germany",
            number=3,
            conditions=("request", {**GRAVE, "id": "felt", "decider": "germany"}),
        ),
        pact("spain", "germany", number=4, conditions=(GRAVE,)),
        pact("italy", "germany", number=5, conditions=("unprovoked",)),
    ]
)
LAX = reading("lax", {"felt:*": "yes"}, (), "pact-3")


def asked(answers: dict[str, str] | None = None, **more: object) -> Solution:
    events = (hits("poland", ("germany", "hungary"), unprovoked=False),)
    told = Scenario(on=OLD, events=events, background=False, answers=answers or {})
    return solve(LAW, told, rounds=1, **more)  # type: ignore[arg-type]


def test_the_ground_of_the_verdict_is_proved_first_then_the_nearest_each_article_once() -> (
    None
):
    answer = asked()
    italy = answer["italy"]
    assert str(italy.duty) == "fight"
    found = explain(answer, italy)
    assert [
        (g.clause.key, g.beneficiary, v.distance.total) for g, v, _ in found.proofs
    ] == [
        ("pact-2:1", "germany", 1),
        ("pact-0:1", "germany", 0),
        ("pact-1:1", "germany", 2),
        ("pact-3:1", "germany", 2),
    ]
    assert [(g.clause.key, g.beneficiary) for g, _ in found.further] == [
        ("pact-2:1", "hungary")
    ]
    assert [b.condition for b in found.failed] == ["unprovoked"]
    assert (found.answer, found.row) == (answer, italy)
    assert "answer=" not in repr(found), "a whole answer is not told within a proof"


def test_a_proof_rests_on_the_answers_of_its_support_and_no_others() -> None:
    answer = asked()
    for row in answer.rows:
        for ground, verdict, reason in explain(answer, row).proofs:
            given: set[tuple[str, bool]] = set()
            todo = [reason]
            for r in todo:  # grows while it is gone through
                given |= set(r.answers)
                assert len(set(r.answers)) == len(r.answers)
                todo += r.because
            mask = answer.labels.literals.encode(given)
            assert mask & ~answer.assignments.under().true == verdict.supports[0], (
                ground.clause.key
            )


def test_of_several_ways_the_one_with_fewest_answers_is_proved() -> None:
    answer = happens(
        of([pact("italy", "germany"), pact("france", "italy", number=1)]),
        OLD,
        hits("poland", "germany"),
        rounds=None,
    )
    fact = Fact("due", ("france", "pact-1:1", "italy"))
    open_ = answer["france"].verdict.supports[0]
    reason: Reason = answer.proof(fact, open_)
    assert (reason.fact, reason.treaty) == (fact, "pact-1")
    whole = [
        m for m in answer.labels[fact] if m & ~answer.assignments.under().true == open_
    ]
    assert len(whole) >= 1
    assert reason.text == "France must help militarily: Pact 1, Art. 1, toward Italy"


@pytest.mark.parametrize(
    ("answers", "asked_for", "how"),
    [
        ({}, None, {"grave:pact-2/poland>germany": "open", "felt:pact-3/poland>germany": "open", "armed-attack:poland>germany": "presumed"}),
        ({}, LAX, {"grave:pact-2/poland>germany": "open", "felt:pact-3/poland>germany": "Lax"}),
        ({"felt:*": "yes"}, LAX, {"felt:pact-3/poland>germany": "supposed", "armed-attack:poland>germany": "presumed"}),
        ({"grave:*": "no", "armed-attack:*": "yes"}, None, {"grave:pact-2/poland>germany": "supposed", "armed-attack:poland>germany": "supposed"}),
    ],
)  # fmt: skip
def test_an_answer_is_supposed_or_read_or_presumed_or_open(
    answers, asked_for, how
) -> None:  # type: ignore[no-untyped-def]
    answer = asked(answers, asked=asked_for)
    for q, stands in how.items():
        treaty = q.partition(":")[2].partition("/")[0] if "/" in q else ""
        question, yes, found = settlement(answer, (q, True), treaty)
        assert (question.id, yes, found) == (q, "yes", stands)
    assert settlement(answer, ("armed-attack:poland>germany", False))[1] == "no"


def test_a_presumption_stands_only_for_the_answer_that_it_gives() -> None:
    answer = asked()
    assert settlement(answer, ("armed-attack:poland>germany", True))[2] == "presumed"
    assert settlement(answer, ("armed-attack:poland>germany", False))[2] == "open"


def test_a_reading_is_heard_where_it_speaks() -> None:
    answer = asked(asked=LAX)
    assert (
        reading_for(answer.asked, "pact-3"),
        reading_for(answer.asked, "pact-2"),
        reading_for(answer.asked, ""),
    ) == (
        LAX,
        None,
        LAX,
    )
    assert reading_for(asked().asked, "pact-3") is None
    assert (
        settlement(answer, ("felt:pact-3/poland>germany", True), "pact-2")[2] == "open"
    )


def test_who_decides_is_who_is_named_or_each_that_is_concerned() -> None:
    answer = asked()
    asks = answer.assignments.questions
    grave, felt = (
        asks["grave:pact-2/poland>germany"],
        asks["felt:pact-3/poland>germany"],
    )
    alone, request = asks["grave:pact-4/poland>germany"], asks["request:germany>pact-1"]
    assert who_decides(answer, felt) == "Germany"
    assert who_decides(answer, felt, "italy") == "Germany"
    assert who_decides(answer, request) == "Germany"
    assert who_decides(answer, grave, "italy") == "Italy"
    assert answer.concerned[grave.id] == ("hungary", "italy")
    assert who_decides(answer, grave) == "each for itself"
    assert answer.concerned[alone.id] == ("spain",)
    assert who_decides(answer, alone) == "Spain"
    war = asks["rule:attack-makes-war"]
    assert war.id not in answer.concerned
    assert who_decides(answer, war) == "the obligor"
    organ = replace(grave, decider="the Council")
    assert who_decides(answer, organ, "italy") == "the Council"


def test_each_obligor_judges_of_its_own_duty_within_the_proof_of_another() -> None:
    law = of(
        [
            pact("hungary", "germany", conditions=(GRAVE,)),
            pact("italy", "hungary", number=1),
        ]
    )
    answer = happens(law, NEW, hits("poland", "germany"), rounds=None)
    told = " ".join(str(Answer.of(answer).why("italy")).split())
    assert "open: Is it grave? — yes (decides: Hungary)" in told
    assert "(decides: Italy)" not in told


def test_who_is_at_war_on_whose_side() -> None:
    answer = happens(
        of([pact("italy", "germany")]), NEW, hits("poland", "germany"), rounds=None
    )
    told = {
        f: describe(answer.setting, answer.graph.clauses, f)
        for f in answer.record.rounds
        if f.kind == "belligerent"
    }
    assert sorted(told.values()) == [
        "Italy is at war on the side of West Germany",
        "Poland is at war",
        "West Germany is at war",
    ]
    away = happens(
        of([pact("italy", "germany")]),
        NEW,
        hits("poland", "germany", at="east-prussia"),
        hits("poland", "france"),
    )
    assert (
        describe(
            away.setting, away.graph.clauses, Fact("attacked", ("poland", "germany"))
        )
        == "Poland uses force against West Germany at East and West Prussia"
    )
    assert (
        describe(
            away.setting, away.graph.clauses, Fact("attacked", ("poland", "france"))
        )
        == "Poland uses force against France"
    )
    assert (
        describe(
            away.setting, away.graph.clauses, Fact("attacked", ("france", "poland"))
        )
        == "France strikes Poland"
    )
    threat = happens(
        of([pact("italy", "germany")]),
        NEW,
        hits("poland", "germany"),
        hits("poland", "italy"),
    )
    assert (
        describe(
            threat.setting, threat.graph.clauses, Fact("attacked", ("germany", "italy"))
        )
        == "West Germany strikes Italy"
    )


def test_what_is_not_due_under_what_was_asked_has_no_proof() -> None:
    """Denmark's first pact holds only without provocation, which a reading denies; its second holds in any case."""
    law = of(
        [
            pact("denmark", "germany", conditions=("unprovoked",)),
            pact("denmark", "germany", number=1),
        ]
    )
    denied = reading("denied", {"unprovoked:*": "no"})
    attack = Scenario(on=OLD, events=(hits("poland", "germany"),), background=False)
    for asked_for, proved in ((None, ["pact-0:1", "pact-1:1"]), (denied, ["pact-1:1"])):
        answer = solve(law, attack, asked=asked_for, rounds=1)
        found = explain(answer, answer["denmark"])
        assert sorted(g.clause.key for g, _, _ in found.proofs) == proved
        assert found.further == ()
    alone = solve(
        of([pact("denmark", "germany", conditions=("unprovoked",))]),
        attack,
        asked=denied,
        rounds=1,
    )
    assert explain(alone, alone["denmark"]).proofs == ()
