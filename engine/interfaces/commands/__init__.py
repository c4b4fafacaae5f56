"""The verbs of the command line, one module for each heading of the help. Only this package uses typer."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from engine.interfaces.commands.grouped_help import HEADINGS, MODULES, as_pages

if TYPE_CHECKING:
    import typer


def register(app: typer.Typer, verb: str = "") -> None:
    """Add every verb to the application; with `verb`, only the verbs under the same heading, which is faster."""
    chosen = [
        m
        for m, verbs in zip(MODULES, HEADINGS.values(), strict=True)
        if verb in verbs and verb != "help"
    ]
    for module, verbs in zip(MODULES, HEADINGS.values(), strict=True):
        if not chosen or module in chosen:
            names = vars(import_module(f"engine.interfaces.commands.{module}"))
            for name in verbs:
                # A name that Python or the module needs for something else ends in `_` there.
                _add(app, name, names.get(f"{name}_") or names[name])
    as_pages(app)


def _add(app: typer.Typer, name: str, made: typer.Typer) -> None:
    if hasattr(made, "registered_commands"):
        app.add_typer(made, name=name)
    else:
        app.command(name)(made)
