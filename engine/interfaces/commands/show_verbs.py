"""Verbs that show results: draw, report, play, serve, site."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from engine.interfaces.commands.explained import verb
from engine.interfaces.commands.options import (
    TERMINAL,
    Corpus,
    Json,
    Output,
    With,
    Without,
    asks,
    show,
    world_of,
    write_picture,
    wrote,
)
from treaties.vocabulary.errors import CasusError

if TYPE_CHECKING:
    from engine.answer import Answer

NAMED = 3
"""The largest number of states in the name of a file."""


@asks()
def draw(
    answer: Any,
    *,
    output: Output = None,
    map_: bool = False,
    world: bool = False,
    further: bool = False,
    portrait: bool = False,
    focus: str = "",
) -> None:
    """A picture of who is drawn in: who fights, which instruments are triggered, whom each binds (.svg, .png, .html).

    Args:
        map_: A map with today's borders instead of instruments.
        world: With --map: the whole world.
        further: With --map: also states that may be drawn in by further acts.
        portrait: For a narrow sheet, such as a telephone.
        focus (STATE): Only what this state owes and is owed.
    """
    output = output or Path(f"{file_name(answer)}{'-map' if map_ else ''}.svg")
    if map_:
        write_picture(
            answer.map(world=world, portrait=portrait, further=further), output
        )
    else:
        write_picture(answer.svg(portrait=portrait, focus=focus), output)


@asks()
def report(answer: Any, *, output: Output = None) -> None:
    """One page on which readers change answers and readings and see the effect (.html); needs no network."""
    from engine.output.picture.saving import ending_of, write
    from engine.output.report import report as page

    if output == TERMINAL:
        typer.echo(page(answer), nl=False)
        return
    output = output or Path(f"{file_name(answer)}.html")
    ending_of(output, (".html",))
    wrote(write(output, page(answer)))


@verb
def serve(
    *,
    port: Annotated[int, typer.Option(min=0, max=65535)] = 8765,
    corpus: Corpus = None,
) -> None:
    """The page with a form for any question, and a JSON API, on 127.0.0.1 only. Ctrl-C stops it.

    Args:
        port (N): The port; 0 takes any free one.
    """
    from engine.interfaces.page.page_server import serve as server_of

    server = server_of(world_of(corpus), port)
    typer.echo(f"http://127.0.0.1:{server.server_port}/  (Ctrl-C ends it)", err=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        typer.echo("", err=True)
    finally:
        server.server_close()


@verb
def site(
    *,
    output: Annotated[Path, typer.Option("--output", "-o")],
    parts: Path | None = None,
) -> None:
    """A static site whose form works in the visitor's browser alone: no server, no installation. Needs npm and pip.

    Args:
        output (DIR): The folder to build into.
        parts (DIR): A folder for downloaded files; once it is complete, no network is needed.
    """
    from engine.interfaces.site.site_build import build

    built = build(output, parts=parts)
    size = f"{built.files} files, {built.size / 1e6:.1f} MB, version {built.version}"
    typer.echo(f"wrote {built.folder} ({size})", err=True)
    typer.echo(
        f"try it: python3 -m http.server --bind 127.0.0.1 --directory {built.folder}",
        err=True,
    )


@verb
def play(
    game: str,
    *,
    move: int | None = None,
    for_: str = "",
    csv: bool = False,
    output: Output = None,
    with_: With = None,
    without: Without = None,
    corpus: Corpus = None,
    json: Json = False,
) -> None:
    """A crisis move by move: what each move changes, who newly owes help, what is judged next; or a player's sheet.

    Args:
        game (ID|FILE): A scenario with moves: a file, or the id of a shipped one.
        move (N): Show this move in full; with --for: the sheet after it.
        for_ (STATE): The sheet for the player of this state.
        csv: Print moves against states as CSV.
        output (-o FILE.html): Write the ladder, or the sheet, as a page.
    """
    from engine.catalogue.game_files import load_game
    from engine.games.forms import play as play_game
    from engine.games.sheet_page import sheet_page
    from engine.question.query import Query

    page = output is not None and output != TERMINAL
    _one_form(csv=csv, json=json, page=page, one=move is not None and not for_)
    world = world_of(corpus).under(
        Query.of(with_=with_ or None, without=without or None)
    )
    played = play_game(world, load_game(game, world.corpus))
    sheet = played.sheet(for_, move) if for_ else None
    if output is not None:
        from engine.output.picture.saving import ending_of, write

        made = sheet_page(sheet) if sheet else played.page
        if not page:
            typer.echo(made, nl=False)
            return
        ending_of(output, (".html",))
        wrote(write(output, made))
        return
    if csv:
        typer.echo(played.csv, nl=False)
    elif sheet:
        show(sheet, as_json=json, law=world.corpus)
    else:
        found = played.to_dict(move) if json else played.text(move)
        show(found, as_json=json, law=world.corpus)


def _one_form(*, csv: bool, json: bool, page: bool, one: bool) -> None:
    """Raises `CasusError` for two forms of a game at once, and for one move of what has all."""
    named = {"csv": csv, "json": json, "output": page}
    forms = [name for name, wanted in named.items() if wanted]
    if len(forms) > 1:
        raise CasusError(
            f"`--{forms[0]}` and `--{forms[1]}` are two forms",
            remedy="ask for one of them",
        )
    if one and (csv or page):
        raise CasusError(
            f"`--{forms[0]}` has all moves", remedy="leave out `--move`, or add `--for`"
        )


def file_name(answer: Answer) -> str:
    """Return a file name for an answer: victim, attacker and day.

    >>> from engine import ask
    >>> file_name(ask("Norway", by="Russia", on="1960-01-01", rounds=1))
    'norway-by-russia-1960-01-01'
    """
    from treaties.models.scenario import UNNAMED

    setting = answer.setting
    if setting.scenario.id:
        return setting.scenario.id
    given = setting.asked_for or setting.occurrences
    by = _joined(o.actor for o in given if o.actor != UNNAMED)
    return f"{_joined(o.object for o in given)}{'-by-' if by else ''}{by}-{setting.on.isoformat()}"


def _joined(names: Iterable[str]) -> str:
    return "-".join(list(dict.fromkeys(names))[:NAMED])
