"""What answers on attacks of single days tell, and what they leave out: treaties in force, and reasons that hold."""

from __future__ import annotations

from typing import NamedTuple

from engine.world import shipped
from tests.output.test_first_lines import one_line
from tests.support.each import each


class Told(NamedTuple):
    """Words that an answer on an attack has, and words that it has not."""

    attack: str
    has: str = ""
    lacks: str = ""


TOLD = [
    # Article 10 of the Covenant binds against a state outside the League too.
    Told(
        "1939-09-01 Norway < Brunei",
        "must preserve the attacked member's territory as the League's Council advises (Covenant of the League of Nations",
    ),
    Told(
        "1925-06-01 Belgium < Nepal",
        "must preserve the attacked member's territory as the League's Council advises (Covenant of the League of Nations",
    ),
    # A great power whose help is in doubt may not help the attacker all the same.
    Told("1939-09-01 Poland < Germany", "The Soviet Union must not help Germany"),
    # Neutrality was declared in a war of both sides, or not in this one.
    Told("1939-09-06 Poland < Germany", "Declared themselves neutral"),
    Told("1939-09-06 Yemen < France", lacks="Declared themselves"),
    Told("1914-08-04 Belgium < German Empire", "Declared themselves neutral"),
    Told("1914-08-04 Uruguay < Austria-Hungary", lacks="Declared themselves"),
    # Parties without a name of their own are those to a treaty.
    Told("1982-04-02 Iraq < Chile", "other parties to the Arab Joint Defence Treaty"),
    Told("1982-04-02 Dominica < Sierra Leone", "Nine other parties to the OAS Charter"),
    # Members outside the Rio Treaty consult, also where its parties must help.
    Told("1982-04-02 Bolivia < Portugal", "OAS Charter of 1948 (including Cuba) need"),
    Told("2026-01-01 Panama < Denmark", "other OAS members (including Canada"),
    # Who left an alliance is no ally by it, nor is who promised support in one region.
    Told("2026-01-01 Nigeria < Cuba", lacks="allied to the attacker"),
    Told("1914-08-04 Paraguay < Japan", lacks="and France (allied to the attacker)"),
    # A treaty that was signed and soon in force is told apart.
    Told(
        "1955-06-01 Czechoslovakia < Thailand",
        "Signed, not in force, would add: the Soviet Union, ",
    ),
    Told("1955-06-01 Hungary < Nicaragua", lacks="Warsaw Pact members must consult"),
    # The Confederation defended its smallest member too; the alliance of 1851 defends, and helps no attack.
    Told("1854-03-28 Liechtenstein < Portugal", "members of the German Confederation"),
    Told("1854-03-28 Belgium < Prussia", lacks="Owed to Prussia"),
    Told(
        "1925-06-01 Sweden < Yugoslavia", "attacked by the Kingdom of Serbs, Croats and"
    ),
]


@each("told", TOLD)
def test_an_attack_of_a_day_is_told(told: Told) -> None:
    on, _, rest = told.attack.partition(" ")
    victim, by = rest.split(" < ")
    text = one_line(shipped().ask(victim, by=by, on=on, rounds=1).text())
    assert told.has in text
    assert not told.lacks or told.lacks not in text
