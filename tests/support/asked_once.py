"""The answers of the shipped law that tests ask for again and again: each question is worked out once in a process.

An answer is a value, so that tests may share it. A test that takes `monkeypatch` works out its own answers: what it
changes must show in them.
"""

from __future__ import annotations

import gc
import os
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any

import pytest

from engine.answer import Answer
from engine.world import World, shipped
from treaties.support.budget import _OPEN

KEPT = 32
"""The number of answers that a process keeps; the one asked for longest ago goes first."""
PACE = (1_000_000, 20, 20)
"""How seldom garbage is collected, as on the command line: a question makes much and drops little."""

_answers: OrderedDict[Hashable, Answer] = OrderedDict()
_shared = {"on": True}


def share_answers() -> None:
    """Share the answers of this process, and collect garbage at the pace of the command line."""
    gc.set_threshold(*PACE)
    if hasattr(os, "register_at_fork"):  # what is forked may try a changed engine
        os.register_at_fork(after_in_child=_answers.clear)
    World.answer = once(World.answer)  # type: ignore[method-assign]
    World.over_time = once(World.over_time)  # type: ignore[method-assign]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let a test that changes the engine work out its own answers."""
    _shared["on"] = "monkeypatch" not in getattr(item, "fixturenames", ())


def pytest_runtest_teardown() -> None:
    """Share again, also with the examples in docstrings, for which no setup is called here."""
    _shared["on"] = True


def pytest_unconfigure() -> None:
    """Look for garbage once: pytest does so five times in the end, and Python again, over all that the tests made."""
    gc.collect()
    gc.freeze()


def once(asked: Callable[..., Answer]) -> Callable[..., Answer]:
    """Keep what a method of the shipped world answers, where no budget limits it."""

    @wraps(asked)
    def kept(world: World, query: Any, **given: Any) -> Answer:
        if not _shared["on"] or _OPEN.get() or world is not shipped():
            return asked(world, query, **given)
        key = (asked.__name__, query, *sorted(given.items()))
        try:
            if key in _answers:
                _answers.move_to_end(key)
                return _answers[key]
        except TypeError:  # a scenario of its own, which has no hash
            return asked(world, query, **given)
        _answers[key] = asked(world, query, **given)
        while len(_answers) > KEPT:
            _answers.popitem(last=False)
        return _answers[key]

    return kept
