"""The verbs of the command line, in groups. Only this package knows typer; nothing in the engine imports it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typer


def register(app: typer.Typer) -> None:
    """Add every verb to the application."""
    from engine.commands import (
        asking,
        assistant,
        backtest,
        browsing,
        casework,
        citing,
        corpus,
        importing,
        reasoning,
        showing,
        site,
        sweep,
    )

    for group in (
        asking,
        reasoning,
        browsing,
        corpus,
        casework,
        showing,
        site,
        sweep,
        backtest,
        importing,
        citing,
        assistant,
    ):
        group.register(app)
