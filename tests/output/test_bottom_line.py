"""The bottom line of small worlds with made-up pacts, and how much of an answer is told."""

from __future__ import annotations

import re

import pytest

from engine.answer import Answer
from engine.output.bottom_line import bottom_line
from engine.output.owing import events_in_words
from engine.world import World, shipped
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
    """The bottom line without the sentence of those who owe nothing."""
    return tuple(s for s in bottom_line(answer) if not s.startswith("Owe "))


def asked_of(victim: str, attacker: str, on: str) -> Answer:
    """An attack asked of the shipped treaties."""
    return shipped().ask(victim, by=attacker, on=on, rounds=1)


def told(*pacts: Treaty, **of: str) -> str:
    return " ".join(bound_by(asked(*pacts, **of)))


def test_nobody_is_said_and_how_many_instruments_bound_that_day() -> None:
    answer = asked(pact("pact-a", "chile", "brazil"))
    assert bound_by(answer) == ("Nobody: no treaty obliges any state to help Iceland.",)
    assert "“No treaty”: none of the 1 collected" in " ".join(str(answer).split())
    assert (
        "None of the 1 instruments known here and in force that day binds anybody to help Iceland"
        in " ".join(answer.text(all=True).split())
    )


def test_no_name_is_picked_by_the_alphabet() -> None:
    """Six allies are all named. Of more, great powers and neighbours are named; where none is among them, all are
    counted.
    """
    small = pact("pact-a", *NORTH, members="allies")
    names = "Albania, Brazil, Chile, Denmark, Norway and Sweden"
    assert told(small) == f"{names} must help (Pact A, Art. 1)."
    more = pact("pact-a", *NORTH, "peru", members="allies")
    assert told(more) == "Seven other allies must help (Pact A, Art. 1)."
    with_great = pact("pact-a", *NORTH, "united-states", members="allies")
    assert told(with_great).startswith(
        "Seven other allies (including the United States) must help (Pact A, Art. 1)."
    )


def test_what_binds_most_is_always_named() -> None:
    """Those who owe the same share a verb; who is bound by a heavier text of his own is named with it, and counted in the group."""
    narrow = [
        pact(f"pact-{c}", "iceland", s, duty="fight")
        for c, s in zip("abcd", NORTH[:4], strict=True)
    ]
    said = told(*narrow, pact("pact-e", *NORTH, duty="act", members="allies"))
    assert (
        "Chile (Pact C, Art. 1) and Denmark (Pact D, Art. 1) must help militarily. Albania, "
        in said
    )
    assert said.endswith("must act, but each chooses how (Pact E, Art. 1).")


def test_a_few_are_all_named() -> None:
    few = pact("pact-a", "iceland", "norway", "denmark", duty="fight")
    assert told(few) == "Denmark and Norway must help militarily (Pact A, Art. 1)."


def test_what_an_article_rests_on_stands_in_the_bracket_of_its_citation() -> None:
    answer = asked(
        pact("pact-a", "iceland", "norway", verified=False),
        pact("pact-b", "iceland", "sweden"),
    )
    assert bound_by(answer)[0] == (
        "Sweden (Pact B, Art. 1) and Norway (Pact A, Art. 1°) must help."
    )
    assert "° Article not read here." in str(answer)
    unpublished = told(
        pact("pact-a", "iceland", "norway", verified=False, text_available=False)
    )
    assert unpublished.startswith("Norway must help (Pact A, Art. 1, unpublished).")


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
    assert line == (
        "Nobody for certain; perhaps Norway. Norway must help (Pact A, Art. 1), but only if “Is it vital?”"
        " is answered yes. Norway judges that."
    )


def test_the_attackers_allies_wait_for_a_defence_held_unlawful_and_are_told_below_with_it() -> (
    None
):
    answer = asked(
        pact("pact-a", "iceland", "norway"), pact("pact-b", "portugal", "spain")
    )
    assert not any("Spain" in sentence for sentence in bound_by(answer))
    # Far from the attacked state and no great power, it is asked about by nobody: the line leaves it out.
    assert "Spain" not in bottom_line(answer)[-1]
    text = " ".join(answer.text(all=True).split())
    assert "Spain (allied to the attacker" in text
    way = "If Iceland strikes back at Portugal, and only if Iceland is not acting in lawful self-defence against Portugal"
    assert f"{way}, owed to Portugal: Spain must help (Pact B, Art. 1)." in text
    named = " ".join(answer.text(only="Spain", all=True).split())
    allied = "Spain is allied to the attacker by the Pact B."
    assert f"No. {allied}" in named
    assert f"{way}: Spain must help (Pact B, Art. 1)" in named.replace(
        ", owed to Portugal:", ":"
    )


