"""A stranger reads an answer once: no clause hangs on nothing, no fragment stands for a sentence, nobody is named without a
reason, and no duty is told that the question does not touch.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.output.first_lines.lesser import declarations
from engine.output.ruling_text import ruling_text
from engine.output.unbound_text import unbound_line
from engine.ruling.attack import ruling_of
from engine.world import shipped
from tests.output.test_first_lines import all_who, asked, law, one_line
from treaties.models.neutrality import Neutrality

GOLDEN = sorted(Path(__file__).parent.joinpath("golden").glob("*.txt"))
FRAGMENTS = (
    r"which [^.;()]* judges? for itself",
    r", which [A-Z][^.;()]* judges\b",
    r"\bas (each|[A-Z]\w+) judges\b",
    r", not seen\)",
    r"\(Arts? [^()]*: must",
    r"\b\d{4}, \d{4}, Art",
    r"\bmust only if\b",
    r"Otherwise: .*Otherwise: ",
    r"\d other parties \(",
    r"\bincluded,? to help\b",
    r"allied to (the attacker|[A-Z][\w ]+)[);]",
)
"""Turns at which readers stopped."""
UNTAKEN = re.compile(r"^(?!On |If |Only )[^.]*\bmust\b[^.]*, (but|and) only if ")
"""A sentence that says `must` and takes it back."""


def stops(text: str) -> list[str]:
    return [found[0] for turn in FRAGMENTS if (found := re.search(turn, text))]


@pytest.mark.parametrize("path", GOLDEN, ids=lambda p: p.stem)
def test_no_golden_answer_has_a_turn_at_which_readers_stop(path: Path) -> None:
    assert stops(one_line(path.read_text())) == []


@law
def test_no_answer_on_who_must_help_has_a_turn_at_which_readers_stop(
    question: str,
) -> None:
    assert stops(one_line(all_who(asked(question)).text())) == []


@law
def test_no_answer_opens_with_a_duty_that_its_condition_takes_back(
    question: str,
) -> None:
    answer = all_who(asked(question))
    if not ruling_of(answer).settled:
        assert not UNTAKEN.search(ruling_text(answer)[0])


@law
def test_at_most_four_are_told_to_owe_nothing_each_with_a_reason(question: str) -> None:
    answer = asked(question)
    line = unbound_line(answer)
    outside = re.sub(r" \((?:[^()]|\([^()]*\))*\)", "", line)
    names = {s.name_on(answer.setting.on) for s in answer.corpus.states.all}
    told = [
        n for n in names if re.search(rf"(?<![\w-]){re.escape(n)}(?![\w-])", outside)
    ]
    attacked = {answer.setting.name(s) for s in answer.setting.attacked}
    assert len(set(told) - attacked) <= 4, line
    assert line.count("no treaty of help") <= 1


def test_a_treaty_long_dead_and_a_league_that_the_victim_left_too_are_no_reasons() -> (
    None
):
    austria = unbound_line(shipped().ask("Austria", by="Prussia", on="1866-06-23"))
    assert "1848" not in austria
    assert "1856" not in austria
    czech = unbound_line(shipped().ask("Germany", by="Czechoslovakia", on="1939-09-01"))
    assert "Japan and the United States (no treaty of help)" in czech
    brazil = unbound_line(shipped().ask("Brazil", by="Denmark", on="1939-09-01"))
    assert "(Brazil left the League of Nations in 1928)" in brazil


def test_an_alliance_with_the_attacker_is_named_and_is_one_of_the_state_as_a_whole() -> (
    None
):
    korea = unbound_line(
        shipped().ask("South Korea", by="North Korea", on="2026-01-01")
    )
    assert "China (allied to the attacker by the Sino–North Korean Treaty" in korea
    belgium = unbound_line(shipped().ask("Belgium", by="Prussia", on="1854-03-28"))
    assert "Netherlands (allied" not in belgium


def test_neutrality_in_another_war_is_not_told() -> None:
    yemen = shipped().ask("Yemen", by="France", on="1939-09-01")
    assert declarations(yemen.setting) == []
    poland = shipped().ask("Poland", by="Germany", on="1939-09-01")
    declared: list[Neutrality] = declarations(poland.setting)
    assert {n.state for n in declared} == {"italy", "portugal"}


def scenario(code: str) -> str:
    (found,) = (c for c in shipped().corpus.cases if c.code == code)
    return one_line(shipped().ask(victim=found.scenario).text())


def test_duties_to_or_against_those_of_an_earlier_war_are_left_out() -> None:
    korea = scenario("G14b")
    assert "consult with Ukraine" not in korea
    assert "must not help Russia" not in korea
    odesa = scenario("S85")
    assert "must not help Russia" not in odesa
    assert (
        "No more is owed: the treaties' areas leave out Odesa (North Atlantic Treaty, Arts 5 and 6; EU Treaty, Art. 42.7)."
        in odesa
    )
    israel = one_line(shipped().ask("Israel", by="Iran", on="2026-01-01").text())
    assert "must not help Iran" not in israel


def test_a_group_that_consults_is_not_counted_anew_beside_the_group_that_helps() -> (
    None
):
    chad = one_line(
        shipped().ask("Antigua and Barbuda", by="Chad", on="2026-01-01").text()
    )
    assert "17 parties to the Rio Treaty (including" in chad
    assert "These parties to the Rio Treaty must consult in any case" in chad


def test_a_condition_that_two_duties_share_is_told_once() -> None:
    belarus = one_line(shipped().ask("Belarus", by="Ukraine", on="2026-01-01").text())
    assert belarus.count("Ukraine is not acting in lawful self-defence") == 1
    assert re.search(
        r"On the same condition, Russia, [^.]* must help militarily \([^()]*Art. 4\), but only if Belarus asks for help",
        belarus,
    )


def test_a_treaty_is_named_once_in_a_sentence_and_a_group_by_its_treaty() -> None:
    bohemia = one_line(shipped().ask("Austria", by="Prussia", on="1866-06-23").text())
    assert (
        "France must consult (Austro-French Convention of 1866, Art. III°) if the treaty was in force that day"
        in bohemia
    )
    bolivia = one_line(shipped().ask("Bolivia", by="Portugal", on="1982-04-02").text())
    assert (
        "parties to the OAS Charter of 1948 (including Cuba) need only consult (Arts 3(h) and 28)"
        in bolivia
    )


def test_who_may_help_or_is_a_small_neighbour_of_no_treaty_is_not_told_to_owe_nothing() -> (
    None
):
    iran = shipped().ask("Iran", by="Spain", on="1955-06-01")
    assert "Soviet Union may help, but need not" in one_line(iran.text())
    assert "Soviet Union" not in unbound_line(iran)
    assert unbound_line(shipped().ask("Belgium", by="Prussia", on="1854-03-28")) == ""


def test_great_allies_of_the_attacker_come_before_small_ones() -> None:
    russia = unbound_line(shipped().ask("Russia", by="Poland", on="2026-11-30"))
    assert "the United States" in russia


def test_what_each_of_several_must_find_of_itself_is_said_of_each() -> None:
    qatar = one_line(shipped().ask("Qatar", by="Israel", on="2026-01-01").text())
    assert "but only if a separate peace with Israel permits help" in qatar


def test_small_states_far_away_are_not_told_to_owe_nothing() -> None:
    austria = unbound_line(shipped().ask("Austria", by="Chile", on="1854-03-28"))
    assert "Modena" not in austria
    assert "France" in austria
