"""Conflicts: duties of a state that cannot all be performed, in an answer or on paper on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from engine.analysis.conflict_pairs import (
    KINDS,
    Conflict,
    breaches,
    conflicts_of,
    folded,
    ordered,
    pairs_on_paper,
)
from engine.analysis.supports_list import in_steps
from engine.forms.result import DayText, Result, Unwritten
from engine.forms.shown import Shown
from engine.output.prose import para
from treaties.models.corpus import Corpus
from treaties.vocabulary.keywords import keywords

if TYPE_CHECKING:
    from engine.answer import Answer

SHOWN = 40


@dataclass(frozen=True)
class Conflicts(Result, Shown):
    """Duties that cannot all be performed, in an answer or on paper on a day."""

    on: DayText
    title: str
    found: Annotated[tuple[Conflict, ...], Field(alias="conflicts")]
    """The conflicts, nearest first."""
    names: Unwritten[dict[str, str]] = field(default_factory=dict, repr=False)

    def __iter__(self) -> Iterator[Conflict]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)

    def of(self, state: str) -> tuple[Conflict, ...]:
        """Return the conflicts of one state, given its id."""
        return tuple(c for c in self.found if c.state == state)

    def _lines(self) -> Iterator[str]:
        yield para(self.title)
        if not self.found:
            yield from ("", "No state owes duties that cannot all be kept.")
            return
        for kind, head in KINDS.items():
            group = [c for c in self.found if c.kind == kind]
            if group:
                yield from ("", head)
            for c in group[:SHOWN]:
                yield para(self.line(c), 2, 4)
            if len(group) > SHOWN:
                yield f"  and {len(group) - SHOWN} more"

    def line(self, c: Conflict) -> str:
        """Return a conflict as a line of text."""
        toward, over = (
            self.names.get(c.beneficiary, c.beneficiary),
            self.names.get(c.over, c.over),
        )
        text = f"{c.name}: {c.first.label} ({c.first.obligation.duty}) toward {toward}"
        if c.second:
            text += f", against {over}; {c.second.label} ({c.second.obligation.duty}) toward {over}"
        if c.why:
            text += f"; {c.why}"
        if c.distance is not None:
            text += f" — {'now' if not c.distance.total else in_steps(c.distance) + ' away'}"
        return text + (
            f" (and {c.more} more pair{'s' * (c.more != 1)} of these two)"
            if c.more
            else ""
        )


@keywords
def conflicts(answer: Answer) -> Conflicts:
    """Return the conflicts in an answer: for each state, the duties that cannot all be performed, with the number of
    events and judgements that must still happen before they clash.

    >>> from engine.world import shipped
    >>> world = shipped()
    >>> found = conflicts(world.ask("Belgium", by="Germany", on="1914-08-04")).of("germany")
    >>> [(c.first.treaty.id, c.distance.total) for c in found if c.kind == "breach"]
    [('london-1839', 0)]
    """
    answer = answer.followed
    rows = [c for row in answer.rows for c in conflicts_of(answer, row)]
    found = ordered(folded([*rows, *breaches(answer)]))
    names = {
        s: answer.setting.name(s) for c in found for s in (c.beneficiary, c.over) if s
    }
    title = f"{answer.title} Duties that cannot all be kept"
    return Conflicts(answer.setting.on, title, tuple(found), names)


@keywords
def standing_conflicts(corpus: Corpus, on: date) -> Conflicts:
    """Return the duties in force on a day that could not all be performed: help owed against a state that is owed the
    contrary.

    A pair of duties is listed if the article of help names the other state as a possible attacker, or if both
    instruments have at most three parties. Two promises of help are listed if each text names the other state, and a
    promise not to ally against a state if the article of help names that state.
    """
    found = ordered(folded(pairs_on_paper(corpus, on)))
    names = {
        s: corpus.states[s].name_on(on) for c in found for s in (c.beneficiary, c.over)
    }
    return Conflicts(
        on, f"Duties on paper on {on} that could not all be kept", tuple(found), names
    )
