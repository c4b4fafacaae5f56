"""Verbs that answer a question: ask, why, questions, claim, play."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import typer

from engine.interfaces.commands.explained import verb
from engine.interfaces.commands.options import (
    TERMINAL,
    Corpus,
    Json,
    Output,
    State,
    With,
    Without,
    asks,
    show,
    world_of,
    wrote,
)
from engine.interfaces.commands.terminal import Colour, painted
from treaties.vocabulary.errors import CasusError


def _line_by_line(victim: str | None, given: Mapping[str, Any]) -> bool:
    """Answer a question a line from standard input, where `-` stands for the victim."""
    from engine.interfaces.commands.question_lines import STANDARD_INPUT, answer_lines

    if victim != STANDARD_INPUT:
        return False
    names = ("brief", "all", "only", "duty", "full", "fields")
    kept = {n: given["all_" if n == "all" else n] for n in names}
    if used := [n for n, value in kept.items() if value]:
        raise CasusError(
            f"`--{used[0]}` changes nothing beside `-`", remedy="leave it out"
        )
    answer_lines(given, as_json=given["json"])
    return True


@asks(over=True, instead=_line_by_line)
def ask(
    answer: Any,
    *,
    brief: bool = False,
    all_: bool = False,
    only: list[str] | None = None,
    duty: str = "",
    json: Json = False,
    full: bool = False,
    fields: str = "",
) -> None:
    """Who is drawn in? With `-` for VICTIM: questions from standard input, one a line, and a verdict a line.

    Args:
        brief: Tell the bottom line and the instruments alone.
        all_: Tell everything; nothing is counted.
        only (STATE): Tell of this state, its own answer first; repeat for several.
        duty (KIND): Tell of one duty: help, fight, assist, act, consult …
        full: With --json: everything, every way and every reading.
        fields (NAME,NAME): Print these fields of the JSON.
    """
    from engine.output.plain import LINES, as_text

    extent = {"brief": brief, "all": all_, "only": only or (), "duty": duty}
    if not (json or full or fields):
        paint = {"paint": painted} if Colour.wanted() else {}
        show(
            as_text(answer.document(**extent), lines=None if all_ else LINES, **paint),
            as_json=False,
        )
        return
    picked = extent.pop("only")
    if used := [name for name, value in extent.items() if value not in (False, "")]:
        raise CasusError(
            f"`--{used[0]}` says how much of the text is shown",
            remedy="leave it out, or ask without JSON",
        )
    wanted = [name.strip() for name in fields.split(",") if name.strip()]
    data = answer.to_dict(full=full, fields=wanted, only=picked)
    show(data, as_json=True, compact=True)


@asks()
def why(state: State, answer: Any, *, json: Json = False) -> None:
    """The proof that STATE is drawn in, or the conditions that failed."""
    show(answer.why(state), as_json=json, law=answer.corpus)


@asks()
def questions(
    answer: Any, *, state: str = "", all_: bool = False, json: Json = False
) -> None:
    """What the answer turns on, weightiest first: who decides, and what each answer would change.

    Args:
        state (STATE): Only what changes the duties of this state.
        all_: Every question that changes something; ten where left out.
    """
    from engine.analysis.changes import MOST, changes

    day = answer.setting.on
    one = answer.corpus.states.of_day(state, day).id if state else ""
    found = changes(answer).by_effect(one, None if all_ else MOST)
    show(found, as_json=json, law=answer.corpus)


@verb
def claim(
    text: str,
    *,
    on: str | None = None,
    given: list[str] | None = None,
    in_force: list[str] | None = None,
    exit_code: bool = False,
    corpus: Corpus = None,
    json: Json = False,
) -> None:
    """Whether a sentence about treaty duties is true, false, or true only if something is so.

    Args:
        text (TEXT): A sentence, or a paragraph of them.
        on (DATE): The day of what names none. Today where left out.
        given (QUESTION=yes|no): The answer to an open question.
        in_force (TREATY[=DATE]): A treaty taken to be in force.
        exit_code: End with 3 where a claim is false.
    """
    from engine.analysis.claims import claims
    from engine.question.query import Query

    world = world_of(corpus).under(Query.of(in_force=in_force or None))
    found = claims(world, text, on=on, given=given or ())
    show(found, as_json=json, law=world.corpus)
    if exit_code and found.false:
        raise typer.Exit(3)


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
    """A crisis told as moves: what each move changes, who owes anew, what is judged next; and a sheet for a player.

    Args:
        game (ID|FILE): A scenario with moves: a file, or the id of a shipped one.
        move (N): Tell this move in full; with --for: the sheet after it.
        for_ (STATE): The sheet of the player of this state.
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
