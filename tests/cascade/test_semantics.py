"""Points that a lawyer would insist on, each shown on real instruments. docs/semantics.md names these tests."""

from __future__ import annotations

import ast
import re
from datetime import date
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import pytest

from engine.answer import Answer
from engine.catalogue import catalogue
from engine.catalogue import treaty_text as telling
from engine.record.facts import Fact
from engine.record.verdict import Verdict
from engine.world import World, shipped
from tests import HOME
from tests.support.each import each
from treaties.models.scenario import Event, Scenario
from treaties.vocabulary.terms import Duty, EventKind
from validation.cases import cases_text as casebook
from validation.cases.findings import CaseRun, run

TODAY = "2026-01-01"


def ask(
    victim: object,
    by: object = (),
    on: str = TODAY,
    *,
    world: World | None = None,
    **more: object,
) -> Answer:
    """One question about given events alone, without the wars that happened to be running."""
    return (world or shipped()).ask(
        victim, by=by, on=on, **{"rounds": 1, "background": False} | more
    )  # type: ignore[arg-type]


def happens(
    on: str,
    *events: Event,
    world: World | None = None,
    rounds: int | None = 1,
    **more: object,
) -> Answer:
    """One scenario."""
    scenario = Scenario(on=date.fromisoformat(on), events=events, background=False)
    return (world or shipped()).ask(scenario, rounds=rounds, **more)  # type: ignore[arg-type]


def event(
    kind: str,
    by: str | tuple[str, ...] = (),
    against: str | tuple[str, ...] = (),
    **more: object,
) -> Event:
    return Event.model_validate({"kind": kind, "by": by, "against": against} | more)


def found(
    answer: Answer, state: str, treaty: str, article: str = "*", duty: str = "*"
) -> Verdict | None:
    """The nearest verdict on a state's duties under one article; None where none can arise."""
    row = answer[state]
    grounds = [
        v
        for g, v in ((j.ground, j.verdict) for j in row.judged)
        if g.treaty == treaty
        and fnmatchcase(g.article, article)
        and fnmatchcase(str(g.duty), duty)
        and v.duty
    ]
    return min(grounds, key=lambda v: (v.status.order, v.distance.total), default=None)


def how(
    answer: Answer, state: str, treaty: str, article: str = "*", duty: str = "*"
) -> str:
    """`status duty` of that verdict, or `none`."""
    v = found(answer, state, treaty, article, duty)
    return f"{v.status} {v.duty}" if v else "none"


def asks(
    answer: Answer, state: str, treaty: str, article: str = "*", duty: str = "*"
) -> set[str]:
    """The kinds of question on which the nearest support rests."""
    v = found(answer, state, treaty, article, duty)
    assert v is not None
    return (
        {q.split(":")[0] for q, _ in answer.labels.literals.decode(v.supports[0])}
        if v.supports
        else set()
    )


def failed(answer: Answer, state: str, treaty: str) -> set[str]:
    """The conditions that failed under an instrument."""
    return {
        b.condition for b in answer[state].blocked if b.clause.startswith(treaty + ":")
    }


def case(code: str) -> CaseRun:
    (one,) = shipped().corpus.case(code)
    return run(one, shipped().corpus)


# A. Triggers


def test_sem_01_attack_and_state_of_war_are_two_elements() -> None:
    once = ask("north-korea", by="united-states", isolated=True)
    assert how(once, "china", "sino-dprk-1961", "II.2") == "none"
    assert failed(once, "china", "sino-dprk-1961") == {"state-of-war"}
    assert str(once["china"].duty) == "consult"
    assert how(once, "russia", "russia-dprk-2024", "4") == "none"
    assert how(once, "russia", "russia-dprk-2024", "3") == "conditional consult"
    assert (
        how(
            ask("estonia", by="russia", isolated=True),
            "france",
            "north-atlantic-1949",
            "5",
        )
        == "bound act"
    )
    (soil,) = shipped().corpus.case("G14b")
    declared = event("declaration-of-war", "ukraine", "north-korea")
    at_war = soil.scenario.model_copy(
        update={"events": (*soil.scenario.events, declared)}
    )
    assert asks(shipped().ask(at_war, rounds=1), "china", "sino-dprk-1961", "II.2") == {
        "lawful-defence"
    }
    another = event("armed-attack", "south-korea", "north-korea")
    elsewhere = soil.scenario.model_copy(update={"events": (another,)})
    assert (
        how(shipped().ask(elsewhere, rounds=1), "china", "sino-dprk-1961", "II.2")
        == "bound fight"
    )


