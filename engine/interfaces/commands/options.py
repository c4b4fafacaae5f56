"""Options that define a question, shared by every verb that answers one."""

from __future__ import annotations

import functools
import inspect
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from engine.interfaces.commands.explained import complete, explained, signed
from engine.interfaces.commands.terminal import Colour, Instead, waiting
from engine.question.query import FIELDS, FieldInfo, Query
from treaties.vocabulary.errors import CasusError

if TYPE_CHECKING:
    from engine.answer import Answer
    from engine.question.topic import LawAlone
    from engine.world import World
    from treaties.models.corpus import Corpus as Law


State = Annotated[
    str,
    typer.Argument(
        help="A state: name, id, ISO or COW code.",
        metavar="STATE",
        autocompletion=complete("state"),
    ),
]


def option(name: str) -> Any:
    """Return the option or argument for a field of a question, with its type and help."""
    row = FIELDS[name]
    several = row.kind == "many" and name != "victim"
    completion = complete(row.names) if row.names else None
    if name == "victim":
        return Annotated[
            str | None,
            typer.Argument(help=row.text, metavar="VICTIM", autocompletion=completion),
        ]
    text = (
        row.text
        if not several
        else f"{row.text.removesuffix('.')}; repeat for several."
    )
    if row.kind == "flag" and not row.only:
        return Annotated[bool, typer.Option(_flag(row), help=row.off or text)]
    kind: Any = (
        list[str] | None
        if several
        else int | None
        if row.kind == "number"
        else str | None
    )
    named, written = (
        f"--{(row.only or name.strip('_')).replace('_', '-')}",
        row.written or row.names.upper() or "N",
    )
    least, most = row.span or (None, None)
    info = typer.Option(
        named,
        help=text,
        metavar=written,
        autocompletion=completion,
        min=least,
        max=most,
    )
    return Annotated[kind, info]


def _flag(info: FieldInfo) -> str:
    return f"--no-{info.name}" if info.default is True else f"--{info.name}"


Corpus = Annotated[
    Path | None, typer.Option(help="Another corpus folder.", metavar="DIR")
]
_FILE = "The file; its ending says the form. Named after the question where left out; `-` is the terminal."
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help=_FILE, metavar="FILE")
]
TERMINAL = Path("-")
Without = option("without")
With = option("with_")
_OPTIONS = {n: option(n) for n in FIELDS if n != "victim"} | {"corpus": Corpus}
_DEFAULTS = {n: False for n, t in FIELDS.items() if t.kind == "flag" and not t.only}
"""The defaults of switches, which are all off."""
_SHARED = [
    inspect.Parameter(
        n, inspect.Parameter.KEYWORD_ONLY, default=_DEFAULTS.get(n), annotation=a
    )
    for n, a in ({"victim": option("victim")} | _OPTIONS).items()
]


def asked_of(victim: str | None, given: Mapping[str, Any]) -> Query:
    """Return the question that the options define."""
    found: dict[str, Any] = {"victim": victim}
    for name, info in FIELDS.items():
        value = given.get(name)
        if info.only and value is not None:
            option = info.only.replace("_", "-")
            if value != info.written:
                raise CasusError(
                    f"`{value}` is not known",
                    remedy=f"write `--{option} {info.written}`, or leave it out",
                )
            found[name] = True
        elif value or (info.span and value is not None):
            found[name] = not info.default if info.kind == "flag" else value
    return Query.of(**found)


def world_from_options(given: Mapping[str, Any]) -> World:
    """Return the world that the options define."""
    return world_of(given["corpus"]).under(asked_of(None, given))


def world_of(corpus: Path | None) -> World:
    """Load the law from a directory, or the law that is shipped."""
    from engine.world import World, shipped

    return World.load(corpus) if corpus else shipped()


def question(
    victim: str | None,
    given: Mapping[str, Any],
    *,
    bare: bool = False,
    whole: bool = False,
    over: bool = False,
    first: Callable[[Law], None] | None = None,
) -> Answer:
    """Answer the question that the options define, and print a line for each law from outside the corpus.

    Args:
        victim: the attacked state, or the whole question in words; None if a scenario is named.
        given: the shared options, by name.
        bare: whether to skip the search for supports.
        whole: whether to derive beyond the horizon at once.
        over: whether to answer for each span of a month or year with the same law; otherwise the user is asked for a day.
        first: a function that is called with the law first, and may raise an error.

    Raises `CasusError` for anything that cannot be understood.
    """
    from engine.question.working_call import offering_call
    from engine.world import understand

    with waiting():
        shipped = world_of(given["corpus"])
        with offering_call(
            asked_of(victim, given), functools.partial(understand, shipped)
        ):
            world = world_from_options(given)
        if first is not None:
            first(world.corpus)
        asked = asked_under_law(victim, given)
        bounds = {"budget": 0} if bare else {}
        answer = (
            world.over_time(asked)
            if over
            else world.answer(asked, whole=whole, **bounds)
        )
    note_outside(world)
    return answer


