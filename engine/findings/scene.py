"""Scenes: the content of an escalation diagram, without coordinates.

A scene holds the belligerents and one card for each instrument. All states that an article binds alike share one row of
the card, so an alliance of thirty states needs one arrow.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from engine.record.grounds import Ground
from engine.record.verdict import Status, Verdict
from treaties.models.treaty import Treaty
from treaties.vocabulary.names import at_place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.findings.findings import Findings
    from engine.setting.occurrences import Occurrence
    from engine.setting.sides import Side


class Stage(IntEnum):
    """When a duty falls due: at once, after further acts (`LATER`), or, for states that must stay neutral, `ASIDE`."""

    AT_ONCE = 1
    LATER = 2
    ASIDE = 3


@dataclass(frozen=True)
class Belligerents:
    """A box for belligerents of the question: one state, or a whole side if it has many members."""

    id: str
    states: tuple[str, ...]
    names: tuple[str, ...]
    side: int


@dataclass(frozen=True)
class CardRow:
    """One row of a card: the states that one article binds alike, most prominent first."""

    id: str
    states: tuple[str, ...]
    names: tuple[str, ...]
    verdict: Verdict
    ground: Ground
    beneficiaries: tuple[str, ...]
    """All states to which the duty is owed on the same terms."""
    also: tuple[Ground, ...] = ()
    """Lesser duties of the same states under the same instrument."""
    target: str = ""
    """The id of the box or row to which its arrow points; empty if it has no arrow."""
    above: int = 0
    """The number of its states that are not named in the row, because another box names them."""

    @property
    def status(self) -> Status:
        """The status of the row's verdict."""
        return self.verdict.status


@dataclass(frozen=True)
class Card:
    """An instrument on one side of the diagram; side 0 holds states that must stay neutral."""

    id: str
    treaty: Treaty
    side: int
    stage: Stage
    groups: tuple[CardRow, ...]


@dataclass(frozen=True)
class Scene:
    """The belligerents, cards and acts of force of a diagram."""

    parties: tuple[Belligerents, ...]
    cards: tuple[Card, ...]
    force: tuple[ActOfForce, ...]
    rest: dict[tuple[Stage, int], tuple[str, ...]]
    """Names of states whose instruments did not fit, by stage and side."""
    unboxed: dict[tuple[Stage, int], tuple[CardRow, ...]]
    """Rows shown as a line below the boxes instead of a box, by stage and side."""
    names: dict[str, str]
    """Names of the beneficiaries, by id."""
    focus: str = ""
    """The id of the state on which the diagram concentrates; empty if on none."""

    @property
    def groups(self) -> tuple[CardRow, ...]:
        """The rows of all cards, in order."""
        return tuple(g for c in self.cards for g in c.groups)

    @property
    def places(self) -> set[tuple[Stage, int]]:
        """The stages and sides that have a card or a line."""
        return {(c.stage, c.side) for c in self.cards} | {*self.rest, *self.unboxed}

    def of(self, side: int, stage: Stage) -> tuple[Card, ...]:
        """Return the cards of one stage on one side (`LEFT`, `RIGHT`, or 0 for states that must stay neutral)."""
        return tuple(c for c in self.cards if c.stage is stage and c.side == side)


LEFT, RIGHT = -1, 1


@dataclass(frozen=True)
class ActOfForce:
    """An act of force by one state against another."""

    source: str
    target: str
    text: str
    given: bool
    """Whether the question names the act; if not, it belongs to a war that was already running."""
    done: str = ""
    """What happens to the target, as a participle; empty if there is no word for it."""
    at: str = ""
    """The place of the act in words; empty for the victim's own territory."""
    place: str = ""
    """The id of the place; empty if the gazetteer has none."""


def _on_own_land(o: Occurrence) -> bool:
    """Whether an act falls on the victim's own land, at no place that has a name."""
    unnamed = o.where.kind.land and not o.where.place
    return o.where.home or (unnamed and o.where.of == (o.object,))


def sides_of(answer: Findings) -> dict[str, int]:
    """Assign each state that uses or suffers force to the left or right side; attacked states of the question stand on
    the left.
    """
    setting = answer.setting
    force = [o for o in setting.asked_for if o.kind.forcible]
    acts = force or list(setting.asked_for)
    asked = {o.object for o in acts}
    sides = _sides_of_acts(acts)
    wars = [(side, setting.facing(side)) for side in setting.sides]
    # The war asked about says first who stands where, then those who face them in other wars.
    wars.sort(key=lambda w: not asked & {*w[0].members, *w[1].members})
    for side, facing in wars:
        where = LEFT if _is_left(side, facing, sides) else RIGHT
        for state in side.members:
            sides.setdefault(state, where)
    for o in setting.occurrences:
        sides.setdefault(o.actor, RIGHT if sides.get(o.object) != RIGHT else LEFT)
    return sides


def _sides_of_acts(acts: Iterable[Occurrence]) -> dict[str, int]:
    """The sides that acts make: who is hit stands left, unless it stands somewhere already; who acts, against it."""
    waiting = list(acts)
    sides: dict[str, int] = {}
    while waiting:
        # Next comes whoever strikes, or is struck by, somebody whose side is known: it stands against that one.
        o = next(
            (o for o in waiting if not sides.keys().isdisjoint((o.actor, o.object))),
            waiting[0],
        )
        waiting.remove(o)
        there = -sides[o.actor] if o.actor in sides else LEFT
        sides.setdefault(o.actor, -sides.setdefault(o.object, there))
    return sides


def _is_left(side: Side, facing: Side, sides: dict[str, int]) -> bool:
    """Whether a side of a war stands left: by its own members, else against those who face it, else by its number."""
    mine = {sides[s] for s in side.members if s in sides}
    if mine:
        return LEFT in mine
    theirs = {sides[s] for s in facing.members if s in sides}
    if RIGHT in theirs:
        return True
    return LEFT not in theirs and side.number == 1


def force_of(answer: Findings) -> tuple[ActOfForce, ...]:
    """Return the acts of force, without repeating a pair of states in wars that were already running."""
    seen: dict[tuple[str, str], ActOfForce] = {}
    for o in answer.setting.occurrences:
        given = not o.background
        if not o.object or o.actor == o.object or not (o.kind.forcible or given):
            continue
        if given or (o.actor, o.object) not in seen:
            at = "" if _on_own_land(o) else at_place(o.where.name)
            place = o.where.place.id if at and o.where.place else ""
            seen[o.actor, o.object] = ActOfForce(
                *(o.actor, o.object, o.kind.acts, given, o.kind.done, at, place)
            )
    return tuple(seen.values())
