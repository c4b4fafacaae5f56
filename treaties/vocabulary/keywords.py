"""A keyword that a public function does not know is told with the near one."""

from __future__ import annotations

import difflib
import functools
import inspect
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from treaties.vocabulary.errors import CasusError

P = ParamSpec("P")
R = TypeVar("R")


class UnknownKeyword(CasusError, TypeError):
    """A keyword that a function does not take; a `TypeError` too, as Python's own would be."""


def keywords(function: Callable[P, R]) -> Callable[P, R]:
    """The same function; an unknown keyword raises `UnknownKeyword`.

    >>> @keywords
    ... def asked(victim, *, by=()): ...
    >>> asked("Poland", bye="Russia")
    Traceback (most recent call last):
    ...
    treaties.vocabulary.keywords.UnknownKeyword: `asked` takes no `bye`; did you mean `by`?
    """
    taken = inspect.signature(function).parameters.values()
    if any(p.kind is p.VAR_KEYWORD for p in taken):
        return function
    known = [p.name for p in taken if p.kind is not p.POSITIONAL_ONLY and p.name not in ("self", "cls")]

    @functools.wraps(function)
    def called(*args: P.args, **given: P.kwargs) -> R:
        for name in given:
            if name not in known:
                raise UnknownKeyword(
                    f"`{function.__name__}` takes no `{name}`",
                    remedy=f"did you mean `{near[0]}`?"
                    if (near := difflib.get_close_matches(name, known, 1))
                    else _all(known),
                )
        return function(*args, **given)

    return called


def _all(known: list[str]) -> str:
    return f"it takes {', '.join(known)}" if known else ""
