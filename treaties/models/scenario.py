"""A scenario: a date, events in order, answers given, and changes to the law. Facts, not inference."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationInfo, model_validator
from pydantic.json_schema import SkipJsonSchema

from treaties.models.conditions import (
    Id,
    PlaceId,
    ReadingId,
    Ref,
    SourceId,
    Strict,
    TreatyId,
)
from treaties.models.dated import Dated
from treaties.models.reading import Answers
from treaties.vocabulary.terms import Duty, EventKind, PlaceKind

UNNAMED = "unnamed-state"
"""The attacker where none is named."""


def many(value: Any) -> Any:
    """Make a list of one where a file names one alone."""
    return [value] if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], BeforeValidator(many)]
StateIds = Annotated[
    tuple[Annotated[str, Ref("state")], ...], BeforeValidator(many), Field(min_length=1)
]


class Spot(Strict):
    """Where an attack falls, described instead of named: whose it is or at which place, what it is, in which regions."""

    of: Annotated[str, Ref("state")] = ""
    """The state on or over whose land it is; of forces, ships and aircraft in `regions` that are not its own, whose they
    are.
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
    """The fields that an event of a kind needs: of each tuple any."""
    if kind.forcible or kind in (
        EventKind.THREAT,
        EventKind.DECLARATION_OF_WAR,
        EventKind.ARMING,
    ):
        yield ("against",)
    elif kind is not EventKind.COUNCIL_MEASURES:
        yield ("by",)
    if kind in (EventKind.PERFORMS, EventKind.ABSTAINS):
        yield ("for_",)
    if kind in (EventKind.REQUEST, EventKind.WAIVER):
        yield "to", "under"
    if kind is EventKind.SEPARATE_PEACE:
        yield ("to",)


class Event(Strict):
    """One thing that happens. Which of `against`, `to`, `for` it takes depends on its kind."""

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
    """For a use of force that has ended: its last day plus one."""
    unprovoked: bool | None = None
    attributed: bool = True
    """False: who used the force, or that it came from outside, is not established."""
    group: str = ""
    """The armed group that used the force, where that is no state; `by` is then the state to which it may be laid."""
    means: Annotated[str, Ref("means")] = ""
    """The means of force, where law takes it in a way of its own; its kind is that of the event."""
    isolated: bool = False
    """It stops there: no state of war follows."""
    leave: bool | None = None
    """Whether forces that are hit on the striker's own soil stand there with its leave; left out where that is open."""
    conflict: str = ""
    note: str = ""
    background: bool = False
    """Set by the engine for events of a war that was already running."""
    guest: str = ""
    """Set by the engine for force that hits a state because it falls on its soil: at whom it is aimed there."""

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
    """What a state did. `honoured` says whether that met the duty that the texts gave; left out where none was due."""

    by: StateIds
    on: date | None = None
    what: str = Field(min_length=5)
    honoured: bool | None = None
    treaty: TreatyId | None = None
    source: SourceId | None = None


class LawChange(Strict):
    """What is taken from and added to the law."""

    without: tuple[TreatyId, ...] = ()
    with_: tuple[str, ...] = Field(default=(), alias="with")


class Scenario(Strict):
    """Everything a question takes as given. Dates of events default to `on`."""

    id: str = ""
    title: str = ""
    gist: str = ""
    on: date
    events: tuple[Event, ...] = Field(min_length=1)
    answers: Answers = ()
    law: LawChange = LawChange()
    background: bool = True
    """Whether wars already running between the named parties on that day belong to it."""
    readings: tuple[ReadingId, ...] = ()
    sources: tuple[SourceId, ...] = ()
    about: tuple[Id, ...] = ()
    """The states that it asks about, which are answered first."""
    deed: Duty | None = None
    """The duty that it asks about, where it names one: to fight, to consult."""
    later: tuple[Event, ...] = ()
    """What happened after `on`, each with its day: only `--until` and `chronicle` take it up."""
    cases: tuple[Annotated[Id, Ref("case")], ...] = ()
    """The cases whose claims and conduct belong to it."""
    conduct: tuple[Conduct, ...] = ()
    """What was done besides, where no case has it."""
    as_known_by: str = ""
    """`public`: only what was published by then; empty: all that bound the parties."""
    idle: SkipJsonSchema[tuple[str, ...]] = Field(default=(), exclude=True)
    """Facts that were given and for which no treaty waits: they are named and change nothing."""

    @property
    def places_hit(self) -> frozenset[str]:
        """The places of the gazetteer that its events name, by their ids."""
        hit = (e.at.place if isinstance(e.at, Spot) else e.at for e in self.events)
        return frozenset(filter(None, hit))

    @model_validator(mode="after")
    def _in_order(self, info: ValidationInfo) -> Scenario:
        if any(e.on is None or e.on <= self.on for e in self.later):
            raise ValueError(
                "an event of `later` needs a day `on` after the scenario's"
            )
        seen: dict[Event, bool | None] = {}
        for i, e in enumerate(self.events):
            if e.on is not None and e.on > self.on:
                late = f"it happens on {e.on}, after the day of the question, {self.on}; see `later`"
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


class RunningWar(Dated):
    """A war of the register of running wars: the setting of questions asked about acts within it."""

    id: Id
    title: str
    gist: str
    events: tuple[Event, ...] = Field(min_length=1)
    sources: tuple[Id, ...] = Field(min_length=1)
    verified: bool = True
