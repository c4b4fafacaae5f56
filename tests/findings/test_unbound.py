"""Who is bound to nothing, and why: each reason on the law as it is, and the states that everybody asks about."""

from __future__ import annotations

import pytest

from engine import ask
from engine.answer import Answer
from engine.findings.calls import triggered_articles
from engine.findings.unbound import Lack, NotBinding, owing_nothing, unbound
from engine.interfaces.assistant.answer_lines import shown
from engine.output.report.report_page import report
from engine.output.unbound_text import unbound_line
from engine.world import World, shipped
from tests.output.test_bottom_line import asked, pact
from tests.support.each import each
from tests.support.worlds import of


def reasons(answer: Answer, state: str) -> dict[str, NotBinding]:
    """The reasons of a state by the id of the instrument; what rests on none by its word."""
    found = next((u.reasons for u in unbound(answer) if u.state == state), ())
    return {r.treaty.id if r.treaty else r.lack.value: r for r in found}


@each(
    ("victim", "by", "on", "state", "treaty", "lack"),
    [
        (
            "Transvaal",
            "United Kingdom",
            "1899-10-12",
            "orange-free-state",
            "transvaal-orange-free-state-1897",
            Lack.OUTSIDE,
        ),
        ("Taiwan", "China", "2026-01-01", "united-states", "us-roc-1954", Lack.ENDED),
        (
            "Taiwan",
            "China",
            "2026-01-01",
            "united-states",
            "taiwan-relations-act-1979",
            Lack.BELOW,
        ),
        ("Taiwan", "China", "2026-01-01", "russia", "no-treaty", Lack.NO_TREATY),
        (
            "Pakistan",
            "India",
            "2026-01-01",
            "china",
            "china-pakistan-2005",
            Lack.NO_HELP,
        ),
        (
            "Pakistan",
            "India",
            "2026-01-01",
            "united-states",
            "us-pakistan-1959",
            Lack.CONDITION,
        ),
        (
            "Moldova",
            "Russia",
            "2026-01-01",
            "romania",
            "north-atlantic-1949",
            Lack.OUTSIDE,
        ),
        (
            "Moldova",
            "Russia",
            "2026-01-01",
            "north-korea",
            "russia-dprk-2024",
            Lack.ALLY_ATTACKS,
        ),
        ("Georgia", "Russia", "2026-01-01", "azerbaijan", "cst-1992", Lack.ENDED),
        ("Cuba", "United States", "1962-10-22", "russia", "ussr-cuba-1962", Lack.BELOW),
        (
            "Serbia",
            "Austria-Hungary",
            "1914-07-28",
            "russia",
            "no-treaty",
            Lack.NO_TREATY,
        ),
        ("Germany", "Russia", "1914-08-01", "belgium", "neutral", Lack.NEUTRAL),
        ("Ethiopia", "Eritrea", "2026-01-01", "djibouti", "igad-1996", Lack.TALKS),
    ],
)
def test_each_reason(
    victim: str, by: str, on: str, state: str, treaty: str, lack: Lack
) -> None:
    found = reasons(ask(victim, by=by, on=on, rounds=1), state)
    assert found[treaty].lack is lack


def test_a_reason_has_its_day_article_and_source() -> None:
    answer = ask("Taiwan", by="China", on="2026-01-01", rounds=1)
    found = reasons(answer, "united-states")["us-roc-1954"]
    assert str(found.day) == "1980-01-01"
    assert found.articles == ("V",)
    told = answer.to_dict(fields=["unbound"])["findings"]["unbound"][0]["reasons"][0]
    assert (told["lack"], told["source"]) == (
        "ended",
        answer.corpus.treaty("us-roc-1954").sources[0],
    )


