"""What a reader must not miss: a duty that another state's mobilisation calls, help that waits for a word, one article told once."""

from __future__ import annotations

from typing import Any

from engine import ask
from engine.answer import Answer
from engine.findings.calls import triggered_articles
from engine.output.bottom_line import bottom_line
from engine.output.plain import as_text
from engine.record.verdict import Status
from engine.world import World, shipped
from tests.output.test_bottom_line import SEEN, asked, bound_by, pact
from tests.support.worlds import of
from treaties.models.scenario import Scenario
from treaties.models.treaty import Treaty


def _mobilises(*pacts: Treaty) -> Answer:
    event = {"kind": "mobilisation", "by": "portugal", "against": "spain"}
    scenario = Scenario.model_validate(
        {"title": "invented", "on": "1960-01-01", "events": [event]}
    )
    return World(of(pacts), ()).ask(scenario=scenario)


def _plain(answer: Answer) -> str:
    """The whole text in one line."""
    return " ".join(answer.text(all=True).split())


def _first(answer: Answer) -> str:
    """What is told by default in one line."""
    return " ".join(str(answer).split())


def test_who_must_mobilise_because_another_does_is_called_at_once_and_in_no_war_already_running() -> (
    None
):
    entente = pact(
        "pact-a",
        "norway",
        "sweden",
        duty="mobilise",
        article={"trigger": "mobilisation"},
    )
    answer = _mobilises(entente)
    assert "Norway and Sweden must mobilise (Pact A, Art. 1)." in bottom_line(answer)
    text = _plain(answer)
    assert "Pact A, Art. 1: Norway and Sweden must mobilise" in text
    assert "ALREADY RUNNING" not in text


def test_military_aid_that_waits_for_a_word_is_told_beside_help_that_is_due_already() -> (
    None
):
    due = {
        "article": "1",
        "duty": "assist",
        "trigger": "armed-attack",
        "gist": "Each stands by the other.",
        **SEEN,
    }
    more = {
        **due,
        "article": "2",
        "duty": "fight",
        "conditions": ["request"],
        "gist": "Each fights when asked.",
    }
    both = pact("pact-a", "iceland", "norway", obligations=(due, more))
    assert bound_by(asked(both)) == (
        "Norway must help (Pact A, Art. 1).",
        "If Iceland asks for help, Norway must also help militarily (same treaty, Art. 2).",
    )
    assert (
        "Pact A, Art. 2: Norway must help militarily if Iceland asks for help"
        in _plain(asked(both))
    )
    near = " ".join(asked(both).text(only="Norway").split())
    assert (
        "Yes: Norway must help (Pact A, Art. 1). It must also help militarily (same treaty, Art. 2) if Iceland asks for help."
        in near
    )
    firm = pact(
        "pact-a",
        "iceland",
        "norway",
        obligations=({**due, "duty": "fight"}, {**more, "duty": "assist"}),
    )
    assert bound_by(asked(firm)) == ("Norway must help militarily (Pact A, Art. 1).",)


def test_an_article_that_is_called_is_not_among_those_that_are_not() -> None:
    def neutral(**condition: Any) -> dict[str, Any]:
        clause = {
            "article": "1",
            "duty": "stay-neutral",
            "trigger": "armed-attack",
            "gist": "Each stays out.",
            **SEEN,
        }
        return {**clause, "conditions": [{"kind": "attacker", **condition}]}

    split = pact(
        "pact-a",
        "iceland",
        "norway",
        obligations=(neutral(among=["spain"]), neutral(among=["portugal"])),
    )
    text = _plain(asked(split))
    assert "Pact A, Art. 1: Norway must stay neutral, toward Iceland." in text
    assert "the attacker is Portugal, not Spain" not in text
    assert not any("Owe" in s and "Norway" in s for s in bottom_line(asked(split)))
    near = asked(split).text(only="Norway")
    assert "No. Norway must stay neutral (Pact A, Art. 1)." in near
    apart = pact("pact-a", "iceland", "norway", obligations=(neutral(among=["spain"]),))
    assert "Norway (the Pact A promises no help)" in _plain(asked(apart))


def test_a_reservation_that_alone_stands_in_the_way_is_told_before_an_attacker_whom_the_text_does_not_name() -> (
    None
):
    reserved = pact(
        "pact-a",
        "iceland",
        "norway",
        article={"conditions": [{"kind": "attacker", "among": ["portugal"]}]},
        reservations=[
            {
                "state": "norway",
                "gist": "None against Spain.",
                "conditions": [{"kind": "no-war-with", "states": ["spain"]}],
            }
        ],
    )
    text = _plain(
        World(of([reserved]), ()).ask(
            "iceland", by=["spain", "portugal"], on="1960-01-01"
        )
    )
    assert (
        "Norway (its reservation stands in the way: the text compels nobody to war with Spain: Pact A, Art. 1)"
        in text
    )
    assert "the attacker is Spain, not Portugal" not in text


