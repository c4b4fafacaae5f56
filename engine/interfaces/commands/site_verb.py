"""The verb that builds the static site."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("site")(site)


def site(
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder to build into.", metavar="DIR")],
    parts: Annotated[
        Path | None,
        typer.Option(help="A folder that keeps what is fetched; a full one needs no network.", metavar="DIR"),
    ] = None,
    address: Annotated[
        str, typer.Option(help="Where it will stand, for the pictures of shared pages.", metavar="URL")
    ] = "",
) -> None:
    """A static site whose form works in the visitor's browser alone: no server, no installation. Needs npm and pip."""
    from engine.interfaces.site.site_build import build

    built = build(output, parts=parts, address=address)
    typer.echo(
        f"wrote {built.folder} ({built.files} files, {built.size / 1e6:.1f} MB, version {built.version})", err=True
    )
    typer.echo(f"try it: python3 -m http.server --bind 127.0.0.1 --directory {built.folder}", err=True)
