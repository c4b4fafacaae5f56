"""Force in a picture: who uses it against whom, and which state stands on which side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from treaties.vocabulary.names import at_place

if TYPE_CHECKING:
    from engine.verdicts.solution import Solution

LEFT, RIGHT = -1, 1
VERBS = {"armed-attack": "attacks", "limited-force": "uses limited force", "threat": "threatens"}


@dataclass(frozen=True)
class ActOfForce:
    """What one state does to another."""

    source: str
    target: str
    text: str
    given: bool
    """Whether the question itself gives it (otherwise a war already running)."""
    at: str = ""
    """Where it falls in words; nothing where that is the home of who suffers it."""
    place: str = ""
    """The id of that place, where it has one."""


def sides_of(answer: Solution) -> dict[str, int]:
    """Left for the side of the state asked about, right for the other, of all who use force or meet it."""
    waiting = [o for o in answer.setting.asked_for if o.kind.forcible] or list(answer.setting.asked_for)
    asked = {o.object for o in waiting}
    sides: dict[str, int] = {}
    while waiting:
        # Next comes whoever strikes, or is struck by, somebody whose side is known: it stands against that one.
        o = next((o for o in waiting if not sides.keys().isdisjoint((o.actor, o.object))), waiting[0])
        waiting.remove(o)
        there = -sides[o.actor] if o.actor in sides else LEFT
        sides.setdefault(o.actor, -sides.setdefault(o.object, there))
    wars = [(side, answer.setting.facing(side)) for side in answer.setting.sides]
    # The war asked about says first who stands where, then those who face them in other wars.
    for side, other in sorted(wars, key=lambda w: not asked & {*w[0].members, *w[1].members}):
        mine, theirs = ([sides[s] for s in x.members if s in sides] for x in (side, other))
        left = LEFT in mine or (RIGHT not in mine and (RIGHT in theirs or (LEFT not in theirs and side.number == 1)))
        for state in side.members:
            sides.setdefault(state, LEFT if left else RIGHT)
    for o in answer.setting.occurrences:
        sides.setdefault(o.actor, RIGHT if sides.get(o.object) != RIGHT else LEFT)
    return sides


def force_of(answer: Solution) -> tuple[ActOfForce, ...]:
    """What is done to whom, once for each pair; what the question gives before a war already running."""
    seen: dict[tuple[str, str], ActOfForce] = {}
    for o in answer.setting.occurrences:
        given = not o.background
        if not o.object or o.actor == o.object or not (o.kind.forcible or given):
            continue
        if given or (o.actor, o.object) not in seen:
            verb = VERBS.get(str(o.kind), str(o.kind).replace("-", " "))
            at = "" if o.where.home else at_place(o.where.name)
            place = o.where.place.id if at and o.where.place else ""
            seen[o.actor, o.object] = ActOfForce(o.actor, o.object, verb, given, at, place)
    return tuple(seen.values())
