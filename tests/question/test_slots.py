"""What a question asks besides who is attacked: kinds, states, treaties, side, means, target."""

from __future__ import annotations

from typing import Any

import pytest

from cli import application
from engine.output.bottom_line import bottom_line
from engine.question.as_scenario import OF_THE_LAW_ALONE
from engine.question.query import FIELDS
from engine.question.topic import Kind, LawAlone, Side, Topic
from engine.world import ask, shipped
from treaties.vocabulary.errors import CasusError

ON = "2026-01-01"


def asks(**given: Any) -> Topic:
    return shipped().ask("Estonia", by="Russia", on=ON, rounds=1, **given).topic


def test_a_state_asked_about_makes_the_kind_must() -> None:
    found = asks(must=["Germany", "USA"])
    assert (found.kind, found.states) == (Kind.MUST, ("germany", "united-states"))


def test_an_alliance_is_its_treaty() -> None:
    found = asks(must="NATO")
    assert found.group == "NATO"
    assert found.treaties == ("north-atlantic-1949",)
    assert found.states == ()


def test_neighbours_are_those_of_the_victim() -> None:
    assert asks(must="neighbours").states == ("latvia", "russia")


def test_a_treaty_is_named_with_its_article() -> None:
    found = asks(under="NATO:Art. 5", kind="covers")
    assert (found.treaty, found.article) == ("north-atlantic-1949", "5")


def test_the_side_is_that_of_the_victim_unless_said() -> None:
    assert asks().side is Side.VICTIM
    assert asks(side="attacker").side is Side.ATTACKER


def test_means_become_the_kind_of_the_event() -> None:
    answer = shipped().ask("Estonia", by="Russia", on=ON, rounds=1, means="blockade")
    assert [str(e.kind) for e in answer.scenario.events if not e.background] == [
        "blockade"
    ]


def test_a_target_becomes_what_is_hit() -> None:
    answer = shipped().ask(
        "Estonia", by="Russia", on=ON, rounds=1, target="merchantman"
    )
    (event,) = [e for e in answer.scenario.events if not e.background]
    assert event.at is not None
    assert str(getattr(event.at, "kind", "")) == "vessel"


def test_a_sentence_and_fields_give_the_same() -> None:
    text = f"If Russia attacks Estonia on {ON}, must Germany help under NATO?"
    sentence = shipped().ask(text, rounds=1).topic
    fields = asks(must="Germany", under="NATO")
    assert (sentence.kind, sentence.states, sentence.treaties) == (
        fields.kind,
        fields.states,
        fields.treaties,
    )


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"kind": "covers"}, "`covers` asks about a treaty"),
        ({"kind": "weigh", "under": "NATO"}, "`weigh` asks about two treaties"),
        ({"kind": "why"}, "`why` asks about a state or treaty"),
        ({"kind": "whom"}, "no kind is called `whom`"),
        ({"under": "NATO:77"}, "no article is called `77`; it has 1, 4, 5"),
        ({"must": "Gondor"}, "no state is called `Gondor`"),
        ({"means": "dron"}, "no means is called `dron`"),
        ({"target": "moon"}, "no target is called `moon`"),
        ({"side": "both"}, "no side is called `both`"),
        ({"without": "NATO:Japan"}, "`Japan` is no party to `north-atlantic-1949`"),
        ({"kind": "why"}, "add `--must France`"),
        ({"kind": "covers"}, "add `--under NATO:5`"),
        ({"kind": "weigh"}, "add `--under NATO:5 --under CSTO:4`"),
        ({"kind": "weigh", "under": "NATO"}, "add `--under CSTO:4`"),
        ({"kind": "weigh", "under": ["NATO", "CSTO", "EU"]}, "two at most"),
        ({"kind": "owes"}, "add `--must France --must Poland`"),
        ({"kind": "owes", "must": ["Japan", "USA", "Iran"]}, "two at most"),
        (
            {"kind": "owes", "must": "USA", "under": ["NATO", "CSTO"]},
            "leave `--under` out",
        ),
        (
            {"kind": "weigh", "must": "USA", "under": ["NATO", "CSTO"]},
            "leave `--must` out",
        ),
    ],
)
def test_what_means_nothing_is_refused(given: dict[str, Any], message: str) -> None:
    with pytest.raises(CasusError) as error:
        asks(**given)
    assert message in str(error.value)


@pytest.mark.parametrize("kind", ["why", "why-not", "when", "covers"])
def test_the_option_of_a_refusal_works_when_it_is_added(kind: str) -> None:
    with pytest.raises(CasusError) as refused:
        asks(kind=kind)
    option, value = str(refused.value.remedy).split("`")[1].removeprefix("--").split()
    assert asks(**{"kind": kind, option: value}).kind.value == kind


def test_a_treaty_signed_later_is_refused() -> None:
    with pytest.raises(CasusError, match="was signed only on"):
        shipped().ask("France", by="Germany", on="1939-09-01", under="NATO", rounds=1)


def test_the_sentence_and_a_field_do_not_both_say_it() -> None:
    text = f"If Russia attacks Estonia on {ON}, must Germany help?"
    with pytest.raises(CasusError, match="already says `must`"):
        shipped().ask(text, must="France", rounds=1)


def test_one_party_is_taken_out_of_a_treaty() -> None:
    answer = shipped().ask("Estonia", by="Russia", on=ON, rounds=1, without="nato:USA")
    assert answer["USA"].status.value == "no-treaty"
    assert answer["Canada"].status.value == "bound"


