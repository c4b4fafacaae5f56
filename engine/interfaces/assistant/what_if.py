"""Further cases of one tool call: the same question with some fields changed, each with its own ruling and table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from engine.answer import Answer
from engine.interfaces.assistant.asked_table import AskedTable
from engine.interfaces.assistant.tool_arguments import asked_of, read
from engine.interfaces.assistant.tool_fields import Ask
from engine.output.ruling_text import ruling_text
from engine.setting.graph import Clause
from engine.world import World
from treaties.vocabulary.errors import CasusError

ATTACKED = ("question", "victim", "scenario")
"""The fields that say who is attacked; a case that contains one of them replaces all of them."""
OWN = ("what_if", "detail", "limit", "offset")
"""The fields of a call that a case may not change."""


@dataclass(frozen=True)
class FurtherCase:
    """A further case of one call: the fields that it changes, and the answer to the changed question."""

    changed: dict[str, Any]
    answer: Answer
    table: AskedTable

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The articles named in the table of the case."""
        return self.table.clauses

    def lines(self, number: int) -> Iterator[str]:
        """Yield the case as lines of text: the fields that it changes, its title, its ruling, its table.

        Args:
            number: the number of the case, from 1.
        """
        several = len(self.answer.topic.states) > 1
        yield f"WHAT IF {number}: {_written(self.changed)}"
        yield self.answer.heading
        yield from ruling_text(self.answer)[: 1 if several else 3]
        if self.answer.topic.states:
            yield from self.table.lines()

    def data(self) -> dict[str, Any]:
        """Return the case as JSON data: the fields that it changes, its title, its first lines and its rows."""
        return {
            "changed": self.changed,
            "title": self.answer.heading,
            "bottom_line": list(ruling_text(self.answer)),
            "asked": self.table.data(),
        }


def cases_of(world: World, q: Ask) -> tuple[FurtherCase, ...]:
    """Return each further case of a call with its answer.

    Args:
        world: the law and the readings.
        q: the fields of the call.

    Raises `CasusError`, with the number of the case, for a case that cannot be answered.

    >>> q = read(Ask, {"victim": "Greece", "by": "Bulgaria", "on": "1937-06-01", "must": "Turkey", "what_if": [{"by": "Italy"}]})
    >>> [case.data()["asked"][0]["holding"] for case in cases_of(World.load(), q)]
    ['only-if']
    """
    found = []
    for number, changed in enumerate(q.what_if, 1):
        try:
            found.append(_answered(world, q, changed))
        except CasusError as error:
            line = f"case {number} of `what_if`: {error.message}"
            raise CasusError(line, remedy=error.remedy) from None
    return tuple(found)


def _answered(world: World, q: Ask, changed: dict[str, Any]) -> FurtherCase:
    fields = changed_fields(q.model_dump(exclude_defaults=True), changed)
    answer = world.over_time(asked_of(read(Ask, fields)))
    answer = answer.toward(*answer.topic.states)
    return FurtherCase(changed, answer, AskedTable(answer, 0, q.limit))


def changed_fields(given: dict[str, Any], changed: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a call, replaced by those of a case where the case has them. Raises `CasusError` for a case that changes nothing.

    Args:
        given: the fields of the call.
        changed: the fields of the case.

    >>> changed_fields({"victim": ["Greece"], "by": ["Bulgaria"], "limit": 5}, {"by": ["Italy"]})
    {'victim': ['Greece'], 'by': ['Italy']}
    """
    if own := [n for n in OWN if n in changed]:
        raise CasusError(
            f"`{own[0]}` is of the whole call", remedy="leave it out there"
        )
    if not changed:
        raise CasusError("it changes no field", remedy='name one: `{"by": ["Italy"]}`')
    kept = {n: v for n, v in given.items() if n not in OWN}
    if any(n in changed for n in ATTACKED):
        kept = {n: v for n, v in kept.items() if n not in ATTACKED}
    return kept | changed


def _written(changed: dict[str, Any]) -> str:
    """Write the fields of a case as `name: value`."""
    texts = []
    for name, value in changed.items():
        each = value if isinstance(value, list) else [value]
        texts.append(f"{name} {', '.join(map(str, each))}")
    return "; ".join(texts)
