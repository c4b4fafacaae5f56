"""The verb that lets an assistant ask: mcp."""

from __future__ import annotations

from typing import Annotated

import typer

from engine.interfaces.commands.options import Corpus


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("mcp")(mcp)


def mcp(
    http: Annotated[
        int | None,
        typer.Option(min=1, max=65535, help="Speak streamable HTTP on this port of 127.0.0.1.", metavar="PORT"),
    ] = None,
    corpus: Corpus = None,
) -> None:
    """Answer an assistant's questions over the Model Context Protocol, on standard input and output."""
    from engine.interfaces.assistant import serve
    from engine.world import World, shipped

    serve(World.load(corpus) if corpus else shipped(), port=http)
