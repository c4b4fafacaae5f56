"""Verbs that answer a question: ask, why, questions, claim."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import typer

from engine.interfaces.commands.explained import verb
from engine.interfaces.commands.options import (
    Corpus,
    Json,
    State,
    asks,
    show,
    world_from_options,
    world_of,
)
from engine.interfaces.commands.terminal import Colour, painted
from treaties.vocabulary.errors import CasusError

STANDARD_INPUT = "-"
"""The victim that stands for standard input."""


def _line_by_line(victim: str | None, given: Mapping[str, Any]) -> bool:
    """Answer a question a line from standard input, where `-` stands for the victim."""
    if victim != STANDARD_INPUT:
        return False
    from engine.interfaces.commands.question_lines import answer_lines

    names = ("brief", "all", "only", "duty", "full", "fields", "link", "reader")
    kept = {n: given["all_" if n == "all" else n] for n in names}
    if used := [n for n, value in kept.items() if value]:
        raise CasusError(
            f"`--{used[0]}` changes nothing beside `-`", remedy="leave it out"
        )
    answer_lines(given, as_json=given["json"])
    return True


def _by_model(victim: str | None, given: Mapping[str, Any]) -> str | None:
    """Rewrite the question by a language model, where that was asked for."""
    if not given["reader"]:
        return victim
    from engine.interfaces.commands.model_reader import reworded

    return reworded(victim, given, lambda: world_from_options(given).corpus)


@asks(over=True, instead=_line_by_line, reworded=_by_model)
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
    link: bool = False,
    reader: str | None = None,  # noqa: ARG001  `_by_model` reads it
) -> None:
    """Who is drawn in? With `-` for VICTIM, questions from standard input, one per line, each with its verdict.

    Args:
        brief: Show the bottom line and the instruments only.
        all_: Show everything, with nothing merely counted.
        only (STATE): Show only this state, its own answer first; repeat for several.
        duty (KIND): Show only one duty: help, fight, assist, act, consult …
        full: With --json: everything, every way and every reading.
        fields (NAME,NAME): Print these fields of the JSON.
        link: Print the short address of the question alone, the same on the map.
        reader (llm): A language model of yours rewrites the sentence, and you confirm it.
    """
    from engine.output.plain import LINES, as_text

    extent = {"brief": brief, "all": all_, "only": only or (), "duty": duty}
    if link:
        more = {"json": json, "full": full, "fields": fields}
        show(_address(answer, extent | more), as_json=False)
        return
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


def _address(answer: Any, beside: Mapping[str, Any]) -> str:
    """The short address of a question, beside which no other form is asked for."""
    if used := [name for name, value in beside.items() if value]:
        raise CasusError(
            f"`--{used[0]}` changes nothing beside `--link`", remedy="leave it out"
        )
    if not answer.address:
        raise CasusError(
            "the question says more than a short address holds",
            remedy="leave out `--link`, or name one attack, a day and a place",
        )
    return str(answer.address)


@asks()
def why(state: State, answer: Any, *, json: Json = False) -> None:
    """The proof that STATE is drawn in, or the conditions that failed."""
    show(answer.why(state), as_json=json, law=answer.corpus)


@asks()
def questions(
    answer: Any, *, state: str = "", all_: bool = False, json: Json = False
) -> None:
    """The questions on which an answer depends, most important first: who decides, what each answer changes.

    Args:
        state (STATE): Only what changes the duties of this state.
        all_: Every question that changes something; by default ten.
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
    reader: str | None = None,
    corpus: Corpus = None,
    json: Json = False,
) -> None:
    """Whether a sentence about treaty duties is true, false, or true only if something is so.

    Args:
        text (TEXT): A sentence, or a paragraph of them.
        on (DATE): The day of a sentence that names none; today by default.
        given (QUESTION=yes|no): The answer to an open question.
        in_force (TREATY[=DATE]): A treaty to be treated as in force.
        exit_code: Exit with status 3 if a claim is false.
        reader (llm): A language model of yours rewrites the sentence, and you confirm it.
    """
    from engine.analysis.claims import claims
    from engine.question.query import Query

    world = world_of(corpus).under(Query.of(in_force=in_force or None))
    text = _claim_by_model(text, reader, on, world) if reader else text
    found = claims(world, text, on=on, given=given or ())
    show(found, as_json=json, law=world.corpus)
    if exit_code and found.false:
        raise typer.Exit(3)


def _claim_by_model(text: str, reader: str, on: str | None, world: Any) -> str:
    """Rewrite a claim by a language model; raises `AskedAgain` with it where nobody at a terminal confirms it."""
    from engine.interfaces.commands.model_reader import claim_reworded, reader_named
    from engine.interfaces.commands.options import chosen
    from treaties.vocabulary.days import day_of

    reader_named(reader)
    found = claim_reworded(text, day_of(on) if on else None, world)
    return chosen(found, noun="claim", ends=".")
