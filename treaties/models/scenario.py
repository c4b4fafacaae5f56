"""A scenario: a date, events in order, answers given, and changes to the law. Facts, not inference."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

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
"""The attacker where none is named."""


class Spot(Strict):
    """A place of an attack that is described and not named: land of a state, or ships, aircraft or forces at a place,
    with its regions.
    """

    of: Annotated[str, Ref("state")] = ""
    """The state on or over whose land the place lies; for forces, ships and aircraft in other regions, the state whose
    forces they are.
    """
    place: PlaceId | None = None
    """Ships, aircraft or forces at a place of the gazetteer, instead of the place itself."""
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
    """An event. Its kind says which of `against`, `to` and `for` it takes."""

    kind: EventKind
    by: Names = ()
    against: Names = ()
    to: Names = ()
    for_: Names = Field(default=(), alias="for")
    under: Annotated[str, Ref("treaty")] = ""
    """For `performs`, `abstains`, `waiver`: the treaty meant."""
    at: Annotated[str, Ref("place")] | Spot | None = None
    on: date | None = None
    until: date | None = None
    """For a use of force that has ended: the first day after it."""
    unprovoked: bool | None = None
    attributed: bool = True
    """False where it is not established who used the force, or that the force came from outside."""
    group: str = ""
    """The armed group that used the force, where the actor is no state; `by` is then the state to which the force may
    be attributed.
    """
    means: Annotated[str, Ref("means")] = ""
    """The means of force, where the law has a rule of its own for it; the kind of the event follows from it."""
    isolated: bool = False
    """Whether the force stops with this act, so that no state of war follows."""
    leave: bool | None = None
    """Whether foreign forces hit on the striker's own soil are there with the striker's consent; left out where that is
    open.
    """
    conflict: str = ""
    note: str = ""
    background: bool = False
    """Set by the engine for events of a war that was already running."""
    guest: str = ""
    """For force that hits a state because it falls on its soil: the state at which it is aimed. The engine sets it."""

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
    """An act of a state. `honoured` says whether the act kept the state's duty; it is left out where no duty was due."""

    by: StateIds
    on: date | None = None
    what: str = Field(min_length=5)
    honoured: bool | None = None
    treaty: TreatyId | None = None
    source: SourceId | None = None


class GameMove(Strict):
    """One move of a game: what happens on a day, and what is done under treaties."""

    title: str = Field(min_length=3)
    day: date
    events: tuple[Event, ...] = ()
    """The events of the move; each happens on the move's day where it names no other."""
    given: tuple[str, ...] = ()
    """What is done under treaties, in words, as `Poland asks the United Kingdom` or `Italy refuses TREATY`."""
    conduct: tuple[Conduct, ...] = ()
    """Acts beside the events; they change nothing in law."""
    source: str = ""
    """The source of the move: the id of a source, a title or an address."""
    expected: tuple[Expected, ...] = ()
    """The key: what the texts give once this move is made."""


class LawChange(Strict):
    """A change of the law: what is taken from it, and what is added to it."""

    without: tuple[TreatyId, ...] = ()
    with_: tuple[str, ...] = Field(default=(), alias="with")


class Scenario(Strict):
    """What a question takes as given: a day, events, answers. An event without a day happens on `on`."""

    id: str = ""
    title: str = ""
    gist: str = ""
    on: date
    """The day of the question; in a game the day of the last move where left out."""
    events: tuple[Event, ...] = ()
    """The events; in a game those before its first move."""
    answers: Answers = ()
    law: LawChange = LawChange()
    background: bool = True
    """Whether wars that already run on that day between the named states are added."""
    readings: tuple[ReadingId, ...] = ()
    sources: tuple[SourceId, ...] = ()
    about: tuple[Id, ...] = ()
    """The states that the question is about; the answer speaks of them first."""
    deed: Duty | None = None
    """The duty that the question is about, where it names one: to fight, to consult."""
    moves: tuple[GameMove, ...] = ()
    """The moves of a game, in the order of their days: `casus play` tells them one by one, and a question about a day
    takes up those until then.
    """
    cases: tuple[Annotated[Id, Ref("case")], ...] = ()
    """The cases whose claims and conduct are shown with this scenario."""
    as_known_by: str = ""
    """`public`: only what was published by then; empty: all that bound the parties."""
    game: SkipJsonSchema[Scenario | None] = Field(default=None, exclude=True)
    """The game whose state on one day this scenario is; None where it is no game."""
    idle: SkipJsonSchema[tuple[str, ...]] = Field(default=(), exclude=True)
    """Facts that were given and for which no treaty waits: they are named and change nothing."""

    @property
    def places_hit(self) -> frozenset[str]:
        """The ids of the places that the events name."""
        hit = (e.at.place if isinstance(e.at, Spot) else e.at for e in self.events)
        return frozenset(filter(None, hit))

    @property
    def first_day(self) -> date:
        """The first day on which anything in the scenario happens."""
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
    """A war that is added to questions about an act within that war, from the register of running wars."""

    id: Id
    title: str
    gist: str
    events: tuple[Event, ...] = Field(min_length=1)
    sources: tuple[Id, ...] = Field(min_length=1)
    verified: bool = True
