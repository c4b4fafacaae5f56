"""Scenarios: a day, events in order, supposed answers, and changes of the law."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationInfo, model_validator
from pydantic.json_schema import SkipJsonSchema

from treaties.models.conditions import (
    Id,
    Names,
    PlaceId,
    ReadingId,
    Ref,
    SourceId,
    StateIds,
    Strict,
    TreatyId,
)
from treaties.models.dated import Dated
from treaties.models.expected import Expected
from treaties.models.reading import Answers
from treaties.support.mending import Faults, Loc
from treaties.vocabulary.terms import Duty, EventKind, PlaceKind

UNNAMED = "unnamed-state"
"""The attacker if none is named."""


class Spot(Strict):
    """A place of an attack that is described instead of named: land of a state, or ships, aircraft or forces somewhere."""

    of: Annotated[str, Ref("state")] = ""
    """The state whose territory it is; for forces, ships and aircraft, the state to which they belong."""
    place: PlaceId | None = None
    """The place of the gazetteer where these ships, aircraft or forces are."""
    kind: PlaceKind = PlaceKind.TERRITORY
    regions: tuple[Annotated[Id, Ref("region")], ...] = ()

    @model_validator(mode="after")
    def _one_of_both(self) -> Spot:
        if bool(self.of) == bool(self.place):
            raise ValueError("a spot has either `of` or `place`")
        return self


def _needed(kind: EventKind) -> Iterator[tuple[str, ...]]:
    """The fields that an event of a kind needs: one of each tuple."""
    if kind.forcible or kind in (
        EventKind.THREAT,
        EventKind.DECLARATION_OF_WAR,
        EventKind.ARMING,
    ):
        yield ("against",)
    elif kind is not EventKind.COUNCIL_MEASURES:
        yield ("by",)
    if kind.of_a_duty:
        yield ("for_",)
    if kind.asks_or_frees:
        yield "to", "under"
    if kind is EventKind.SEPARATE_PEACE:
        yield ("to",)


class Event(Strict):
    """An event. Its kind determines which of `against`, `to` and `for` it has."""

    kind: EventKind
    by: Names = ()
    against: Names = ()
    to: Names = ()
    for_: Names = Field(default=(), alias="for")
    under: Annotated[str, Ref("treaty")] = ""
    """For `performs`, `abstains` and `waiver`, the treaty."""
    at: Annotated[str, Ref("place")] | Spot | None = None
    on: date | None = None
    until: date | None = None
    """For force that has ended, the first day after it."""
    unprovoked: bool | None = None
    attributed: bool = True
    """False if it is not established who used the force, or that it came from outside."""
    group: str = ""
    """The armed group that used the force, if the actor is no state; `by` is then the state to which the force may be
    attributed.
    """
    means: Annotated[str, Ref("means")] = ""
    """The means of force, if the law has a rule for it; it determines the kind of the event."""
    isolated: bool = False
    """Whether the force ends with this act, so that no state of war follows."""
    leave: bool | None = None
    """Whether foreign forces attacked on the attacker's own territory are there with its consent; None if that is open."""
    conflict: str = ""
    note: str = ""
    background: bool = False
    """Whether the event belongs to a war that was already running; set by the engine."""
    guest: str = ""
    """Set by the engine for force that affects a state only because it falls on its territory: the state at which it is
    aimed.
    """

    @model_validator(mode="after")
    def _whole(self) -> Event:
        kind = self.kind
        for keys in _needed(kind):
            if not any(getattr(self, key) for key in keys):
                named = " or ".join(f"`{key.rstrip('_')}`" for key in keys)
                raise ValueError(f"an event of kind `{kind}` needs {named}")
        if self.group and not kind.forcible:
            raise ValueError("a `group` belongs to a use of force")
        if self.leave is not None and not (kind.forcible and self.at):
            raise ValueError("`leave` belongs to force at a place")
        if both := set(self.by) & set(self.against):
            raise ValueError(f"`{next(iter(both))}` stands on both sides of one event")
        return self


class Conduct(Strict):
    """An act of a state. `honoured` says whether it performed the state's duty; None if no duty was due."""

    by: StateIds
    on: date | None = None
    what: str = Field(min_length=5)
    honoured: bool | None = None
    treaty: TreatyId | None = None
    source: SourceId | None = None


class GameMove(Strict):
    """One move of a game: the events of a day, and what states do under treaties."""

    title: str = Field(min_length=3)
    day: date
    events: tuple[Event, ...] = ()
    """The events of the move, on its day unless they name another."""
    given: tuple[str, ...] = ()
    """Acts under treaties, in words such as `Poland asks the United Kingdom` or `Italy refuses TREATY`."""
    conduct: tuple[Conduct, ...] = ()
    """Acts without legal effect."""
    source: str = ""
    """The id of a source, a title or an address."""
    expected: tuple[Expected, ...] = ()
    """The key: the duties that the texts give after this move."""


class LawChange(Strict):
    """A change of the law: the instruments removed and added."""

    without: tuple[TreatyId, ...] = ()
    with_: tuple[str, ...] = Field(default=(), alias="with")


