"""Help and options of a verb, derived from its function's signature and docstring."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from copy import copy
from typing import Annotated, Any, get_args, get_origin

import typer

COMPLETED = {
    n.upper(): n for n in ("state", "treaty", "reading", "duty", "case", "place")
} | {"ID": "treaty"}
"""For each form of value in the help, the kind of names that complete it."""
_ENTRY = re.compile(r"(\w+)(?: \((.+?)\))?: (.+)", re.S)


def explained(function: Callable[..., Any]) -> tuple[str, list[inspect.Parameter]]:
    """Return the help text of a function, and its parameters with their help, from its docstring and signature.

    A positional parameter becomes an argument of the command line, a keyword-only parameter an option. Its entry under
    `Args` is its help; brackets in the entry contain the form of its value and a short name. `Annotated` overrides
    both.

    >>> def knock(door: str, *, times: int = 1):
    ...     '''Knock at a door.
    ...
    ...     Args:
    ...         door (DOOR): Which one.
    ...         times (-t N): How often.
    ...     '''
    >>> about, (door, times) = explained(knock)
    >>> about, get_args(times.annotation)[1].param_decls, get_args(times.annotation)[1].metavar
    ('Knock at a door.', ('--times', '-t'), 'N')
    """
    about, _, listed = inspect.cleandoc(function.__doc__ or "").partition(
        "\n\nArgs:\n    "
    )
    entries = {
        m[1]: m
        for entry in re.split(r"\n    (?=\w)", listed.rstrip())
        if (m := _ENTRY.match(entry))
    }
    parameters = inspect.signature(function, eval_str=True).parameters.values()
    return about, [
        p.replace(annotation=_annotated(p, entries.get(p.name))) for p in parameters
    ]


def _kind_and_info(p: inspect.Parameter) -> tuple[Any, Any]:
    """The type of a parameter and its option for typer; a copy of the option that the signature names."""
    if get_origin(p.annotation) is Annotated:
        kind, info, *_ = get_args(p.annotation)
        return kind, copy(info)
    option = p.kind is p.KEYWORD_ONLY
    return p.annotation, typer.Option() if option else typer.Argument()


def _annotated(p: inspect.Parameter, entry: re.Match[str] | None) -> Any:
    """The type of a parameter with its help, as typer takes both."""
    if entry is None:
        return p.annotation
    option = p.kind is p.KEYWORD_ONLY
    kind, info = _kind_and_info(p)
    words = (entry[2] or "").split()
    short = [w for w in words if w.startswith("-")]
    info.help = " ".join(entry[3].split())
    info.metavar = next((w for w in words if w not in short), info.metavar)
    if (names := COMPLETED.get(info.metavar or "")) and not info.autocompletion:
        info.autocompletion = complete(names)
    if option and info.default is ... and not info.param_decls:
        name = p.name.strip("_").replace("_", "-")
        info.param_decls = (f"--{name}", *short)
    return Annotated[kind, info]


def complete(kind: str) -> Callable[[str], list[str]]:
    """Return a function that completes a word typed in the shell to the names of a kind, such as `state`."""

    def completed(incomplete: str) -> list[str]:
        from engine.catalogue.catalogue import names

        return [
            n for n in names(kind) if n.casefold().startswith(incomplete.casefold())
        ]

    return completed


def verb(function: Callable[..., None]) -> Callable[..., None]:
    """Turn a function into a verb for typer: its signature defines the options, its docstring the help."""
    return signed(function, *explained(function))


def signed(
    function: Callable[..., None], about: str, parameters: list[inspect.Parameter]
) -> Callable[..., None]:
    """Set the help and parameters of a function that typer sees, and return the function.

    Args:
        function: the verb.
        about: its help.
        parameters: its parameters, annotated with their help.
    """
    function.__doc__ = about
    function.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    function.__annotations__ = {p.name: p.annotation for p in parameters} | {
        "return": None
    }
    return function
