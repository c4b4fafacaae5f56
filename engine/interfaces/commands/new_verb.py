"""The verb that begins a file of one's own: new treaty."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the verb."""
    group = typer.Typer(help="Begin a file of your own.", no_args_is_help=True)
    group.command("treaty")(treaty)
    app.add_typer(group, name="new")


def treaty(
    file: Annotated[Path, typer.Argument(help="The file to write; its name is the treaty's id.", metavar="ID.toml")],
    parties: Annotated[list[str], typer.Argument(help="The states that signed.", metavar="STATE…")],
    signed: Annotated[str, typer.Option(help="The day of signature.", metavar="DATE")],
) -> None:
    """A treaty file with what is known filled in and the rest explained; it passes `casus check` as it is."""
    from treaties.loading.corpus import load_corpus
    from treaties.loading.scaffold import write
    from treaties.vocabulary.days import day_of

    write(file, load_corpus(), parties, day_of(signed))
    typer.echo(f"{file} written: fill it in, then `casus check {file}`")
