"""The verbs of the command line, in groups. Only this package knows typer; nothing in the engine imports it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from engine.interfaces.commands.grouped_help import as_pages

if TYPE_CHECKING:
    import typer

GROUPS = {
    "ask_verbs": ("ask", "why", "questions"),
    "claim_verb": ("claim",),
    "turning_verbs": (
        "supports",
        "firebreaks",
        "compare",
        "pivots",
        "conflicts",
        "ambiguity",
        "odds",
        "export",
    ),
    "browse_verbs": ("list", "show"),
    "corpus_verbs": ("check", "timeline", "schema"),
    "case_verbs": ("cases", "case"),
    "show_verbs": ("draw", "report", "serve"),
    "site_verb": ("site",),
    "scan_verb": ("scan",),
    "backtest_verb": ("backtest",),
    "dataset_verb": ("dataset",),
    "import_verbs": ("import",),
    "new_verb": ("new",),
    "cite_verb": ("cite",),
    "mcp_verb": ("mcp",),
    "help_verb": ("help",),
}
"""The modules of this package in the order of the help, each with its verbs."""


def register(app: typer.Typer, verb: str = "") -> None:
    """Add every verb to the application; where `verb` is one, only those of its group, which is quicker."""
    wanted = [group for group, verbs in GROUPS.items() if verb in verbs and verb != "help"] or list(GROUPS)
    for group in wanted:
        import_module(f"engine.interfaces.commands.{group}").register(app)
    as_pages(app)
