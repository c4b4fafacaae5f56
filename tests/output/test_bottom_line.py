"""The bottom line of small worlds with made-up pacts, and how much of an answer is told."""

from __future__ import annotations

import pytest

from engine.answer import Answer
from engine.output.bottom_line import bottom_line
from engine.world import World
from tests.support.worlds import of
from treaties.models.treaty import Treaty
from treaties.vocabulary.errors import CasusError

NORTH = ("albania", "brazil", "chile", "denmark", "iceland", "norway", "sweden")


SEEN = {"source": "un-charter", "warrant": "seen", "verified": True}
"""That the words of an article were opened."""


def pact(ident: str, *parties: str, duty: str = "assist", **more: object) -> Treaty:
    """A pact under which each party owes every other the same."""
    article = {
        "article": "1",
        "duty": duty,
        "trigger": "armed-attack",
        "gist": "Each stands by the other.",
    }
    seen = SEEN if more.pop("verified", True) else {"verified": False}
    article |= seen | dict(more.pop("article", {}))  # type: ignore[call-overload]
    return Treaty.model_validate(
        {
            "id": ident,
            "title": f"Pact {ident[-1].upper()}",
            "parties": parties,
            "signed": "1950-01-01",
            "in_force": "1950-01-01",
            "sources": ("un-charter",),
            "obligations": (article,),
            "verified": True,
        }
        | more
    )


def asked(*pacts: Treaty, victim: str = "iceland", by: str = "portugal") -> Answer:
    return World(of(pacts), ()).ask(victim, by=by, on="1960-01-01")


def bound_by(answer: Answer) -> tuple[str, ...]:
    """The bottom line without the sentence of those bound to nothing."""
    return tuple(
        s for s in bottom_line(answer) if not s.startswith("Bound to nothing: ")
    )


def told(*pacts: Treaty, **of: str) -> str:
    return " ".join(bound_by(asked(*pacts, **of)))


def test_nobody_is_said_and_the_number_of_instruments_looked_through() -> None:
    answer = asked(pact("pact-a", "chile", "brazil"))
    assert bound_by(answer) == (
        "No treaty known here obliges any state to help Iceland.",
    )
    assert (
        "None of the 1 instruments known here and in force that day binds anybody to help Iceland"
        in " ".join(str(answer).split())
    )


def test_no_name_is_picked_by_the_alphabet() -> None:
    """Of many allies great powers and neighbours are named; where none is among them, all are counted."""
    small = pact("pact-a", *NORTH, members="allies")
    assert told(small) == (
        "The six other allies must help Iceland (Pact A, Art. 1). Nobody is bound to fight."
    )
    with_great = pact("pact-a", *NORTH, "united-states", members="allies")
    assert told(with_great).startswith(
        "The seven other allies, among them the United States, must help Iceland"
    )


def test_what_binds_most_is_always_named() -> None:
    """Those who owe the same share a verb; who is bound by a heavier text of his own is named with it, and counted in the group."""
    narrow = [
        pact(f"pact-{c}", "iceland", s, duty="fight")
        for c, s in zip("abcd", NORTH[:4], strict=True)
    ]
    said = told(*narrow, pact("pact-e", *NORTH, duty="act", members="allies"))
    assert (
        "Chile (Pact C, Art. 1) and Denmark (Pact D, Art. 1) must give Iceland military aid; "
        in said
    )
    assert said.endswith(
        "must act for Iceland, by means of their own choice (Pact E, Art. 1)."
    )


def test_a_few_are_all_named() -> None:
    few = pact("pact-a", "iceland", "norway", "denmark", duty="fight")
    assert (
        told(few)
        == "Denmark and Norway must give Iceland military aid (Pact A, Art. 1)."
    )


def test_what_an_article_rests_on_stands_in_the_bracket_of_its_citation() -> None:
    line = told(
        pact("pact-a", "iceland", "norway", verified=False),
        pact("pact-b", "iceland", "sweden"),
    )
    assert line.startswith(
        "Sweden must help Iceland (Pact B, Art. 1). Norway must help Iceland (Pact A, Art. 1, not seen)."
    )
    unpublished = told(
        pact("pact-a", "iceland", "norway", verified=False, text_available=False)
    )
    assert unpublished.startswith(
        "Norway must help Iceland (Pact A, Art. 1, unpublished)."
    )


