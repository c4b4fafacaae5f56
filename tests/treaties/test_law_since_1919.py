"""The treaties since 1919 say what their articles say: who is bound on the given events alone."""

from __future__ import annotations

from datetime import date

from engine.answer import Answer
from engine.world import World
from tests.treaties.test_law_to_1918 import at_once, attack
from treaties.models.corpus import Corpus
from treaties.models.legs import legs_on


def lines(answer: Answer) -> str:
    """The first lines of an answer, in one line."""
    return " ".join(str(answer).split())


def ask(world: World, sentence: str) -> str:
    """The whole answer to a sentence, in one line."""
    return lines(world.ask(sentence))


def test_the_covenant_has_each_member_break_off_trade_and_none_fight(
    world: World,
) -> None:
    """Art. 16(1) orders it at once; what each judges is whether the Covenant was broken. Art. 11(1) is the Council's."""
    told = ask(world, "If Italy attacks Ethiopia on 3 October 1935, who must help?")
    assert "must at once break off all trade and finance with the attacker" in told
    assert "but need not fight" in told
    assert "must treat the danger as one to the whole League" in told
    assert "chooses how" not in told


def test_italy_owes_greece_neutrality_and_support_by_politics(world: World) -> None:
    """The treaty of 23 September 1928, Arts 2 and 3, in its Greek text."""
    told = ask(world, "If Bulgaria attacks Greece on 1 June 1934, must Italy help?")
    assert "Otherwise it must stay neutral (Italo-Greek Pact of 1928, Art. 2)" in told
    assert "must give political and diplomatic support" in told


def test_help_and_neutrality_are_not_owed_at_once(world: World) -> None:
    """Who helps does not stay out: the treaty of 1930 is for the rest of Greece, the pact of 1933 for the frontier."""
    told = ask(world, "If Germany attacks Greece on 6 April 1941, must Turkey help?")
    assert "Otherwise it must stay neutral (Greek–Turkish Treaty of 1930" in told
    assert "Either way it must stay neutral" not in told


def test_the_parties_of_rio_choose_their_measures_and_first_call_for_a_halt(
    world: World,
) -> None:
    """Arts 3(1), 3(2) and 20; between American states Art. 7."""
    told = ask(
        world,
        "If the Dominican Republic attacks Haiti on 1 May 2026, who must help Haiti?",
    )
    assert "by measures of each party's own choice until they decide together" in told
    assert "They must also meet and call on both sides to stop" in told
    outside = ask(world, "If Russia attacks Haiti on 1 May 2026, who must help Haiti?")
    assert "call on both sides" not in outside


def test_between_parties_of_bogota_the_treaty_of_1933_is_over(law: Corpus) -> None:
    """Art. LVIII of the Pact of Bogotá, and the days of deposit at the Organization of American States (A-42)."""

    def linked(day: date) -> set[frozenset[str]]:
        legs = legs_on(law.treaty("saavedra-lamas-1933"), day)
        return {frozenset((leg.obligor, leg.beneficiary)) for leg in legs}

    pair = frozenset(("haiti", "dominican-republic"))
    assert pair in linked(date(1951, 3, 27))
    assert pair not in linked(date(1951, 3, 28))
    today = linked(date(2026, 11, 1))
    assert pair not in today
    assert frozenset(("colombia", "nicaragua")) not in today
    assert frozenset(("argentina", "chile")) in today
    assert frozenset(("united-states", "venezuela")) in today


def test_a_state_outside_the_organisation_of_american_states_is_a_question(
    world: World,
) -> None:
    """Art. 3(h) speaks of an American State; Venezuela left on 27 April 2019."""
    inside = attack(world, date(2018, 1, 1), ("russia", "venezuela"))
    outside = attack(world, date(2026, 1, 3), ("russia", "venezuela"))
    assert at_once(inside, "canada") == "bound consult"
    assert at_once(outside, "canada") == "contested consult"


def test_the_guarantee_of_cyprus_has_britain_consult_and_leaves_the_rest_open(
    world: World,
) -> None:
    """Treaty of Guarantee of 1960, Arts II and IV."""
    told = ask(
        world, "If Turkey attacks Cyprus on 20 July 1974, must Britain help Cyprus?"
    )
    assert "(Cyprus Treaty of Guarantee of 1960, Art. II)" in told
    assert "Either way it must consult with the other guarantors" in told
    assert "No. " not in told.split("Duties under law")[0].replace("No other state", "")


def test_the_summit_had_decided_on_a_force_for_the_congo(world: World) -> None:
    """The decisions of 8 May 2023 and November 2024, and the end of the mandate on 13 March 2025."""
    case = ("rwanda", "democratic-republic-of-the-congo")
    for day, status in (
        (date(2023, 5, 7), "conditional act"),
        (date(2025, 1, 27), "contested act"),
        (date(2025, 3, 13), "conditional act"),
    ):
        assert at_once(attack(world, day, case), "malawi") == status


