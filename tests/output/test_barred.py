"""Help that is promised and may not be given, membership that is in question, and help that is allowed, in first lines."""

from __future__ import annotations

import pytest

from engine import ask
from engine.findings.leave import beyond_leave
from engine.output.ruling_text import ruling_text
from engine.ruling.attack import ruling_of
from engine.ruling.bars import BarKind, bar_of
from engine.ruling.ruling import Lacking
from engine.verdicts.solution import Solution
from tests.cascade.test_permitted import LAW, allowed, invited
from tests.cascade.test_rules_of_law import NEW, happens, hits, pact
from tests.support.worlds import of
from treaties.models.corpus import Corpus
from treaties.models.scenario import Event

STRIKE = hits("poland", "germany")


def told(law: Corpus, *events: Event) -> tuple[str, ...]:
    return ruling_text(happens(law, NEW, *events or (STRIKE,)))


def lines(question: str) -> str:
    return " ".join(ruling_text(ask(question, rounds=1)))


@pytest.mark.parametrize(
    ("leave", "kind", "why"),
    [
        (
            allowed,
            BarKind.AUTHORISED,
            "help to West Germany is barred (UN Charter, Arts 25 and 103)",
        ),
        (
            invited,
            BarKind.CONSENTED,
            "force by consent is no attack (Articles on State Responsibility, Art. 20)",
        ),
    ],
    ids=["authorised", "invited"],
)
def test_help_barred_by_leave_is_told_with_who_would_owe_it(
    leave: object, kind: BarKind, why: str
) -> None:
    assert callable(leave)
    answer = happens(leave(LAW), NEW, STRIKE)
    first, second, *_ = ruling_text(answer)
    assert first == f"Nobody, while Poland keeps within a made-up leave: {why}."
    assert second.startswith("Otherwise: Italy must help militarily (Pact 0, Art. 1")
    barred = ruling_of(answer).barred
    assert [bar_of(answer, o.call).kind for o in barred] == [kind]


def test_an_article_that_asks_for_self_defence_is_told_too() -> None:
    law = of([pact("italy", "germany", conditions=[{"kind": "self-defence"}])])
    first, second, *_ = told(allowed(law))
    assert first.startswith("Nobody, while Poland keeps within a made-up leave")
    assert second.startswith("Otherwise: Italy must help militarily")


def test_help_on_a_condition_stays_on_it_beyond_the_leave() -> None:
    law = of([pact("italy", "germany", conditions=[{"kind": "request"}])])
    assert "Otherwise: if West Germany asks for help, Italy must" in " ".join(
        told(allowed(law))
    )


def test_without_leave_nothing_is_barred() -> None:
    answer = happens(LAW, NEW, STRIKE)
    assert beyond_leave(answer) is None
    assert ruling_of(answer).barred == ()
    other = happens(allowed(LAW, by=("france",)), NEW, STRIKE)
    assert beyond_leave(other) is None


def test_an_attacker_without_leave_beside_one_with_it_is_answered_by_help() -> None:
    first, *_ = told(allowed(LAW), STRIKE, hits("france", "germany"))
    assert first.startswith("Italy must help militarily")


def asked(question: str) -> tuple[Solution, str]:
    answer = ask(question, rounds=1)
    return answer, ruling_text(answer)[0]


def test_a_state_and_a_treaty_asked_about_are_told_what_bars_help() -> None:
    _, says = asked("Must Egypt help if France attacks Libya on 2011-03-19?")
    assert says.startswith("No. Egypt need only consult ")
    assert "elp to Libya is barred (UN Charter, Arts 25 and 103), while France" in says
    assert says.endswith(
        "otherwise Egypt must help militarily (Arab Joint Defence Treaty of 1950, Art. 2)."
    )
    answer = ask(
        "Libya", by="France", on="2011-03-19", under=["arab-league-1950"], rounds=1
    )
    says = ruling_text(answer)[0]
    assert ruling_of(answer).treaties[0].lacking is Lacking.BARRED
    assert says.startswith("No. Help to Libya is barred")


def test_measures_of_the_council_and_a_waiver_are_told_as_what_they_are() -> None:
    measures = Event.model_validate({"kind": "council-measures"})
    assert told(LAW, STRIKE, measures)[0] == (
        "Nobody: the Security Council has taken measures in the place of help to West Germany (UN Charter, Art. 51)."
    )
    waiver = Event.model_validate(
        {"kind": "waiver", "by": ["germany"], "to": ["italy"]}
    )
    assert told(LAW, STRIKE, waiver)[0].startswith(
        "Nobody: West Germany has waived the help ("
    )


def test_a_membership_in_question_has_its_sentence() -> None:
    text = lines("If Russia attacks Hungary on 1956-11-04, who must help?")
    assert (
        "Hungary is taken to be still bound by the Warsaw Treaty of 1955: it declared on 1 November 1956"
        in text
    )
    before = lines("If Russia attacks Hungary on 1956-10-24, who must help?")
    assert "is taken" not in before


def test_whoever_may_help_by_leave_of_the_council_is_told() -> None:
    text = lines("If North Korea attacks South Korea on 1950-06-28, who must help?")
    assert "may help South Korea by force, and need not (Security Council" in text
    before = lines("If North Korea attacks South Korea on 1950-06-25, who must help?")
    assert "may help" not in before
    kosovo = lines("If Serbia attacks Kosovo on 2026-01-01, who must help?")
    assert "The states of KFOR may help Kosovo by force, and need not" in kosovo


def test_talks_that_wait_for_a_request_are_told_where_no_help_is_certain() -> None:
    text = lines("If Russian drones fly over Poland on 2025-09-10, who must help?")
    assert "must consult (North Atlantic Treaty, Art. 4) if one of them asks." in text


def test_a_means_of_force_stands_in_the_title() -> None:
    answer = ask("Poland", by="Russia", means="drones", on="2025-09-10", rounds=1)
    assert answer.title.startswith(
        "If Poland is met with an incursion of drones by Russia"
    )


def test_declared_neutrality_is_told_on_its_days_and_frees_nobody() -> None:
    text = lines("If Germany attacks Poland on 1939-09-06, who must help?")
    assert "Declared themselves neutral: the United States, " in text
    assert "non-belligerent: Italy" in text
    assert "Romania must help militarily" in text
    before = lines("If Germany attacks Poland on 1939-08-25, who must help?")
    assert "Declared themselves" not in before
    another = lines("If the Soviet Union attacks Finland on 1939-11-30, who must help?")
    assert "Declared themselves" not in another


def test_memberships_in_question_for_one_reason_have_one_sentence() -> None:
    text = lines("If jihadists attack Mali on 2026-01-01, who must help?")
    assert "Burkina Faso, Niger and Mali are taken to be still bound by" in text


def test_a_treaty_that_was_invoked_weeks_before_is_told_with_what_followed() -> None:
    told = "Invoked on 23 October 1962: The Council of the OAS"
    assert told in lines("If the USA attacks Cuba on 1962-10-24, who must help?")
    assert "Invoked" not in lines(
        "If the USA attacks Cuba on 1962-12-24, who must help?"
    )
    assert "Invoked" not in lines("If Haiti attacks Peru on 1962-10-24, who must help?")
