"""Memoisation of functions of one object."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

S = TypeVar("S")
T = TypeVar("T")


def memoised(make: Callable[[S], T]) -> Callable[[S], T]:
    """Return a function that computes its result once for each argument, and keeps it in that argument's attributes.

    >>> class Word:
    ...     letters = ""
    >>> word, spell = Word(), memoised(lambda w: w.letters + "a")
    >>> word.letters = spell(word)
    >>> spell(word)
    'a'
    """

    # With its module: no field and no other function has that name.
    name = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def once(thing: S) -> T:
        memory: dict[str, T] = vars(thing)
        if name not in memory:
            memory[name] = make(thing)
        return memory[name]

    return once
