"""The experts' codebook as a reading: what it answers at large, and what it answers from the facts of each war."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from treaties.models.conditions import Attacker
from treaties.models.corpus import Corpus
from treaties.models.reading import Answered, Reading
from treaties.models.treaty import Treaty
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.terms import Trigger
from validation.experts.wars import Hit, War

YEAR = timedelta(days=365)

RULES = {
    "attack-on-ally": "Allies that fight each other break the alliance, whatever its conditions: the casus foederis arose.",
    "guarantee": "A guarantee of a third state is not broken by war between its guarantors; a promise of non-aggression or "
    "defence between them is.",
    "attack-ends-alliance": "An alliance that ends on the day of the attack is judged as if it were still in force.",
    "force-goes-on": "An alliance made during the war is tested by fighting that goes on, from its first day; "
    "where it was made for that conflict, each side is taken to attack the other.",
    "abroad": "A belligerent that had gone to war by its own act on another's soil is struck there, among its forces, "
    "not at home: a limit of place is then not met, unless the text itself reaches forces abroad.",
    "overseas": "Who fought only in parts of the world where its home does not lie was struck away from home.",
    "far-off": "A power that is no great one and does not border on a great power strikes it abroad, among its forces, "
    "where a file of borders is brought.",
    "part-of-home": "Where in its own lands a state was struck no file says; a text that speaks of a part of them is taken as met.",
    "hostilities": "Hostilities against a partner are those that others open; for the one that began, only a clause on war as such is open.",
    "members": "Obligor and beneficiary are members of the alliance by ATOP, on a day of the fighting by ATOP's dates; "
    "a text counts from its signature, as ATOP does.",
    "open-judgement": "A judgement of fact or law that a text asks for and no file settles is taken as met, unless ATOP's row "
    "names an adversary and it is another.",
    "decision": "A finding that a text gives to an organ is that organ's decision; where no file tells of one, the case did not arise. "
    "Any other decision still to be taken leaves the verdict contested.",
    "whom": "Where an alliance binds its members unequally and the columns do not say how, who owes whom stays open.",
    "provocation": "Who had gone to war by its own act before it was struck is not attacked without provocation.",
    "named-conflict": "A limit to one conflict is met only in the war during which the alliance was made, or that breaks out within a year.",
    "place-of-adversary": "A promise to fight or stay neutral that names its adversary falls in its place when that adversary is fought; "
    "one limited to a place alone does not.",
    "number": "A limit to a number of adversaries is met from two adversaries on.",
    "unnamed-adversary": "A limit to an adversary whom the file does not name is taken as met.",
    "undescribed": "Demands gone before, and limits that nobody describes, are taken as met.",
}
"""Every rule of the codebook as this project reads it, by name."""


def reading_of(corpus: Corpus) -> Reading:
    """The corpus' one reading of kind `codebook`, which answers at large."""
    found = [r for r in corpus.readings if r.kind == "codebook"]
    if len(found) != 1:
        raise CasusError(
            f"the corpus has {len(found)} readings of kind `codebook`", remedy="keep the one to score against"
        )
    return found[0]


def provoked(war: War, victim: int, day: date) -> bool:
    """Whether the one hit had gone to war by its own act first."""
    return war.own_act(victim, day) is not None


def joined(war: War, hit: Hit, victim: int) -> bool:
    """Whether the one hit had joined a war on another's soil by its own act."""
    own = war.own_act(victim, hit.since)
    return own is not None and own.joiner


def overseas(war: War, victim: int, home: Collection[str]) -> bool:
    """Whether the one hit fought only in parts of the world in which its home does not lie."""
    where = war.fought.get(victim, ())
    return bool(where) and not set(where) & set(home)


def answers(
    treaty: Treaty, war: War, hit: Hit, beneficiary: int, *, made: Iterable[date], away: bool
) -> tuple[Answered, ...]:
    """What the facts of the war answer for a beneficiary that is hit, or fights, in this attack.

    `made` are the days on which the alliance was signed or one of its phases began; `away` says that it is struck
    away from home.
    """
    found: list[Answered] = []

    def say(pattern: str, holds: bool, why: str) -> None:
        found.append(Answered(question=pattern, answer="yes" if holds else "no", why=RULES[why]))

    within = any(war.since - YEAR <= day <= war.until for day in made)
    say("conflict-of-*", within, "named-conflict")
    say("in-conflict:*", within, "named-conflict")
    say("number-of-*", len(war.enemies(beneficiary, hit.until)) >= 2, "number")
    say("adversary-of-*", True, "unnamed-adversary")
    for o in treaty.obligations:
        named = any(isinstance(c, Attacker) and c.among for c in o.conditions)
        if o.trigger is Trigger.ARMED_ATTACK:
            say(f"location-of-{o.article}:*", not away, "abroad")
        else:
            say(f"location-of-{o.article}:*", named, "place-of-adversary")
    return tuple(dict.fromkeys(found))
