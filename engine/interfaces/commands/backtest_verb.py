"""The verb that scores derived duties against experts' coding of past wars."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from engine.interfaces.commands.options import Json, show


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("backtest")(backtest)


def backtest(
    experts: Annotated[Path, typer.Option(help="The experts' coding (Berkemeier and Fuhrmann 2018).", metavar="FILE")],
    wars: Annotated[
        list[Path] | None,
        typer.Option(
            help="Who attacked whom: the Interstate War Data, COW's inter-state wars, a plain list, or several (repeat); "
            "COW's disputes fill in wars that these do not have.",
            metavar="FILE",
        ),
    ] = None,
    law: Annotated[str | None, typer.Option(help="The law: `atop:FILE`.", metavar="atop:FILE")] = None,
    borders: Annotated[
        Path | None,
        typer.Option(help="COW's direct contiguity: who could strike whose home.", metavar="FILE"),
    ] = None,
    corpus: Annotated[
        bool | None,
        typer.Option(
            "--corpus/--flags",
            help="Read articles where the corpus has them (the default), or ATOP's flags only.",
            show_default=False,
        ),
    ] = None,
    coding: Annotated[
        str | None, typer.Option(help="Which coding is held to be right: LLM (the default) or BF.")
    ] = None,
    tables: Annotated[
        bool, typer.Option("--tables", help="The table of honoured alliances instead; needs `--experts` only.")
    ] = False,
    json: Json = False,
) -> None:
    """Did the casus foederis arise? Derived for past wars and held against experts' coding."""
    from treaties.vocabulary.errors import CasusError

    if tables:
        from validation.experts.experts_key import read_experts
        from validation.experts.honoured import honour_table

        given = {
            "--wars": wars,
            "--law": law,
            "--borders": borders,
            "--coding": coding,
            "--corpus" if corpus else "--flags": corpus is not None,
        }
        ignored = [name for name, value in given.items() if value]
        if ignored:
            raise CasusError(
                f"`--tables` takes no {' and no '.join(f'`{name}`' for name in ignored)}",
                remedy="it counts the experts' own codes, both of them, and derives nothing",
            )
        show(honour_table(read_experts(experts)), as_json=json)
        return
    if not wars or not law:
        missing = "--wars" if not wars else "--law"
        raise CasusError(
            f"`{missing}` is needed", remedy="only `--tables` does without; docs/backtest.md has the command"
        )
    from validation.experts.benchmark import backtest as run

    found = run(wars, law, experts, articles=corpus is not False, coding=coding or "LLM", borders=borders)
    show(found, as_json=json)
