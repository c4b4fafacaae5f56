"""Comparison of our treaties with a user's copy of ATOP's member file: cell by cell, with the cause of every difference.

A cell is one fact that both sources state: that a state is a member, when it entered and left, whether in one phase it
promises one of ATOP's five types (Leeds, Ritter, Mitchell and Long 2002), and whether it does so conditionally.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from os import PathLike

from engine.forms.result import Part
from treaties.models.corpus import Corpus
from treaties.models.parties import Party
from treaties.models.treaty import Obligation, Treaty
from treaties.outside.members import MemberPhase, read_members
from treaties.outside.promises import Limit, Promise
from treaties.support.grouping import grouped
from treaties.vocabulary.errors import UnknownName
from validation.atop import rules
from validation.atop.causes import Cause

FIELDS = ("member", "entry", "exit", *(str(p) for p in Promise), "conditions")
"""The facts that are compared, in the order of the report."""


@dataclass(frozen=True)
class Cell(Part):
    """The comparison of one fact in a treaty file and in ATOP. `cause` is None if both agree, and `Cause.NONE` if they
    differ without an explanation.
    """

    treaty: str
    state: str
    phase: int
    field: str
    promise: str = ""
    """For `conditions`, the promise that is limited."""
    ours: str = ""
    """The value in our file; ATOP's value is not kept."""
    cause: Cause | None = None


@dataclass(frozen=True)
class Agreement:
    """All cells of a comparison with ATOP, and for each kind of limit how often both sources, only ours, or only ATOP
    has it.
    """

    source: str
    cells: tuple[Cell, ...]
    treaties: int
    """The number of treaties with a row in ATOP's file."""
    limits: tuple[tuple[str, int, int, int], ...]

    def of(self, field: str) -> tuple[Cell, ...]:
        """Return the cells of one field, such as `entry`."""
        return tuple(c for c in self.cells if c.field == field)

    @property
    def unexplained(self) -> tuple[Cell, ...]:
        """The cells that differ without an explanation."""
        return tuple(c for c in self.cells if c.cause is Cause.NONE)

    @property
    def share(self) -> float:
        """The share of cells that agree or are explained, from 0 to 1."""
        return 1 - len(self.unexplained) / len(self.cells) if self.cells else 1.0


def compare(law: Corpus, path: str | PathLike[str]) -> Agreement:
    """Compare every treaty that has an ATOP number with its rows in ATOP's member file.

    Raises the errors of `read_members`.
    """
    rows, coverage = read_members(path)
    by_id, last = grouped((row.atopid, row) for row in rows), coverage.last
    cells: list[Cell] = []
    counts: dict[Limit, list[int]] = {kind: [0, 0, 0] for kind in Limit}
    compared = 0
    for t in law.treaties:
        mine = [
            r for ident in t.atop.ids for r in by_id.get(ident, ()) if _in_life(t, r)
        ]
        if not mine:
            continue
        compared += 1
        members = _by_state(law, mine)
        cells += chain(
            _members(law, t, members, last),
            _dates(law, t, members, last),
            _types(law, t, members),
        )
        for theirs, ours in _limited(t, members):
            for kind in theirs | ours:
                counts[kind][
                    0 if kind in theirs & ours else 1 if kind in ours else 2
                ] += 1
    kinds = tuple((str(k), n[0], n[1], n[2]) for k, n in counts.items() if any(n))
    return Agreement(coverage.source, tuple(cells), compared, kinds)


def _by_state(law: Corpus, rows: Iterable[MemberPhase]) -> dict[str, list[MemberPhase]]:
    """The rows by the state each means; a member that has a number of ATOP's own and no state's is left out."""
    members: dict[str, list[MemberPhase]] = {}
    for r in rows:
        try:
            members.setdefault(
                law.states.numbered(r.member, r.span.first).id, []
            ).append(r)
        except UnknownName:
            continue
    return members


def _in_life(t: Treaty, row: MemberPhase) -> bool:
    """Whether the phase lies within the life of the instrument: an ATOP number may cover several instruments."""
    before = row.span.until is not None and row.span.until.latest <= t.signed
    return not before and not (t.until and row.span.first >= t.until)


def _members(
    law: Corpus, t: Treaty, members: dict[str, list[MemberPhase]], last: date
) -> Iterator[Cell]:
    for state in dict.fromkeys((*t.states, *members)):
        both = state in members and state in t.states
        cause = None if both else rules.of_member(law, t, state, last)
        yield Cell(
            t.id,
            state,
            0,
            "member",
            ours="party" if state in t.states else "no party",
            cause=cause,
        )


