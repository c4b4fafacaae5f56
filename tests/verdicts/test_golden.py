"""Golden answers: the Korean question and its neighbours, as the texts and the experts have them."""

from __future__ import annotations

import json
from functools import lru_cache

import pytest

from engine import ask
from engine.answer import Answer
from engine.record.verdict import Status
from tests.support.reasons import in_words

DAY = "2026-01-01"


@lru_cache(maxsize=32)
def asked(*victims: str, rounds: int | None = 1, **keywords: str) -> Answer:
    return ask(list(victims) if victims else None, rounds=rounds, **keywords)


def at_once(answer: Answer, state: str) -> tuple[str, str | None]:
    verdict = answer[state].at_once
    return str(verdict.status), str(verdict.duty) if verdict.duty else None


def why_not(answer: Answer, state: str) -> set[str]:
    return {b.condition for b in answer[state].blocked}


def nearest(answer: Answer, state: str) -> set[str]:
    return {q for q, _ in answer[state].supports[0]}


class TestShensChain:
    def test_one_event_and_two_judgements(self) -> None:
        answer = asked(scenario="shen-chain", rounds=None)
        china = answer["China"]
        assert (china.status, china.duty, china.events, china.judgements) == (
            Status.CONTESTED,
            "fight",
            1,
            2,
        )
        assert nearest(answer, "China") == {
            "strikes:ukraine>north-korea",
            "lawful-defence:ukraine>north-korea",
            "state-of-war:ukraine>north-korea",
        }

    def test_with_the_strike_given_the_judgements_alone(self) -> None:
        answer = asked("North Korea", by="Ukraine", on=DAY, rounds=None)
        china = answer["China"]
        assert (china.status, china.duty, china.events, china.judgements) == (
            Status.CONTESTED,
            "fight",
            0,
            2,
        )
        assert any(e.background for e in answer.setting.events)

    def test_a_strike_on_the_troops_needs_one_judgement_more(self) -> None:
        china = asked(scenario="kursk-troops", rounds=None)["China"]
        fights = [
            v
            for g, v in ((j.ground, j.verdict) for j in china.judged)
            if g.article == "II.2"
        ]
        assert min((v.distance.events, v.distance.judgements) for v in fights) == (0, 3)

    @pytest.mark.parametrize(
        ("reading", "status", "duty"),
        [
            ("text", "contested", "fight"),
            ("charter", "released", "fight"),
            ("ren-xiao", "bound", "may-assist"),
            ("shen-dingli", "bound", "fight"),
            ("yun-sun", "contested", "fight"),
        ],
    )
    def test_by_reading(self, reading: str, status: str, duty: str) -> None:
        answer = asked("North Korea", by="Ukraine", on=DAY, rounds=None)
        assert answer["China"].by_reading[reading].to_dict() == {
            "status": status,
            "duty": duty,
        }

    def test_the_bare_text_binds_once_there_is_war(self) -> None:
        verdict = asked("North Korea", by="Ukraine", on=DAY, rounds=None)[
            "China"
        ].by_reading["text"]
        assert (verdict.distance.events, verdict.distance.judgements) == (0, 1)

    def test_the_answer_prints_who_says_what(self) -> None:
        text = " ".join(
            asked("North Korea", by="Ukraine", on=DAY, rounds=None)
            .text(all=True)
            .split()
        )
        for name in ("Ren Xiao", "Shen Dingli", "Charter law", "Bare text", "Yun Sun"):
            assert name in text


class TestRussiaAndNorthKoreaOverTime:
    @pytest.mark.parametrize(
        ("on", "expected"),
        [
            ("2024-10-15", ("bound", "consult")),
            ("1997-01-01", ("not-triggered", None)),
            ("2010-06-01", ("bound", "consult")),
            ("1995-06-01", ("bound", "fight")),
            ("2024-12-03", ("bound", "consult")),
            ("2024-12-04", ("bound", "fight")),
            ("1961-09-09", ("not-triggered", None)),
        ],
    )
    def test_what_russia_owes(self, on: str, expected: tuple[str, str | None]) -> None:
        assert (
            at_once(asked("North Korea", by="United States", on=on), "Russia")
            == expected
        )

    def test_signed_is_not_in_force(self) -> None:
        answer = asked("North Korea", by="Ukraine", on="2024-10-15")
        reasons = [
            in_words(b, answer.setting)
            for b in answer["Russia"].blocked
            if b.clause.startswith("russia-dprk-2024:4")
        ]
        assert reasons == ["signed on 19 June 2024, in force only from 4 December 2024"]