def asked_under_law(victim: str | None, given: Mapping[str, Any]) -> Query:
    """Return the question that the options define, without those changes of the law that `world_from_options` has already made."""
    return replace(
        asked_of(victim, given),
        without=(),
        with_=(),
        in_force=(),
        law=None,
        reading=(),
    )


def note_outside(world: World) -> None:
    """Print a line for each law from outside the corpus."""
    for outside in world.outside:
        typer.echo(f"law: {outside.note}", err=True)


def chosen(error: CasusError, *, noun: str = "question", ends: str = "?") -> str:
    """Ask a user at a terminal to choose one of the questions that an error offers, and return the choice. If the error offers no question, or the user chooses none, raise the error.

    Args:
        error: the error.
        noun: the name for what the error offers.
        ends: the sign at the end of each offer.
    """
    offered = [q for q in error.meant if q.endswith(ends)]
    lines = list(error.offers())
    if not offered or not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise error
    typer.echo(f"casus: {error}", err=True)
    if len(offered) == 1:
        typer.echo(f"  {lines[0] if lines else offered[0]}", err=True)
        typer.confirm(f"Is that the {noun}?", default=True, abort=True, err=True)
        return offered[0]
    for number, asked in enumerate(offered, 1):
        typer.echo(f"  {number}  {asked}", err=True)
    answer = typer.prompt(
        "Which? (a number, or nothing)", default="", show_default=False, err=True
    ).strip()
    if not (answer.isdecimal() and 1 <= int(answer) <= len(offered)):
        raise typer.Abort
    return offered[int(answer) - 1]


def _or_chosen(
    victim: str | None,
    ask: Callable[[str | None], Answer],
    changed: Callable[[str | None], str | None],
) -> Answer:
    """Ask a question, or the question that somebody at a terminal chooses among those offered.

    Args:
        victim: what was typed.
        ask: answers a question.
        changed: gives the question that is asked first in place of what was typed.
    """
    from engine.question.topic import LawAlone

    try:
        return ask(changed(victim))
    except LawAlone:
        raise
    except CasusError as error:
        asked = chosen(error)
        verbs = getattr(error, "verbs", ())
        verb = dict(zip(error.meant, verbs, strict=False)).get(asked)
        if verb:
            raise Instead(verb.words) from None
        return ask(asked)


def _refuse_unused(
    error: LawAlone, own: Iterable[inspect.Parameter], given: Mapping[str, Any]
) -> None:
    """Refuse an option of a verb that a question about the law alone cannot use; raises `CasusError` with the verb that
    answers it.

    Args:
        error: the question about the law alone.
        own: the parameters of the verb that was called.
        given: what was given for them.
    """
    for one in own:
        if one.name != "json" and given.get(one.name) != one.default:
            option = one.name.strip("_").replace("_", "-")
            named = f"--{option}" if one.default is not one.empty else option.upper()
            raise CasusError(
                f"`{named}` changes nothing where no attack is asked about",
                remedy=error.remedy,
            )


def _show_law_answer(
    error: LawAlone, scenario: Mapping[str, Any], given: Mapping[str, Any]
) -> None:
    from engine.analysis.pledges import law_answer

    law = world_from_options(scenario).corpus
    found = law_answer(law, error.topic, error.on)
    show(found, as_json=bool(given.get("json")), law=law)


def _with_shared(own: list[inspect.Parameter]) -> list[inspect.Parameter]:
    """The shared options after the parameters that a verb needs, before those that may be left out."""
    needed = [p for p in own if p.default is p.empty]
    others = [p for p in own if p not in needed]
    return [p.replace(kind=p.KEYWORD_ONLY) for p in (*needed, *_SHARED, *others)]


