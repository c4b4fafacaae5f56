"""Rules that explain differences between a treaty file and ATOP.

They apply in the order given here; a note in the file counts only if no rule applies.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from treaties.models.corpus import Corpus
from treaties.models.statehood import State
from treaties.models.treaty import Obligation, Treaty
from treaties.outside.dates import PartialDate
from treaties.outside.members import MemberPhase
from treaties.outside.promises import Limit, Promise
from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.terms import PlaceKind, Trigger
from validation.atop.causes import Cause

BY_NOTE = {
    "entry": Cause.NOTE_ENTRY,
    "exit": Cause.NOTE_EXIT,
    "conditions": Cause.NOTE_LIMIT,
}

POINTS: dict[str, str] = sibling_toml(__file__, "causes.toml")["points"]
"""The names in treaty files of ATOP's types."""


def note_cause(t: Treaty, field: str, promise: str = "") -> Cause:
    """Return the cause of a difference if a treaty file's own note on ATOP explains it; otherwise `Cause.NONE`.

    Args:
        t: the instrument.
        field: a type, `entry`, `exit` or `conditions`.
        promise: for `conditions`, the type whose limits differ; all by default.
    """
    if field in POINTS:
        return Cause.NOTE_TYPE if POINTS[field] in t.atop.differs else Cause.NONE
    point = (
        field
        if field != "conditions"
        else f"limits-of-{POINTS[promise]}"
        if promise
        else "limits"
    )
    return BY_NOTE[field] if point in t.atop.differs else Cause.NONE


def julian(day: date) -> date:
    """Return the date in the Julian calendar of a Gregorian day between 1800 and 2100.

    >>> julian(date(1895, 1, 13)).isoformat(), julian(date(1913, 6, 1)).isoformat()
    ('1895-01-01', '1913-05-19')
    """
    return day - timedelta(days=12 if day < date(1900, 3, 13) else 13)


LIMITS = {
    kind: Limit(limit)
    for kind, limit in sibling_toml(__file__, "causes.toml")["limits"].items()
}
"""ATOP's kind of limit for each kind of condition. ATOP has none for conditions that force is unlawful or creates a war."""
_UNCODED = frozenset({"judgement", "domestic-law"})
"""Limits that have no kind of their own in ATOP."""
_STRUCK = (Trigger.ARMED_ATTACK, Trigger.AGGRESSION, Trigger.FORCE, Trigger.HOSTILITIES)
_MONTH = timedelta(days=31)
_DAY = timedelta(days=1)


def same(theirs: PartialDate, ours: date) -> bool:
    """Return whether our day may be the same as ATOP's date, whose month or day may be missing."""
    return theirs.earliest <= ours <= theirs.latest


def same_exit(theirs: PartialDate | None, ours: date | None, last: date) -> bool:
    """Return whether two ends of a membership agree. Ours is the first day after the end and ATOP's the last, so one
    day of difference is allowed.

    Args:
        theirs: ATOP's end; None if the member is bound to the end of the data.
        ours: the first day on which the member is not bound; None if it is still bound.
        last: the last day of the data.

    >>> same_exit(None, None, date(2018, 12, 31)), same_exit(None, date(2000, 1, 1), date(2018, 12, 31))
    (True, False)
    """
    if theirs is None or ours is None:
        return theirs is None and (ours is None or ours > last)
    return theirs.earliest - _DAY <= ours <= theirs.latest + _DAY


def of_member(law: Corpus, t: Treaty, state: str, last: date) -> Cause:
    """Return why only one of the two sources counts a state as a member.

    Args:
        law: the corpus.
        t: the instrument.
        state: the id of the member.
        last: the last day of the data.
    """
    joined = [p.since for p in t.parties if p.state == state]
    entry = law.states[state]
    if joined and all(d and d > last for d in joined):
        return Cause.COVERAGE
    if joined and not entry.cow:
        return Cause.UNNUMBERED
    if joined and not _in_system(entry, t):
        return Cause.OUTSIDE
    names = [entry.name, *(x.name for x in entry.names), "members"]
    note = " ".join(t.remarks).casefold()
    noted = any(name.casefold() in note for name in names)
    return Cause.NOTE_MEMBER if noted else Cause.NONE


def _in_system(state: State, t: Treaty) -> bool:
    """Whether a state belonged to COW's system at any time while the instrument was in force."""
    since, until = t.since or t.signed, t.until or date.max
    return any(
        (s.since or date.min) < until and (s.until or date.max) >= since
        for s in state.system
    )


def of_entry(
    t: Treaty, theirs: PartialDate, ours: date, others: Iterable[Treaty]
) -> Cause:
    """Return why ATOP and the treaty file give different first days for a member.

    Args:
        t: the instrument.
        theirs: ATOP's day.
        ours: the day on which the member became bound according to the file.
        others: other instruments with the same ATOP number.
    """
    if any(same(theirs, x.signed) for x in others):
        return Cause.SHARED
    if _old_style(theirs, ours):
        return Cause.OLD_STYLE
    if t.signed <= theirs.latest < ours:
        return Cause.SIGNATURE
    if (
        ours == t.signed
        and t.signed < theirs.earliest
        and theirs.latest <= (t.since or t.signed)
    ):
        return Cause.OWN_SIGNATURE
    return Cause.NEAR if _near(theirs, ours) else note_cause(t, "entry")


