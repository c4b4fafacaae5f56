"""Force that somebody had leave to use, on small invented pacts: authorised by the Council, or invited by the state."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.cascade.permitted import authorised
from engine.verdicts.solution import Solution, solve
from tests.cascade.test_rules_of_law import (
    NEW,
    OLD,
    happens,
    hits,
    pact,
    reasons,
    status,
)
from tests.support.reasons import in_words
from tests.support.worlds import of
from treaties.models.corpus import Corpus
from treaties.models.permissions import Authorisation, Invitation
from treaties.models.reading import Answered
from treaties.models.scenario import Scenario, Spot


def leave(**more: Any) -> dict[str, Any]:
    """What every invented leave says: Poland may use force in or against Germany."""
    plain = {
        "id": "leave-1",
        "name": "a made-up leave",
        "by": ("poland",),
        "against": ("germany",),
        "presumed": "yes",
        "why": "nobody denied it",
        "gist": "A made-up leave for tests.",
        "sources": ("design-note",),
    }
    return plain | more


def allowed(law: Corpus, **more: Any) -> Corpus:
    given = Authorisation.model_validate(leave(**more))
    return law.model_copy(update={"authorisations": (given,)})


def invited(law: Corpus, **more: Any) -> Corpus:
    given = Invitation.model_validate(leave(**more))
    return law.model_copy(update={"invitations": (given,)})


LAW = of([pact("italy", "germany"), pact("italy", "germany", number=1, duty="consult")])


def suppose(law: Corpus, question: str, answer: str) -> Solution:
    scenario = Scenario(
        on=NEW,
        events=(hits("poland", "germany"),),
        background=False,
        answers=(Answered(question=question, answer=answer),),
    )
    return solve(law, scenario, rounds=1)


# Authorised by the Council


def test_nobody_may_help_against_force_that_the_council_authorised() -> None:
    assert (
        status(happens(LAW, NEW, hits("poland", "germany")), "italy") == "bound fight"
    )
    answer = happens(allowed(LAW), NEW, hits("poland", "germany"))
    # The text is met, and consultation is owed all the same: what the Council allowed, no treaty answers by force.
    assert status(answer, "italy") == "released fight"
    assert answer["italy"].settled.duty == "consult"


def test_whether_force_stayed_within_its_leave_is_a_question() -> None:
    ident = "authorised:leave-1/poland>germany"
    beyond = suppose(allowed(LAW), ident, "no")
    assert status(beyond, "italy") == "bound fight"
    open_ = happens(allowed(LAW, presumed="open"), NEW, hits("poland", "germany"))
    assert status(open_, "italy") == "contested fight"
    denied = happens(allowed(LAW, presumed="no"), NEW, hits("poland", "germany"))
    assert status(denied, "italy") == "bound fight"
    assert ident in {q.id for q in open_.questions}


@pytest.mark.parametrize(
    "more",
    [
        {"by": ("france",)},
        {"against": ("austria",)},
        {"since": date(1960, 6, 2)},
        {"until": date(1960, 6, 1)},
        {"kinds": ("vessel",)},
    ],
    ids=str,
)
def test_leave_is_for_whom_against_whom_when_and_what_it_says(more: Any) -> None:
    answer = happens(allowed(LAW, **more), NEW, hits("poland", "germany"))
    assert status(answer, "italy") == "bound fight"


def test_leave_to_halt_ships_covers_ships() -> None:
    law = of([pact("italy", "germany", trigger="force")])
    ship = hits(
        "poland", "germany", at=Spot.model_validate({"of": "germany", "kind": "vessel"})
    )
    bound = happens(law, NEW, ship)["italy"].verdict.status
    assert str(bound) == "contested"  # forces abroad, a question of its own
    answer = happens(allowed(law, kinds=("vessel",)), NEW, ship)
    assert str(answer["italy"].verdict.status) == "released"


def test_leave_that_names_nobody_is_given_to_every_state() -> None:
    answer = happens(allowed(LAW, by=()), NEW, hits("france", "germany"))
    assert status(answer, "italy") == "released fight"


def test_there_is_no_defence_against_authorised_force() -> None:
    law = of([pact("poland", "france")])
    struck = (hits("poland", "germany"), hits("germany", "poland"))
    assert status(happens(law, NEW, *struck), "france") == "contested fight"
    answer = happens(allowed(law), NEW, *struck)
    assert status(answer, "france") == "bound fight"
    beyond = happens(allowed(law, presumed="no"), NEW, *struck)
    assert status(beyond, "france") == "contested fight"


def test_an_authorisation_is_no_answer_to_an_attack_that_came_first() -> None:
    answer = happens(
        allowed(of([pact("poland", "france")])), NEW, hits("germany", "poland")
    )
    assert not [q for q in answer.assignments.questions if q.kind == "authorised"]


def test_before_the_charter_nobody_asks_for_the_councils_leave() -> None:
    answer = happens(allowed(LAW), OLD, hits("poland", "germany"))
    assert status(answer, "italy") == "bound fight"


def test_authorised_force_breaks_no_promise() -> None:
    law = of([pact("poland", "germany", duty="not-attack", trigger="standing")])
    assert happens(law, NEW, hits("poland", "germany")).broken
    assert not happens(allowed(law), NEW, hits("poland", "germany")).broken
    (claimed,) = happens(
        allowed(law, presumed="open"), NEW, hits("poland", "germany")
    ).broken
    assert claimed.excused == "unless a made-up leave gave leave for it"


def test_an_article_that_asks_for_self_defence_is_not_called_and_says_why() -> None:
    law = of([pact("italy", "germany", conditions=("self-defence",))])
    answer = happens(allowed(law), NEW, hits("poland", "germany"))
    assert (status(answer, "italy"), reasons(answer, "italy")) == (
        "not-triggered",
        {"authorised"},
    )


# Invited by the state


def test_force_to_which_a_state_consents_is_no_attack_on_it() -> None:
    answer = happens(invited(LAW), NEW, hits("poland", "germany"))
    assert status(answer, "italy") == "not-triggered"
    assert reasons(answer, "italy") == {"consented"}
    said = {in_words(b.failure, answer.setting) for b in answer["italy"].blocked}
    assert said == {
        "West Germany consented to the force of Poland (a made-up leave), so that it is no attack"
    }


def test_which_government_may_ask_is_a_question() -> None:
    open_ = happens(invited(LAW, presumed="open"), NEW, hits("poland", "germany"))
    assert status(open_, "italy") == "contested fight"
    assert {q.id for q in open_.questions} == {"consent:leave-1/poland>germany"}
    void = suppose(invited(LAW), "consent:leave-1/poland>germany", "no")
    assert status(void, "italy") == "bound fight"
    denied = happens(invited(LAW, presumed="no"), NEW, hits("poland", "germany"))
    assert status(denied, "italy") == "bound fight"


def test_consent_is_no_matter_of_the_charter_and_calls_off_lesser_duties_too() -> None:
    answer = happens(invited(LAW), OLD, hits("poland", "germany"))
    assert status(answer, "italy") == "not-triggered"


def test_an_ally_that_helps_against_a_rising_is_called_by_it_whoever_was_invited() -> (
    None
):
    law = of([pact("italy", "germany", trigger="insurrection")])
    rising = {"kind": "unrest", "by": ("poland",), "against": ("germany",)}
    scenario = Scenario.model_validate(
        {"on": NEW, "events": (rising,), "background": False}
    )
    assert status(solve(invited(law), scenario, rounds=1), "italy") == "bound fight"


def test_each_leave_is_asked_of_its_own_kind_alone() -> None:
    answer = happens(invited(LAW), NEW, hits("poland", "germany"))
    (event,) = answer.setting.occurrences
    assert authorised(answer.setting, answer.assignments.questions, event) == ()