def test_sem_02_a_threat_is_no_attack() -> None:
    massed = happens(TODAY, event("threat", "united-states", "north-korea"))
    assert asks(massed, "russia", "russia-dprk-2024", "3") == {"request"}
    assert how(massed, "china", "sino-dprk-1961", "IV") == "bound consult"
    assert not [r for r in massed if r.duty and r.duty.drawn_in]


def test_sem_03_lesser_force_need_not_be_an_armed_attack() -> None:
    drones = happens(
        "2025-09-10", event("limited-force", "russia", "poland", isolated=True)
    )
    assert how(drones, "germany", "north-atlantic-1949", "4") == "conditional consult"
    assert asks(drones, "germany", "north-atlantic-1949", "4") == {"request"}
    assert how(drones, "germany", "north-atlantic-1949", "5") == "contested act"
    assert asks(drones, "germany", "north-atlantic-1949", "5") == {"armed-attack"}


def test_sem_04_aggression_is_wider_than_armed_attack() -> None:
    blockade = happens(TODAY, event("blockade", "iran", "saudi-arabia"))
    assert how(blockade, "pakistan", "saudi-pakistan-2025") == "contested assist"
    assert asks(blockade, "pakistan", "saudi-pakistan-2025") == {
        "aggression",
        "in-force",
    }
    shut_in = happens(TODAY, event("blockade", "russia", "estonia"))
    assert how(shut_in, "france", "north-atlantic-1949", "5") == "none"
    assert "trigger" in failed(shut_in, "france", "north-atlantic-1949")


def test_sem_05_a_named_enemy() -> None:
    assert case("W6").right


def test_sem_06_counting_attackers() -> None:
    alone = ask("austria-hungary", by="russia", on="1913-06-01")
    assert how(alone, "germany", "dual-alliance-1879", "I") == "bound fight"
    assert how(alone, "italy", "triple-alliance-1882", "III") == "none"
    assert "attackers" in failed(alone, "italy", "triple-alliance-1882")
    both = ask("austria-hungary", by=["russia", "france"], on="1913-06-01")
    assert how(both, "italy", "triple-alliance-1882", "III") == "bound fight"


def test_sem_07_status_at_signature() -> None:
    fresh = ask("japan", by="united-states", on="1941-12-08")
    assert how(fresh, "germany", "tripartite-1940", "3") == "bound fight"
    already = ask("japan", by="united-kingdom", on="1941-01-08")
    assert how(already, "germany", "tripartite-1940", "3") == "none"
    assert failed(already, "germany", "tripartite-1940") == {"attacker"}


def test_sem_08_a_trigger_may_be_one_partys_own_opinion() -> None:
    threat = event("threat", "russia", "estonia")
    silent = happens(TODAY, threat)
    assert how(silent, "france", "north-atlantic-1949", "4") == "conditional consult"
    felt = happens(TODAY, threat, event("request", "estonia", to="north-atlantic-1949"))
    assert {
        how(felt, s, "north-atlantic-1949", "4")
        for s in ("france", "iceland", "turkey")
    } == {"bound consult"}
    danzig = happens("1939-08-28", event("threat", "germany", "poland"))
    vital = found(danzig, "united-kingdom", "anglo-polish-1939", "2(1)")
    assert vital is not None
    (literal,) = danzig.labels.literals.decode(vital.supports[0])
    assert danzig.assignments.questions[literal[0]].decider == "poland"


