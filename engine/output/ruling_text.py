"""A ruling in words: the first lines of an answer, by kind of question."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from engine.findings.findings import Findings
from engine.output.first_lines.haste import how_soon
from engine.output.first_lines.helpers import lines_on_helpers
from engine.output.first_lines.kinds import how_many, when, which, who_need_not, why
from engine.output.first_lines.leave import memberships, releases
from engine.output.first_lines.ruled import Ruled, ruled
from engine.output.first_lines.states import lines_on_states
from engine.output.first_lines.treaties import lines_on_treaties
from engine.question.topic import Kind

_BY_KIND = {
    Kind.WHO_NOT: who_need_not,
    Kind.HOW_MANY: how_many,
    Kind.WHICH: which,
    Kind.WHY: why,
    Kind.WHY_NOT: why,
    Kind.WHEN: when,
    Kind.HOW_SOON: how_soon,
}
"""The functions that write the first lines for each kind of question; the lines for other kinds depend on what is asked
about.
"""


def ruling_text(solution: Findings) -> tuple[str, ...]:
    """Return the ruling in sentences: the answer, its reason or condition, and the other states.

    >>> from engine import ask
    >>> ruling_text(ask("Estonia", by="Russia", on="2026-01-01", must="USA", rounds=1))[0]
    'Yes, but it chooses how: the United States must act (North Atlantic Treaty, Art. 5).'
    """
    found = ruled(solution)
    lines = (*_writer(found)(found), *releases(found), *memberships(found))
    return tuple(line for line in lines if line)


def _writer(found: Ruled) -> Callable[[Ruled], Iterator[str]]:
    """Choose what writes the lines."""
    if found.topic.kind in _BY_KIND:
        return _BY_KIND[found.topic.kind]
    if found.topic.states:
        return lines_on_states
    return lines_on_treaties if found.topic.treaties else lines_on_helpers
