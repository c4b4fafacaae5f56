"""The verb that scores derived duties against experts' coding of past wars."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from engine.doors.commands.options import Json, show


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("backtest")(backtest)


def backtest(
    experts: Annotated[Path, typer.Option(help="The experts' coding (Berkemeier and Fuhrmann 2018).", metavar="FILE")],
    wars: Annotated[
        list[Path] | None,
        typer.Option(
            help="Who attacked whom: the Interstate War Data, COW's inter-state wars, or both (repeat).",
            metavar="FILE",
        ),
    ] = None,
    law: Annotated[str | None, typer.Option(help="The law: `atop:FILE`.", metavar="atop:FILE")] = None,
    corpus: Annotated[
        bool, typer.Option("--corpus/--flags", help="Read articles where the corpus has them, or ATOP's flags only.")
    ] = True,
    coding: Annotated[str, typer.Option(help="Which coding is held to be right: LLM or BF.")] = "LLM",
    tables: Annotated[bool, typer.Option("--tables", help="The table of honoured alliances instead.")] = False,
    json: Json = False,
) -> None:
    """Did the casus foederis arise? Derived for past wars and held against experts' coding."""
    from treaties.errors import CasusError

    if tables:
        from engine.trials.experts.experts_key import read_experts
        from engine.trials.experts.honoured import honour_table, tell_table

        rates = honour_table(read_experts(experts))
        rows = [
            {
                "group": r.group, "honoured": r.honoured, "tested": r.tested, "interval": [r.low, r.high],
                "published": list(r.published) if r.published else None,
            }
            for r in rates
        ]  # fmt: skip
        show({"schema": 1, "table": rows} if json else tell_table(rates), as_json=json)
        return
    if not wars or not law:
        missing = "--wars" if not wars else "--law"
        raise CasusError(
            f"`{missing}` is needed", remedy="only `--tables` does without; docs/backtest.md has the command"
        )
    from engine.trials.experts.benchmark import backtest as run

    show(run(wars, law, experts, articles=corpus, coding=coding), as_json=json)