def test_sem_09_mobilisation_as_trigger() -> None:
    assert case("J4").right


def test_sem_10_a_casus_foederis_under_another_treaty() -> None:
    """What Turkey owes Austria, which joined on 5 August 1914, arises once Germany owes it help under their own."""
    hit = {"by": "russia", "on": "1914-08-06", "rounds": 2}
    answer = ask("austria-hungary", **hit)
    assert how(answer, "turkey", "ottoman-german-1914", "2") == "bound fight"
    without = shipped().without("dual-alliance-1879").ask("austria-hungary", **hit)
    assert without["turkey"].duty is None


def test_sem_11_a_duty_that_depends_on_anothers_help() -> None:
    munich = ask("czechoslovakia", by="germany", on="1938-09-30", rounds=2)
    assert "performs" in asks(munich, "russia", "soviet-czechoslovak-1935", "2")
    less = ask(
        "czechoslovakia",
        by="germany",
        on="1938-09-30",
        world=shipped().without("franco-czechoslovak-1925"),
    )
    assert how(less, "russia", "soviet-czechoslovak-1935", "2") == "none"


# B. Victim and aggressor


def test_sem_12_provocation_counts_only_where_the_text_says_so() -> None:
    def begun_by(ally: str, enemy: str, on: str) -> Answer:
        return happens(
            on, event("armed-attack", ally, enemy), event("armed-attack", enemy, ally)
        )

    assert (
        how(
            begun_by("germany", "france", "1913-06-01"),
            "italy",
            "triple-alliance-1882",
            "II.2",
        )
        == "none"
    )
    assert (
        how(
            begun_by("germany", "poland", "1939-06-01"),
            "italy",
            "pact-of-steel-1939",
            "III",
        )
        == "bound fight"
    )
    silent = begun_by("north-korea", "south-korea", TODAY)
    assert how(silent, "china", "sino-dprk-1961", "II.2") == "contested fight"


def test_sem_13_no_defence_against_defence() -> None:
    assert case("N19").right


def test_sem_14_struck_in_fact_is_not_unlawfully_attacked() -> None:
    (soil,) = shipped().corpus.case("G14b")
    answer = shipped().ask(soil.scenario, rounds=1)
    assert answer.labels[Fact("attacked", ("ukraine", "north-korea"))] == (0,)
    assert "lawful-defence" in asks(answer, "china", "sino-dprk-1961", "II.2")
    assert how(answer.under("charter"), "china", "sino-dprk-1961", "II.2").startswith(
        "released"
    )


def test_sem_15_arming_is_not_attacking() -> None:
    armed = happens(
        "2025-01-15",
        event("armed-attack", "russia", "ukraine", on="2022-02-24"),
        event("arming", "united-states", "russia", to="ukraine"),
    )
    assert how(armed, "north-korea", "russia-dprk-2024", "4") == "none"
    assert (
        armed.assignments.questions[
            "arming-is-attack:united-states>russia"
        ].presumed.value
        == "no"
    )
    assert (
        how(armed.under("kim-belousov-2024"), "north-korea", "russia-dprk-2024", "4")
        != "none"
    )


def test_sem_16_each_attacker_answers_for_itself() -> None:
    joint = happens(TODAY, event("armed-attack", "south-korea", "north-korea"))
    row = joint["china"]
    assert {g.adversaries for g in row.grounds if g.article == "II.2"} == {
        ("south-korea",)
    }
    assert how(joint, "china", "sino-dprk-1961", "II.2") == "bound fight"


def test_sem_17_attackers_that_are_no_state_need_attribution() -> None:
    militia = happens(
        TODAY,
        event("armed-attack", "afghanistan", "tajikistan", attributed=False),
        event("request", "tajikistan", to="cst-1992"),
    )
    assert asks(militia, "russia", "cst-1992", "4") == {"attributed"}
    assert case("G8a").right
    assert case("G8b").right


