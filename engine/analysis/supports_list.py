"""Supports: the minimal sets of events and judgements that draw a state in, nearest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from math import inf
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, field_serializer

from engine.analysis.answer_sets import ANSWER, ASKED, answer_rows, asked_row, marks
from engine.analysis.inquiry import AnswerSet, Asked, Inquiry
from engine.forms.result import Unwritten
from engine.forms.shown import Shown
from engine.forms.table import Framed, Tables, columns, table
from engine.labels.labelling import Labelling, labels
from engine.output.answer_tables import about
from engine.output.prose import far, para
from engine.record.verdict import Distance, Status, Verdict
from treaties.support.budget import LATE, budgeted, current_budget
from treaties.support.garbage import gc_paused
from treaties.vocabulary.keywords import keywords

if TYPE_CHECKING:
    from engine.answer import Answer

SHOWN = 20
"""The default number of supports in the text form."""
BELOW = "Sets of fewer answers are all here; null where all are."


@dataclass(frozen=True)
class Supports(Asked, Framed, Shown):
    """The minimal sets of answers under which a duty is due, nearest first."""

    count: int
    complete: bool
    sure: Annotated[int, Field(alias="complete_below", description=BELOW)]
    masks: Annotated[tuple[int, ...], Field(alias="supports")]
    """The supports as masks; iteration yields them as tuples of (question, answer)."""
    inquiry: Unwritten[Inquiry] = field(repr=False)
    shown: Unwritten[int] = SHOWN
    late: Unwritten[bool] = False
    """Whether a time limit cut the search short."""

    @field_serializer("sure")
    def _complete_below(self, sure: int) -> int | None:
        return None if self.complete else sure

    @field_serializer("masks")
    def _ways(self, masks: tuple[int, ...]) -> list[AnswerSet]:
        return [
            self.inquiry.way(m, self.inquiry.in_order(m), self.inquiry.judges([m]))
            for m in masks
        ]

    def __len__(self) -> int:
        return len(self.masks)

    def __iter__(self) -> Iterator[tuple[tuple[str, bool], ...]]:
        return (self.inquiry.decode(m) for m in self.masks)

    @property
    def nearest(self) -> Distance | None:
        """The distance of the nearest support; None if there is none."""
        return self.inquiry.distance(self.masks[0]) if self.masks else None

    def _lines(self) -> Iterator[str]:
        i = self.inquiry
        yield para(i.answer.title)
        yield ""
        if not self.masks:
            yield from nothing(i, complete=self.complete)
            return
        if self.masks == (0,):
            yield para(f"{i.claim} on settled facts: nothing is left to be decided.")
            return
        least = "" if self.complete else "at least "
        several = len(self.masks) != 1 or not self.complete
        yield para(f"{i.claim}: {least}{len(self.masks)} minimal way{'s' * several}")
        yield from self._lines_of_ways()
        left = len(self.masks) - self.shown
        if left > 0:
            yield ""
            yield f"and {least}{left} more"
        if not self.complete:
            yield para(
                f"The search was cut; ways with fewer than {self.sure} open answers are all here."
            )
        if self.late:
            yield para(LATE)

    def _lines_of_ways(self) -> Iterator[str]:
        """The ways that are shown, numbered, under the distance at which they lie."""
        i = self.inquiry
        number = 0
        for distance, group in groupby(self.masks[: self.shown], key=i.distance):
            yield ""
            yield f"{in_steps(distance)} away"
            for mask in group:
                number += 1
                judges = i.judges([mask])
                lead = f"{number}."
                for literal in i.in_order(mask):
                    yield para(f"{lead:<4}{i.answer_line(literal, judges)}", 2, 6)
                    lead = ""

    def _picture(self) -> str:
        masks = self.masks[: self.shown]
        if not masks or masks == (0,):
            return ""
        count = f"{'' if self.complete else 'at least '}{len(self)} minimal way{'s' * (len(self) != 1)}"
        sets = [(str(n), m) for n, m in enumerate(masks, 1)]
        return marks(self.inquiry, f"{self.inquiry.claim}: {count} in", sets)

    def _tables(self) -> Tables:
        i = self.inquiry

        def rows() -> Iterator[dict[str, Any]]:
            for n, mask in enumerate(self.masks, 1):
                d = i.distance(mask)
                head = {
                    **asked_row(i),
                    "support": n,
                    "events": d.events,
                    "judgements": d.judgements,
                }
                yield from answer_rows(i, head, i.in_order(mask), i.judges([mask]))

        return {"supports": lambda: table(SUPPORTS, rows(), **about(i.answer))}


@keywords
@budgeted()
@gc_paused()
def supports(
    answer: Answer,
    state: str | int,
    duty: str | None = None,
    *,
    limit: int | None = None,
    shown: int = SHOWN,
    sets: int | None = None,
    seconds: float = inf,
) -> Supports:
    """Return the minimal sets of events and judgements that draw a state in, or make it owe a duty, nearest first.

    Presumptions, the answers of the chosen reading, and suppositions count as settled. A search that was cut short says
    up to which size it is complete.

    Args:
        answer: the answer to start from.
        state: the state, by any name or code.
        duty: a kind of duty; `help` (fight, assist or act) by default.
        limit: the number of sets after which the search stops.
        shown: the number of sets in the text form.
        sets: the number of candidate sets after which it stops; by default, what the budget allows.
        seconds: a time limit; the result then depends on the machine.

    Raises `CasusError` for an unknown state or duty.

    >>> from engine import ask
    >>> found = supports(ask("Portugal", by="Spain", on="1890-01-01"), "United Kingdom")
    >>> found.nearest
    Distance(events=1, judgements=0)
    """
    current_budget().within(seconds)
    inquiry = Inquiry.of(answer, state, duty)
    found = labels(inquiry.program, limit=limit, sets=sets)
    return replace(
        of(inquiry, found, shown), late=not found.complete and current_budget().late
    )


def of(inquiry: Inquiry, found: Labelling, shown: int = SHOWN) -> Supports:
    """Return the supports found by a labelling, sorted by distance.

    Args:
        inquiry: the inquiry, which supplies distances.
        found: the labelling, with the supports.
        shown: the number of supports in the text form.
    """
    ordered = sorted(
        found.goal, key=lambda m: (m.bit_count(), inquiry.distance(m).judgements, m)
    )
    complete, sure = found.complete, found.sure
    if inquiry.near is not None and ordered != [0]:
        complete, sure = False, inquiry.near if complete else min(sure, inquiry.near)
    return Supports(
        len(ordered), complete, sure, tuple(ordered), inquiry, shown, **inquiry.head()
    )


def in_steps(distance: Distance) -> str:
    """Return a distance in words: how many events and judgements are still to come; `nothing` if it is zero."""
    return far(Verdict(Status.CONTESTED, None, distance)) or "nothing"


def nothing(inquiry: Inquiry, *, complete: bool = True) -> Iterator[str]:
    """Yield the lines of text that say that no set of answers makes the duty due."""
    if not complete:
        yield para("No way was found before the search was cut.")
        yield from inquiry.cut()
        return
    yield para(f"No answers to the open questions make it so that {inquiry.claim}.")
    if inquiry.principal:
        yield para(
            f"{inquiry.name} is a belligerent: it attacks or is attacked in the scenario itself."
        )
        return
    others = inquiry.owed_otherwise()
    if others:
        yield para(
            f"Other duties it may come to owe: {', '.join(others)} (`--duty {others[0]}`)."
        )
    else:
        yield para(f"`casus why` tells which conditions failed for {inquiry.name}.")


SUPPORTS = ASKED | columns("support:int events:int judgements:int") | ANSWER
"""Columns of supports, with one row for each answer; supports are numbered from the nearest. A duty due on settled facts
has one row without a question.
"""
