"""The first lines on kinds of question other than who must help: who need not, why, which treaty, how soon, a time."""

from __future__ import annotations

import pytest

from engine.answer import Answer
from engine.output.ruling_text import ruling_text
from engine.question.topic import Kind
from engine.world import World, shipped
from tests.output.test_bottom_line import pact
from tests.support.worlds import of
from treaties.models.treaty import Obligation, Treaty

FIVE = ("iceland", "norway", "sweden", "denmark", "finland", "ireland")
"""Parties of a pact of many: the attacked and five others."""


def asked(*pacts: Treaty, **more: object) -> Answer:
    """An answer under made-up pacts."""
    given = {"by": "portugal", "on": "1960-01-01", "rounds": 1} | more
    return World(of(pacts), ()).ask("iceland", **given)


def lines(*pacts: Treaty, kind: Kind, **more: object) -> tuple[str, ...]:
    """The first lines on a kind of question."""
    return ruling_text(asked(*pacts, kind=kind, **more))


def waiting(**more: object) -> dict[str, object]:
    """An article that waits for a request."""
    return {"article": {"conditions": ["request"]} | more}


def test_who_need_not_help_is_every_state_outside_the_pacts_that_bind() -> None:
    found = lines(pact("pact-a", "iceland", "norway"), kind=Kind.WHO_NOT)
    assert found[0] == "Every state but Norway."
    many = lines(pact("pact-a", *FIVE, members="allies"), kind=Kind.WHO_NOT)
    assert many[0] == "Every state but the allies."


def test_where_nobody_must_help_every_state_need_not() -> None:
    talks = pact("pact-a", "iceland", "norway", duty="consult")
    first, *rest = lines(talks, kind=Kind.WHO_NOT)
    assert first == "Every state: no treaty obliges any state to help Iceland."
    assert not any(line.startswith(("Nobody", "No state")) for line in rest)


def test_whose_help_hangs_on_a_condition_is_not_among_those_who_need_not() -> None:
    one = pact("pact-a", "iceland", "norway", **waiting())
    first, second, *_ = lines(one, kind=Kind.WHO_NOT)
    assert first == "Every state but Norway, whose help hangs on a condition."
    assert second.startswith("If Iceland asks for help, Norway must help")


def test_beside_those_who_must_help_whoever_may_have_to_is_named() -> None:
    sure = pact("pact-a", "iceland", "norway")
    perhaps = pact("pact-b", "iceland", "sweden", **waiting())
    first = lines(sure, perhaps, kind=Kind.WHO_NOT)[0]
    assert first == "Every state but Norway and, on conditions, Sweden."


def test_who_owes_nothing_is_named_where_it_is_asked_who_need_not() -> None:
    one = asked(pact("pact-a", "iceland", "norway"), kind="who-not")
    assert "Owe Iceland no help:" in one.text()


def test_a_group_of_which_nobody_must_help_is_told_as_a_whole() -> None:
    given = {"by": "Russia", "on": "2026-01-01", "must": "NATO", "rounds": 1}
    first = ruling_text(shipped().ask("Ukraine", kind="who-not", **given))[0]
    assert first.startswith("All 32 of them: no treaty obliges any state")


def test_what_a_reservation_comes_to_is_told_with_who_made_it() -> None:
    kept = {"state": "norway", "gist": "It is neutral: what it gives need not be arms."}
    first, second = lines(
        pact("pact-a", *FIVE, members="allies", reservations=[kept]),
        kind=Kind.WHO_NOT,
        must=FIVE[1:],
    )
    assert first == "None: all five must help (Pact A, Art. 1)."
    assert second == "For Norway, what it gives need not be arms."


def test_one_state_that_must_help_is_named_where_it_is_asked_if_it_need_not() -> None:
    found = lines(pact("pact-a", "iceland", "norway"), kind=Kind.WHO_NOT, must="Norway")
    assert found[0] == "None: Norway must help (Pact A, Art. 1)."


def test_why_is_answered_by_the_treaty_and_its_words() -> None:
    words = {"article": {"phrase": "stand by each other"}}
    one = pact("pact-a", "iceland", "norway", **words)
    found = lines(one, kind=Kind.WHY, must="Norway")
    assert found == (
        "Because of the Pact A, Art. 1, by which Norway must help.",
        'Its words: "stand by each other".',
    )


def test_why_does_not_say_flatly_what_hangs_on_a_condition() -> None:
    one = pact("pact-a", "iceland", "norway", **waiting())
    found = lines(one, kind=Kind.WHY, must="Norway")
    assert (
        found[0] == "Only if Iceland asks for help: Norway must help (Pact A, Art. 1)."
    )


def test_an_ally_of_the_attacker_is_so_by_a_treaty_that_is_named() -> None:
    one = pact("pact-a", "portugal", "norway")
    found = lines(one, kind=Kind.MUST, must="Norway")
    assert found[0] == ("No. Norway is allied to the attacker by the Pact A.")
    article = {"conditions": [{"kind": "attacker", "among": ["ireland"]}]}
    attacked = pact("pact-a", "portugal", "norway", "iceland", article=article)
    assert "allied to" not in lines(attacked, kind=Kind.MUST, must="Norway")[0]


def test_of_several_treaties_those_that_bind_for_certain_come_first() -> None:
    open_ = pact("pact-a", *FIVE, **waiting())
    sure = pact("pact-b", "iceland", "norway")
    found = lines(open_, sure, kind=Kind.WHICH, must="Norway")
    assert [line[:6] for line in found] == ["Pact B", "Pact A"]


