"""Verbs that answer a question: ask, why, questions."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from engine.interfaces.commands.colour import Colour, painted
from engine.interfaces.commands.options import Json, State, _complete, asks, show
from treaties.vocabulary.errors import CasusError


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    app.command("ask")(asks(ask))
    app.command("why")(asks(why))
    app.command("questions")(asks(questions))


Full = Annotated[bool, typer.Option("--full", help="With --json: everything, every way and every reading.")]
Picked = Annotated[str, typer.Option("--fields", help="Print these fields of the JSON.", metavar="NAME,NAME")]


Until = Annotated[str | None, typer.Option(help="With --scenario: tell it day by day until this day.", metavar="DATE")]
Brief = Annotated[bool, typer.Option("--brief", help="Tell the bottom line and the instruments alone.")]
Everything = Annotated[bool, typer.Option("--all", help="Tell everything; nothing is counted.")]
Only = Annotated[
    list[str] | None,
    typer.Option(
        help="Tell of this state, its own answer first; repeat for several.",
        metavar="STATE",
        autocompletion=_complete("state"),
    ),
]
DutyOf = Annotated[
    str, typer.Option("--duty", help="Tell of one duty: help, fight, assist, act, consult …", metavar="KIND")
]


def ask(
    answer: Any,
    brief: Brief = False,
    everything: Everything = False,
    only: Only = None,
    duty: DutyOf = "",
    json: Json = False,
    full: Full = False,
    fields: Picked = "",
    until: Until = None,
) -> None:
    """Who is drawn in?"""
    if until:
        show(_day_by_day(answer, until), as_json=json, law=answer.corpus)
        return
    from engine.output.plain import LINES, as_text

    told = {"brief": brief, "all": everything, "only": only or (), "duty": duty}
    if not (json or full or fields):
        paint = {"paint": painted} if Colour.wanted() else {}
        show(as_text(answer.document(**told), lines=None if everything else LINES, **paint), as_json=False)
        return
    if said := [name for name, value in told.items() if value not in (False, (), "")]:
        raise CasusError(
            f"`--{said[0]}` says how much of the text is told",
            remedy="leave it out, or ask without JSON",
        )
    wanted = [name.strip() for name in fields.split(",") if name.strip()]
    show(answer.to_dict(full=full, fields=wanted), as_json=True, compact=True)


def _day_by_day(answer: Any, until: str) -> Any:
    """The scenario of an answer told day by day."""
    from engine.analysis.chronicle import chronicle
    from engine.world import World
    from treaties.vocabulary.days import day_of

    if not answer.scenario.id:
        raise CasusError("`--until` tells a scenario day by day", remedy="name one with `--scenario`")
    return chronicle(World(answer.corpus, answer.readings, answer.asked), answer.scenario, day_of(until))


def why(state: State, answer: Any, json: Json = False) -> None:
    """The proof that STATE is drawn in, or the conditions that failed."""
    show(answer.why(state), as_json=json, law=answer.corpus)


def questions(answer: Any, json: Json = False) -> None:
    """What the answer turns on, who decides, and what each answer would change."""
    from engine.analysis.changes import changes

    show(changes(answer), as_json=json, law=answer.corpus)
