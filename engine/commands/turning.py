"""Verbs that say what an answer turns on: supports, firebreaks, compare."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from engine.commands.options import Json, State, asks, show

_Duty = Annotated[str | None, typer.Option(help="Only this duty; help of any kind where left out.")]


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    app.command("supports")(asks(supports))
    app.command("firebreaks")(asks(firebreaks))
    app.command("compare")(asks(compare))


def supports(state: State, answer: Any, duty: _Duty = None, json: Json = False) -> None:
    """Every minimal set of events and judgements that draws STATE in, nearest first."""
    from engine.turning.ways import supports as ways

    show(ways(answer, state, duty=duty), as_json=json)


def firebreaks(state: State, answer: Any, duty: _Duty = None, json: Json = False) -> None:
    """The minimal sets of answers that keep STATE out, by who decides."""
    from engine.turning.ways import firebreaks as ways

    show(ways(answer, state, duty=duty), as_json=json)


def compare(
    answer: Any,
    then: Annotated[str | None, typer.Option(help="The same question on another day.", metavar="DATE")] = None,
    without_too: Annotated[str | None, typer.Option(help="The same question without one more treaty.")] = None,
    read_as: Annotated[str | None, typer.Option(help="The same question under another reading.")] = None,
    json: Json = False,
) -> None:
    """What changes on another day, under another reading, or without a treaty."""
    from dataclasses import replace

    from engine.turning.compare import compare as compared
    from engine.world import World
    from treaties.errors import CasusError

    if not (then or without_too or read_as):
        raise CasusError(
            "there is nothing to compare with", remedy="give `--then DATE`, `--without-too` or `--read-as`"
        )
    world = World(answer.corpus, answer.readings, answer.asked)
    if without_too:
        world = world.without(without_too)
    if read_as:
        world = replace(world, asked=answer.corpus.reading(read_as))
    other = world.ask(scenario=answer.scenario, on=then) if then or without_too else answer.under(read_as or "")
    show(compared(answer, other.under(read_as) if read_as and other is not answer else other), as_json=json)
