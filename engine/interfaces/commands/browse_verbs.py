"""Verbs that browse the corpus: list, show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from engine.catalogue.columns import table
from engine.interfaces.commands.options import Json, _complete, screen, show


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    app.command("list")(list_)
    app.command("show")(show_)


def list_(
    of: Annotated[
        str | None,
        typer.Argument(
            metavar="STATE",
            help="Only treaties of this state; with --states what a name, id or code means.",
            autocompletion=_complete("state"),
        ),
    ] = None,
    state: Annotated[
        str | None, typer.Option(help="Only treaties of this state.", autocompletion=_complete("state"))
    ] = None,
    on: Annotated[str | None, typer.Option(help="Only treaties in force that day.", metavar="DATE")] = None,
    duty: Annotated[str | None, typer.Option(help="Only treaties with this duty.")] = None,
    text: Annotated[str | None, typer.Option(help="Only treaties in whose words this occurs.")] = None,
    in_force: Annotated[bool, typer.Option("--in-force", help="Only treaties in force today.")] = False,
    since: Annotated[
        str | None, typer.Option(help="Only treaties signed in that year, or on that day, or later.", metavar="DATE")
    ] = None,
    unverified: Annotated[
        bool, typer.Option("--unverified", help="Only treaties of which something was not checked: what, and why.")
    ] = False,
    scenarios: Annotated[bool, typer.Option("--scenarios", help="List the shipped scenarios instead.")] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="List the instruments whose standing may change instead.")
    ] = False,
    hot_spots: Annotated[bool, typer.Option("--hot-spots", help="List the questions of the day instead.")] = False,
    states: Annotated[
        bool, typer.Option("--states", help="List the register of states instead: all of a day.")
    ] = False,
    places: Annotated[bool, typer.Option("--places", help="List the places of the gazetteer instead.")] = False,
    readings: Annotated[bool, typer.Option("--readings", help="List who reads the law how instead.")] = False,
    treaty: Annotated[
        str | None,
        typer.Option(help="With --readings: only of this treaty.", autocompletion=_complete("treaty")),
    ] = None,
    json: Json = False,
) -> None:
    """The treaties of the corpus, or its states, places, readings, scenarios and questions of the day."""
    from engine.catalogue import catalogue
    from treaties.vocabulary.errors import CasusError

    if of and state:
        raise CasusError("two states are named", remedy="name one")
    state = of or state
    if in_force and on:
        raise CasusError("`--in-force` asks about today and `--on` about another day", remedy="give one of them")
    if states or places:
        rows = catalogue.places() if places else catalogue.states(state, on)
    elif readings or treaty:
        rows = catalogue.readings(treaty)
    elif watch:
        rows = catalogue.watched()
    elif scenarios or hot_spots:
        rows = catalogue.scenarios() if scenarios else catalogue.hot_spots()
    else:
        rows = catalogue.treaties(
            state=state, on="today" if in_force else on, duty=duty, text=text, since=since, unverified=unverified
        )
    _show(rows, json=json)


def _show(rows: Sequence[dict[str, Any]], *, json: bool) -> None:
    """Print rows: as aligned columns, or as JSON."""
    if json:
        from engine.catalogue.json_lists import rows_to_dict

        show(rows_to_dict(rows), as_json=True)
    else:
        show(table(rows, screen()), as_json=False)


def show_(
    ident: Annotated[
        str,
        typer.Argument(metavar="ID", help="A treaty by id or name, or a reading.", autocompletion=_complete("treaty")),
    ],
    json: Json = False,
) -> None:
    """One treaty, article by article, or one reading."""
    from engine.catalogue import treaty_text as telling

    show(telling.entry(ident) if json else telling.tell(ident), as_json=json)
