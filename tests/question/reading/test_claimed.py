"""Claims read by the grammar of questions: who must do what, in which case, by which treaty, denied or not."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest

from engine import World
from engine.analysis.claims import claims
from engine.question.reading.claimed import claimed
from treaties.models.corpus import Corpus
from treaties.vocabulary.errors import CasusError

ON = date(2026, 7, 1)
READ = {
    "The Rio Treaty obliges Brazil to help Chile.": ("must", "brazil", "chile"),
    "Under the Rio Treaty Brazil must help Chile.": ("must", "brazil", "chile"),
    "Russia has pledged to defend Belarus.": ("must", "russia", "belarus"),
    "Canada owes Norway help if Russia attacks it.": ("must", "canada", "norway"),
    "Poland need not help Estonia.": ("must denied", "poland", "estonia"),
    "The Rio Treaty does not oblige Mexico to help Chile.": (
        "must denied",
        "mexico",
        "chile",
    ),
    "Japan could stay neutral if Russia attacked Norway.": (
        "must denied",
        "japan",
        "norway",
    ),
    "Only Brazil must help Chile.": ("must only", "brazil", "chile"),
    "Mexico is still bound by the Rio Treaty.": ("party", "mexico", ""),
    "Hawaii is not covered by Article 5 of the NATO treaty.": (
        "covers denied",
        "",
        "united-states",
    ),
    "Turkey is allied with Azerbaijan.": ("allies", "turkey", "azerbaijan"),
    "Chile was already Peru's ally in 1950.": ("allies", "chile", "peru"),
    "Chile and Peru had a secret alliance in 1950.": ("allies", "chile+peru", ""),
    "The Rio Treaty made Chile and Peru allies in 1950.": ("allies", "chile+peru", ""),
    "Chile and Peru have pledged to defend each other.": ("each", "chile+peru", ""),
    "An attack on one GCC member counts as an attack on all.": (
        "each",
        "bahrain+kuwait+oman+qatar+saudi-arabia+united-arab-emirates",
        "",
    ),
    "Chile and Peru regard an attack on one of them as an attack on both.": (
        "each",
        "chile+peru",
        "",
    ),
    "The Rio Treaty obliges its members to help an ally.": ("promise", "", ""),
    "Under the Rio Treaty every party must fight if a party is attacked.": (
        "promise",
        "",
        "",
    ),
    "The Rio Treaty is a defensive pact.": ("promise", "", ""),
    "Brazil would have to come to Chile's aid if Peru attacked Chilean territory.": (
        "must",
        "brazil",
        "chile",
    ),
    "Germany's treaty with France obliges France to declare war on Russia.": (
        "must",
        "france",
        "germany",
    ),
    "No GCC member would have to help Kuwait if Iraq attacked.": (
        "must denied",
        "bahrain+oman+qatar+saudi-arabia+united-arab-emirates",
        "kuwait",
    ),
    "The Rio Treaty still binds Brazil.": ("party", "brazil", ""),
}


@pytest.mark.parametrize("text", READ)
def test_a_claim_is_read_as_it_is_meant(law: Corpus, text: str) -> None:
    found = claimed(text, law, ON)
    assert found is not None
    marks = [found.kind, *(["denied"] * found.denied), *(["only"] * found.only)]
    hit = "".join(v for act in found.meant.acts for v in act.victim)
    assert (" ".join(marks), "+".join(found.meant.about), hit) == READ[text]


@pytest.mark.parametrize(
    "text",
    [
        "Brazil will help Chile.",
        "Algeria was covered by the North Atlantic Treaty.",
        "Brazil or Cuba must help Chile.",
        "Brazil hardly must help Chile.",
        "Brazil must help Chile's friends.",
    ],
)
def test_what_is_not_one_claim_of_a_duty_is_not_read(law: Corpus, text: str) -> None:
    with suppress(CasusError):
        assert claimed(text, law, ON) is None


def test_the_claim_as_it_was_read_stands_under_the_verdict(world: World) -> None:
    (found,) = claims(
        world, "The Rio Treaty does not oblige Mexico to help Chile.", on=ON
    ).claims
    assert found.verdict.value == "true"
    assert "Mexico need not help under the Rio Treaty of 1947" in found.understood
    (other,) = claims(
        world, "The Rio Treaty obliges Mexico to help Chile.", on=ON
    ).claims
    assert other.verdict.value == "false"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("An attack on one GCC member counts as an attack on all.", "true"),
        ("China and Russia have a secret treaty to fight for each other.", "not-known"),
        ("Spain was Portugal's ally in 1640.", "false"),
        ("The Budapest Memorandum obliges Britain to go to war for Ukraine.", "false"),
        ("The Warsaw Pact obliged its members to help an ally.", "true"),
        ("Under Article 5 every NATO member must send troops.", "false"),
        ("Italy was bound to help Greece.", "not-understood"),
    ],
)
def test_a_claim_of_a_treaty_as_such_is_judged_by_what_it_asks(
    world: World, text: str, verdict: str
) -> None:
    (found,) = claims(world, text).claims
    assert found.verdict.value == verdict, found.why
