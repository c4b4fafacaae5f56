"""Reasons why a treaty promises no help to an attacked state, from the states or the area that it protects."""

from __future__ import annotations

import re
from collections.abc import Sequence

from engine.findings.unbound import SMALL
from engine.output.prose import BRACKETS, the
from engine.ruling.ruling import TreatyRuling
from engine.setting.setting import Setting
from treaties.models.conditions import InArea
from treaties.models.treaty import Obligation
from treaties.vocabulary.names import area_in_line

CLAUSE = re.compile(r"\bclause\b")
"""The word for a part of a treaty that has a name of its own; a state is a party to the treaty, not to its part."""


def unprotected(setting: Setting, ruling: TreatyRuling, name: str) -> str:
    """Return the reason why a treaty promises no help to an attacked state: help is promised only to other states, only
    in an area, or only against attacks by states that are not parties; of an ordinary pact, that the state is no party.

    Args:
        setting: the question.
        ruling: the ruling on the treaty.
        name: the name of the treaty in a sentence.
    """
    parties = ruling.treaty.parties_on(setting.on)
    helping = [o for o in ruling.treaty.obligations if o.duty.drawn_in]
    helped = list(dict.fromkeys(s for o in helping for s in o.beneficiaries or parties))
    if not {*helped} >= {*parties} and len(helped) <= SMALL:
        return f"{name} protects only {the(setting, *helped)}"
    if ruling.state in parties:
        return f"{name} promises help to {the(setting, *helped)} alone"
    if area := _only_area(setting, helping):
        return f"{name} covers only attacks in {area}"
    attacking = [s for s in setting.attacking if s in parties]
    if len(parties) <= SMALL and attacking:
        return helps_no_attacker(setting, name, attacking[0])
    return _no_party(setting, ruling, name)


def helps_no_attacker(
    setting: Setting, promise: str, attacker: str, does: str = "attacks"
) -> str:
    """Return the clause that a promise of help covers a party that is attacked, and not one that attacks.

    Args:
        setting: the question.
        promise: the name of the treaty or article in a sentence.
        attacker: the id of the party that attacks.
        does: what that party does.
    """
    return f"{promise} covers a party that is attacked, and {the(setting, attacker)} {does}"


def _no_party(setting: Setting, ruling: TreatyRuling, name: str) -> str:
    """Word that an attacked state is no party to a treaty, or not among those whom a clause of a treaty protects."""
    treaty, attacked = ruling.treaty, the(setting, ruling.state)
    members = treaty.members_on(setting.on, treaty.parties_on(setting.on))
    if CLAUSE.search(name) and members != "parties":
        return f"{name} protects only {members}, and {attacked} is none"
    return f"{attacked} is no party to {name}"


def _only_area(setting: Setting, helping: Sequence[Obligation]) -> str:
    """Name the land of named states to which all help of a treaty is limited; empty where it is not so limited."""
    areas = [{c.area for c in o.conditions if isinstance(c, InArea)} for o in helping]
    every = set().union(*areas)
    if len(every) != 1 or not all(areas):
        return ""
    area = setting.corpus.gazetteer.area(every.pop())
    named = all(limb.of or limb.administered_by for limb in area.limbs)
    return BRACKETS.sub("", area_in_line(area.name)).strip() if named else ""