def _dates(
    law: Corpus, t: Treaty, members: dict[str, list[MemberPhase]], last: date
) -> Iterator[Cell]:
    others = [
        x for x in law.treaties if x.id != t.id and set(x.atop.ids) & set(t.atop.ids)
    ]
    for state, rows in members.items():
        parties = [p for p in t.parties if p.state == state]
        if parties:
            yield _entry(t, state, parties, rows, others)
            yield _exit(law, t, state, parties, rows, others, last)


def _entry(
    t: Treaty,
    state: str,
    parties: Sequence[Party],
    rows: Sequence[MemberPhase],
    others: Sequence[Treaty],
) -> Cell:
    """Hold the first day of a member against ATOP's; who was bound from the start entered on signature there."""
    joins = [p.since for p in parties]
    entered = t.signed if None in joins else min(d for d in joins if d)
    if entered == t.since:
        entered = t.signed
    theirs = min(rows, key=lambda r: r.span.first).span.since
    cause = None
    if not rules.same(theirs, entered):
        cause = rules.of_entry(t, theirs, entered, others)
    return Cell(t.id, state, 0, "entry", ours=str(entered), cause=cause)


def _exit(
    law: Corpus,
    t: Treaty,
    state: str,
    parties: Sequence[Party],
    rows: Sequence[MemberPhase],
    others: Sequence[Treaty],
    last: date,
) -> Cell:
    """Hold the last day of a member against ATOP's."""
    exits = [p.until or t.until for p in parties]
    left = None if None in exits else max(d for d in exits if d)
    theirs = max(rows, key=lambda r: r.span.end).span.until
    cause = None
    if not rules.same_exit(theirs, left, last):
        cause = rules.of_exit(law, t, state, theirs, left, others)
    return Cell(t.id, state, 0, "exit", ours=str(left or "in force"), cause=cause)


def _owed(t: Treaty, state: str, row: MemberPhase) -> list[Obligation]:
    end = row.span.until.latest if row.span.until else date.max
    return [
        o
        for o in t.obligations
        if state in (o.obligors or t.states)
        and (o.until is None or o.until > row.span.first)
        and (o.since is None or o.since < end)
    ]


def _types(
    law: Corpus, t: Treaty, members: dict[str, list[MemberPhase]]
) -> Iterator[Cell]:
    for state, row in (
        (s, r) for s, rows in members.items() if s in t.states for r in rows
    ):
        owed = _owed(t, state, row)
        types = {kind for o in owed for kind in o.atop_types}
        for promise in Promise:
            theirs, ours = promise in row.promises, promise.value in types
            cause = None if theirs == ours else rules.of_type(t, promise, row, owed)
            yield Cell(
                t.id,
                state,
                row.phase,
                str(promise),
                ours="yes" if ours else "no",
                cause=cause,
            )
            if theirs and ours and promise is not Promise.NONAGG:
                yield _condition(law, t, state, row, promise, owed)


def _condition(
    law: Corpus,
    t: Treaty,
    state: str,
    row: MemberPhase,
    promise: Promise,
    owed: list[Obligation],
) -> Cell:
    mine = [o for o in owed if promise.value in o.atop_types]
    marks = [rules.limits_of(o) for o in mine]
    ours = "yes" if all(marks) else "in part" if any(marks) else "no"
    cause: Cause | None = None
    if ours == "in part":
        cause = Cause.SEVERAL
    elif bool(row.limits(promise)) != (ours == "yes"):
        cause = rules.of_limit(
            law, t, promise, row, mine, [o for o in owed if o not in mine]
        )
    return Cell(t.id, state, row.phase, "conditions", str(promise), ours, cause)


def _limited(
    t: Treaty, members: dict[str, list[MemberPhase]]
) -> Iterator[tuple[frozenset[Limit], frozenset[Limit]]]:
    """The kinds of limit in ATOP's row and in our file, for every promise that both limit."""
    for state, row in (
        (s, r) for s, rows in members.items() if s in t.states for r in rows
    ):
        for promise in row.promises - {Promise.NONAGG}:
            owed = [o for o in _owed(t, state, row) if promise.value in o.atop_types]
            ours = frozenset().union(*(rules.limits_of(o) for o in owed))
            if ours and (theirs := row.limits(promise)):
                yield theirs, ours