def test_sem_18_a_guarantor_that_attacks() -> None:
    belgium = ask("belgium", by="germany", on="1914-08-04")
    assert how(belgium, "germany", "london-1839", "II") == "none"
    assert "attacker" in failed(belgium, "germany", "london-1839")
    assert (
        how(belgium, "united-kingdom", "london-1839", "II", "may-assist")
        == "bound may-assist"
    )


# C. What must be done


def test_sem_19_consultation_is_not_action() -> None:
    answer = ask("russia", by="estonia")
    assert str(answer["china"].duty) == "consult"
    assert how(answer, "china", "sino-russian-2001", "9") == "bound consult"
    assert (
        how(ask("ukraine", by="russia"), "united-states", "us-ukraine-2024")
        == "conditional consult"
    )


def test_sem_20_as_it_deems_necessary() -> None:
    latvia = ask("latvia", by="russia")
    assert {
        how(latvia, s, "north-atlantic-1949", "5") for s in ("iceland", "united-states")
    } == {"bound act"}
    assert "chooses how" in Duty.ACT.meaning


def test_sem_21_the_means_are_for_readings() -> None:
    attacked = ask("north-korea", by="united-states")
    assert how(attacked, "china", "sino-dprk-1961", "II.2") == "bound fight"
    assert (
        how(attacked.under("lin-yuan"), "china", "sino-dprk-1961", "II.2")
        == "bound assist"
    )
    assert (
        how(attacked.under("ren-xiao"), "china", "sino-dprk-1961", "II.2")
        == "bound may-assist"
    )


def test_sem_22_neutrality_is_a_duty() -> None:
    answer = ask("russia", by="united-states", on="1941-06-01")
    neutral = how(answer, "japan", "soviet-japanese-1941", "2")
    assert neutral == "bound stay-neutral"
    assert answer["japan"].duty is not None
    assert not answer["japan"].duty.drawn_in
    # A text that keeps help from one side alone asks for no neutrality.
    withheld = how(answer, "germany", "molotov-ribbentrop-1939", "II")
    assert withheld == "bound not-aid"


def test_sem_23_no_separate_peace_stands_and_is_never_triggered() -> None:
    answer = ask("poland", by="germany", on="1939-09-01")
    assert not [g for r in answer for g in r.grounds if g.duty.standing]
    listed = {
        r["id"] for r in catalogue.treaties(duty="no-separate-peace", on="1939-09-01")
    }
    assert {"pact-of-steel-1939", "anglo-polish-1939"} <= listed


def test_sem_24_bases_and_prior_consultation() -> None:
    answer = ask("north-korea", by="united-states")
    assert how(answer, "japan", "us-japan-1960", "V") == "none"
    assert "consults first" in telling.tell("us-japan-1960").replace("\n    ", " ")


def test_sem_25_timing_words_bind_the_start() -> None:
    britain = case("W4")
    assert casebook.late(britain.case.conduct[0], britain) == 2
    assert britain.lines[0].right


# D. Scope


def test_sem_26_territorial_scope() -> None:
    guam = ask("united-states", by="north-korea", at="guam")
    assert how(guam, "south-korea", "us-rok-1953", "III") == "bound act"
    assert how(guam, "australia", "anzus-1951", "IV") == "bound act"
    assert how(guam, "philippines", "us-philippines-1951", "IV") == "bound act"
    for state, treaty in (
        ("japan", "us-japan-1960"),
        ("france", "north-atlantic-1949"),
    ):
        assert "in-area" in failed(guam, state, treaty)
    assert (
        how(guam, "france", "north-atlantic-1949", "5")
        == how(guam, "japan", "us-japan-1960", "V")
        == "none"
    )


