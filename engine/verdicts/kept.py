"""Functions of an answer that work their result out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

S = TypeVar("S")
T = TypeVar("T")


def kept(make: Callable[[S], T]) -> Callable[[S], T]:
    """Make a function of one thing work its result out once for each such thing.

    >>> class Word:
    ...     letters = ""
    >>> word, spell = Word(), kept(lambda w: w.letters + "a")
    >>> word.letters = spell(word)
    >>> spell(word)
    'a'
    """

    @wraps(make)
    def once(thing: S) -> T:
        held: dict[str, Any] = vars(thing)
        if make.__qualname__ not in held:
            held[make.__qualname__] = make(thing)
        found: T = held[make.__qualname__]
        return found

    return once
