"""The first lines on how soon help is due: the words of each article, and that none sets a deadline."""

from __future__ import annotations

from collections.abc import Iterator

from engine.output.first_lines.duty import DutyClause
from engine.output.first_lines.helpers import lines_on_helpers
from engine.output.first_lines.ruled import Ruled
from engine.output.first_lines.states import lines_on_states
from engine.output.first_lines.treaties import lines_on_treaties
from engine.output.prose import capital
from engine.ruling.help_groups import help_asked_about
from engine.ruling.ruling import Owed

SHOWN = 3
"""The largest number of articles described."""


def how_soon(ruled: Ruled) -> Iterator[str]:
    """Yield sentences on how soon help is due under each article, with articles that name a time first; if no help is
    due, yield the reason.
    """
    owed = help_asked_about(ruled)
    if not owed:
        yield from _no_help(ruled)
        return
    timed = sorted(owed, key=lambda o: not o.haste)
    for one in timed[:SHOWN]:
        yield _how_soon(ruled, one)


def _how_soon(ruled: Ruled, owed: Owed) -> str:
    """Write how soon one article wants help."""
    asked = [s for s in owed.call.states if s in ruled.topic.states]
    duty = DutyClause(ruled, owed.of(asked), joined=", if").text
    if owed.haste:
        mark = '"' * owed.haste.startswith('"')
        word = capital(owed.haste.strip('"'))
        return f"{mark}{word}{mark}, and no deadline is set: {duty}."
    return f"Nothing on file says how soon: {duty}."


def _no_help(ruled: Ruled) -> Iterator[str]:
    """Give the reason why no help is due."""
    if ruled.topic.states:
        yield from lines_on_states(ruled)
    elif ruled.topic.treaties:
        yield from lines_on_treaties(ruled)
    else:
        yield from lines_on_helpers(ruled)