def test_sem_27_forces_abroad() -> None:
    kursk = ask("north-korea", by="ukraine", at="forces-in-kursk", on="2025-01-15")
    assert "forces-abroad" in asks(kursk, "china", "sino-dprk-1961", "II.2")
    shoal = happens(
        "2025-06-01",
        event("armed-attack", "china", "philippines", at="second-thomas-shoal"),
    )
    assert how(shoal, "united-states", "us-philippines-1951", "IV") == "bound act"
    at_home = happens(
        "2025-01-15",
        event(
            "armed-attack",
            "ukraine",
            "russia",
            at={"place": "kursk", "kind": "forces"},
        ),
    )
    assert how(at_home, "north-korea", "russia-dprk-2024", "4") == "bound fight"


def test_sem_28_disputed_territory() -> None:
    donetsk = ask("russia", by="ukraine", at="donetsk")
    assert asks(donetsk, "north-korea", "russia-dprk-2024", "4") == {"territory"}
    north = happens(
        TODAY, event("armed-attack", "china", "south-korea", at="pyongyang")
    )
    assert how(north, "united-states", "us-rok-1953", "III") == "none"


def test_sem_29_parts_of_a_party_overseas() -> None:
    assert case("N5").right
    assert case("N12").right


# E. Gates


def test_sem_30_the_victims_request() -> None:
    assert case("N14").right
    unasked = ask("russia", by="ukraine", at="kursk", on="2024-08-20")
    assert how(unasked, "kazakhstan", "cst-1992", "4") == "conditional fight"
    assert asks(unasked, "kazakhstan", "cst-1992", "4") == {"request"}


def test_sem_31_the_councils_measures() -> None:
    assert case("N39b").right
    later = happens(
        TODAY, event("armed-attack", "russia", "estonia"), event("council-measures")
    )
    assert how(later, "poland", "north-atlantic-1949", "5") == "released act"
    assert how(later, "poland", "north-atlantic-1949", "4") == "bound consult"


def test_sem_32_charter_duties_prevail() -> None:
    answer = ask("north-korea", by="united-states")
    assert how(answer, "russia", "russia-dprk-2024", "4") == "bound fight"
    barred = answer.under("council-sanctions")
    assert how(barred, "russia", "russia-dprk-2024", "4") == "released fight"


def test_sem_33_domestic_law_only_where_the_text_lets_it() -> None:
    refused = ask("north-korea", by="united-states", suppose=["domestic-law:*=no"])
    assert how(refused, "russia", "russia-dprk-2024", "4") == "none"
    korea = ask("south-korea", by="north-korea", suppose=["domestic-law:*=no"])
    assert how(korea, "united-states", "us-rok-1953", "III") == "bound act"


def test_sem_34_league_gates() -> None:
    poland = ask("poland", by="germany", on="1939-09-01")
    assert asks(poland, "france", "franco-polish-1925") == {"locarno-undertakings"}
    assert case("W1").right


# F. The life of a treaty


def test_sem_35_signed_and_not_in_force() -> None:
    assert case("N18").right
    finland = ask("finland", by="russia", on="2023-03-01")
    assert how(finland, "germany", "north-atlantic-1949", "5") == "none"
    assert (
        how(
            ask("finland", by="russia", on="2023-04-04"),
            "germany",
            "north-atlantic-1949",
            "5",
        )
        == "bound act"
    )


@pytest.mark.parametrize(
    ("treaty", "day", "lives"),
    [
        ("sino-dprk-1961", "2021-09-11", True),
        ("ussr-dprk-1961", "1996-09-09", True),
        ("ussr-dprk-1961", "1997-01-01", False),
        ("sino-soviet-1950", "1980-04-10", True),
        ("sino-soviet-1950", "1980-04-12", False),
    ],
)
def test_sem_36_expiry_and_renewal(treaty: str, day: str, lives: bool) -> None:
    assert (
        bool(shipped().corpus.treaty(treaty).parties_on(date.fromisoformat(day)))
        is lives
    )


