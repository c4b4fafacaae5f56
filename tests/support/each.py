"""A test over many items as one test, which lists every item that offends.

`@each("question", QUESTIONS)` stands where `@pytest.mark.parametrize` would make a test of each item: for a rule that holds
for each of many treaties, questions, modules or rows. `most=3` draws three of the items, as `drawn` does, and
`pytest --item WORD` takes only those in whose name a word stands.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial, wraps
from typing import Any, TypeVar

import pytest

from tests.support.sampling import drawn, item_word

Test = TypeVar("Test", bound=Callable[..., None])
Item = tuple[str, Mapping[str, Any]]
FAULTS = (Exception, pytest.fail.Exception)
LONGEST = 160
"""So many characters of an item are its name."""


def each(
    names: str | Sequence[str],
    items: Iterable[Any],
    *,
    most: int | None = None,
    called: Callable[[Any], str] = str,
) -> Callable[[Test], Test]:
    """Run a test for each item, and fail once, with all that offend.

    Args:
        names: the parameter that an item fills, or several.
        items: what the test is run for; a tuple where it fills several parameters.
        most: how many of the items are drawn; where it is left out, all.
        called: how an item is called in the list of those that offend.
    """
    wanted = [names] if isinstance(names, str) else list(names)
    every = [(called_as(item, called), valued(item, wanted)) for item in items]
    assert every, f"nothing to try for `{names}`"

    def over(test: Test) -> Test:
        signature = inspect.signature(test)
        assert set(wanted) <= set(signature.parameters), f"`{test}` takes no `{names}`"

        @wraps(test)
        def whole(*args: Any, **given: Any) -> None:
            run_each(
                [
                    (name, partial(test, *args, **given, **values))
                    for name, values in tried(every, most)
                ]
            )

        left = [p for n, p in signature.parameters.items() if n not in wanted]
        whole.__signature__ = signature.replace(parameters=left)  # type: ignore[attr-defined]
        return whole  # type: ignore[return-value]

    return over


def tried(every: list[Item], most: int | None) -> list[Item]:
    """The items that are tried: those whose names have the word that is given, else all or so many."""
    word = item_word()
    if word or most is None:
        return [item for item in every if word in item[0]]
    return [every[i] for i in drawn(range(len(every)), most)]


def called_as(item: Any, called: Callable[[Any], str]) -> str:
    """How an item is called."""
    return called(item)[:LONGEST]


def valued(item: Any, names: list[str]) -> Mapping[str, Any]:
    """The parameters that an item fills."""
    return dict(zip(names, (item,) if len(names) == 1 else item, strict=True))


def run_each(tries: list[tuple[str, Callable[[], None]]]) -> None:
    """Run all, then fail with every one that failed; where each was skipped, skip."""
    offenders: list[tuple[str, BaseException]] = []
    skipped: list[BaseException] = []
    for name, run in tries:
        try:
            run()
        except pytest.skip.Exception as reason:
            skipped.append(reason)
        except FAULTS as fault:
            offenders.append((name, fault))
    if offenders:
        told = "\n".join(f"* {name}: {in_short(fault)}" for name, fault in offenders)
        message = f"{len(offenders)} of {len(tries)} offend:\n{told}"
        raise AssertionError(message) from offenders[0][1]
    if skipped and len(skipped) == len(tries):
        raise skipped[0]


def in_short(fault: BaseException) -> str:
    """The first lines of what was wrong; a list within a list whole."""
    lines = str(fault).splitlines() or [type(fault).__name__]
    kept = lines if " offend:" in lines[0] else lines[:3]
    return "\n    ".join(kept)