def test_help_by_two_pacts_is_one_deed() -> None:
    early = {"signed": "1890-01-01", "in_force": "1890-01-01"}
    pacts = [pact(name, "denmark", "germany", **early) for name in ("pact-a", "pact-b")]
    world = World(of([*pacts, pact("pact-c", "portugal", "france", **early)]), ())
    answer = world.ask("denmark", by="portugal", on="1900-01-01")
    helping = [
        (q.id, True) for q in answer.posed if q.id.startswith("performs:germany/")
    ]
    assert len(helping) == 2
    assert events_in_words(answer, helping) == ["the German Empire helps Denmark"]


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
    step = "If the German Empire helps Denmark and strikes Portugal, France must help Portugal (Pact B, Art. 1)."
    lead = "The German Empire must help (Pact A, Art. 1)."
    for conditions, last in (((), step), ((judged,), lead)):
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
        "Nobody: no treaty obliges any state to help Iceland. Norway need only consult"
    )


def test_only_states_asked_for_are_told_of() -> None:
    answer = asked(
        pact("pact-a", "iceland", "norway"), pact("pact-b", "iceland", "sweden")
    )
    text = answer.text(only="Norway")
    assert "Yes: Norway must help (Pact A, Art. 1)." in text
    assert text.count("Sweden") == 1
    assert "Sweden must help (Pact B)." in text
    assert "Sweden" not in answer.text(only="Norway", all=True).partition("AT ONCE")[2]
    assert "No. Chile has no treaty of help with Iceland." in answer.text(
        only=["Chile"]
    )


def test_one_kind_of_duty() -> None:
    answer = asked(
        pact("pact-a", "iceland", "norway"),
        pact("pact-b", "iceland", "sweden", duty="consult"),
        pact("pact-c", "portugal", "spain"),
    )
    _, _, at_once = answer.text(duty="consult").partition("AT ONCE")
    assert "Norway" not in at_once
    assert "Sweden must consult" in at_once
    assert "Spain" in answer.text(all=True)
    brief = answer.text(brief=True)
    assert "Norway must help" in brief
    assert not re.search("Owe |breaks|NOT KNOWN", brief)
    for wrong in ({"duty": "figt"}, {"brief": True, "all": True}, {"only": "Atlantis"}):
        with pytest.raises(CasusError):
            answer.text(**wrong)  # type: ignore[arg-type]


