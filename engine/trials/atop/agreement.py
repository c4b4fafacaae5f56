"""Our treaties held against the user's copy of ATOP's member file: cell by cell, every difference with its cause.

A cell is one fact that both sources state: that a state is a member, when it entered and left, whether in one phase it
promises one of ATOP's five types (Leeds, Ritter, Mitchell and Long 2002), and whether it promises it conditionally.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from os import PathLike

from engine.trials.atop.causes import BY_NOTE, Cause, julian, told
from treaties.corpus import Corpus
from treaties.errors import UnknownName
from treaties.model import Obligation, Treaty
from treaties.outside.dates import PartialDate
from treaties.outside.members import MemberPhase, read_members
from treaties.outside.promises import Limit, Promise
from treaties.terms import Duty, Trigger

FIELDS = ("member", "entry", "exit", *(str(p) for p in Promise), "conditions")
"""What is compared, in the order of the report."""

_LIMITS = {
    "attacker": Limit.ADVERSARY, "in-area": Limit.LOCATION, "on-territory": Limit.LOCATION,
    "recognised-territory": Limit.LOCATION, "in-conflict": Limit.CONFLICT, "attackers": Limit.NUMBER,
    "joined-by": Limit.NUMBER, "unprovoked": Limit.UNPROVOKED, "request": Limit.REQUEST, "assists": Limit.OTHER,
    "casus-foederis": Limit.OTHER, "spares": Limit.OTHER, "external": Limit.OTHER,
}  # fmt: skip
_UNCODED = frozenset({"judgement", "domestic-law"})
"""Limits of which ATOP has no kind of its own. (That force is unlawful or makes war is no limit in its sense.)"""
_STRUCK = (Trigger.ARMED_ATTACK, Trigger.AGGRESSION, Trigger.FORCE, Trigger.HOSTILITIES)


@dataclass(frozen=True)
class Cell:
    """One comparison; `cause` is None where the two agree, `Cause.NONE` where they differ and nothing says why."""

    treaty: str
    state: str
    phase: int
    field: str
    promise: str = ""
    """For `conditions`: the promise that is limited."""
    ours: str = ""
    """What our file says; ATOP's value is not kept."""
    cause: Cause | None = None


@dataclass(frozen=True)
class Agreement:
    """All cells, and how often each kind of limit stands in both sources, only in ours, or only in ATOP's."""

    source: str
    cells: tuple[Cell, ...]
    treaties: int
    """Treaties with a row in ATOP's file."""
    limits: tuple[tuple[str, int, int, int], ...]

    def of(self, field: str) -> tuple[Cell, ...]:
        """The cells of one field."""
        return tuple(c for c in self.cells if c.field == field)

    @property
    def unexplained(self) -> tuple[Cell, ...]:
        """The cells in which the two differ and nothing says why."""
        return tuple(c for c in self.cells if c.cause is Cause.NONE)

    @property
    def share(self) -> float:
        """The share of cells that agree or are explained, between 0 and 1."""
        return 1 - len(self.unexplained) / len(self.cells) if self.cells else 1.0


def compare(law: Corpus, path: str | PathLike[str]) -> Agreement:
    """Hold every treaty that carries an ATOP number against its rows. Errors: see `read_members`."""
    rows, coverage = read_members(path)
    by_id: dict[int, list[MemberPhase]] = {}
    for row in rows:
        by_id.setdefault(row.atopid, []).append(row)
    last = coverage.last
    cells: list[Cell] = []
    counts: dict[Limit, list[int]] = {kind: [0, 0, 0] for kind in Limit}
    compared = 0
    for t in law.treaties:
        mine = [r for ident in t.atop for r in by_id.get(ident, ()) if _in_life(t, r)]
        if not mine:
            continue
        compared += 1
        members = _by_state(law, mine)
        shared = [x for x in law.treaties if x.id != t.id and set(x.atop) & set(t.atop)]
        cells += chain(_members(law, t, members, last), _dates(t, members, shared, last), _types(t, members))
        for theirs, ours in _limited(t, members):
            for kind in theirs | ours:
                counts[kind][0 if kind in theirs & ours else 1 if kind in ours else 2] += 1
    kinds = tuple((str(k), n[0], n[1], n[2]) for k, n in counts.items() if any(n))
    return Agreement(coverage.source, tuple(cells), compared, kinds)


def _by_state(law: Corpus, rows: Iterable[MemberPhase]) -> dict[str, list[MemberPhase]]:
    """The rows by the state each means; a member that has a number of ATOP's own and no state's is left out."""
    members: dict[str, list[MemberPhase]] = {}
    for r in rows:
        try:
            members.setdefault(law.states.numbered(r.member, r.span.first).id, []).append(r)
        except UnknownName:
            continue
    return members


def _in_life(t: Treaty, row: MemberPhase) -> bool:
    """Whether the phase lies within the life of the instrument: an ATOP number may cover several instruments."""
    before = row.span.until is not None and row.span.until.latest <= t.signed
    return not before and not (t.until and row.span.first >= t.until)


def _members(law: Corpus, t: Treaty, members: dict[str, list[MemberPhase]], last: date) -> Iterator[Cell]:
    for state in dict.fromkeys((*t.states, *members)):
        cause: Cause | None = None
        joined = [p.since for p in t.parties if p.state == state]
        if state not in members or state not in t.states:
            names = {n.casefold() for n in (law.states[state].name, *(x.name for x in law.states[state].names))}
            note = " ".join(t.notes).casefold()
            if joined and all(d and d > last for d in joined):
                cause = Cause.COVERAGE
            elif joined and not law.states[state].cow:
                cause = Cause.UNNUMBERED
            else:
                cause = BY_NOTE["member"] if any(n in note for n in names) or "members" in note else Cause.NONE
        yield Cell(t.id, state, 0, "member", ours="party" if state in t.states else "no party", cause=cause)


