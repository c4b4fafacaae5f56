"""Verbs that show: draw, report, serve."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from engine.interfaces.commands.options import Corpus, asks

if TYPE_CHECKING:
    from engine.answer import Answer

TERMINAL = Path("-")
NAMED = 3
"""So many states name a file at most."""


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    app.command("draw")(asks(draw))
    app.command("report")(asks(report))
    app.command("serve")(serve)


Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        help="The file; its ending says the form. Named after the question where left out; `-` is the terminal.",
        metavar="FILE",
    ),
]


def draw(
    answer: Any,
    output: Output = None,
    matrix: Annotated[bool, typer.Option("--matrix", help="States against readings instead of instruments.")] = False,
    on_map: Annotated[bool, typer.Option("--map", help="On today's borders instead of by instrument.")] = False,
    world: Annotated[bool, typer.Option("--world", help="With --map: the whole world.")] = False,
    further: Annotated[
        bool, typer.Option("--further", help="With --map: also who may be called if it goes on.")
    ] = False,
    portrait: Annotated[bool, typer.Option("--portrait", help="For a narrow sheet, such as a telephone.")] = False,
    focus: Annotated[str, typer.Option("--focus", help="Only what this state owes and is owed.", metavar="STATE")] = "",
) -> None:
    """A picture of who is drawn in: who fights, which instruments are called, whom each binds (.svg, .png, .html)."""
    from treaties.vocabulary.errors import CasusError

    if matrix and (on_map or portrait):
        raise CasusError("the matrix has no map and no narrow form", remedy="leave out `--matrix`, or the other option")
    if (world or further) and not on_map:
        raise CasusError(f"`--{'world' if world else 'further'}` is a map's", remedy="add `--map`")
    if (matrix or on_map) and focus:
        raise CasusError(
            "`--focus` is for the picture by instrument", remedy=f"leave out `{'--matrix' if matrix else '--map'}`"
        )
    output = output or Path(f"{file_name(answer)}{'-matrix' if matrix else '-map' if on_map else ''}.svg")
    if matrix:
        write_picture(answer.matrix(), output)
    elif on_map:
        write_picture(answer.map(world=world, portrait=portrait, further=further), output)
    else:
        write_picture(answer.svg(portrait=portrait, focus=focus), output)


def report(answer: Any, output: Output = None) -> None:
    """One page on which to turn questions and readings and see what follows (.html); needs no network."""
    from engine.output.picture.saving import ending_of, write
    from engine.output.report import report as page

    if output == TERMINAL:
        typer.echo(page(answer), nl=False)
        return
    output = output or Path(f"{file_name(answer)}.html")
    ending_of(output, (".html",))
    _written(write(output, page(answer)))


def serve(
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes any free one.", metavar="N")] = 8765,
    corpus: Corpus = None,
) -> None:
    """The page with a form for any question, and a JSON API, on 127.0.0.1 alone. Ctrl-C ends it."""
    from engine.interfaces.page.page_server import serve as server_of
    from engine.world import World, shipped

    server = server_of(World.load(corpus) if corpus else shipped(), port)
    typer.echo(f"http://127.0.0.1:{server.server_port}/  (Ctrl-C ends it)", err=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        typer.echo("", err=True)
    finally:
        server.server_close()


def file_name(answer: Answer) -> str:
    """A name for a file, after the question: who is attacked, by whom, when.

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


def write_picture(svg: str, output: Path) -> None:
    """Write a picture in the form its file name says, or print the SVG where it is `-`."""
    from engine.output.picture.saving import save_picture

    if output == TERMINAL:
        typer.echo(svg)
        return
    _written(save_picture(svg, output))


def _written(path: Path) -> None:
    typer.echo(f"wrote {path} ({path.stat().st_size / 1000:.0f} kB)", err=True)