def test_what_has_lapsed_is_told_by_day_and_after_what_the_article_lacks() -> None:
    gone = pact(
        "pact-a", {"state": "iceland", "until": "1955-01-01"}, "sweden", "norway"
    )  # type: ignore[arg-type]
    unfit = pact(
        "pact-b",
        "iceland",
        "denmark",
        article={"conditions": [{"kind": "attacker", "among": ["spain"]}]},
    )
    told = _plain(asked(gone, unfit))
    lapsed = told.index("Norway and Sweden (Iceland left the Pact A on 1 January 1955)")
    assert (
        told.index("Denmark (the attacker is Portugal, not Spain: Pact B, Art. 1)")
        < lapsed
    )


def test_the_reinsurance_of_1887_is_called_by_an_attack_of_france_and_by_nothing_else_of_it_denied() -> (
    None
):
    answer = ask("Germany", by="France", on="1888-04-01", rounds=1)
    called, _, denied = _plain(answer).partition("NOT CALLED")
    assert "Reinsurance Treaty, Art." not in denied.partition("NOT KNOWN")[0]
    stays = "The Russian Empire must stay neutral"
    assert stays in called.partition("Reinsurance Treaty, Art. I: ")[2]
    both = "Austria-Hungary (Dual Alliance, Art. II.1) and the Russian Empire (Reinsurance Treaty, Art. I) must stay neutral."
    assert both in bottom_line(answer)
    assert answer["russia"].at_once.duty is not None


def test_of_two_that_attacked_each_other_on_one_day_neither_is_told_to_have_begun() -> (
    None
):
    asked_again = _first(ask("Thailand", by="Cambodia", on="2025-07-26", rounds=1))
    assert (
        "Thailand has attacked Cambodia since 2025, and the other way round from the same day"
        in asked_again
    )
    one_sided = ask("Ukraine", by="Russia", on="2026-01-01", rounds=1)
    assert "Already at war" not in _first(one_sided), "the title names the war"
    assert "Ukraine has attacked Russia since 2024" in _plain(one_sided)
    assert "who began" not in _plain(one_sided)


def test_what_one_state_did_to_several_in_a_running_war_is_one_clause() -> None:
    (case,) = shipped().corpus.case("S292")
    told = _first(ask(case.scenario, rounds=1))
    assert told.count("has attacked") + told.count("have attacked") == 2
    assert "the United States and Israel have attacked Iran since 2026" in told


def test_a_request_of_a_running_war_is_told_with_whom_it_was_put_to() -> None:
    told = _first(ask("Armenia", by="Azerbaijan", on="2022-09-14", rounds=1))
    assert (
        "Armenia asked the parties to the Collective Security Treaty (Tashkent, 1992) for help in 2022"
        in told
    )


def test_where_an_answer_is_cut_help_and_what_the_attack_breaks_stay() -> None:
    """What binds nobody to help goes first: readings, what was not read, then who owes nothing."""
    answer = ask("Poland", by="Germany", on="1939-09-01", rounds=1)
    sections = [s for s in answer.document().sections if s.blocks]
    ruled = [b.body for b in sections[0].blocks]
    helping = {
        c.treaty.name
        for c in triggered_articles(answer).calls
        if c.helping and c.verdict.status is Status.BOUND
    }
    assert helping
    assert all(any(name in text for text in ruled) for name in helping)
    assert {b.rank for b in sections[0].blocks} == {0}
    free = [b.rank for b in sections[1].blocks]
    assert all(r > 0 for r in free[1:])
    broken = "Germany breaks the German–Polish Declaration of 1934 (declaration) and the Pact of Paris of 1928 (Art. I)."
    rest = [b for s in sections[2:] for b in s.blocks if b.body != broken]
    assert all(b.rank > max(free[:1]) for b in rest if not b.body.startswith("°"))
    short = as_text(answer.document(), lines=12)
    assert all(" ".join(t.split()) in " ".join(short.split()) for t in ruled)
    assert broken in " ".join(short.split())


def test_suspended_members_are_told_together() -> None:
    told = _first(ask("Niger", by="Nigeria", on="2023-10-01", rounds=1))
    assert "Burkina Faso, Mali and Niger are taken to be still bound" in told
    assert told.count("taken to be") == 1


def test_no_more_is_owed_for_a_reason_that_a_reader_thinks_of() -> None:
    """An article of other attackers is no reason why talks are all that is owed; a reservation and an area are."""
    assert "No more is owed" not in _first(ask("China", by="Japan", on="1937-09-01"))
    melilla = _first(ask("Spain", by="Morocco", on="2025-11-06", at="Melilla"))
    assert "No more is owed: the treaty's area leaves out Melilla" in melilla
    lahore = _first(ask("Pakistan", by="India", on="1965-09-06"))
    assert "No more is owed: its reservation stands in the way" in lahore