class TestKorea:
    def test_one_strike_that_stops_calls_for_consultation_only(self) -> None:
        answer = asked(
            "North Korea", by="United States", on=DAY, isolated=True, rounds=None
        )  # type: ignore[arg-type]
        assert at_once(answer, "China") == ("bound", "consult")
        assert "state-of-war" in why_not(answer, "China")
        assert "state-of-war" in why_not(answer, "Russia")
        for state in ("China", "Russia"):
            assert not any(
                v.duty and v.duty.drawn_in
                for v in (j.at_once for j in answer[state].judged)
            )

    def test_full_invasion_per_reading(self) -> None:
        answer = asked(scenario="full-invasion-of-north-korea")
        assert at_once(answer, "China") == ("bound", "fight")
        assert at_once(answer, "Russia") == ("bound", "fight")
        assert answer["China"].by_reading["ren-xiao"].duty == "may-assist"
        assert answer["China"].by_reading["automatic-1961"].status is Status.BOUND

    def test_the_north_attacks_the_south(self) -> None:
        answer = asked("South Korea", by="North Korea", on=DAY)
        assert at_once(answer, "United States") == ("bound", "act")
        for ally in ("China", "Russia"):
            assert answer[ally].status is Status.NOT_TRIGGERED
            assert any(
                "is the attacker, not the attacked" in in_words(b, answer.setting)
                for b in answer[ally].blocked
            )
        assert answer["Japan"].status is Status.NO_TREATY

    def test_guam(self) -> None:
        answer = asked("United States", by="North Korea", on=DAY, at="guam")
        assert at_once(answer, "South Korea") == ("bound", "act")
        for ally in ("Japan", "Germany", "Poland", "Canada"):
            assert not (
                answer[ally].at_once.duty and answer[ally].at_once.duty.drawn_in
            ), ally
            assert "in-area" in why_not(answer, ally)
        for ally in ("Australia", "Philippines"):
            assert at_once(answer, ally) == ("bound", "act")


class TestRussiaAttackedByTheAlliance:
    def test_first_round(self) -> None:
        answer = asked("Russia", by="Poland", on=DAY, rounds=2)
        assert at_once(answer, "North Korea") == ("bound", "fight")
        assert at_once(answer, "Belarus") == ("bound", "fight")
        assert at_once(answer, "China") == ("bound", "consult")
        for member in ("Kazakhstan", "Kyrgyzstan", "Tajikistan"):
            assert at_once(answer, member) == ("bound", "fight"), (
                "by its own treaty of 1992 or 1993, without a request"
            )

    def test_next_round_reaches_china(self) -> None:
        china = asked("Russia", by="Poland", on=DAY, rounds=2)["China"]
        assert china.duty == "fight"
        assert china.status is Status.CONTESTED
        questions = {q for q, _ in china.supports[0]}
        assert any(q.startswith("performs:north-korea/") for q in questions)
        assert "strikes:poland>north-korea" in questions


class TestAnAttackByAnybody:
    def test_conditions_on_the_attacker_become_questions(self) -> None:
        answer = ask("Poland", on="1939-09-01", rounds=1)
        britain = answer["United Kingdom"]
        assert any(q.startswith("attacker:") for s in britain.supports for q, _ in s)

    def test_nobody_strikes_back_at_an_unnamed_state(self) -> None:
        answer = asked("Estonia", on=DAY)
        assert at_once(answer, "Latvia") == ("bound", "assist")
        assert not any(q.startswith("strikes:") for q in answer.labels.literals.ids)


def test_the_three_forms_agree() -> None:
    answer = asked("North Korea", by="Ukraine", on=DAY, rounds=None)
    data = json.loads(json.dumps(answer.to_dict(full=True)))
    china = next(s for s in data["findings"]["states"] if s["state"] == "china")
    verdict = china["verdict"]
    assert (verdict["status"], verdict["duty"]) == ("contested", "fight")
    assert (verdict["events"], verdict["judgements"]) == (0, 2)
    assert china["cow"] == 710
    assert china["iso3"] == "CHN"
    assert "China must help militarily, toward North Korea, only if [a] and [b]" in (
        " ".join(answer.text(all=True).split())
    )
    assert "and China (Sino–North Korean Treaty of 1961, Art. II.2) must help" in (
        " ".join(str(answer).split())
    )
    assert "China" in answer._repr_html_()
    graph = answer.to_networkx()
    assert (
        graph.edges["china", "north-korea", "sino-dprk-1961:II.2"]["status"]
        == "contested"
    )
    proof = str(answer.why("China"))
    assert "Is North Korea in a state of war because Ukraine struck it?" in proof


def test_a_proof_tells_each_reason_once() -> None:
    text = str(asked("Russia", by="Poland", on=DAY, rounds=2).why("China"))
    assert text.count("Does North Korea perform its duty under") == 1


def test_every_row_of_a_reading_alone_equals_its_column() -> None:
    whole = asked("North Korea", by="Ukraine", on=DAY, rounds=None)
    alone = ask("North Korea", by="Ukraine", on=DAY, reading="charter")
    assert (
        alone["China"].verdict.to_dict()
        == whole["China"].by_reading["charter"].to_dict()
    )
    assert whole.under("charter")["China"].status is Status.RELEASED


def test_a_duty_not_to_help_the_other_side_asks_not_who_began() -> None:
    """Art. IX of the Indo-Soviet treaty speaks of any country in armed conflict with the other party."""
    assert (
        str(ask("Pakistan", by="India", on="1971-12-03", rounds=1)["Soviet Union"].duty)
        == "not-aid"
    )


def test_words_in_another_tongue_are_told_in_english_with_the_original() -> None:
    told = " ".join(
        ask("North Korea", by="Ukraine", on="2026-01-01", rounds=1)
        .text(all=True)
        .split()
    )
    assert (
        '"They shall consult without delay every time" (translated; in the original "Նրանք'
        in told
    )
    assert '"immediately render military and other assistance by all means"' in told
