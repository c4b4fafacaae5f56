"""Verbs that read outside files: import atop, import cow. Nothing is copied; the file is checked and summed up."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from engine.interfaces.commands.options import Json, show

_Files = Annotated[list[Path], typer.Argument(help="Files to read and check.", metavar="FILE…")]


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    group = typer.Typer(help="Read and check a data file of alliances that you bring.", no_args_is_help=True)
    group.command("atop")(atop)
    group.command("cow")(cow)
    app.add_typer(group, name="import")


def atop(files: _Files, json: Json = False) -> None:
    """ATOP's member file: what was read, what it leaves unknown, what the corpus has article by article."""
    _read("atop", files, json)


def cow(files: _Files, json: Json = False) -> None:
    """COW's formal alliances, by member or by directed dyad."""
    _read("cow", files, json)


def _read(scheme: str, files: list[Path], json: bool) -> None:
    from treaties.loading.corpus import load_corpus
    from treaties.outside import open_law
    from validation.atop.file_summary import summary, tell

    corpus = load_corpus() if scheme == "atop" else None
    found = [summary(open_law(f"{scheme}:{path}"), corpus) for path in files]
    show({"schema": 1, "files": found} if json else "\n".join(tell(f) for f in found), as_json=json)