class Scenario(Strict):
    """The assumptions of a question: a day, events, and supposed answers. Events without a day happen on `on`."""

    id: str = ""
    title: str = ""
    gist: str = ""
    on: date
    """The day of the question; in a game, by default the day of the last move."""
    events: tuple[Event, ...] = ()
    """The events; in a game, those before its first move."""
    answers: Answers = ()
    law: LawChange = LawChange()
    background: bool = True
    """Whether to add wars between the named states that are already running on the day."""
    readings: tuple[ReadingId, ...] = ()
    sources: tuple[SourceId, ...] = ()
    about: tuple[Id, ...] = ()
    """The states that the question is about, which the answer treats first."""
    under: tuple[TreatyId, ...] = ()
    """The treaties that the question is about: without `about`, the answer says whether each covers the attack."""
    side: Literal["victim", "attacker"] = "victim"
    """The side whose helpers the question is about."""
    deed: Duty | None = None
    """The duty that the question is about, such as to fight or to consult, if it names one."""
    moves: tuple[GameMove, ...] = ()
    """The moves of a game in order of their days. `casus play` shows them one by one; a question about a day includes
    those up to it.
    """
    cases: tuple[Annotated[Id, Ref("case")], ...] = ()
    """The cases whose claims and conduct are shown with this scenario."""
    as_known_by: str = ""
    """`public` to use only what had been published by the day; empty to use all that bound the parties."""
    game: SkipJsonSchema[Scenario | None] = Field(default=None, exclude=True)
    """The game that this scenario shows on one day; None if it belongs to no game."""
    idle: SkipJsonSchema[tuple[str, ...]] = Field(default=(), exclude=True)
    """Given facts on which no treaty depends; they are reported and change nothing."""

    @property
    def places_hit(self) -> frozenset[str]:
        """The ids of the places that the events name."""
        hit = (e.at.place if isinstance(e.at, Spot) else e.at for e in self.events)
        return frozenset(filter(None, hit))

    @property
    def kinds_of_force(self) -> frozenset[EventKind]:
        """The kinds of force that the events use."""
        return frozenset(e.kind for e in self.events if e.kind.forcible)

    @property
    def first_day(self) -> date:
        """The first day on which an event or move of the scenario happens."""
        days = [e.on for e in self.events if e.on] + [m.day for m in self.moves[:1]]
        return min(days, default=self.on)

    @model_validator(mode="before")
    @classmethod
    def _day_of_last_move(cls, raw: Any) -> Any:
        """A game without a day is asked about on the day of its last move."""
        if isinstance(raw, dict) and "on" not in raw:
            last = _table(raw.get("moves"))
            return raw | ({"on": last["day"]} if "day" in last else {})
        return raw

    @model_validator(mode="after")
    def _with_events(self) -> Scenario:
        if not (self.events or self.moves):
            raise ValueError("`events` is missing: nothing happens")
        found = [f for n in range(len(self.moves)) if (f := self._out_of_order(n))]
        if found:
            raise Faults(*found)
        return self

    def _out_of_order(self, n: int) -> tuple[Loc, str, Any] | None:
        """What is wrong with the days of a move, with its place."""
        move = self.moves[n]
        if n and move.day < self.moves[n - 1].day:
            before = self.moves[n - 1].day
            text = f"{move.day} comes before the day of the move before it, {before}"
            return ("moves", n, "day"), text, before
        for i, e in enumerate(move.events):
            if e.on and e.on > move.day:
                text = f"it happens on {e.on}, after the day of its move, {move.day}"
                return ("moves", n, "events", i, "on"), text, move.day
        return None

    @model_validator(mode="after")
    def _in_order(self, info: ValidationInfo) -> Scenario:
        seen: dict[Event, bool | None] = {}
        for i, e in enumerate(self.events):
            if e.on is not None and e.on > self.on:
                late = f"it happens on {e.on}, after the day of the question, {self.on}; write it as a move, under `[[moves]]`"
                raise ValueError(f"events.{i}: {late}")
            bare = e.model_copy(
                update={"unprovoked": None, "note": "", "on": e.on or self.on}
            )
            two = {seen.get(bare), e.unprovoked} == {True, False}
            if two or (
                bare in seen and info.context
            ):  # in a file; a world made by hand may say it again
                how = (
                    "the same attack is called unprovoked and provoked"
                    if two
                    else "the same event stands here twice"
                )
                raise ValueError(f"events.{i}: {how}")
            seen[bare] = e.unprovoked
        return self


def _table(given: Any) -> dict[str, Any]:
    """The last table of a list of them; an empty one where there is none."""
    last = given[-1] if isinstance(given, list) and given else {}
    return last if isinstance(last, dict) else {}


class RunningWar(Dated):
    """A war that was still going on, from the register of running wars. It is added to questions about acts within it."""

    id: Id
    title: str
    gist: str
    events: tuple[Event, ...] = Field(min_length=1)
    sources: tuple[Id, ...] = Field(min_length=1)
    verified: bool = True
    beginning_disputed: bool = False
    """Whether each side says that the other began; otherwise acts of one day stand in the order in which they were done."""