def test_sem_37_notice_takes_time() -> None:
    law = shipped().corpus
    assert "mexico" in law.treaty("rio-1947").parties_on(date(2003, 9, 1))
    assert "mexico" not in law.treaty("rio-1947").parties_on(date(2004, 9, 7))
    assert "armenia" in law.treaty("cst-1992").parties_on(date(2026, 1, 1))


def test_sem_38_one_leg_suspended() -> None:
    assert case("N6").right
    assert case("N2").right


def test_sem_39_reservations_and_understandings() -> None:
    other = ask("thailand", by="malaysia", on="1966-01-01")
    assert how(other, "australia", "seato-1954", "IV.1") == "bound act"
    assert how(other, "united-states", "seato-1954", "IV.1") == "none"
    assert how(other, "united-states", "seato-1954", "IV.2") == "bound consult"
    communist = ask("thailand", by="china", on="1966-01-01")
    assert how(communist, "united-states", "seato-1954", "IV.1") == "bound act"


def test_sem_40_succession() -> None:
    day = date(1993, 6, 1)
    assert set(shipped().corpus.treaty("ussr-dprk-1961").parties_on(day)) == {
        "russia",
        "north-korea",
    }
    assert (
        how(
            ask("north-korea", by="united-states", on="1993-06-01"),
            "ukraine",
            "ussr-dprk-1961",
        )
        == "none"
    )
    assert "east-germany" not in shipped().corpus.treaty("warsaw-1955").parties_on(
        date(1990, 10, 3)
    )
    assert not shipped().corpus.treaty("warsaw-1955").parties_on(date(1992, 1, 1))


def test_sem_41_secret_protocols() -> None:
    assert case("G3b").right
    assert case("G3c").right
    assert case("J7b").right


def test_sem_42_texts_in_several_languages() -> None:
    treaty = shipped().corpus.treaty("russia-dprk-2024")
    assert len(treaty.languages) > 1
    (help_,) = [o for o in treaty.obligations if o.article == "4"]
    assert help_.trigger.value == "armed-attack"
    assert any("invasion" in w.says.lower() for w in treaty.witnesses)


def test_sem_43_articles_by_date() -> None:
    before = ask("armenia", by="azerbaijan", at="syunik", on="2011-01-01")
    assert how(before, "russia", "cst-1992", "4") == "bound fight"
    after = ask("armenia", by="azerbaijan", at="syunik", on="2013-01-01")
    assert how(after, "russia", "cst-1992", "4") == "conditional fight"


def test_sem_44_breach_needs_a_procedure() -> None:
    answer = ask("north-korea", by="united-states")
    assert how(answer, "china", "sino-dprk-1961", "II.2") == "bound fight"
    assert how(answer.under("li-jie"), "china", "sino-dprk-1961", "II.2") == "none"
    assert (
        answer.assignments.questions[
            "peace-duty-breached:sino-dprk-1961"
        ].presumed.value
        == "no"
    )


def test_sem_45_war_between_allies_does_not_end_the_treaty() -> None:
    assert shipped().corpus.treaty("sino-soviet-1950").parties_on(date(1969, 4, 1)) == (
        "russia",
        "china",
    )
    assert case("N23").right


# G. Several treaties


def test_sem_46_conflicting_duties_stand_side_by_side() -> None:
    assert case("J6").right
    assert case("J15a").right
    loyal = ask("france", by="germany", on="1913-06-01")
    assert (
        how(loyal, "italy", "franco-italian-1902", "letter 1") == "bound stay-neutral"
    )
    assert (
        how(
            ask("germany", by="france", on="1913-06-01"),
            "italy",
            "triple-alliance-1882",
            "II.2",
        )
        == "bound fight"
    )


def test_sem_47_clauses_on_other_engagements_are_told() -> None:
    for ident in ("north-atlantic-1949", "anglo-polish-1939"):
        assert shipped().corpus.treaty(ident).conflict_rule