def asks(
    *,
    bare: bool = False,
    whole: bool = False,
    over: bool = False,
    optional: bool = False,
    first: Callable[[Law, Mapping[str, Any]], None] | None = None,
    instead: Callable[[str | None, Mapping[str, Any]], bool] | None = None,
    reworded: Callable[[str | None, Mapping[str, Any]], str | None] | None = None,
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return a decorator that makes a verb (the function of a command) one that asks a question.

    The command has the verb's own options and those shared by all questions. The shared options define the question;
    the verb gets its `answer`, and, if it has a parameter `options`, also the shared options by name. A question about
    the law alone is answered at once, without calling the verb.

    Args:
        bare: whether to skip the search for supports, for verbs with a search of their own.
        whole: whether to derive at once what lies beyond the horizon (`horizon` and `far` of
            `engine.verdicts.solution.solve`).
        over: whether to answer for each span of a month or year with the same law; otherwise the user is asked for a day.
        optional: whether the victim may be omitted; `answer` is then None.
        first: a function that is called with the law and all arguments before anything is asked, and may raise an
            error.
        instead: a function that is called with the victim and all arguments before the law is loaded; if it returns
            True, nothing more is done.
        reworded: a function that is called with the victim and all arguments, and returns the question to ask instead.
    """

    def made(function: Callable[..., None]) -> Callable[..., None]:
        about, named = explained(function)
        own = [p for p in named if p.name not in ("answer", "options")]
        wants = len(named) - len(own) > 1

        @functools.wraps(function)
        def run(*, victim: str | None = None, **given: Any) -> None:
            from engine.question.topic import LawAlone

            scenario = {n: given.pop(n) for n in _OPTIONS}
            if instead and instead(victim, scenario | given):
                return
            before = (lambda law: first(law, scenario | given)) if first else None
            ask = functools.partial(
                question,
                given=scenario,
                bare=bare,
                whole=whole,
                over=over,
                first=before,
            )
            every = scenario | given

            def changed(typed: str | None) -> str | None:
                return reworded(typed, every) if reworded else typed

            nobody = optional and victim is None and scenario["scenario"] is None
            try:
                answer = None if nobody else _or_chosen(victim, ask, changed)
            except LawAlone as error:
                _refuse_unused(error, own, given)
                _show_law_answer(error, scenario, given)
                return
            function(answer=answer, **({"options": scenario} if wants else {}), **given)

        return signed(run, about, _with_shared(own))

    return made


Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def show(
    value: Any, *, as_json: bool, law: Law | None = None, compact: bool = False
) -> None:
    """Print a result as text or JSON.

    Args:
        value: the result.
        as_json: whether to print JSON.
        law: the law to name with JSON, and with text where it was changed; None for a result that depends on no law.
        compact: whether JSON is on one line unless printed to a terminal.
    """
    if as_json:
        _print_json(value, law, compact=compact)
        return
    text = str(value)
    if law is not None and (law.changes or law.files):
        from engine.output.prose import para
        from treaties.models.edition import edition_line

        text += "\n\n" + para(f"{edition_line(law, hashed=False)}.")
    typer.echo(text, color=Colour.wanted() or None)


def _print_json(value: Any, law: Law | None, *, compact: bool) -> None:
    """Print a result as JSON, with the edition of the law.

    Args:
        value: the result.
        law: the law to name; None for a result that depends on none, or names it itself.
        compact: whether it is one line unless printed to a terminal.
    """
    data = value.to_dict() if hasattr(value, "to_dict") else value
    if law is not None and isinstance(data, dict) and "law" not in data:
        from treaties.models.edition import edition_of

        data = data | {"law": edition_of(law)}
    indent = None if compact and not sys.stdout.isatty() else 2
    encoder = json.JSONEncoder(ensure_ascii=False, indent=indent, default=str)
    # A long line is written field by field, so that it never stands whole in memory beside its data.
    fields = (
        f"{', ' if n else '{'}{encoder.encode(k)}: {encoder.encode(data[k])}"
        for n, k in enumerate(data)
    )
    sys.stdout.writelines(encoder.iterencode(data) if indent else fields)
    print("" if indent else "}")


def screen() -> int | None:
    """Return the width of the terminal or of `COLUMNS`; None in a pipe."""
    return (
        shutil.get_terminal_size().columns
        if sys.stdout.isatty() or os.environ.get("COLUMNS")
        else None
    )


def write_picture(svg: str, output: Path) -> None:
    """Write a picture in the format of the file's ending, or print the SVG if the file is `-`."""
    from engine.output.picture.saving import save_picture

    if output == TERMINAL:
        typer.echo(svg)
        return
    wrote(save_picture(svg, output))


def wrote(path: Path) -> None:
    """Print that a file was written, with its size."""
    typer.echo(f"wrote {path} ({path.stat().st_size / 1000:.0f} kB)", err=True)