@pytest.mark.parametrize(
    ("sentence", "first"),
    [
        (
            "Must Switzerland stay neutral if Russia attacks Austria?",
            "Yes: Switzerland is neutral.",
        ),
        (
            "Was Italy bound to stay neutral when Germany attacked France on 3 August 1914?",
            "Yes: Italy must stay neutral (Prinetti–Barrère letters",
        ),
        (
            "Must Poland stay neutral if Russia attacks Lithuania?",
            "No: Poland must help",
        ),
        (
            "Must Poland stay neutral if Russia attacks Lithuania on 1 January 2003?",
            "No. Poland must not help Russia (Lithuanian–Polish Treaty",
        ),
        (
            "Must Chile stay neutral if Russia attacks Estonia?",
            "No. No treaty obliges Chile to stay neutral.",
        ),
    ],
)
def test_whether_a_state_must_stay_neutral_is_answered_as_it_is_asked(
    sentence: str, first: str
) -> None:
    answer = ask(sentence, rounds=1)
    assert bottom_line(answer)[0].startswith(first)


@pytest.mark.parametrize(
    "sentence",
    [
        "Does the NATO treaty cover Ceuta and Melilla?",
        "If China attacks Guam or Hawaii, must NATO help?",
        "If Argentina attacks the Falklands and South Georgia, who must help?",
    ],
)
def test_a_place_in_a_list_is_asked_back(sentence: str) -> None:
    with pytest.raises(CasusError, match="one place at a time"):
        ask(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "If Iran seizes a British tanker in the Strait of Hormuz, who must help?",
        "Iran seizes a tanker of the United Kingdom on 2019-07-19. Who must help?",
        "A British tanker is seized by Iran in the Strait of Hormuz. Who must help?",
    ],
)
def test_a_ship_that_is_seized_is_no_armed_attack(sentence: str) -> None:
    answer = ask(sentence, rounds=1)
    assert "met with the seizure of a ship by Iran" in answer.heading
    assert bottom_line(answer)[0].startswith("Nobody: no treaty obliges any state")


def test_land_that_is_seized_is_attacked() -> None:
    answer = ask("If China seizes Taiwan, who must help?", on="2026-11-01", rounds=1)
    assert answer.heading.startswith("Taiwan attacked by China")


LAW_ALONE: tuple[dict[str, Any], ...] = (
    {"kind": "owes", "must": ["Germany", "Poland"]},
    {"kind": "weigh", "under": ["NATO:5", "CSTO:4"]},
    {"kind": "when", "under": "NATO"},
)
"""A question about the law alone of each kind."""
OF_AN_ATTACK: dict[str, Any] = {
    "by": "Russia",
    "group": "Hezbollah",
    "at": "Narva",
    "side": "attacker",
    "means": "blockade",
    "target": "ships",
    "also": "Russia>Latvia",
    "reading": "charter",
    "suppose": "lawful-defence:russia>estonia=yes",
    "given": "Estonia asks NATO",
    "isolated": True,
    "background": False,
    "public": True,
    "rounds": 1,
    "far": 2,
}
"""A value of each field that only a question about an attack can use."""


@pytest.mark.parametrize("law", LAW_ALONE, ids=lambda law: law["kind"])
def test_a_question_about_the_law_alone_refuses_each_field_of_an_attack(
    law: dict[str, Any],
) -> None:
    with pytest.raises(LawAlone):
        shipped().ask(**law)
    for name, value in OF_AN_ATTACK.items():
        with pytest.raises(CasusError) as error:
            shipped().ask(**law | {name: value})
        option = FIELDS[name].only or name
        switched = "no-" * (FIELDS[name].default is True)
        asked = f"`{name}` is of an attack, and `{law['kind']}` asks about none"
        remedy = f"{asked}; leave out `--{switched}{option}`"
        assert str(error.value).startswith(remedy)


def test_every_field_is_of_the_law_or_of_an_attack() -> None:
    """A new field is one that a question about the law alone uses, or refuses."""
    assert {*OF_AN_ATTACK, *OF_THE_LAW_ALONE, "scenario"} == set(FIELDS)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"kind": "owes", "must": "USA", "scenario": "july-1914"}, "leave out the sc"),
        ({"means": "cyber", "scenario": "july-1914"}, "leave out `means` and `target`"),
        ({"kind": "weigh", "under": ["NATO", "CSTO"], "victim": "Poland"}, "`poland`"),
        ({"kind": "when", "under": ["NATO", "CSTO"]}, "asks about one treaty"),
        ({"kind": "when", "under": "NATO:5"}, "the days of a whole treaty"),
        ({"kind": "when", "must": "France"}, "or add `--under NATO`"),
        ({"kind": "weigh", "under": ["NATO", "CSTO"], "without": "NATO"}, "taken away"),
    ],
)
def test_what_the_law_alone_cannot_use_is_refused(
    given: dict[str, Any], message: str
) -> None:
    with pytest.raises(CasusError) as error:
        shipped().ask(**given)
    assert message in str(error.value)


def test_a_treaty_that_is_taken_away_is_not_asked_about() -> None:
    with pytest.raises(CasusError, match="leave out `--without NATO`"):
        asks(under="NATO", without="NATO")


def test_an_option_of_the_verb_is_not_dropped_beside_the_law_alone() -> None:
    words = ["ask", "What does Germany owe Poland?", "--brief"]
    with pytest.raises(CasusError, match="`--brief` changes nothing where no attack"):
        application("ask")(words, prog_name="casus", standalone_mode=False)
