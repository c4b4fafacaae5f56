"""The alliances before 1919 say what their articles say: who is bound on the given events alone."""

from __future__ import annotations

from datetime import date

import pytest

from engine.answer import Answer
from engine.world import World
from treaties.models.scenario import Event, Scenario
from treaties.vocabulary.terms import EventKind


def attack(
    world: World, on: date, *pairs: tuple[str, str], at: str | None = None
) -> Answer:
    """What the texts give by themselves, without a war that ran that day."""
    events = tuple(
        Event(kind=EventKind.ARMED_ATTACK, by=by.split(), against=victim, at=at)
        for by, victim in pairs
    )
    return world.ask(Scenario(on=on, events=events, background=False))


def at_once(answer: Answer, state: str) -> str:
    """Status and duty of a state before anybody performs or strikes back."""
    row = next((r for r in answer.rows if r.state == state), None)
    return "none" if row is None else f"{row.at_once.status} {row.at_once.duty}"


def test_number_of_attackers_decides_for_italy(world: World) -> None:
    day = date(1913, 6, 1)
    alone = attack(world, day, ("russia", "austria-hungary"))
    assert at_once(alone, "germany") == "bound fight"
    assert "fight" not in at_once(alone, "italy")
    both = attack(world, day, ("russia france", "austria-hungary"))
    assert at_once(both, "italy") == "bound fight"


def test_serbia_1914(world: World) -> None:
    answer = attack(world, date(1914, 7, 28), ("austria-hungary", "serbia"))
    assert at_once(answer, "montenegro") == "bound fight"
    assert at_once(answer, "greece") == "contested fight"
    assert at_once(answer, "russia") in ("none", "not-triggered None")
    assert "fight" not in at_once(answer, "germany")
    assert "fight" not in at_once(answer, "italy")
    assert "fight" not in at_once(answer, "romania")


def test_mobilisation_of_one_member_binds_france_and_russia(world: World) -> None:
    event = Event(kind=EventKind.MOBILISATION, by="austria-hungary", against="serbia")
    answer = world.ask(Scenario(on=date(1914, 7, 26), events=(event,)))
    assert at_once(answer, "france") == at_once(answer, "russia") == "bound mobilise"


@pytest.mark.parametrize(
    ("attackers", "status"),
    [("germany", "bound fight"), ("austria-hungary germany", "bound fight")],
)
def test_france_owes_russia_help_against_germany(
    world: World, attackers: str, status: str
) -> None:
    assert (
        at_once(attack(world, date(1914, 8, 1), (attackers, "russia")), "france")
        == status
    )


def test_austria_alone_is_no_case_for_france(world: World) -> None:
    answer = attack(world, date(1914, 6, 1), ("austria-hungary", "russia"))
    assert at_once(answer, "france") != "bound fight"


def test_the_guarantee_of_belgium_is_contested_and_the_entente_is_silent(
    world: World,
) -> None:
    day = date(1914, 8, 4)
    belgium = attack(world, day, ("germany", "belgium"))
    for guarantor in ("united-kingdom", "france", "russia"):
        assert at_once(belgium, guarantor) == "contested assist"
    assert (
        at_once(attack(world, day, ("germany", "france")), "united-kingdom")
        == "bound consult"
    )


def test_federal_territory(world: World) -> None:
    day = date(1859, 5, 3)
    assert (
        at_once(
            attack(world, day, ("france", "austria-hungary"), at="lombardy"), "bavaria"
        )
        == "conditional fight"
    )
    assert (
        at_once(attack(world, day, ("france", "bavaria")), "austria-hungary")
        == "bound fight"
    )
    eider = date(1864, 2, 1)
    by_a_member = (
        ("holstein", "conditional assist"),
        ("schleswig", "conditional fight"),
        ("", "contested fight"),
    )
    for place, status in by_a_member:
        where = {"at": place} if place else {}
        assert (
            at_once(attack(world, eider, ("germany", "denmark"), **where), "bavaria")
            == status
        )


def test_before_and_after_the_term(world: World) -> None:
    assert "fight" not in at_once(
        attack(world, date(1879, 10, 20), ("russia", "germany")), "austria-hungary"
    )
    assert (
        at_once(
            attack(world, date(1879, 10, 21), ("russia", "germany")), "austria-hungary"
        )
        == "bound fight"
    )
    assert (
        at_once(attack(world, date(1905, 8, 1), ("france", "germany")), "russia")
        != "bound fight"
    )


def test_the_south_german_alliances_and_a_prussian_war_of_attack(world: World) -> None:
    """Art. 1 gives the forces for the integrity of territory; Materialien der deutschen Reichs-Verfassung III, p. 580."""
    own = attack(world, date(1868, 1, 1), ("germany", "luxembourg"))
    attacked = attack(world, date(1870, 7, 19), ("france", "germany"))
    for state in ("bavaria", "wurttemberg", "baden", "hesse-grand-ducal"):
        assert at_once(own, state) == "contested fight"
        assert at_once(attacked, state) == "bound fight"


def test_the_allies_against_paraguay_are_bound_from_may_1865(world: World) -> None:
    """Arts I and XIX; Jourdan, A Guerra da Triplice Alliança, p. 107. After the war the alliance calls nobody."""
    during = attack(world, date(1865, 6, 2), ("paraguay", "uruguay"))
    assert at_once(during, "argentina") == at_once(during, "brazil") == "bound fight"
    after = attack(world, date(1871, 1, 1), ("paraguay", "uruguay"))
    assert "fight" not in at_once(after, "argentina")


