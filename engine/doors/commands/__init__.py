"""The verbs of the command line, in groups. Only this package knows typer; nothing in the engine imports it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typer


def register(app: typer.Typer) -> None:
    """Add every verb to the application."""
    from engine.doors.commands import (
        ask_verbs,
        backtest_verb,
        browse_verbs,
        case_verbs,
        cite_verb,
        corpus_verbs,
        import_verbs,
        mcp_verb,
        scan_verb,
        show_verbs,
        site_verb,
        turning_verbs,
    )

    for group in (
        ask_verbs,
        turning_verbs,
        browse_verbs,
        corpus_verbs,
        case_verbs,
        show_verbs,
        site_verb,
        scan_verb,
        backtest_verb,
        import_verbs,
        cite_verb,
        mcp_verb,
    ):
        group.register(app)
