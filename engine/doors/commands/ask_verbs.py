"""Verbs that answer a question: ask, why, questions."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from engine.doors.commands.options import Json, State, asks, show


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    app.command("ask")(asks(ask))
    app.command("why")(asks(why))
    app.command("questions")(asks(questions))


Full = Annotated[bool, typer.Option("--full", help="With --json: everything, every way and every reading.")]
Picked = Annotated[str, typer.Option("--fields", help="Print these fields of the JSON.", metavar="NAME,NAME")]


Until = Annotated[str | None, typer.Option(help="With --scenario: tell it day by day until this day.", metavar="DATE")]


def ask(answer: Any, until: Until = None, json: Json = False, full: Full = False, fields: Picked = "") -> None:
    """Who is drawn in?"""
    if until:
        show(_day_by_day(answer, until), as_json=json, law=answer.corpus)
        return
    if json or full or fields:
        wanted = [name.strip() for name in fields.split(",") if name.strip()]
        show(answer.to_dict(full=full, fields=wanted), as_json=True, compact=True)
    else:
        show(answer, as_json=False)


def _day_by_day(answer: Any, until: str) -> Any:
    """The scenario of an answer told day by day."""
    from engine.turning.chronicle import chronicle
    from engine.world import World
    from treaties.days import day_of
    from treaties.errors import CasusError

    if not answer.scenario.id:
        raise CasusError("`--until` tells a scenario day by day", remedy="name one with `--scenario`")
    return chronicle(World(answer.corpus, answer.readings, answer.asked), answer.scenario, day_of(until))


def why(state: State, answer: Any, json: Json = False) -> None:
    """The proof that STATE is drawn in, or the conditions that failed."""
    show(answer.why(state), as_json=json, law=answer.corpus)


def questions(answer: Any, json: Json = False) -> None:
    """What the answer turns on, who decides, and what each answer would change."""
    from engine.turning.changes import changes

    show(changes(answer), as_json=json, law=answer.corpus)
