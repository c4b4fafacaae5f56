"""Each heading of the help has a module with its verbs, so that one verb can be registered without the others."""

from __future__ import annotations

import inspect
from typing import get_args

import pytest
import typer
from typer.models import OptionInfo

from engine.interfaces.commands import register
from engine.interfaces.commands.grouped_help import HEADINGS


def registered(
    verb: str = "",
) -> dict[str, typer.models.CommandInfo | typer.models.TyperInfo]:
    app = typer.Typer()
    register(app, verb)
    return {str(c.name): c for c in (*app.registered_commands, *app.registered_groups)}


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_verb_comes_alone_and_help_with_all(heading: str) -> None:
    every = tuple(v for verbs in HEADINGS.values() for v in verbs)
    for verb in HEADINGS[heading]:
        wanted = every if verb == "help" else (verb,)
        assert sorted(registered(verb)) == sorted(wanted)


def test_every_option_that_takes_a_value_shows_how_it_is_written() -> None:
    app = typer.Typer()
    register(app)
    bare = []
    for command in app.registered_commands:
        for p in inspect.signature(command.callback or print).parameters.values():
            kind, info = (*get_args(p.annotation), None, None)[:2]
            if (
                isinstance(info, OptionInfo)
                and kind not in (bool, bool | None)
                and not info.metavar
            ):
                bare.append((command.name, p.name))
            assert info is None or info.help, (command.name, p.name)
    assert bare == []