def test_sem_48_several_steps() -> None:
    step = happens(
        TODAY,
        event("armed-attack", "united-states", "russia", unprovoked=True),
        event("performs", "north-korea", **{"for": "russia"}),
        event("armed-attack", "united-states", "north-korea"),
    )
    assert how(step, "china", "sino-dprk-1961", "II.2") == "contested fight"
    assert asks(step, "china", "sino-dprk-1961", "II.2") == {"state-of-war"}
    assert how(step, "south-korea", "us-rok-1953", "III") == "none"
    assert how(step, "japan", "us-japan-1960", "V") == "none"
    first = event("armed-attack", "united-states", "russia", unprovoked=True)
    refused = happens(
        TODAY, first, event("abstains", "north-korea", **{"for": "russia"})
    )
    assert how(refused, "north-korea", "russia-dprk-2024", "4") == "bound fight"
    assert not [
        f
        for f in refused.record.rounds
        if f.kind == "belligerent" and f.args[0] == "north-korea"
    ]


def test_sem_49_an_ally_that_began_the_war() -> None:
    began = happens(
        TODAY,
        event("armed-attack", "china", "taiwan"),
        event("armed-attack", "taiwan", "china"),
    )
    assert asks(began, "north-korea", "sino-dprk-1961", "II.2") == {
        "lawful-defence",
        "state-of-war",
        "statehood",
    }


def test_sem_50_members_on_both_sides() -> None:
    assert case("G17a").right
    answer = ask("greece", by="turkey", at="aegean-islands")
    assert how(answer, "united-states", "north-atlantic-1949", "4") == "bound consult"
    assert how(answer, "pakistan", "saudi-pakistan-2025") == "none"


def test_sem_51_one_state_between_two() -> None:
    answer = ask("saudi-arabia", by="iran", on="2026-04-01")
    assert how(answer, "pakistan", "saudi-pakistan-2025") == "bound assist"
    assert not [g for g in answer["pakistan"].grounds if g.beneficiary == "iran"]
    text = " ".join(str(answer).split())
    assert "Saudi–Pakistani Agreement of 2025, joint statement, unpublished" in text


def test_sem_52_overlapping_duties_are_one_war() -> None:
    answer = ask("france", by="russia", on="2026-02-01")
    own = {g.treaty for g in answer["germany"].grounds if g.duty.drawn_in}
    assert {"north-atlantic-1949", "teu-42-7-2007", "aachen-2019"} <= own
    fights = [
        f
        for f in answer.labels.of
        if f.kind == "belligerent" and f.args[0] == "germany"
    ]
    assert len(fights) == 1


def test_sem_53_recognition_is_not_asked_for() -> None:
    assert (
        how(ask("north-korea", by="south-korea"), "china", "sino-dprk-1961", "II.2")
        == "bound fight"
    )
    assert (
        how(ask("south-korea", by="north-korea"), "united-states", "us-rok-1953", "III")
        == "bound act"
    )
    taiwan = ask("taiwan", by="china")
    assert (
        how(taiwan, "united-states", "taiwan-relations-act-1979") == "bound may-assist"
    )
    assert taiwan["united-states"].duty is None


def test_sem_54_political_commitments_bind_nobody_in_law() -> None:
    qatar = ask("qatar", by="iran", on="2025-12-01")
    assert str(qatar["united-states"].status) == "no-treaty"
    assert how(qatar, "united-states", "us-qatar-2025") == "bound act"
    sweden = ask("sweden", by="russia", on="2023-01-01")
    assert "uk-sweden-2022" in {g.treaty for g in sweden["united-kingdom"].grounds}
    assert not [
        f
        for f in sweden.labels.of
        if f.kind == "belligerent" and f.args[0] == "united-kingdom"
    ]


# H. What an answer looks like


def test_sem_55_duty_claim_and_act_are_three_columns() -> None:
    said = casebook.tell(case("W8b"), shipped().corpus)
    duty, claim, act = (
        said.index(word) for word in ("\nDUTY", "\nINVOCATION", "\nCONDUCT")
    )
    assert duty < claim < act
    assert "released: fight" in said[duty:claim]
    assert "non-belligerent" in said[act:]


