"""The verb that explains the others."""

from __future__ import annotations

from typing import Annotated

import typer

from treaties.vocabulary.errors import UnknownName


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("help")(show_help)


def show_help(
    ctx: typer.Context, verb: Annotated[str | None, typer.Argument(help="The verb.", metavar="VERB")] = None
) -> None:
    """The page of one verb: what it does, its options one by one, and an example."""
    outer = ctx.parent or ctx
    if verb is None:
        typer.echo(outer.get_help())
        return
    known = getattr(outer.command, "commands", {})
    if verb not in known:
        raise UnknownName("verb", verb, known, remedy="`casus help` lists them all")
    with known[verb].make_context(verb, [], parent=outer, resilient_parsing=True) as inner:
        typer.echo(inner.get_help())
