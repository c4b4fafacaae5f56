"""Members against members, and members who are said to have left, on small invented pacts and over the whole law."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.setting.graph import obligations
from engine.sweep.daylaw import DayLaw
from engine.verdicts.solution import Solution, solve
from tests.cascade.test_rules_of_law import NEW, happens, hits, pact, status
from tests.support.worlds import of
from treaties.loading.corpus import load_corpus
from treaties.models.conditions import Attacker, Attackers, BetweenParties
from treaties.models.corpus import Corpus
from treaties.models.reading import Answered
from treaties.models.scenario import Scenario
from treaties.models.treaty import Obligation, Treaty
from treaties.vocabulary.terms import AttackerKind, Duty, Rank

CHARTER = date(1945, 10, 24)
ITS_OWN = "Between its own members:"
"""Begins the note of a collective pact that says why it does not ask."""


# A member that is said to have left


def left(state: str, **more: Any) -> Corpus:
    """Italy, Germany and France are bound to help each other; one of them is said to have left that day."""
    span = {
        "since": date(1960, 1, 1),
        "until": date(1961, 1, 1),
        "why": "it said that it left",
    }
    parties = [
        {"state": s, "standing": [span | more]} if s == state else s
        for s in ("italy", "germany", "france")
    ]
    return of([pact(*parties)])


def suppose(law: Corpus, answer: str, state: str) -> Solution:
    scenario = Scenario(
        on=NEW,
        events=(hits("poland", "germany"),),
        background=False,
        answers=(Answered(question=f"still-bound:pact-0/{state}", answer=answer),),
    )
    return solve(law, scenario, rounds=1)


def test_who_is_said_to_have_left_is_presumed_bound_and_it_is_asked() -> None:
    for state in ("italy", "germany"):
        answer = happens(left(state), NEW, hits("poland", "germany"))
        assert status(answer, "italy") == "bound fight"
        assert f"still-bound:pact-0/{state}" in {
            q.id for q in answer.assignments.questions
        }


def test_whoever_holds_that_it_left_holds_that_it_owes_and_is_owed_nothing() -> None:
    gone = suppose(left("italy"), "no", "italy")
    assert (status(gone, "italy"), status(gone, "france")) == (
        "not-triggered",
        "bound fight",
    )
    alone = suppose(left("germany"), "no", "germany")
    assert {status(alone, s) for s in ("italy", "france")} == {"not-triggered"}


def test_outside_the_span_nobody_asks() -> None:
    answer = happens(left("italy"), date(1962, 1, 1), hits("poland", "germany"))
    assert not [q for q in answer.assignments.questions if q.kind == "still-bound"]


@pytest.mark.parametrize("presumed", ["yes", "no", "open"])
def test_a_sweep_asks_it_too(presumed: str) -> None:
    law = left("italy", presumed=presumed)
    tally = DayLaw(law, NEW).tallies("poland", "germany")[0]
    expected = {"yes": ("bound",), "no": (), "open": ("contested",)}[presumed]
    found = tuple(g for g in ("bound", "contested") if "italy" in getattr(tally, g))
    assert found == expected
    assert "france" in tally.bound


# A member's attack


def collective(law: Corpus) -> list[tuple[Treaty, Obligation]]:
    """The promises of help among all the parties of a pact of three or more, since the Charter."""
    return [
        (t, o)
        for t in law.treaties
        if t.rank is Rank.TREATY and len(t.states) > 2 and not t.secret
        if t.until is None or t.until > CHARTER
        for o in t.obligations
        if o.duty.drawn_in and not o.duty.standing and not o.as_published
        if o.attacker is not AttackerKind.GROUP
        if not o.obligors or {*o.obligors} & {*o.beneficiaries}
        if len(o.beneficiaries or t.states) > 2
        and (o.until is None or o.until > CHARTER)
    ]


def says(o: Obligation) -> bool:
    """Whether an article asks about a member's attack, or itself says whose attack it means."""
    return any(
        isinstance(c, BetweenParties)
        or (
            isinstance(c, Attacker)
            and bool(c.among or c.classes or c.excluding_classes)
        )
        or (isinstance(c, Attackers) and bool(c.classes))
        for c in o.conditions
    )


def test_every_collective_pact_asks_about_a_members_attack_or_says_why_not() -> None:
    law = load_corpus()
    silent = {
        t.id
        for t, o in collective(law)
        if not says(o) and not any(n.startswith(ITS_OWN) for n in t.notes)
    }
    assert silent == set()


def test_the_question_is_asked_where_a_member_attacks_and_nowhere_else() -> None:
    law = of([pact("italy", "germany", "france", conditions=("between-parties",))])
    assert (
        status(happens(law, NEW, hits("france", "germany")), "italy")
        == "contested fight"
    )
    assert (
        status(happens(law, NEW, hits("poland", "germany")), "italy") == "bound fight"
    )


def test_hungary_in_1956_was_a_member_that_had_said_it_left() -> None:
    day = date(1956, 11, 4)
    answer = solve(
        load_corpus(),
        Scenario(on=day, events=(hits("russia", "hungary"),), background=False),
        rounds=1,
    )
    (act,) = (
        j for j in answer["poland"].judged if j.ground.clause.key == "warsaw-1955:4"
    )
    assert (str(act.verdict.status), act.verdict.duty) == ("contested", Duty.ACT)
    asked = {q.id for q in answer.assignments.questions}
    assert {"between-parties:warsaw-1955:4/russia>hungary"} <= asked
    assert "still-bound:warsaw-1955/hungary" in asked
    assert "consent:hungary-1956/russia>hungary" in asked
    assert "hungary" in obligations(load_corpus(), day).parties["warsaw-1955"]
