"""The options that say what is asked, shared by every verb that answers a question."""

from __future__ import annotations

import functools
import inspect
import json
from collections.abc import Callable, Iterable
from contextvars import ContextVar, copy_context
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer


def _complete(kind: str) -> Callable[[str], list[str]]:
    def complete(incomplete: str) -> list[str]:
        from engine.browse.catalogue import names

        return [n for n in names(kind) if n.casefold().startswith(incomplete.casefold())]

    return complete


State = Annotated[str, typer.Argument(help="A state: name, id, ISO or COW code.", autocompletion=_complete("state"))]

_VICTIM = Annotated[
    str,
    typer.Argument(
        help='Who is attacked: a state, or the whole question ("If X is attacked by Y on DATE at PLACE, who is drawn in?").',
        autocompletion=_complete("state"),
    ),
]
_OPTIONS: dict[str, Any] = {
    "by": Annotated[
        list[str] | None,
        typer.Option(
            help="An attacker; repeat for several. Anybody where left out.", autocompletion=_complete("state")
        ),
    ],
    "on": Annotated[str | None, typer.Option(help="The day, as 2026-01-31. Today where left out.", metavar="DATE")],
    "at": Annotated[
        str | None,
        typer.Option(help="The place that is hit. Home territory where left out.", autocompletion=_complete("place")),
    ],
    "also": Annotated[list[str] | None, typer.Option(help="A further attack.", metavar="STATE>STATE")],
    "reading": Annotated[
        list[str] | None,
        typer.Option(help="Only under this reading; repeat for several.", autocompletion=_complete("reading")),
    ],
    "suppose": Annotated[list[str] | None, typer.Option(help="Answer a question.", metavar="QUESTION=yes|no")],
    "without": Annotated[
        list[str] | None, typer.Option(help="Take a treaty away.", autocompletion=_complete("treaty"))
    ],
    "with_": Annotated[
        list[Path] | None, typer.Option("--with", help="Add a treaty file of your own.", metavar="FILE")
    ],
    "law": Annotated[
        str | None,
        typer.Option(help="Add the alliances of a data file you bring, beside the corpus.", metavar="atop:FILE"),
    ],
    "scenario": Annotated[
        str | None,
        typer.Option(help="A scenario file, or the id of a shipped one.", autocompletion=_complete("scenario")),
    ],
    "isolated": Annotated[bool, typer.Option("--isolated", help="The attack stops there: no state of war follows.")],
    "no_background": Annotated[
        bool, typer.Option("--no-background", help="Leave out the war that was already running between them.")
    ],
    "as_known_by": Annotated[
        str | None, typer.Option(help="`public`: only what had been published by then.", metavar="public")
    ],
    "rounds": Annotated[int | None, typer.Option(min=1, help="Look no further than so many rounds.")],
    "corpus": Annotated[Path | None, typer.Option(help="Another corpus folder.", metavar="DIR")],
}
_USED: ContextVar[Any] = ContextVar("law", default=None)
"""The law of the question that is being answered, if one is."""
_DEFAULTS = {"isolated": False, "no_background": False}


def lawful(given: dict[str, Any]) -> tuple[Any, Any]:
    """The world that the options name, and the outside law in it, if any."""
    from engine.world import World, shipped
    from treaties.errors import CasusError

    world = World.load(given["corpus"]) if given["corpus"] else shipped()
    for treaty in given["without"] or ():
        world = world.without(treaty)
    for path in given["with_"] or ():
        world = world.with_treaty(path)
    outside = None
    if given["law"]:
        from engine.trials.atop.as_treaties import read_outside

        outside = read_outside(given["law"], world.corpus)
        world = replace(world, corpus=outside.world(world.corpus))
    if given["reading"]:
        world = world.reading(*given["reading"])
    if given["as_known_by"] not in (None, "public"):
        raise CasusError(
            f"`{given['as_known_by']}` is not known", remedy="write `--as-known-by public`, or leave it out"
        )
    _USED.set(world.corpus)
    return world, outside


def question(victim: str | None, given: dict[str, Any], *, bare: bool = False) -> Any:
    """The answer to what the options ask; a bare one is left without supports."""
    world, outside = lawful(given)
    answer = world.ask(
        victim,
        by=given["by"] or (),
        on=given["on"],
        at=given["at"],
        also=given["also"] or (),
        suppose=given["suppose"] or (),
        scenario=given["scenario"],
        isolated=given["isolated"],
        background=not given["no_background"],
        public=given["as_known_by"] == "public",
        rounds=given["rounds"],
        **({"budget": 0} if bare else {}),
    )
    _USED.set(answer.corpus)
    if outside is not None:
        outside.law.coverage.demand(answer.scenario.on)
        typer.echo(f"law: {outside.note}", err=True)
    return answer


def asks(verb: Callable[..., None], *, bare: bool = False, optional: bool = False) -> Callable[..., None]:
    """Give a verb the shared options; it receives `answer` in their place, and its own parameters.

    `bare` spares the search for supports, for verbs that make their own. With `optional` nobody need be attacked:
    `answer` is then None. A verb with a parameter `options` is told what was given.
    """
    named = inspect.signature(verb, eval_str=True).parameters
    own = [p for p in named.values() if p.name not in ("answer", "options")]
    front = [p for p in own if p.default is inspect.Parameter.empty]
    back = [p for p in own if p.default is not inspect.Parameter.empty]
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    shared = [inspect.Parameter("victim", kind, default=None, annotation=_VICTIM | None)]
    shared[0] = shared[0].replace(annotation=Annotated[str | None, *_VICTIM.__metadata__])  # type: ignore[attr-defined]
    shared += [inspect.Parameter(n, kind, default=_DEFAULTS.get(n), annotation=a) for n, a in _OPTIONS.items()]

    @functools.wraps(verb)
    def run(**given: Any) -> None:
        copy_context().run(answered, **given)  # what one question sets, the next one in this process does not see

    def answered(*, victim: str | None = None, **given: Any) -> None:
        scenario = {n: given.pop(n) for n in _OPTIONS}
        nobody = optional and victim is None and scenario["scenario"] is None
        answer = None if nobody else question(victim, scenario, bare=bare)
        verb(answer=answer, **({"options": scenario} if "options" in named else {}), **given)

    parameters = [*front, *shared, *back]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in parameters} | {"return": None}
    return run


Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def show(value: Any, *, as_json: bool) -> None:
    """Print a result: its text, or its JSON form; with the law it rests on, where a question was answered."""
    law = _USED.get()
    if as_json:
        data = value.to_dict() if hasattr(value, "to_dict") else value
        if law is not None and isinstance(data, dict) and "law" not in data:
            from treaties.edition import edition_of

            data = data | {"law": edition_of(law)}
        typer.echo(json.dumps(data, ensure_ascii=False, indent=2, default=str))
        return
    text = str(value) if not isinstance(value, str) else value
    if law is not None:
        from engine.forms.answer_text import para
        from treaties.edition import edition_line

        footer = para(f"{edition_line(law)}.")
        text += "" if text.rstrip().endswith(footer) else f"\n\n{footer}"
    typer.echo(text)


def lines(rows: Iterable[str]) -> None:
    """Print lines."""
    for row in rows:
        typer.echo(row)
