"""Calls that work in place of a refused call: the user's own, with a wrong name replaced by the nearest known name, or without what cannot be used."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Any

from engine.question.offers import AskedAgain
from engine.question.query import FIELDS, Query
from engine.question.spans import WhichDay
from engine.question.topic import Kind, LawAlone
from treaties.models.states import Misnamed, NotThen
from treaties.vocabulary.errors import CasusError, UnknownName
from treaties.vocabulary.names import fold

TRIES = 12
"""The largest number of calls that are tried."""
LONGEST = 200
"""The largest number of characters of a call that is offered."""
SLOTS = ("must", "under", "kind", "at", "side", "means", "target", "given", "also")
"""The fields without which a question remains the same question of the same attack, those to be left out first."""
Check = Callable[[Query], object]
"""A function that raises `CasusError` for a question that cannot be understood."""


@contextmanager
def offering_call(asked: Query, check: Check) -> Iterator[None]:
    """Add to an error that a block raises for a question given as fields a call that works in place of it, if there is one.

    Args:
        asked: the question.
        check: raises `CasusError` for a question that is refused.
    """
    try:
        yield
    except (LawAlone, AskedAgain):
        raise
    except CasusError as error:
        found = working(error, asked, check)
        command = _command(found) if found else ""
        # A command with a backtick or a line break cannot stand between backticks.
        if found and not error.call and command.isprintable() and "`" not in command:
            error.offer_call(command, _arguments(found))
        raise


def working(error: CasusError, asked: Query, check: Check) -> Query | None:
    """Return a question that works in place of a refused one; None if there is no such question.

    Args:
        error: why the question was refused.
        asked: the question.
        check: raises `CasusError` for a question that is refused.
    """
    taken = _is_taken(check)
    if taken(asked):  # what went wrong came later
        return None
    tried = islice((q for q in _mended(error, asked) if q != asked), TRIES)
    return next(filter(taken, tried), None)


def _is_taken(check: Check) -> Callable[[Query], bool]:
    """A function that tells whether a question is understood."""

    def taken(query: Query) -> bool:
        with suppress(CasusError):
            try:
                check(query)
            except (LawAlone, WhichDay):
                return True
            return True
        return False

    return taken


def _stated(asked: Query) -> list[str]:
    """The fields that a question gives."""
    return [n for n in FIELDS if getattr(asked, n) != FIELDS[n].default]


def _mended(error: CasusError, asked: Query) -> Iterator[Query]:
    """The question with one thing changed: a name replaced, a missing slot filled, or a field left out."""
    given = str(getattr(error, "given", ""))
    for name in _instead(error):
        for field in _holding(asked, given):
            yield _with_name(asked, field, given, name)
    yield from _filled(asked)
    for field in _holding(asked, given):
        if field not in ("victim", "scenario"):
            yield _without_name(asked, field, given)
    for field in (n for n in SLOTS if n in _stated(asked)):
        yield _changed(asked, field, FIELDS[field].default)
    if isinstance(error, NotThen):
        yield replace(asked, on=None)


def _instead(error: CasusError) -> tuple[str, ...]:
    """The names that may stand in place of a wrong one."""
    if isinstance(error, NotThen):
        return error.heirs
    return error.meant if isinstance(error, UnknownName | Misnamed) else ()


def _values(asked: Query, field: str) -> tuple[str, ...]:
    """What a question gives for a field, as texts."""
    value = getattr(asked, field)
    return tuple(map(str, value)) if isinstance(value, tuple) else (str(value),)


def _names(value: str, given: str) -> bool:
    """Whether a text is a name, or the name with an article or a state behind it."""
    parts = (value, *value.split(":"))
    return bool(given) and fold(given) in map(fold, parts)


def _holding(asked: Query, given: str) -> list[str]:
    """The fields that give a name."""
    return [
        field
        for field in _stated(asked)
        if any(_names(value, given) for value in _values(asked, field))
    ]


def _changed(asked: Query, field: str, value: Any) -> Query:
    """The question with another value for a field."""
    values: dict[str, Any] = {field: value}
    return replace(asked, **values)


def _with_name(asked: Query, field: str, given: str, name: str) -> Query:
    """The question with another name in place of one."""
    values = tuple(_instead_of(given, name, v) for v in _values(asked, field))
    several = isinstance(getattr(asked, field), tuple)
    return _changed(asked, field, values if several else values[0])


def _instead_of(given: str, name: str, value: str) -> str:
    """A text with another name in place of one, which is the whole of it or a part between colons."""
    if fold(value) == fold(given):
        return name
    parts = (name if fold(p) == fold(given) else p for p in value.split(":"))
    return ":".join(parts)


def _without_name(asked: Query, field: str, given: str) -> Query:
    """The question without one of the names that a field gives, or without the article that follows a treaty."""
    left = (_less(given, v) if _names(v, given) else v for v in _values(asked, field))
    kept = tuple(filter(None, left))
    several = isinstance(getattr(asked, field), tuple)
    return _changed(asked, field, kept if several else FIELDS[field].default)


def _less(given: str, value: str) -> str:
    """A text without the name behind its colon; empty where the name stands before it or alone."""
    head, _, behind = value.partition(":")
    return head if fold(behind) == fold(given) else ""


def _filled(asked: Query) -> Iterator[Query]:
    """The question with the slots that its kind needs, as in the example of the kind."""
    if asked.kind not in tuple(Kind):
        return
    words = Kind(asked.kind).example.replace("--", "").split()
    slots: dict[str, tuple[str, ...]] = {}
    for name, value in zip(words[::2], words[1::2], strict=True):
        if name != "kind":
            slots[name] = (*slots.get(name, ()), value)
    for name, values in slots.items():
        own = getattr(asked, name)
        rest = tuple(v for v in values if v not in own)
        most = max(len(values) - len(own), 0)
        yield _changed(asked, name, (*own, *rest[:most]))


def _command(asked: Query) -> str:
    """The command line of a question; empty if it is too long."""
    words = ["casus", "ask"]
    for name in _stated(asked):
        words += _words(name, getattr(asked, name))
    line = shlex.join(words)
    return line if len(line) <= LONGEST else ""


def _words(name: str, value: Any) -> list[str]:
    """The words of the command line for one field."""
    row = FIELDS[name]
    option = f"--{(row.only or name.strip('_')).replace('_', '-')}"
    if row.kind == "flag":
        switched = option if value else option.replace("--", "--no-", 1)
        return [option, row.written] if row.only else [switched]
    values = value if isinstance(value, tuple) else (value,)
    texts = [v.isoformat() if isinstance(v, date) else str(v) for v in values]
    return texts if name == "victim" else [w for t in texts for w in (option, t)]


def _arguments(asked: Query) -> str:
    """The arguments of a question for a tool, as JSON; empty if they are too long."""
    given = {n: getattr(asked, n) for n in _stated(asked)}
    if asked.sentence:
        given = {"question": given.pop("victim")[0]} | given
    line = json.dumps(given, ensure_ascii=False, default=str)
    return line if len(line) <= LONGEST else ""
