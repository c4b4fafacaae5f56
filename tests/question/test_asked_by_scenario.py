"""A scenario may say which treaties, states and side its question is about."""

from __future__ import annotations

import pytest

from engine.question.topic import Kind
from engine.world import shipped
from treaties.models.scenario import Scenario
from treaties.vocabulary.errors import CasusError


def told(case: str, **changed: object) -> Scenario:
    found = next(c for c in shipped().corpus.cases if c.id == case)
    return found.scenario.model_copy(update=changed)


def first_lines(scenario: Scenario, **asked: object) -> str:
    text = shipped().ask(scenario=scenario, rounds=1, **asked).text()
    lines = text.split("\n\n")[1] if "\n\n" in text else text
    return " ".join(lines.split())


def test_a_case_about_a_treaty_is_answered_of_that_treaty() -> None:
    answer = shipped().ask(scenario=told("n5-falklands-nato"), rounds=1)
    assert answer.topic.kind is Kind.COVERS
    assert answer.topic.treaties == ("north-atlantic-1949",)
    assert first_lines(told("n5-falklands-nato")).startswith(
        "No. The treaty's area leaves out the Falkland Islands"
    )


def test_a_question_of_its_own_comes_before_that_of_the_scenario() -> None:
    answer = shipped().ask(
        scenario=told("n5-falklands-nato"), must="Portugal", rounds=1
    )
    assert (answer.topic.kind, answer.topic.treaties) == (Kind.MUST, ())


def test_a_treaty_not_yet_in_force_is_told_with_the_one_that_binds() -> None:
    text = first_lines(told("n18-kursk-before-the-treaty"))
    assert "binds only from 4 December 2024" in text
    assert "North Korea need only consult with Russia" in text


def test_mobilisation_is_no_attack_under_the_treaty_asked_about() -> None:
    text = first_lines(told("j3-russian-mobilisation"))
    assert text.startswith("No. Austria-Hungary is not attacked (Dual Alliance, Art. I")


def test_help_that_a_supposed_answer_rules_out_is_not_called_no_promise() -> None:
    assert first_lines(told("n14-karabakh-2020")).startswith(
        "No. Armenia does not ask for help."
    )


def test_a_treaty_whose_other_parties_all_attack_says_so() -> None:
    text = first_lines(told("n23-zhenbao", under=("sino-soviet-1950",)))
    assert "obliges China alone, which attacks" in text


def test_talks_that_were_asked_for_do_not_wait_for_a_request() -> None:
    assert "if one of them asks" not in first_lines(told("n7-turkey-consultations"))


def test_the_attackers_side_needs_somebody_who_only_attacks() -> None:
    with pytest.raises(CasusError, match="attacks and is attacked"):
        shipped().ask(scenario=told("j3-serbia-fires-back", side="attacker"), rounds=1)
