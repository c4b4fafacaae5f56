"""The verb that gives the references of an answer: cite."""

from __future__ import annotations

import functools
from typing import Annotated, Any

import typer

from engine.interfaces.commands.options import Json, asks, show


def register(app: typer.Typer) -> None:
    """Add the verb."""
    of_answer = asks(cite)

    @functools.wraps(of_answer)
    def run(*, victim: str | None = None, more: list[str] | None = None, **given: Any) -> None:
        if victim is not None and _named(victim, bool(more)):
            _print(_of_ids([victim, *(more or ())], given), given["as_"], given["json"])
        else:
            of_answer(victim=victim, more=more, **given)

    app.command("cite")(run)


def cite(
    answer: Any,
    more: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TREATY]...", help="Ids of treaties and readings, instead of a question."),
    ] = None,
    state: Annotated[str | None, typer.Option(help="Only what the proof of this state uses.", metavar="STATE")] = None,
    sources: Annotated[
        bool, typer.Option("--sources", help="Also every source in which those texts and statements were read.")
    ] = False,
    as_: Annotated[str, typer.Option("--as", help="bibtex, csl-json or text.", metavar="FORM")] = "bibtex",
    json: Json = False,
) -> None:
    """The references of exactly the instruments, readings and data versions an answer used, or of treaties by id."""
    from engine.output.citing.cited import named

    for ident in more or ():
        named(answer.corpus, ident)
    _print(answer.cite(state, sources=sources), as_, json)


def _named(word: str, several: bool) -> bool:
    """Whether the words are ids of treaties or readings: the first one is, or looks like one, or several were given."""
    from treaties.loading.corpus import load_corpus

    several = several or ("-" in word and word[-1:].isdigit())

    law = load_corpus()
    return several or word.strip().casefold() in {*(t.id for t in law.treaties), *(r.id for r in law.readings)}


def _of_ids(idents: list[str], given: dict[str, Any]) -> Any:
    from engine.interfaces.commands.options import lawful
    from engine.output.citing import cite_ids
    from treaties.vocabulary.errors import CasusError

    asked = [n for n in ("by", "at", "also", "scenario", "suppose", "state") if given.get(n)]
    if asked:
        raise CasusError(
            f"`--{asked[0]}` belongs to a question, and ids of treaties are given",
            remedy="ask of a state, or leave the option out",
        )
    return cite_ids(idents, corpus=lawful(given).corpus, sources=given["sources"])


def _print(cited: Any, form: str, as_json: bool) -> None:
    from engine.output.citing.cited import FORMS
    from treaties.vocabulary.errors import UnknownName

    if form not in FORMS:
        raise UnknownName("form of reference", form, FORMS, remedy=f"write {', '.join(FORMS)}")
    if as_json or form == "csl-json":
        show(cited.csl(), as_json=True)
    else:
        typer.echo(cited.text() if form == "text" else cited.bibtex(), nl=form == "text")
