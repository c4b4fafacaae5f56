"""The table of verbs is what the groups register, so that one verb can be registered alone."""

from __future__ import annotations

from importlib import import_module

import pytest
import typer

from engine.interfaces.commands import GROUPS


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_has_the_verbs_of_the_table(group: str) -> None:
    app = typer.Typer()
    import_module(f"engine.interfaces.commands.{group}").register(app)
    alone = [c.name or getattr(c.callback, "__name__", "") for c in app.registered_commands]
    assert (*alone, *(g.name for g in app.registered_groups)) == GROUPS[group]