def test_what_is_open_is_named_with_what_it_turns_on() -> None:
    judged = {
        "kind": "judgement",
        "id": "vital",
        "text": "Is it vital?",
        "nature": "law",
        "decider": "obligor",
        "presumed": "open",
    }
    line = told(pact("pact-a", "iceland", "norway", article={"conditions": (judged,)}))
    assert line.startswith(
        "Norway must help Iceland (Pact A, Art. 1), only if “Is it vital?” is answered yes, which Norway decides."
    )


def test_the_attackers_allies_wait_for_a_defence_held_unlawful_and_are_told_below_with_it() -> (
    None
):
    answer = asked(
        pact("pact-a", "iceland", "norway"), pact("pact-b", "portugal", "spain")
    )
    assert not any("Spain" in sentence for sentence in bound_by(answer))
    assert "Spain (its ally Portugal is the attacker)" in bottom_line(answer)[-1]
    text = " ".join(str(answer).split())
    way = "If Iceland strikes back at Portugal, and only if the force of Iceland against Portugal is no lawful defence"
    assert f"{way}, owed to Portugal: Spain must help (Pact B, Art. 1)." in text
    named = " ".join(answer.text(only="Spain").split())
    assert (
        "Not obliged: Spain (its ally Portugal is the attacker). If Iceland strikes back at Portugal, Spain must help Portugal"
        " (Pact B, Art. 1), only if the force" in named
    )


def test_a_great_power_on_the_attackers_side_that_waits_for_no_judgement_is_the_next_step() -> (
    None
):
    """Before war was forbidden no defence had to be lawful."""
    early = {"signed": "1890-01-01", "in_force": "1890-01-01"}
    judged = {
        "kind": "judgement",
        "id": "vital",
        "text": "Is it?",
        "nature": "law",
        "decider": "obligor",
        "presumed": "open",
    }
    step = "If the German Empire helps Denmark and the German Empire strikes Portugal, France must help Portugal (Pact B, Art. 1)."
    for conditions, last in (((), step), ((judged,), "Nobody is bound to fight.")):
        theirs = pact(
            "pact-b", "portugal", "france", **early, article={"conditions": conditions}
        )
        answer = World(
            of([pact("pact-a", "denmark", "germany", **early), theirs]), ()
        ).ask("denmark", by="portugal", on="1900-01-01")
        assert bound_by(answer)[-1] == last
        assert "France" in str(answer)


def test_who_must_consult_is_no_helper() -> None:
    line = told(pact("pact-a", "iceland", "norway", duty="consult"))
    assert line.startswith(
        "No treaty known here obliges any state to help Iceland. Norway must consult"
    )


def test_only_states_asked_for_are_told_of() -> None:
    answer = asked(
        pact("pact-a", "iceland", "norway"), pact("pact-b", "iceland", "sweden")
    )
    text = answer.text(only="Norway")
    assert "Obliged: Norway must help Iceland (Pact A, Art. 1)." in text
    assert "Sweden" not in text
    assert "Not obliged: none of the 2 instruments" in " ".join(
        answer.text(only=["Chile"]).split()
    )


def test_one_kind_of_duty() -> None:
    answer = asked(
        pact("pact-a", "iceland", "norway"),
        pact("pact-b", "iceland", "sweden", duty="consult"),
        pact("pact-c", "portugal", "spain"),
    )
    assert "Norway" not in answer.text(duty="consult")
    assert "Sweden" in answer.text(duty="consult")
    assert "Spain" in str(answer)
    assert "NOT KNOWN" not in answer.text(brief=True)
    for wrong in ({"duty": "figt"}, {"brief": True, "all": True}, {"only": "Atlantis"}):
        with pytest.raises(CasusError):
            answer.text(**wrong)  # type: ignore[arg-type]


