"""Short addresses of questions, `estonia/russia/2026-01-01`, which are the same on the map, on the site and on the command
line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from treaties.models.scenario import Event, Scenario

ANYBODY = "-"
"""The part of an address in place of an unnamed attacker."""
_NAMES = r"[a-z0-9-]+(?:\+[a-z0-9-]+)*"
_FORM = re.compile(
    rf"([a-z0-9-]+)/({_NAMES})/(\d{{4}}-\d\d-\d\d)(?:/([a-z0-9-]+))?",
)


def fields_of_address(text: str) -> dict[str, Any]:
    """Return the fields of the question that a short address expresses; empty for any other text.

    >>> fields_of_address("japan/china/2026-01-01/senkaku-islands")
    {'victim': ('japan',), 'by': ('china',), 'on': '2026-01-01', 'at': 'senkaku-islands'}
    >>> fields_of_address("Estonia")
    {}
    """
    match = _FORM.fullmatch(text.strip())
    if match is None:
        return {}
    victim, attackers, day, place = match.groups()
    found: dict[str, Any] = {"victim": (victim,)}
    if attackers != ANYBODY:
        found["by"] = tuple(attackers.split("+"))
    return found | {"on": day} | ({"at": place} if place else {})


def short_address(scenario: Scenario) -> str:
    """Return the short address of a scenario with one armed attack; empty for a scenario that contains more.

    Args:
        scenario: the question as a scenario, whose names are ids.

    >>> from engine import ask
    >>> short_address(ask("Estonia", by="Russia", on="2026-01-01", rounds=1).scenario)
    'estonia/russia/2026-01-01'
    """
    given = [e for e in scenario.events if not (e.background or e.guest)]
    if len(given) != 1 or not _is_bare(scenario) or not _is_plain(given[0]):
        return ""
    (event,) = given
    named = [a for a in event.by if a != "unnamed-state"]
    parts = [event.against[0], "+".join(named) or ANYBODY, scenario.on.isoformat()]
    address = "/".join([*parts, *([str(event.at)] if event.at else [])])
    return address if _FORM.fullmatch(address) else ""


def _is_bare(scenario: Scenario) -> bool:
    """Whether a scenario says nothing beside its day and its events."""
    law = scenario.law
    more = scenario.answers or law.without or law.with_ or scenario.as_known_by
    return scenario.background and not more


def _is_plain(event: Event) -> bool:
    """Whether an event is an armed attack on one state, on the day of the question, at a named place or at home."""
    from treaties.vocabulary.terms import EventKind

    if event.kind is not EventKind.ARMED_ATTACK or len(event.against) != 1:
        return False
    bare = type(event)(kind=event.kind, by=event.by, against=event.against, at=event.at)
    return event == bare and (event.at is None or isinstance(event.at, str))