def test_each_guarantor_of_norway_chooses_its_means_once_norway_asks(
    world: World,
) -> None:
    """Art. II: support by the means thought fittest."""
    answer = attack(world, date(1909, 1, 1), ("sweden", "norway"))
    assert at_once(answer, "united-kingdom") == "conditional act"


def test_colombia_alone_touches_the_independence_of_panama_by_attacking_it(
    world: World,
) -> None:
    """Art. I; Colombia recognised Panama in the treaty in force on 1 March 1922."""
    day = date(1904, 6, 1)
    colombia = attack(world, day, ("colombia", "panama"))
    assert at_once(colombia, "united-states") == "bound assist"
    costa_rica = attack(world, date(1921, 3, 1), ("costa-rica", "panama"))
    assert at_once(costa_rica, "united-states") == "contested assist"


def test_no_member_of_the_confederation_breaks_it_north_of_the_eider(
    world: World,
) -> None:
    """Denmark is bound and protected for Holstein and Lauenburg alone (Final Act, Arts 19, 38 and 47)."""
    broken = {
        place: {
            b.clause.obligation.article
            for b in attack(
                world, date(1864, 2, 1), ("germany", "denmark"), at=place
            ).broken
            if b.clause.treaty.id == "german-confederation-1815" and not b.helper
        }
        for place in ("schleswig", "holstein")
    }
    assert broken == {"schleswig": set(), "holstein": {"Federal Act 11"}}


def test_persia_gets_troops_or_money_once_it_asks_and_mediation_fails(
    world: World,
) -> None:
    """Arts IV and VI; Watson, A History of Persia, pp. 182 and 244: Britain held that Persia had begun."""
    answer = attack(world, date(1826, 9, 1), ("russia", "iran"))
    assert at_once(answer, "united-kingdom") == "conditional assist"
    refused = world.reading("britain-1826").ask("Iran", by="Russia", on="1826-09-01")
    assert at_once(refused, "united-kingdom").split()[0] == "not-triggered"


def test_italy_owes_romania_talks_and_germany_owes_it_help(world: World) -> None:
    """Germany joined the alliance of 1883 whole; Italy in 1888 for consultation alone (the coding of ATOP)."""
    answer = attack(world, date(1899, 10, 11), ("austria-hungary", "romania"))
    assert at_once(answer, "germany") == "bound fight"
    assert at_once(answer, "italy") == "bound consult"
    before = attack(world, date(1888, 5, 14), ("austria-hungary", "romania"))
    assert at_once(before, "italy") != "bound consult"


def test_the_triple_alliance_consults_on_great_powers_alone(world: World) -> None:
    """Art. V speaks of the circumstances of Arts II to IV."""
    day = date(1914, 6, 1)
    peru = attack(world, day, ("peru", "italy"))
    assert at_once(peru, "germany").split()[0] == "not-triggered"
    russia = Event(kind=EventKind.THREAT, by="russia", against="italy")
    threatened = world.ask(Scenario(on=day, events=(russia,), background=False))
    assert at_once(threatened, "germany") == "bound consult"


def test_notice_before_war_is_owed_by_whoever_declares_it(world: World) -> None:
    """Letter 2 of 1 November 1902: France, which stays neutral, owes Italy no talks."""
    peru = attack(world, date(1914, 6, 1), ("peru", "italy"))
    assert at_once(peru, "france") == "bound stay-neutral"


def test_prussia_may_help_against_the_polish_rising_and_need_not(world: World) -> None:
    """The convention empowers commanders: Sybel, Begründung des Deutschen Reiches II, pp. 507 and 508."""
    (duty,) = {
        o.duty.value for o in world.corpus.treaty("alvensleben-1863").obligations
    }
    assert duty == "may-assist"


def test_whom_an_ally_attacks_has_not_joined_its_enemy(world: World) -> None:
    """Art. III of 1902: another power joins in hostilities. China, struck by Japan itself, joins nobody."""
    both = attack(
        world,
        date(1904, 2, 8),
        ("japan", "russia"),
        ("japan", "china"),
        at="port-arthur",
    )
    assert "bound fight" not in at_once(both, "united-kingdom")
    for later in ((), (("japan", "germany"),)):
        joined = attack(
            world,
            date(1904, 2, 8),
            ("japan", "russia"),
            ("germany", "japan"),
            *later,
            at="port-arthur",
        )
        assert at_once(joined, "united-kingdom") == "bound fight"


def test_good_offices_are_told_of_all_who_promised_them(world: World) -> None:
    """The treaties of 1882 to 1886, Art. I, name them; the Austro-Hungarian of 1892 does not."""
    sentence = "If Liechtenstein attacks Korea on 11 October 1899, who must help?"
    told = " ".join(str(world.ask(sentence)).split())
    assert "(British–Korean Treaty of 1883, Art. I), France" in told
    assert "two other states must use good offices" in told
    assert "Austria-Hungary and Japan (no treaty of help)" in told


def test_a_route_is_guarded_and_not_the_state_around_it(world: World) -> None:
    """Dickinson–Ayón, Art. XV; ended by notice in October 1902."""
    day = date(1899, 10, 11)
    case = ("turkey", "nicaragua")
    assert at_once(attack(world, day, case), "united-states") == "conditional assist"
    later = attack(world, date(1903, 1, 1), case)
    assert "assist" not in at_once(later, "united-states")