def test_what_an_article_rests_on_stands_in_json_and_in_tables() -> None:
    answer = asked(
        pact("pact-a", "iceland", "norway", verified=False),
        pact("pact-b", "iceland", "sweden"),
    )
    data = answer.to_dict(full=True)
    called = {
        c["clause"]: c["warrant"] for i in data["instruments"] for c in i["calls"]
    }
    assert called == {"pact-a:1": "not-seen", "pact-b:1": "seen"}
    states = {s["state"]: s for s in data["states"]}
    assert (
        states["norway"]["ground"]["warrant"]
        == states["norway"]["grounds"][0]["warrant"]
        == "not-seen"
    )
    assert {r["treaty"]: r["warrant"] for r in answer.records("grounds")} == {
        "pact-a": "not-seen",
        "pact-b": "seen",
    }


def test_those_who_must_consult_stand_each_with_its_article_and_many_articles_of_one_are_counted() -> (
    None
):
    talks = [
        pact(f"pact-{x}", "iceland", s, duty="consult", verified=x != "a")
        for x, s in zip("abc", NORTH, strict=False)
    ]
    assert (
        "Brazil (Pact B, Art. 1) and Albania (Pact A, Art. 1, not seen) must consult."
        in told(*talks[:2])
    )
    many = [
        pact(f"pact-{x}", "iceland", "norway", duty=d)
        for x, d in zip("ab", ("consult", "may-assist"), strict=True)
    ]
    assert (
        "Norway must consult (Pact A, Art. 1). Norway may help, but need not (Pact B, Art. 1)."
        in told(*many)
    )


def test_what_is_said_of_the_state_asked_about_is_not_said_again() -> None:
    """Of one obligor the answer for it and the first line are one sentence; of several both have something to say."""
    law = of(
        [
            pact("pact-a", "norway", "sweden"),
            pact("pact-b", "norway", "denmark", duty="fight"),
        ]
    )
    world = World(law, ())
    one, *others = bottom_line(
        world.ask("If Chile attacks Sweden on 1955-01-01, must Norway help?")
    )
    assert one == "Obliged: Norway must help Sweden (Pact A, Art. 1)."
    assert not any("Norway must help Sweden" in line for line in others)
    free = bottom_line(
        world.ask("If Chile attacks Denmark on 1955-01-01, must Brazil help?")
    )
    assert [line for line in free if "Brazil" in line] == [free[0]]
    both = of([pact("pact-a", "norway", "sweden"), pact("pact-b", "brazil", "sweden")])
    _, lead, *_ = bottom_line(
        World(both, ()).ask("If Chile attacks Sweden on 1955-01-01, must Norway help?")
    )
    assert "Brazil" in lead


REACHES = {
    "kind": "judgement",
    "id": "reaches",
    "text": "Does it reach this?",
    "claim": "the pact reaches this",
    "denial": "the pact does not reach this",
}


def test_those_just_named_are_they_where_they_must_consult_in_any_case() -> None:
    help_ = {
        "article": "1",
        "duty": "fight",
        "trigger": "armed-attack",
        "gist": "Each stands by the other.",
        **SEEN,
    }
    talks = {
        "article": "2",
        "duty": "consult",
        "trigger": "threat",
        "gist": "They consult.",
        **SEEN,
    }
    both = ({**help_, "conditions": [REACHES]}, talks)
    one = pact("pact-a", *NORTH, "united-states", obligations=both, members="allies")
    lines = bound_by(asked(one))
    assert lines[0].startswith(
        "The seven other allies, among them the United States, must give Iceland military aid"
    )
    assert "They must in any case consult." in lines
    other = pact(
        "pact-b", "iceland", "norway", duty="fight", article={"conditions": [REACHES]}
    )
    assert not any(line.startswith("They ") for line in bound_by(asked(one, other))), (
        "two groups were just named"
    )


def test_where_the_only_help_is_unpublished_that_is_the_first_line_and_nobody_is_bound_beyond_doubt() -> (
    None
):
    article = {"conditions": [REACHES]}
    hidden = pact(
        "pact-a",
        "iceland",
        "norway",
        verified=False,
        text_available=False,
        article=article,
    )
    first, second = bound_by(asked(hidden))
    assert first == "What Norway owes Iceland is unpublished (the Pact A)."
    assert second == "Nobody is bound to help beyond doubt."
