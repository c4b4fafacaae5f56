"""Reasons and conditions in the first lines: of the nearest treaty, in plain order, and each state told once."""

from __future__ import annotations

from engine.output.bottom_line import bottom_line
from engine.question.topic import Kind
from engine.world import World, shipped
from tests.output.test_bottom_line import pact
from tests.output.test_kinds_of_question import asked, lines, waiting
from treaties.models.treaty import Treaty

HELPER = {"kind": "assists", "state": "sweden"}
"""The condition that Sweden helps too."""


def _article(number: str, **more: object) -> dict[str, object]:
    """An article of help of a made-up pact."""
    article: dict[str, object] = {
        "article": number,
        "duty": "assist",
        "trigger": "armed-attack",
        "gist": "Each stands by the other.",
        "source": "un-charter",
        "warrant": "seen",
    }
    return article | more


def _talks_and_help(*conditions: object) -> Treaty:
    """A pact of two that asks for talks at once, and for help on some conditions."""
    talks = _article("1", duty="consult")
    help_ = _article("2", conditions=conditions)
    return pact("pact-a", "iceland", "norway", obligations=(talks, help_))


def test_help_that_waits_for_another_helper_is_the_reason_of_a_no() -> None:
    found = lines(_talks_and_help(HELPER), kind=Kind.MUST, must="Norway")
    assert found[0] == (
        "No. Norway need only consult (Pact A, Art. 1): "
        "help is owed only in so far as Sweden helps Iceland (Art. 2)."
    )
    why_not = lines(_talks_and_help(HELPER), kind=Kind.WHY_NOT, must="Norway")
    assert why_not[0] == (
        "Because help is owed only in so far as Sweden helps Iceland (Pact A, Art. 2)."
    )


def test_a_treaty_of_two_gives_the_reason_before_a_covenant_of_many() -> None:
    many = ("iceland", "norway", "denmark", "finland", "ireland", "chile", "peru")
    other = {"conditions": [{"kind": "attacker", "among": ["ireland"]}]}
    covenant = pact("pact-0", *many, article=other)
    found = lines(covenant, _talks_and_help(HELPER), kind=Kind.WHY_NOT, must="Norway")
    assert "in so far as Sweden helps Iceland (Pact A, Art. 2)" in found[0]


def test_a_help_that_another_helper_calls_is_no_reason_of_a_no() -> None:
    answer = asked(
        _talks_and_help(HELPER), pact("pact-b", "iceland", "sweden"), rounds=5
    )
    assert not any("in so far as" in line for line in bottom_line(answer))


def test_of_states_that_all_may_have_to_help_nobody_is_bound_for_certain() -> None:
    one = pact("pact-a", "iceland", "norway", "sweden", **waiting())
    found = lines(one, kind=Kind.WHO_NOT, must=("Norway", "Sweden"))
    assert found[:2] == (
        "None: all of them must help, at least on a condition.",
        "If Iceland asks for help, Norway and Sweden must help (Pact A, Art. 1).",
    )


def test_who_may_have_to_help_is_not_counted_among_those_who_need_only_consult() -> (
    None
):
    talks = pact("pact-a", "iceland", "norway", "sweden", duty="consult")
    perhaps = pact("pact-b", "iceland", "norway", **waiting())
    found = bottom_line(asked(talks, perhaps))
    assert "Sweden need only consult (Pact A, Art. 1)." in found


def test_a_state_that_declared_itself_neutral_is_told_once(world: World) -> None:
    told = " ".join(
        bottom_line(world.ask("Belgium", by="Germany", on="1914-08-04", rounds=1))
    )
    assert told.count("Italy") == 1
    assert told.count("the United States") == 1


def test_an_ally_that_must_help_the_attacker_is_told_once(world: World) -> None:
    *_, free, step = bottom_line(world.ask("Libya", by="France", on="2011-03-19"))
    assert "the United Kingdom" in step
    assert free.startswith("Owe Libya no help: Russia")
    assert "United Kingdom" not in free


def test_the_words_of_a_promise_stand_behind_what_it_hangs_on() -> None:
    words = {"article": {"conditions": ["request"], "phrase": "stand by each other"}}
    promised = pact("pact-a", "iceland", "norway", **words)
    one = lines(promised, kind=Kind.WHY, must="Norway")
    assert one[:2] == (
        "Only if Iceland asks for help: Norway must help (Pact A, Art. 1).",
        'Its words: "stand by each other".',
    )


def test_several_more_clauses_of_one_deed_are_counted() -> None:
    first = pact("pact-a", "iceland", "norway", duty="fight")
    more = [pact(f"pact-{x}", "iceland", "norway") for x in "bc"]
    found = lines(first, *more, kind=Kind.MUST, must="Norway")
    assert found[1] == ("It must also help (Pact B, Art. 1; Pact C, Art. 1).")


def test_why_not_of_a_state_that_is_bound_denies_the_premise() -> None:
    found = lines(pact("pact-a", "iceland", "norway"), kind=Kind.WHY_NOT, must="Norway")
    assert found[0] == "On the contrary: Norway must help (Pact A, Art. 1)."
    means = pact("pact-a", "iceland", "norway", duty="act")
    found = lines(means, kind=Kind.WHY_NOT, must="Norway")
    assert found[0] == (
        "On the contrary: Norway must act, but chooses how (Pact A, Art. 1)."
    )


def test_an_area_that_leaves_a_place_out_is_cited_by_its_own_article(
    world: World,
) -> None:
    answer = world.ask("Spain", by="Morocco", must="USA", at="Ceuta", rounds=1)
    assert "leaves out Ceuta (Arts 5 and 6)" in bottom_line(answer)[0]


def test_further_articles_of_the_treaty_are_told_with_their_own_conditions(
    world: World,
) -> None:
    found = bottom_line(world.ask("Germany", on="1914-08-03", must="Italy"))
    assert found[0].startswith("Only if the attacker is France")
    asks = (
        "Another article asks the same of it (same treaty, Art. III) if the attackers"
    )
    assert found[1].startswith(asks)
    # The talks of Art. V wait for a great power as attacker, and none is named.
    assert not any(line.startswith("In any case") for line in found)


def test_the_shipped_pact_with_the_help_of_a_third_is_named() -> None:
    answer = shipped().ask(
        "Czechoslovakia", by="Germany", on="1938-09-30", must="Soviet Union"
    )
    assert "only in so far as France helps Czechoslovakia" in bottom_line(answer)[0]
