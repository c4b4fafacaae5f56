"""The experts' codebook as a reading: its general answers, and those that follow from the facts of each war."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from treaties.models.conditions import Attacker
from treaties.models.corpus import Corpus
from treaties.models.reading import Answered, Reading
from treaties.models.treaty import Treaty
from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.terms import Trigger
from validation.experts.wars import Hit, War

YEAR = timedelta(days=365)

RULES: dict[str, dict[str, str]] = sibling_toml(__file__)
"""The rules of the codebook as understood here, by name: content, the words that are interpreted, and authority."""


def reading_of(corpus: Corpus) -> Reading:
    """Return the corpus's single reading of kind `codebook`.

    Raises `CasusError` if there is not exactly one.
    """
    found = [r for r in corpus.readings if r.kind == "codebook"]
    if len(found) != 1:
        raise CasusError(
            f"the corpus has {len(found)} readings of kind `codebook`",
            remedy="keep the one to score against",
        )
    return found[0]


def provoked(war: War, victim: int, day: date) -> bool:
    """Return whether the victim had already gone to war by its own act when it was attacked.

    Args:
        war: the war.
        victim: the COW code of the victim.
        day: the day of the attack.
    """
    return war.own_act(victim, day) is not None


def joined(war: War, hit: Hit, victim: int) -> bool:
    """Return whether the victim had joined, by its own act, a war on another state's territory.

    Args:
        war: the war.
        hit: the attack.
        victim: the COW code of the victim.
    """
    own = war.own_act(victim, hit.since)
    return own is not None and own.joiner


def overseas(war: War, victim: int, home: Collection[str]) -> bool:
    """Return whether the victim fought only outside the regions of its home.

    Args:
        war: the war, with where each state fought.
        victim: the COW code of the victim.
        home: the regions in which its home territory lies.

    >>> overseas(War(1, "a war", (), fought={200: ("Asia",)}), 200, ["Europe"])
    True
    """
    where = war.fought.get(victim, ())
    return bool(where) and not set(where) & set(home)


def answers(
    treaty: Treaty,
    war: War,
    hit: Hit,
    beneficiary: int,
    *,
    made: Iterable[date],
    away: bool,
) -> tuple[Answered, ...]:
    """Return the answers that follow from the facts of a war, for a beneficiary that is attacked or fights.

    Args:
        treaty: the instrument, or the alliance as a treaty.
        war: the war.
        hit: the attack.
        beneficiary: the COW code of the beneficiary.
        made: the days on which the alliance was signed or one of its phases began.
        away: whether the beneficiary is attacked away from home.
    """
    found: list[Answered] = []

    def say(pattern: str, holds: bool, why: str) -> None:
        found.append(
            Answered(
                question=pattern,
                answer="yes" if holds else "no",
                why=RULES[why]["says"],
            )
        )

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
