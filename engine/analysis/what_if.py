"""A second answer made from a first: another day, scenario, attacker, place, reading or state of the law."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from engine.question.query import Query
from treaties.models.scenario import LawChange, Scenario
from treaties.vocabulary.errors import CasusError, See

if TYPE_CHECKING:
    from engine.answer import Answer
    from engine.world import World


def what_if(
    answer: Answer,
    *,
    on: str | None = None,
    scenario: Scenario | str | None = None,
    by: Sequence[str] = (),
    at: str | None = None,
    without: Sequence[str] = (),
    with_: Sequence[Path] = (),
    suppose: Sequence[str] = (),
    reading: str | None = None,
    world: World | None = None,
) -> Answer:
    """The same question, looked at as far, with something changed; raises `CasusError` where nothing is.

    `world` is where another scenario is asked; a scenario brings its own state of the law, and the first one's is no
    part of it.

    >>> from engine import ask
    >>> one = ask("Russia", by="Ukraine", on="2023-06-01", background=False)
    >>> what_if(one, on="2025-06-01").setting.on.isoformat()
    '2025-06-01'
    """
    from engine.world import FAR, World

    if not (on or scenario or by or at or without or with_ or suppose or reading):
        raise CasusError("there is nothing to compare with", remedy=See.COMPARED)
    world = world or World(answer.corpus, answer.readings, answer.asked)
    bounds = asdict(answer.bounds)
    far = FAR if (far := bounds.pop("far")) is None else far
    asked = {"on": on, "suppose": suppose, "rounds": bounds.pop("rounds"), "far": far}
    world = world.without(*without).with_treaty(*with_)
    if reading:
        found = answer.corpus.reading(reading)
        readings = world.readings if found in world.readings else (*world.readings, found)
        world = replace(world, readings=readings, asked=found)
    if scenario and (by or at):
        raise CasusError(
            "a scenario says itself who attacks and where", remedy="leave out the other attacker and place"
        )
    if scenario:
        return world.answer(Query.of(scenario=scenario, **asked), **bounds)
    # The law of the first scenario is already in the corpus.
    given = answer.scenario.model_copy(update={"law": LawChange()})
    if by or at:
        first = next((e for e in given.events if e.kind.forcible), None)
        if first is None or answer.scenario.id:
            raise CasusError("only a simple attack takes another attacker or place", remedy="write a second scenario")
        change: dict[str, object] = {}
        if by:
            change["by"] = tuple(world.state(b) for b in by)
        if at:
            change["at"] = answer.corpus.place_hit(at, first.against, first.on or given.on)
        changed = first.model_copy(update=change)
        given = given.model_copy(update={"events": tuple(changed if e is first else e for e in given.events)})
    return world.answer(Query.of(scenario=given, **asked), **bounds)