def test_versatile_support_is_no_plain_promise_of_help(world: World) -> None:
    """The treaty of 15 June 2000, Art. 2, opens with support in preventing threats."""
    answer = attack(world, date(2026, 1, 1), ("afghanistan", "tajikistan"))
    assert at_once(answer, "uzbekistan").startswith("contested ")


def test_a_suspended_member_takes_no_part_in_what_a_body_does(law: Corpus) -> None:
    """Mali since 30 May 2021, Niger since 10 December 2023; the Community is of 1975."""
    ecowas = law.groups.find("ECOWAS")
    assert ecowas is not None
    members = ecowas.members(date(2023, 8, 10), law.treaties)
    assert not {"mali", "burkina-faso", "guinea"} & set(members)
    assert {"nigeria", "niger"} <= set(members)
    before = ecowas.members(date(1991, 3, 1), law.treaties)
    assert {"liberia", "sierra-leone", "mali", "mauritania"} <= set(before)
    assert not ecowas.members(date(1975, 5, 27), law.treaties)


def test_readiness_to_assist_is_presumed_to_be_a_promise(world: World) -> None:
    """Notes of 19 June 1961, (c) and (d): both acted on it in July 1961."""
    told = ask(world, "If Iraq threatens Kuwait on 26 June 1961, must Britain help?")
    assert "Only if Kuwait asks for help: the United Kingdom must help" in told
    assert "consult when both find it fitting" in told


def test_a_pact_of_many_helps_no_member_that_attacks(world: World) -> None:
    """The Covenant and the Rio Treaty protect whom they name; an attacker inside them is owed nothing."""
    league = ask(
        world, "If Turkey attacks Saudi Arabia on 1 September 1939, who must help?"
    )
    assert "does not cover Saudi Arabia" in league
    rio = ask(world, "If Grenada attacks Burma on 2 April 1982, who must help?")
    for told in (league, rio):
        assert "the attacker)" not in told


def test_who_was_bound_for_a_part_of_its_lands_has_left_nothing(world: World) -> None:
    """Denmark's king was a member of the German Confederation for Holstein and Lauenburg."""
    told = ask(world, "If Cuba attacks Denmark on 4 August 1914, who must help?")
    assert "German Confederation" not in told


def test_the_same_treaty_is_the_one_of_the_line_before(world: World) -> None:
    """A line between that cites another treaty by its article alone ends the row."""
    told = ask(
        world, "If the Soviet Union attacks Finland on 30 November 1939, who must help?"
    )
    assert "Åland" in told
    assert "(Covenant of the League of Nations, Art. 11(1))" in told


def test_a_pronoun_means_the_state_of_the_line_before(world: World) -> None:
    """The members that the Covenant calls stand between Spain's talks and its promise to withhold help."""
    told = ask(
        world, "If Germany attacks the Azores on 1 November 1943, who must help?"
    )
    assert "Spain must not help Germany (Iberian Pact" in told


def test_a_mandate_in_the_form_of_an_alliance_binds(world: World) -> None:
    """Anglo–Iraqi Treaty of 1922, Art. VII: ratified on 19 December 1924."""
    case = ("switzerland", "iraq")
    bound = attack(world, date(1925, 6, 1), case)
    assert at_once(bound, "united-kingdom") == "bound assist"
    before = attack(world, date(1924, 12, 18), case)
    assert "assist" not in at_once(before, "united-kingdom")


def test_a_guarantor_owes_talks_under_each_treaty_that_asks_for_its_own(
    world: World,
) -> None:
    told = ask(world, "If Turkey attacks Cyprus, must Britain help?")
    assert "on measures to uphold the treaty (same treaty, Art. IV.1)" in told
    assert "co-operate in the common defence of Cyprus" in told


def test_an_armistice_that_one_side_declared_void_is_broken_if_it_lives(
    world: World,
) -> None:
    told = ask(world, "If Israel attacks Lebanon on 9 June 1982, who must help?")
    assert "also the Israeli–Lebanese Armistice of 1949 (Art. I(2)), only if" in told


def test_a_protocol_that_nobody_names_any_more_is_told_as_in_doubt(
    world: World,
) -> None:
    told = ask(world, "If Russia attacks Poland on 1 May 2026, who must help?")
    assert "also the Litvinov Protocol of 1929 (Art. 1°), only if" in told


def test_a_council_that_must_decide_is_waited_for(world: World) -> None:
    """Pact of the Arab League, Arts 6 and 7; since 1952 the treaty of 1950 binds against outsiders."""
    case = ("israel", "syria")
    early = attack(world, date(1950, 5, 1), case)
    assert at_once(early, "saudi-arabia") == "conditional act"
    told = ask(world, "If Iraq attacks Kuwait on 2 August 1990, who must help?")
    assert "(Pact of the Arab League of 1945, Art. 6), but only if" in told
    later = ask(world, "If Iran attacks Saudi Arabia on 1 June 2026, who must help?")
    assert "Pact of the Arab League" not in later
