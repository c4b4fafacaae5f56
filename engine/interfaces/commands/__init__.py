"""The verbs of the command line, one module for each heading of the help. Only this package uses typer."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from engine.interfaces.commands.grouped_help import HEADINGS, MODULES, as_pages

if TYPE_CHECKING:
    import typer


def register(app: typer.Typer, verb: str = "", *, listed: bool = False) -> None:
    """Add every verb to the application.

    Args:
        app: the application.
        verb: a verb; no other is added, which is faster.
        listed: whether the verbs are only listed, so that none needs its parameters, which is faster too.
    """
    chosen = [
        m
        for m, verbs in zip(MODULES, HEADINGS.values(), strict=True)
        if verb in verbs and verb != "help"
    ]
    for module, verbs in zip(MODULES, HEADINGS.values(), strict=True):
        if not chosen or module in chosen:
            names = vars(import_module(f"engine.interfaces.commands.{module}"))
            for name in [verb] if chosen else verbs:
                # A name that Python or the module needs for something else ends in `_` there.
                made = names.get(f"{name}_") or names[name]
                _add(app, name, made, listed=listed)
    as_pages(app)


def _add(app: typer.Typer, name: str, made: typer.Typer, *, listed: bool) -> None:
    if hasattr(made, "registered_commands"):
        app.add_typer(made, name=name)
    elif listed:
        app.command(name, help=made.__doc__)(lambda: None)
    else:
        app.command(name)(made)