def test_the_soviet_union_is_told_in_every_form_for_cuba_in_1962() -> None:
    answer = ask("Cuba", by="United States", on="1962-10-22", rounds=1)
    said = "the Soviet Union (no more than the Soviet statement of 11 September 1962, a unilateral declaration)"
    forms = (
        str(answer),
        " ".join(answer.to_dict()["says"]["answer"]),
        report(answer),
        " ".join(map(str, shown(answer))),
    )
    assert all(said in " ".join(form.split()) for form in forms)
    assert "russia" in [u["state"] for u in answer.to_dict()["findings"]["unbound"]]


@pytest.mark.parametrize(
    ("victim", "by", "on"),
    [
        ("Estonia", "Russia", "2026-01-01"),
        ("Ukraine", "Russia", "2026-01-01"),
        ("Serbia", "Austria-Hungary", "1914-07-28"),
        ("South Korea", "North Korea", "1950-06-25"),
        ("Cuba", "United States", "1962-10-22"),
        ("Iraq", "United States", "2003-03-20"),
    ],
)
def test_every_great_power_of_the_day_is_bound_or_stands_among_those_bound_to_nothing(
    victim: str, by: str, on: str
) -> None:
    answer = ask(victim, by=by, on=on, rounds=1)
    helping = {
        s for c in triggered_articles(answer).calls if c.helping for s in c.states
    }
    free = {u.state for u in unbound(answer)}
    great = {
        s.id for s in answer.corpus.states.all if s.is_great_power(answer.setting.on)
    }
    assert great <= helping | free | set(answer.setting.attacked) | set(
        answer.setting.attacking
    )
    assert not helping & {u.state for u in unbound(answer) if not u.owing}


def test_a_state_asked_about_comes_first_though_it_is_neither_great_nor_near() -> None:
    answer = asked(pact("pact-a", "iceland", "norway"))
    assert unbound(answer, ["chile"])[0].state == "chile"
    assert "chile" not in {u.state for u in unbound(answer)}


def test_who_owes_help_is_told_only_what_rests_for_a_time() -> None:
    later = pact(
        "pact-b",
        "iceland",
        "norway",
        signed="1959-01-01",
        in_force="1960-06-01",
        article={"article": "7"},
    )
    answer = asked(pact("pact-a", "iceland", "norway"), later)
    found = [u for u in unbound(answer) if u.state == "norway"]
    assert [(u.owing, u.reasons[0].lack) for u in found] == [(True, Lack.NOT_IN_FORCE)]
    assert "Norway" not in unbound_line(answer)


def test_the_line_leads_with_what_names_an_instrument() -> None:
    answer = ask("Pakistan", by="India", on="2026-01-01", rounds=1)
    pakistan = unbound_line(answer)
    assert pakistan.startswith(
        "Owe Pakistan no help: China (the China–Pakistan Treaty of 2005 promises no help)"
    )


def test_a_secret_instrument_is_no_reason_for_the_public() -> None:
    secret = pact(
        "pact-a",
        "iceland",
        "norway",
        secret=True,
        article={"conditions": [{"kind": "attacker", "among": ["spain"]}]},
    )
    world = World(of([secret]), ())
    known = world.ask("iceland", by="portugal", on="1960-01-01")
    public = world.ask("iceland", by="portugal", on="1960-01-01", public=True)
    assert "pact-a" in reasons(known, "norway")
    assert "pact-a" not in reasons(public, "norway")


def test_a_pact_of_lesser_states_is_no_reason_against_a_state_that_nobody_expects_in_it() -> (
    None
):
    by_state = {
        u.state: u for u in unbound(ask("Israel", by="Iran", on="2026-01-01", rounds=1))
    }
    assert Lack.OUTSIDE not in {r.lack for r in by_state["syria"].reasons}
    assert Lack.OUTSIDE in {
        r.lack
        for u in unbound(ask("Moldova", by="Russia", on="2026-01-01"))
        for r in u.reasons
    }


def test_what_is_below_a_treaty_does_not_repeat_that_there_is_none() -> None:
    line = unbound_line(ask("India", by="Pakistan", on="2026-11-28", rounds=1))
    assert (
        "the United States, Japan and Australia (no more than the Quad, a political commitment)"
        in line
    )
    assert line.count("no treaty of help") <= 1


