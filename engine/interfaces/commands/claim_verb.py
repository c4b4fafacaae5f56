"""The verb that holds sentences against the law: claim."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from engine.interfaces.commands.options import Corpus, Json, show


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("claim")(claim)


def claim(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A sentence, or a paragraph of them.")],
    on: Annotated[
        str | None, typer.Option(help="The day of what names none. Today where left out.", metavar="DATE")
    ] = None,
    given: Annotated[
        list[str] | None, typer.Option(help="The answer to an open question.", metavar="QUESTION=yes|no")
    ] = None,
    in_force: Annotated[
        list[str] | None, typer.Option(help="A treaty taken to be in force.", metavar="TREATY[=DATE]")
    ] = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="End with 3 where a claim is false.")] = False,
    corpus: Corpus = None,
    json: Json = False,
) -> None:
    """Whether a sentence about treaty duties is true, false, or true only if something is so."""
    from engine.analysis.claims import claims
    from engine.question.query import Query
    from engine.world import World, shipped

    world = World.load(corpus) if isinstance(corpus, Path) else shipped()
    world = world.under(Query.of(in_force=in_force or None))
    found = claims(world, text, on=on, given=given or ())
    show(found, as_json=json, law=world.corpus)
    if exit_code and found.false:
        raise typer.Exit(3)
