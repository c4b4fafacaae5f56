"""The verb that writes the law as a dataset: dataset."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from engine.interfaces.commands.options import Corpus, lines
from engine.interfaces.commands.waiting import waiting


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("dataset")(dataset)


def dataset(
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder to write.", metavar="DIR")],
    corpus: Corpus = None,
) -> None:
    """The law as tables to cite: instruments, parties, obligations, spells and directed dyad-years, CSV and SQLite."""
    from engine.export.dataset import dataset as written
    from treaties.loading.corpus import load_corpus

    with waiting():
        found = written(load_corpus(corpus), output)
    lines(str(file) for file in found)