def test_what_an_article_rests_on_stands_in_json_and_in_tables() -> None:
    answer = asked(
        pact("pact-a", "iceland", "norway", verified=False),
        pact("pact-b", "iceland", "sweden"),
    )
    data = answer.to_dict(full=True)
    articles = {a["key"]: a["warrant"] for a in data["findings"]["articles"]}
    assert articles == {"pact-a:1": "not-seen", "pact-b:1": "seen"}
    states = {s["state"]: s for s in data["findings"]["states"]}
    assert (
        states["norway"]["ground"]["clause"]["key"]
        == states["norway"]["grounds"][0]["clause"]["key"]
        == "pact-a:1"
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
    two = "Albania (Pact A, Art. 1°) and Brazil (Pact B, Art. 1) need only consult."
    assert two in told(*talks[:2])
    more = pact("pact-d", "iceland", "spain", duty="consult")
    whole = told(*talks, more)
    assert whole.count("need only consult") == 1
    assert all(name in whole for name in ("Albania", "Brazil", "Spain"))
    many = [
        pact(f"pact-{x}", "iceland", "norway", duty=d)
        for x, d in zip("ab", ("consult", "may-assist"), strict=True)
    ]
    assert "Norway need only consult (Pact A, Art. 1)." in told(*many)
    near = " ".join(asked(*many).text(only="Norway").split())
    assert "No. Norway may help, but need not (Pact B, Art. 1)." in near
    assert "It must also consult (Pact A, Art. 1)." in near


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
    assert one == "Yes: Norway must help (Pact A, Art. 1)."
    assert not any("Norway" in line for line in others)
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


def test_those_in_doubt_must_consult_in_any_case() -> None:
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
    first, help_line, talks_line = lines
    assert first == (
        "Nobody for certain; perhaps the United States and six other states."
    )
    assert help_line.startswith(
        "Seven other allies (including the United States) must help militarily (Pact A, Art. 1), but only if "
    )
    assert talks_line == "All of them must consult in any case (same treaty, Art. 2)."
    other = pact(
        "pact-b", "iceland", "norway", duty="fight", article={"conditions": [REACHES]}
    )
    named = bound_by(asked(one, other))
    assert len(named) == 3, "a shared condition stands once"
    assert (
        "Seven other allies (including the United States and Norway) must" in named[1]
    )
    assert "Pact B" not in named[1], "a duty once"
    assert not any(line.startswith("They ") for line in named)


def test_where_the_only_help_is_unpublished_nobody_is_bound_for_certain() -> None:
    article = {"conditions": [REACHES]}
    hidden = pact(
        "pact-a",
        "iceland",
        "norway",
        verified=False,
        text_available=False,
        article=article,
    )
    assert bound_by(asked(hidden)) == (
        "Nobody for certain; perhaps Norway.",
        "What Norway owes is unpublished (the Pact A).",
    )
    near = asked(hidden).text(only="Norway")
    assert "Unknown: what Norway owes is unpublished" in near


def test_talks_that_wait_for_something_are_told_with_it() -> None:
    """Who owes nothing else owes talks all the same; two conditions stand in the sentence."""
    once = {"trigger": "threat", "conditions": ["request"]}
    asks = pact("pact-a", "iceland", "norway", duty="consult", article=once)
    near = " ".join(asked(asks).text(only="Norway").split())
    assert (
        "No. Norway need only consult (Pact A, Art. 1) if Iceland asks for help" in near
    )
    both = {**once, "conditions": ["request", REACHES]}
    two = pact("pact-a", "iceland", "norway", duty="consult", article=both)
    near = " ".join(asked(two).text(only="Norway").split())
    needs = "if Iceland asks for help and the pact reaches this."
    assert f"No. Norway need only consult (Pact A, Art. 1) {needs}" in near


def test_several_conditions_follow_a_line_that_names_who_may_have_to_help() -> None:
    other = {
        **REACHES,
        "id": "lives",
        "text": "Does it live?",
        "claim": "the pact is alive",
        "denial": "the pact is dead",
    }
    lines = bound_by(
        asked(
            pact("pact-a", "iceland", "norway", article={"conditions": [REACHES]}),
            pact("pact-b", "iceland", "sweden", article={"conditions": [other]}),
        )
    )
    assert lines[0] == "Nobody for certain; perhaps Norway and Sweden."
    assert len(lines) == 3


def test_a_decision_is_judged_by_nobody_and_who_judges_is_told_apart() -> None:
    diet = bound_by(asked_of("Denmark", "Prussia", "1864-02-01"))
    (federal,) = (line for line in diet if "Federal Diet" in line)
    assert "so decides and the fighting is" in federal
    assert federal.endswith(". Each judges the latter for itself.")
    kuwait = bound_by(asked_of("Kuwait", "Iraq", "1990-08-02"))
    assert kuwait[0].startswith("Nobody for certain; perhaps ")
    assert "(Pact of the Arab League of 1945, Art. 6), but only if" in kuwait[1]
    assert kuwait[2].startswith("18 other members of the Arab League (")
    assert kuwait[2].endswith("on another. Each judges that for itself.")


def test_help_that_waits_for_a_request_and_a_judgement_opens_no_answer() -> None:
    isles = shipped().ask(
        "If Argentina attacks the United Kingdom at the Falkland Islands on 2 April 1982, who is drawn in?"
    )
    first, second, *_ = bottom_line(isles)
    assert first == "Nobody for certain; perhaps Portugal."
    assert second.startswith("Portugal must help (Treaty of Windsor of 1386, Art. 3°)")
    assert second.endswith("of the Treaty of Windsor. Portugal judges the latter.")


def test_who_is_told_before_to_owe_as_much_is_not_counted_again() -> None:
    """Where the duties differ nobody is left out: the few that the line before does not tell are named."""
    gulf = bound_by(asked_of("Saudi Arabia", "Iran", "2026-05-01"))
    assert gulf[0].startswith("Qatar, the United Arab Emirates, Kuwait, Oman and ")
    assert gulf[1].startswith("So must 15 other members of the Arab League, among them")
    estonia = bound_by(asked_of("Estonia", "Russia", "2026-01-01"))
    assert estonia[1] == (
        "26 other EU members must help (EU Treaty, Art. 42.7): 22 of these NATO allies,"
        " and Cyprus, Austria, Ireland and Malta."
    )


@pytest.mark.parametrize(
    ("victim", "attacker", "on"),
    [
        ("United Kingdom", "Argentina", "1982-04-02"),
        ("Saudi Arabia", "Yemen", "2026-05-01"),
        ("DR Congo", "Rwanda", "2026-05-01"),
    ],
)
def test_no_bracket_follows_a_bracket(victim: str, attacker: str, on: str) -> None:
    lines = bottom_line(asked_of(victim, attacker, on))
    assert [line for line in lines if ") (" in line] == []


def test_great_powers_without_a_treaty_are_named_and_long_past_ends_by_year() -> None:
    serbia = bottom_line(asked_of("Serbia", "Austria-Hungary", "1914-07-28"))[-1]
    assert "the German Empire (allied to the attacker by the Dual Alliance)" in serbia
    assert "Bulgaria" not in serbia, "four names at most, great powers first"
    assert serbia.endswith("and the Russian Empire (no treaty of help).")
    taiwan = bottom_line(asked_of("Taiwan", "China", "2026-01-01"))[-1]
    assert "the US–Republic of China Treaty of 1954 ended in 1980" in taiwan