def of_exit(
    law: Corpus,
    t: Treaty,
    state: str,
    theirs: PartialDate | None,
    ours: date | None,
    others: Iterable[Treaty],
) -> Cause:
    """Return why the two sources give different last days for a member.

    Args:
        law: the corpus.
        t: the instrument.
        state: the id of the member.
        theirs: ATOP's end; None if the member is bound to the end of the data.
        ours: the first day on which the member is not bound; None if it is still bound.
        others: other instruments with the same ATOP number.
    """
    longer = theirs is None or (ours is not None and theirs.latest > ours)
    if longer and any(x.signed > t.signed for x in others):
        return Cause.SHARED
    if theirs is None:
        return note_cause(t, "exit")
    if ours is not None and _old_style(theirs, ours):
        return Cause.OLD_STYLE
    if ours is not None and _near(theirs, ours):
        return Cause.NEAR
    shorter = ours is None or theirs.latest < ours
    if shorter and _followed(law, t, state, theirs):
        return Cause.REPLACED
    if _a_party_ended(law, t, theirs):
        return Cause.STATEHOOD
    return note_cause(t, "exit")


def _a_party_ended(law: Corpus, t: Treaty, day: PartialDate) -> bool:
    """Whether a party left COW's system on a day."""
    spans = [span for party in t.states for span in law.states[party].system]
    return any(s.until and same_exit(day, s.until, s.until) for s in spans)


def of_type(
    t: Treaty, promise: Promise, row: MemberPhase, owed: Iterable[Obligation]
) -> Cause:
    """Return why only one of the two sources has a promise.

    Args:
        t: the instrument.
        promise: ATOP's type.
        row: the member in ATOP.
        owed: the member's duties under the instrument.
    """
    duties = {o.duty for o in owed}
    types = {kind for o in owed for kind in o.atop_types}
    war = {Promise.DEFENSE, Promise.OFFENSE}
    if promise in war and row.promises & war and war <= types:
        return Cause.ANY_WAR
    ours, theirs = any(d.lesser for d in duties), Promise.CONSUL in row.promises
    if promise is Promise.DEFENSE and (ours if promise in row.promises else theirs):
        return Cause.DEGREE
    return note_cause(t, promise)


def of_limit(
    law: Corpus,
    t: Treaty,
    promise: Promise,
    row: MemberPhase,
    owed: Sequence[Obligation],
    rest: Iterable[Obligation],
) -> Cause:
    """Return why only one of the two sources limits a promise.

    Args:
        law: the corpus.
        t: the instrument.
        promise: ATOP's type.
        row: the member in ATOP.
        owed: the member's duties under the articles that make the promise.
        rest: the member's duties under other articles.
    """
    theirs = row.limits(promise)
    if theirs == {Limit.OTHER} and promise not in row.conditional:
        return Cause.OTHER_LIMIT
    cause = (
        _of_atop_limit(promise, theirs, owed, rest)
        if theirs
        else _of_file_limit(law, promise, owed)
    )
    return cause or note_cause(t, "conditions", promise)


def _of_atop_limit(
    promise: Promise,
    theirs: Collection[Limit],
    owed: Sequence[Obligation],
    rest: Iterable[Obligation],
) -> Cause | None:
    """Find the rule by which ATOP limits a promise and the file does not."""
    if any(c.kind in _UNCODED for o in owed for c in o.conditions):
        return Cause.JUDGED
    if promise is not Promise.CONSUL:
        return None
    limits = set(theirs)
    if limits == {Limit.REQUEST} and all(o.trigger is Trigger.THREAT for o in owed):
        return Cause.ASKED
    carried = limits - {Limit.OTHER} <= {limit for o in rest for limit in limits_of(o)}
    return Cause.CARRIED if carried else None


def _of_file_limit(
    law: Corpus, promise: Promise, owed: Sequence[Obligation]
) -> Cause | None:
    """Find the rule by which the file limits a promise and ATOP does not."""
    conditions = [c for o in owed for c in o.conditions]
    kinds = {c.kind for c in conditions if c.kind in LIMITS}
    if all(o.trigger is Trigger.HOSTILITIES for o in owed):
        return Cause.HOSTILITIES
    if not kinds:
        return Cause.HOSTILITIES if promise is Promise.NEUTRAL else None
    home = {"on-territory"}
    if all(_at_home(law, c.area) for c in conditions if c.kind == "in-area"):
        home.add("in-area")
    if kinds <= home:
        return Cause.TERRITORY
    unmarked = all(_unmarked(kind, promise) for kind in kinds - home)
    return Cause.UNMARKED if unmarked else None


def limits_of(o: Obligation) -> frozenset[Limit]:
    """Return the limits of an obligation for which ATOP has a column."""
    found = {LIMITS[c.kind] for c in o.conditions if c.kind in LIMITS}
    if o.duty.forbids_help and o.trigger in _STRUCK:
        found.add(Limit.ATTACKED)
    return frozenset(found)


def _old_style(theirs: PartialDate, ours: date) -> bool:
    return theirs.exact and theirs.earliest == julian(ours)


def _near(theirs: PartialDate, ours: date) -> bool:
    return theirs.earliest - _MONTH <= ours <= theirs.latest + _MONTH


def _followed(law: Corpus, t: Treaty, state: str, theirs: PartialDate) -> bool:
    """Whether ATOP's day is the signature of a later instrument between the state and another party of this one."""
    return any(
        x.signed > t.signed
        and same(theirs, x.signed)
        and state in x.states
        and len({*x.states} & {*t.states}) > 1
        for x in law.treaties
    )


def _at_home(law: Corpus, area: str) -> bool:
    """Whether the area is no more than the victim's own territory."""
    land = {kind for kind in PlaceKind if kind.land}
    return all(
        {*limb.kinds} <= land and not limb.regions and not limb.of
        for limb in law.gazetteer.area(area).limbs
    )


def _unmarked(kind: str, promise: Promise) -> bool:
    """Whether ATOP has no column for that limit on that promise."""
    return LIMITS[kind] is Limit.OTHER or (
        LIMITS[kind] is Limit.REQUEST and promise is not Promise.CONSUL
    )