@pytest.mark.parametrize(
    ("phrase", "word"),
    [
        ("shall immediately help", "immediately"),
        ("lends help At Once", "at once"),
        ("all the help that it can give", ""),
    ],
)
def test_how_soon_is_told_by_the_word_of_the_article(phrase: str, word: str) -> None:
    one = pact("pact-a", "iceland", "norway", article={"phrase": phrase})
    found = lines(one, kind=Kind.HOW_SOON)
    duty = "Norway must help (Pact A, Art. 1)."
    begins = f'"{word.capitalize()}", and no deadline is set' if word else ""
    assert found == (f"{begins or 'Nothing on file says how soon'}: {duty}",)


def test_the_word_of_haste_that_a_file_names_counts_before_the_phrase() -> None:
    given = {"article": "1", "duty": "assist", "trigger": "armed-attack"}
    one = Obligation(**given, gist="Each helps the other.", haste="forthwith")
    assert one.urgency == '"forthwith"'
    told = Obligation(**given, gist="Each helps the other without delay.")
    assert told.urgency == "without delay"


def test_a_word_of_haste_that_only_the_gist_has_stands_without_quotation_marks() -> (
    None
):
    gist = {"gist": "Each helps the other at once."}
    found = lines(pact("pact-a", "iceland", "norway", article=gist), kind=Kind.HOW_SOON)
    assert found[0].startswith("At once, and no deadline is set: Norway must help")


def test_how_many_is_none_where_nobody_must_help() -> None:
    talks = pact("pact-a", "iceland", "norway", duty="consult")
    assert lines(talks, kind=Kind.HOW_MANY)[0].startswith("None: no treaty obliges")
    one = pact("pact-b", "iceland", "norway", **waiting())
    first, second = lines(one, kind=Kind.HOW_MANY)
    assert first == "None for certain; one on a condition: Norway."
    assert second.startswith("If Iceland asks for help, Norway must help")


def test_how_soon_nobody_helps_where_nobody_must() -> None:
    talks = pact("pact-a", "iceland", "norway", duty="consult")
    assert lines(talks, kind=Kind.HOW_SOON)[0].startswith("Nobody: no treaty obliges")
    one = lines(talks, kind=Kind.HOW_SOON, must="Norway")[0]
    assert one.startswith("No. Norway need only consult")
    under = lines(talks, kind=Kind.HOW_SOON, under="pact-a")[0]
    assert under.startswith("No. ")


def test_an_answer_over_a_time_opens_with_the_answer_for_its_day() -> None:
    given = {"by": "Italy", "on": "1939-04"}
    told = shipped().ask("Albania", rounds=1, **given).text()
    assert told.index("49 other members") < told.index("WITHIN ")
    assert "Law of 1 April 1939." in told


SYRIA = {"by": "Russia", "on": "2026-01-01", "at": "forces-in-syria", "rounds": 1}
"""An attack on the forces of another state in Syria, which is an attack on Syria too."""


def test_an_article_that_fails_leaves_what_its_treaty_asks_for_besides() -> None:
    first, second = ruling_text(shipped().ask("Turkey", under="NATO:5", **SYRIA))
    assert first.startswith("No. The treaty's area leaves out")
    assert "must consult with Türkiye (same treaty, Art. 4" in second


def test_help_for_a_state_outside_the_treaty_asked_about_is_not_told() -> None:
    told = ruling_text(shipped().ask("Turkey", under="NATO:5", **SYRIA))
    assert not any("help Syria" in line for line in told)
    cyprus = shipped().ask("Cyprus", by="Turkey", on="2026-01-01", under="NATO")
    assert "the EU Treaty, Art. 42.7" in " ".join(ruling_text(cyprus))


def test_talks_that_wait_for_a_party_to_ask_say_so() -> None:
    waits = {"conditions": [{"kind": "request", "by": "any"}]}
    talks = pact("pact-a", "iceland", "norway", duty="consult", article=waits)
    found = lines(talks, kind=Kind.WHO)
    assert (
        found[-1] == "Norway need only consult (Pact A, Art. 1, if one of them asks)."
    )


def test_of_states_asked_about_those_are_counted_that_must_help() -> None:
    pacts = pact("pact-a", "iceland", "norway", "sweden")
    found = lines(pacts, kind=Kind.HOW_MANY, must=["norway", "spain"])
    assert found[0].startswith("One of the two must help: Norway must help")
    both = lines(pacts, kind=Kind.HOW_MANY, must=["norway", "sweden"])
    assert both[0].startswith("Both must help: ")
    assert lines(pacts, kind=Kind.HOW_MANY, must=["spain", "italy"])[0] == ("None.")


def test_which_treaty_is_told_of_each_state_asked_about() -> None:
    pacts = pact("pact-a", "iceland", "norway", "sweden")
    found = lines(pacts, kind=Kind.WHICH, must=["norway", "spain"])
    assert "Norway must help" in found[0]
    assert "Sweden" not in found[0]
    assert found[1] == "No treaty obliges Spain to help."


def test_no_state_asked_about_is_dropped_where_it_is_asked_why() -> None:
    found = lines(pact("pact-a", *FIVE), kind=Kind.WHY, must=list(FIVE[1:]))
    assert sum("must help" in line for line in found) == len(FIVE) - 1


def test_why_not_opens_with_because_where_help_hangs_on_a_condition() -> None:
    found = lines(
        pact("pact-a", "iceland", "norway", **waiting()),
        kind=Kind.WHY_NOT,
        must=["norway"],
    )
    assert found[0] == (
        "Because no duty is certain. "
        "Only if Iceland asks for help: Norway must help (Pact A, Art. 1)."
    )