def test_sem_56_the_beneficiary_may_waive() -> None:
    assert case("W8a").right
    assert case("W8b").right
    assert case("W7b").right


def test_sem_57_capacity_changes_no_duty() -> None:
    assert (
        how(ask("latvia", by="russia"), "iceland", "north-atlantic-1949", "5")
        == "bound act"
    )
    iceland = next(
        p
        for p in shipped().corpus.treaty("north-atlantic-1949").parties
        if p.state == "iceland"
    )
    assert "no armed forces" in iceland.note


def test_sem_58_unknown_facts_stay_unknown() -> None:
    assert case("N38").right
    unknown = ask("poland", on="1939-09-10")
    assert "attacker" in asks(unknown, "united-kingdom", "anglo-polish-1939", "1")


def test_sem_59_everything_has_its_day() -> None:
    assert (
        how(
            ask("sweden", by="russia", on="2024-03-06"),
            "norway",
            "north-atlantic-1949",
            "5",
        )
        == "none"
    )
    assert (
        how(
            ask("sweden", by="russia", on="2024-03-07"),
            "norway",
            "north-atlantic-1949",
            "5",
        )
        == "bound act"
    )


def test_sem_60_the_charter_has_a_first_day() -> None:
    before = ask("poland", by="germany", on="1939-09-01")
    assert not [
        q
        for q in before.assignments.questions
        if q.id.startswith(("unlawful:", "lawful-defence:"))
    ]
    after = ask("poland", by="germany", on="1960-06-01")
    assert [q for q in after.assignments.questions if q.id.startswith("unlawful:")]


def test_sem_61_every_answer_names_its_clause() -> None:
    guam = ask("united-states", by="north-korea", at="guam")
    assert "US–Japan Treaty of 1960, Art. V (in-area)" in str(
        guam.why("japan")
    ).replace("\n      ", " ")
    proof = str(guam.why("south-korea"))
    assert "Art. III" in proof
    assert "source:" in proof
    for row in guam:
        for g in row.grounds:
            assert g.treaty
            assert g.article
            assert g.clause.obligation.gist


# The page


@cache
def _functions(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            names.add(node.name)
    return names


PAGE = (HOME / "docs" / "semantics.md").read_text(encoding="utf-8")
POINTS = re.findall(r"^### SEM-(\d\d)\b", PAGE, re.M)


def test_every_point_is_on_the_page_once() -> None:
    points = POINTS
    assert points == [f"{n:02}" for n in range(1, len(points) + 1)]
    assert len(points) >= 82


@each("number", range(1, 1 + len(POINTS)))
def test_every_point_names_its_rule_and_a_test_that_exists(number: int) -> None:
    body = re.split(r"^### SEM-\d\d\b", PAGE, flags=re.M)[number]
    assert re.search(r"^\*\*(Implemented|Out of scope|Partly)[^*]*\*\*", body, re.M), (
        "says neither how nor why not"
    )
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", body)
    assert named, "names no test"
    for file, function in named:
        assert function in _functions(HOME / file), f"{file}::{function} does not exist"


def test_the_page_names_every_test_of_a_point() -> None:
    named = set(re.findall(r"::(test_sem_\w+)", PAGE))
    assert named == {n for n in _functions(Path(__file__)) if n.startswith("test_sem_")}


def test_kinds_of_event_are_all_shown() -> None:
    """Every kind of event occurs in a case, a scenario, a running war or a test of these points."""
    law = shipped().corpus
    held = {
        e.kind
        for s in (*(c.scenario for c in law.cases), *law.scenarios, *law.wars)
        for e in s.events
    }
    files = (Path(__file__), Path(__file__).with_name("test_rules_of_law.py"))
    here = "".join(f.read_text(encoding="utf-8") for f in files)
    assert not [k for k in EventKind if k not in held and f'"{k}"' not in here]
