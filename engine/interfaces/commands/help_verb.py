"""The verb that explains the others."""

from __future__ import annotations

import typer

from engine.interfaces.commands.explained import verb as explained
from engine.interfaces.commands.grouped_help import MORE, Grouped
from treaties.vocabulary.errors import UnknownName


@explained
def help_(ctx: typer.Context, verb: str | None = None) -> None:
    """The page of one verb: what it does, its options one by one, and an example.

    Args:
        verb (VERB): The verb; `more` for a line on each verb that `casus --help` only names.
    """
    outer = ctx.parent or ctx
    if verb is None:
        typer.echo(outer.get_help())
        return
    if verb == MORE and isinstance(outer.command, Grouped):
        formatter = outer.make_formatter()
        outer.command.format_more(outer, formatter)
        typer.echo(formatter.getvalue().strip("\n"))
        return
    known = getattr(outer.command, "commands", {})
    if verb not in known:
        raise UnknownName("verb", verb, known, remedy="`casus help` lists them all")
    with known[verb].make_context(
        verb, [], parent=outer, resilient_parsing=True
    ) as inner:
        typer.echo(inner.get_help())
