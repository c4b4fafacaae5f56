"""Verbs that answer a question: ask, why, questions."""

from __future__ import annotations

from typing import Any

import typer

from engine.doors.commands.options import Json, State, asks, show


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    app.command("ask")(asks(ask))
    app.command("why")(asks(why))
    app.command("questions")(asks(questions))


def ask(answer: Any, json: Json = False) -> None:
    """Who is drawn in?"""
    show(answer, as_json=json)


def why(state: State, answer: Any, json: Json = False) -> None:
    """The proof that STATE is drawn in, or the conditions that failed."""
    show(answer.why(state), as_json=json)


def questions(answer: Any, json: Json = False) -> None:
    """What the answer turns on, who decides, and what each answer would change."""
    from engine.turning.changes import changes

    show(changes(answer), as_json=json)