def test_a_guarantee_of_one_state_is_no_alliance_that_others_stand_outside_of() -> None:
    line = unbound_line(ask("North Korea", by="Ukraine", on="2026-01-01", rounds=1))
    assert "neutrality of 1815" not in line
    assert "the United Kingdom" in line


def test_who_must_stay_neutral_is_not_told_to_owe_nothing() -> None:
    neutral = pact("pact-a", "iceland", "france", duty="stay-neutral")
    assert "France" not in unbound_line(asked(neutral))
    waits = {"conditions": [{"kind": "attacker", "among": ["spain"]}]}
    idle = pact("pact-a", "iceland", "france", duty="stay-neutral", article=waits)
    assert "France (the Pact A promises no help)" in unbound_line(asked(idle))


@pytest.mark.parametrize(
    ("victim", "by"),
    [("Japan", "China"), ("United Kingdom", "France"), ("Egypt", "Israel")],
)
def test_the_last_day_of_the_calendar_has_an_answer(victim: str, by: str) -> None:
    answer = ask(victim, by=by, on="9999-12-31")
    assert "31 December 9999" in str(answer)


def test_no_ally_by_a_treaty_that_names_other_enemies_or_may_have_ended() -> None:
    """The Kenyan pact with Ethiopia is against Somalia; the Chadian treaty with Libya ended nobody knows when."""
    for victim, by, on, state, ally in (
        ("Eritrea", "Ethiopia", "2026-01-01", "kenya", False),
        ("Somalia", "Ethiopia", "2026-01-01", "kenya", True),
        ("Sudan", "Libya", "1984-03-16", "chad", False),
        ("Sudan", "Libya", "1984-03-16", "ethiopia", True),
    ):
        answer = ask(victim, by=by, on=on, rounds=1)
        lacks = [r.lack for u in unbound(answer) if u.state == state for r in u.reasons]
        assert (Lack.ALLY_ATTACKS in lacks) is ally, (victim, state, lacks)


def test_a_promise_below_a_treaty_that_leaves_out_the_attacker_is_no_promise() -> None:
    """The Carter doctrine speaks of a great power from outside the Gulf."""
    for victim, by, on, spoken in (
        ("Iran", "Russia", "1980-05-01", True),
        ("Iran", "Israel", "2026-11-30", False),
        ("United Arab Emirates", "Iran", "2026-11-30", False),
    ):
        (us,) = (
            u for u in unbound(ask(victim, by=by, on=on)) if u.state == "united-states"
        )
        named = [r.treaty.id for r in us.reasons if r.treaty]
        assert ("carter-1980" in named) is spoken, (victim, by, named)


def test_an_ally_that_must_help_the_attacker_is_not_told_to_owe_nothing() -> None:
    answer = ask("United Kingdom", by="Italy", on="1940-08-04", rounds=1)
    assert "germany" not in {u.state for u in owing_nothing(answer, unbound(answer))}
    assert "Germany must help militarily (Pact of Steel, Art. III)" in answer.text()


def test_where_nobody_is_attacked_nobody_owes_the_attacked_no_help() -> None:
    (rhineland,) = shipped().corpus.case("W1")
    assert unbound_line(ask(rhineland.scenario)) == ""


def test_the_great_powers_without_a_treaty_are_those_that_a_reader_thinks_of() -> None:
    (october,) = shipped().corpus.case("S270")
    told = unbound_line(ask(october.scenario))
    assert "the United States and the United Kingdom (no treaty of help)" in told


def test_a_replaced_treaty_is_no_reason_beside_the_treaty_in_force() -> None:
    answer = ask("Transvaal", by="United Kingdom", on="1899-10-12")
    assert "transvaal-orange-free-state-1889" not in reasons(
        answer, "orange-free-state"
    )
