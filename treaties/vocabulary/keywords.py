"""Keyword arguments of public functions: unknown ones raise an error that suggests the nearest."""

from __future__ import annotations

import difflib
import functools
import inspect
from collections.abc import Callable
from typing import ParamSpec, TypeVar, get_args

from treaties.vocabulary.errors import CasusError

P = ParamSpec("P")
R = TypeVar("R")


class UnknownKeyword(CasusError, TypeError):
    """Raised when a function does not take a keyword. It is a `TypeError` too, as Python's own error would be."""


def keywords(function: Callable[P, R]) -> Callable[P, R]:
    """Decorate a function so that unknown keywords raise `UnknownKeyword`.

    >>> @keywords
    ... def asked(victim, *, by=()): ...
    >>> asked("Poland", bye="Russia")
    Traceback (most recent call last):
    ...
    treaties.vocabulary.keywords.UnknownKeyword: `asked` takes no `bye`; did you mean `by`?
    """
    signature = inspect.signature(function)
    taken = [one for p in signature.parameters.values() for one in _each(p, function)]
    known = [
        p.name
        for p in taken
        if p.kind is not p.POSITIONAL_ONLY and p.name not in ("self", "cls")
    ]

    @functools.wraps(function)
    def called(*args: P.args, **given: P.kwargs) -> R:
        for name in given:
            if name not in known:
                near = difflib.get_close_matches(name, known, 1)
                remedy = (
                    f"did you mean `{near[0]}`?"
                    if near
                    else f"it takes {', '.join(known)}"
                    if known
                    else ""
                )
                raise UnknownKeyword(
                    f"`{function.__name__}` takes no `{name}`", remedy=remedy
                )
        return function(*args, **given)

    called.__signature__ = signature.replace(parameters=taken)  # type: ignore[attr-defined]
    return called


def _each(
    p: inspect.Parameter, function: Callable[..., object]
) -> list[inspect.Parameter]:
    """A parameter, or the parameters that a typed dictionary of keywords stands for; `...` stands for one left
    out."""
    if p.kind is not p.VAR_KEYWORD:
        return [p]
    (listed,) = get_args(eval(p.annotation, function.__globals__))
    kinds = listed.__annotations__.items()
    return [
        inspect.Parameter(n, p.KEYWORD_ONLY, default=..., annotation=k.__forward_arg__)
        for n, k in kinds
    ]
