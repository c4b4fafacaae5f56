"""Firebreaks: minimal sets of answers that keep a state out, and who can bring them about alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from math import inf
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, field_serializer

from engine.analysis.answer_sets import ANSWER, ASKED, answer_rows, asked_row, marks
from engine.analysis.firebreak_search import FirebreakSearch
from engine.analysis.inquiry import AnswerSet, Asked, Inquiry
from engine.analysis.supports_list import nothing
from engine.forms.result import Part, Unwritten
from engine.forms.shown import Shown
from engine.forms.table import Framed, Tables, columns, table
from engine.output.answer_tables import about
from engine.output.prose import para
from treaties.support.budget import LATE, budgeted, current_budget
from treaties.support.garbage import gc_paused
from treaties.support.limits import FIREBREAK_SETS
from treaties.vocabulary.keywords import keywords

if TYPE_CHECKING:
    from engine.answer import Answer

SHOWN = 20
"""The number of firebreaks with several deciders in the text form."""
UP_TO = "Sets of at most so many answers are all here; null where all are."
OWN = 3
"""The number of sets shown for each decider who can keep the state out alone."""


@dataclass(frozen=True)
class Decider(Part):
    """A state or body that can keep the state out alone, with the sets of its own answers that do so."""

    decider: str
    sets: list[AnswerSet]


@dataclass(frozen=True)
class Firebreaks(Asked, Framed, Shown):
    """The minimal sets of answers that keep a state out of the war (or from owing a duty)."""

    settled: Annotated[
        bool | None,
        Field(
            description="Whether it holds, or cannot hold, under all answers; null where neither."
        ),
    ]
    alone: tuple[tuple[str, tuple[int, ...]], ...]
    """For each decider who can keep the state out alone, the minimal sets of its own answers that do so; complete even if
    the search was cut short.
    """
    together: Annotated[
        tuple[int, ...],
        Field(description="Sets that need several deciders, smallest first."),
    ]
    complete: bool
    sure: Annotated[int, Field(alias="complete_up_to", description=UP_TO)]
    inquiry: Unwritten[Inquiry] = field(repr=False)
    judges: Unwritten[dict[str, tuple[str, ...]]] = field(
        default_factory=dict, repr=False
    )
    shown: Unwritten[int] = SHOWN
    late: Unwritten[bool] = False
    """Whether a time limit cut the search short."""

    @field_serializer("alone")
    def _deciders(
        self, alone: tuple[tuple[str, tuple[int, ...]], ...]
    ) -> list[Decider]:
        return [Decider(name, self._ways(masks)) for name, masks in alone]

    @field_serializer("together")
    def _ways(self, masks: tuple[int, ...]) -> list[AnswerSet]:
        return [self.inquiry.way(m, self.inquiry.decode(m), self.judges) for m in masks]

    @field_serializer("sure")
    def _complete_up_to(self, sure: int) -> int | None:
        return None if self.complete else sure

    @property
    def masks(self) -> tuple[int, ...]:
        """All firebreaks as masks of answers, smallest first."""
        mine = [m for _, masks in self.alone for m in masks]
        return tuple(sorted([*mine, *self.together], key=lambda m: (m.bit_count(), m)))

    def __len__(self) -> int:
        return len(self.masks)

    def __iter__(self) -> Iterator[tuple[tuple[str, bool], ...]]:
        return (self.inquiry.decode(m) for m in self.masks)

    @property
    def deciders(self) -> tuple[str, ...]:
        """The names of the states and bodies that can keep the state out alone."""
        return tuple(name for name, _ in self.alone)

    def _lines(self) -> Iterator[str]:
        i = self.inquiry
        yield para(i.answer.title)
        yield ""
        if i.settled:
            yield para(f"{i.claim} on settled facts: no open answer can keep it out.")
            return
        if i.settled is False or not i.program.rules:
            yield from nothing(i, complete=i.near is None)
            return
        yield from i.cut()
        if i.near is not None:
            yield para(
                "What stands below stops every way that was followed; a longer one may lead round it."
            )
            yield ""
        yield from self._lines_alone()
        if self.together:
            yield from self._lines_together()
        if not self.complete and i.near is None:
            yield para(
                f"The search was cut; sets of at most {self.sure} answers are all here."
            )
        if self.late:
            yield para(LATE)

    def _lines_alone(self) -> Iterator[str]:
        """Who alone can stop it, each with the first of its sets."""
        claim = self.inquiry.claim
        if not self.alone:
            yield para(
                f"NOBODY ALONE can stop it: that {claim} has ways around every single decider."
            )
            return
        yield para(f"WHO ALONE CAN STOP IT, so that it is not so that {claim}")
        for name, masks in self.alone:
            yield para(name, 2, 4)
            for n, mask in enumerate(masks[:OWN]):
                yield from self._set(mask, "or " if n else "")
            if len(masks) > OWN:
                yield f"      or {len(masks) - OWN} other sets of its answers"

    def _lines_together(self) -> Iterator[str]:
        """The sets that take several deciders, by size."""
        yield ""
        yield "TOGETHER"
        for size, group in groupby(self.together[: self.shown], key=int.bit_count):
            yield f"  {size} answers"
            for mask in group:
                yield from self._set(mask, "")
        left = len(self.together) - self.shown
        if left > 0:
            least = "" if self.complete else "at least "
            yield f"  and {least}{left} more"

    def _set(self, mask: int, lead: str) -> Iterator[str]:
        lines = list(self.inquiry.answer_lines(mask, self.judges))
        for n, line in enumerate(lines):
            yield para(f"{'and ' if n else lead}{line}", 6)

    def _picture(self) -> str:
        sets = [(f"{name} alone", m) for name, masks in self.alone for m in masks]
        sets += [("together", m) for m in self.together[: self.shown]]
        named = [(f"{n}. {name}", m) for n, (name, m) in enumerate(sets, 1)]
        return (
            marks(
                self.inquiry, f"What keeps {self.inquiry.name} out", named, self.judges
            )
            if named
            else ""
        )

    def _tables(self) -> Tables:
        i = self.inquiry
        sets = [(name, m) for name, masks in self.alone for m in masks] + [
            (None, m) for m in self.together
        ]

        def rows() -> Iterator[dict[str, Any]]:
            for n, (name, mask) in enumerate(sets, 1):
                head = {
                    **asked_row(i),
                    "firebreak": n,
                    "alone": name,
                    "size": mask.bit_count(),
                }
                yield from answer_rows(i, head, i.decode(mask), self.judges)

        return {"firebreaks": lambda: table(FIREBREAKS, rows(), **about(i.answer))}


@keywords
@budgeted()
@gc_paused()
def firebreaks(
    answer: Answer,
    state: str | int,
    duty: str | None = None,
    *,
    limit: int = FIREBREAK_SETS,
    shown: int = SHOWN,
    seconds: float = inf,
) -> Firebreaks:
    """Return the minimal sets of answers that keep a state out, or keep it from owing a duty; sets with a single
    decider first.

    They are the minimal hitting sets of the supports, with each answer reversed. If the supports are too many to list,
    a set is accepted only if nothing derives the duty once its answers are given. A budget of work limits the search,
    so that every machine finds the same sets, and the result says if it was cut short.

    Args:
        answer: the answer to start from.
        state: the state, by any name or code.
        duty: a kind of duty; `help` (fight, assist or act) by default.
        limit: the number of sets after which the search stops.
        shown: the number of sets in the text form.
        seconds: a time limit; the result then depends on the machine.

    Raises `CasusError` for an unknown state or duty.

    >>> from engine import ask
    >>> chain = ask("Russia", by="Ukraine", on="2025-06-01", background=False)
    >>> firebreaks(chain, "China").deciders
    ('China', 'North Korea', 'Ukraine')
    """
    current_budget().within(seconds)
    inquiry = Inquiry.of(answer, state, duty)
    if inquiry.settled is not None or not inquiry.program.rules:
        return Firebreaks(
            inquiry.settled, (), (), inquiry.near is None, 0, inquiry, **inquiry.head()
        )
    search = FirebreakSearch(inquiry, limit)
    with budgeted(2 / 3):
        sets, complete, sure = search.run()
    judges = inquiry.judges([*search.supports[:40]])
    by_decider: dict[str, list[int]] = {}
    together: list[int] = []
    for mask in sets:
        names = {inquiry.decider(q, judges) for q, _ in inquiry.decode(mask)}
        (
            by_decider.setdefault(names.pop(), []) if len(names) == 1 else together
        ).append(mask)
    own, all_told = search.alone(judges)
    by_decider.update(own)
    complete &= all_told
    alone = sorted(by_decider.items(), key=lambda x: (x[1][0].bit_count(), x[0]))
    found = tuple(
        (n, tuple(sorted(m, key=lambda x: (x.bit_count(), x)))) for n, m in alone
    )
    if inquiry.near is not None:
        complete, sure = False, 0  # a longer way may lead round any of them
    late = current_budget().late and not complete
    own_sets = inquiry.settled, found, tuple(together), complete, sure
    return Firebreaks(*own_sets, inquiry, judges, shown, late, **inquiry.head())


FIREBREAKS = ASKED | columns("firebreak:int alone size:int") | ANSWER
"""Columns of firebreaks, with one row for each answer. `alone` is the decider who can bring the set about alone, missing
if several must.
"""
