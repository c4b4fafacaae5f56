"""A ruling in words: the first lines of an answer, by kind of question."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from engine.findings.findings import Findings
from engine.output.first_lines.duty import bare_name
from engine.output.first_lines.helpers import lines_on_helpers
from engine.output.first_lines.leave import memberships, releases
from engine.output.first_lines.ruled import Ruled, ruled
from engine.question.topic import Kind
from engine.ruling.states import calls_of_side

Writer = Callable[[Ruled], Iterator[str]]
"""A function that writes the first lines for a kind of question."""


@cache
def _by_kind() -> Mapping[Kind, Writer]:
    """The writers for kinds of question that have their own, loaded where another question is asked than who must help;
    the lines for other kinds depend on what is asked about.
    """
    from engine.output.first_lines import kinds
    from engine.output.first_lines.haste import how_soon
    from engine.output.first_lines.when import when
    from engine.output.first_lines.why import why

    return {
        Kind.WHO_NOT: kinds.who_need_not,
        Kind.HOW_MANY: kinds.how_many,
        Kind.WHICH: kinds.which,
        Kind.WHY: why,
        Kind.WHY_NOT: why,
        Kind.WHEN: when,
        Kind.HOW_SOON: how_soon,
    }


def ruling_text(solution: Findings) -> tuple[str, ...]:
    """Return the ruling in sentences: the answer, its reason or condition, and the other states.

    >>> from engine import ask
    >>> ruling_text(ask("Estonia", by="Russia", on="2026-01-01", must="USA", rounds=1))[0]
    'Yes, but it chooses how: the United States must act (North Atlantic Treaty, Art. 5).'
    """
    found = ruled(solution)
    lines = (*_writer(found)(found), *releases(found), *memberships(found))
    return tuple(_each_name_once(found, filter(None, lines)))


def _each_name_once(found: Ruled, lines: Iterable[str]) -> Iterator[str]:
    """Write `same treaty` in the place of the name in the only citation of a line, where the line before cites it last."""
    calls = calls_of_side(found.solution, found.topic.side)
    names = {re.escape(bare_name(c.treaty)) for c in calls}
    cited = re.compile(rf"\(({'|'.join(names)})(?=, (?:Art|Final|\w+ clause)|\))")
    last = ""
    for line in lines:
        found_here = [m[1] for m in cited.finditer(line)] if names else []
        again = found_here == [last]
        last = found_here[-1] if found_here else ""
        yield cited.sub("(same treaty", line) if again else line


def _writer(found: Ruled) -> Writer:
    """Choose what writes the lines."""
    topic = found.topic
    if topic.kind is not Kind.WHO and topic.kind in _by_kind():
        return _by_kind()[topic.kind]
    if topic.states:
        from engine.output.first_lines.states import lines_on_states

        return lines_on_states
    if topic.treaties:
        from engine.output.first_lines.treaties import lines_on_treaties

        return lines_on_treaties
    return lines_on_helpers