def _dates(
    t: Treaty, members: dict[str, list[MemberPhase]], shared: Iterable[Treaty], last: date
) -> Iterator[Cell]:  # fmt: skip
    others = tuple(shared)
    for state, rows in members.items():
        parties = [p for p in t.parties if p.state == state]
        if not parties:
            continue
        joins = [p.since for p in parties]
        entered = t.signed if None in joins else min(d for d in joins if d)
        if entered == t.since:
            entered = t.signed
        theirs = min(rows, key=lambda r: r.span.first).span.since
        cause = None
        if not _same(theirs, entered):
            cause = _entry_cause(t, theirs, entered, any(_same(theirs, x.signed) for x in others))
        yield Cell(t.id, state, 0, "entry", ours=str(entered), cause=cause)
        exits = [p.until or t.until for p in parties]
        left = None if None in exits else max(d for d in exits if d)
        out = max(rows, key=lambda r: r.span.end).span.until
        cause = None
        if not _same_exit(out, left, last):
            later = any(x.signed > t.signed for x in others) and (
                out is None or (left is not None and out.latest > left)
            )
            cause = Cause.SHARED if later else Cause.OLD_STYLE if _old_style(out, left) else told(t, "exit")
        yield Cell(t.id, state, 0, "exit", ours=str(left or "in force"), cause=cause)


def _entry_cause(t: Treaty, theirs: PartialDate, ours: date, shared: bool) -> Cause:
    if shared:
        return Cause.SHARED
    if _old_style(theirs, ours):
        return Cause.OLD_STYLE
    if ours > t.signed and t.signed <= theirs.latest < ours:
        return Cause.SIGNATURE
    return told(t, "entry")


def _same(theirs: PartialDate, ours: date) -> bool:
    return theirs.earliest <= ours <= theirs.latest


def _same_exit(theirs: PartialDate | None, ours: date | None, last: date) -> bool:
    """Ours is the first day out, ATOP's the day of the end: a day apart is no difference."""
    if theirs is None or ours is None:
        return theirs is None and (ours is None or ours > last)
    return any(_same(theirs, ours + timedelta(days=n)) for n in (-1, 0, 1))


def _old_style(theirs: PartialDate | None, ours: date | None) -> bool:
    return bool(theirs and theirs.exact and ours and theirs.earliest == julian(ours))


def _owed(t: Treaty, state: str, row: MemberPhase) -> list[Obligation]:
    end = row.span.until.latest if row.span.until else date.max
    return [
        o for o in t.obligations
        if state in (o.obligors or t.states)
        and (o.until is None or o.until > row.span.first) and (o.since is None or o.since < end)
    ]  # fmt: skip


def _types(t: Treaty, members: dict[str, list[MemberPhase]]) -> Iterator[Cell]:
    for state, row in ((s, r) for s, rows in members.items() if s in t.states for r in rows):
        owed = _owed(t, state, row)
        types = {kind for o in owed for kind in o.atop_types}
        for promise in Promise:
            theirs, ours = promise in row.promises, promise.value in types
            cause = None
            if theirs != ours:
                covers = promise is Promise.DEFENSE and ours and Promise.OFFENSE in row.promises
                cause = Cause.ANY_WAR if covers and "offense" in types else told(t, promise)
            yield Cell(t.id, state, row.phase, str(promise), ours="yes" if ours else "no", cause=cause)
            if theirs and ours and promise is not Promise.NONAGG:
                mine = [o for o in owed if promise.value in o.atop_types]
                yield _condition(t, state, row, promise, mine)


def _condition(t: Treaty, state: str, row: MemberPhase, promise: Promise, owed: list[Obligation]) -> Cell:
    theirs = row.limits(promise)
    marks = [limits_of(o) for o in owed]
    ours = "yes" if all(marks) else "in part" if any(marks) else "no"
    cause: Cause | None = None
    if ours == "in part":
        cause = Cause.SEVERAL
    elif bool(theirs) != (ours == "yes"):
        kinds = {c.kind for o in owed for c in o.conditions}
        if theirs == {Limit.OTHER} and promise not in row.conditional:
            cause = Cause.OTHER_LIMIT
        elif not theirs and all(o.trigger is Trigger.HOSTILITIES for o in owed):
            cause = Cause.HOSTILITIES
        elif theirs and kinds & _UNCODED:
            cause = Cause.JUDGED
        elif not theirs and {k for k in kinds if k in _LIMITS} == {"on-territory"}:
            cause = Cause.TERRITORY
        else:
            cause = told(t, "conditions", promise)
    return Cell(t.id, state, row.phase, "conditions", str(promise), ours, cause)


def limits_of(o: Obligation) -> frozenset[Limit]:
    """The limits of an obligation that ATOP has a mark for."""
    found = {_LIMITS[c.kind] for c in o.conditions if c.kind in _LIMITS}
    if o.duty is Duty.STAY_NEUTRAL and o.trigger in _STRUCK:
        found.add(Limit.ATTACKED)
    return frozenset(found)


def _limited(t: Treaty, members: dict[str, list[MemberPhase]]) -> Iterator[tuple[frozenset[Limit], frozenset[Limit]]]:
    """The kinds of limit in ATOP's row and in our file, for every promise that both limit."""
    for state, row in ((s, r) for s, rows in members.items() if s in t.states for r in rows):
        for promise in row.promises - {Promise.NONAGG}:
            owed = [o for o in _owed(t, state, row) if promise.value in o.atop_types]
            ours = frozenset().union(*(limits_of(o) for o in owed))
            if ours and (theirs := row.limits(promise)):
                yield theirs, ours
