"""The effect of readings: which of them change a verdict, and how."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import zip_longest
from operator import or_

from engine.findings.findings import Findings
from engine.record.facts import Fact
from engine.record.grounds import Judged
from engine.record.rows import StateVerdict
from engine.record.verdict import Status, Verdict, same
from treaties.models.reading import Reading
from treaties.support.grouping import grouped
from treaties.support.memoised import memoised
from treaties.vocabulary.terms import Duty


@dataclass(frozen=True)
class ChangedVerdict:
    """A verdict under a reading, and the states that receive it."""

    status: Status
    duty: Duty | None
    states: tuple[str, ...]


@dataclass(frozen=True)
class ReadingGroup:
    """Readings that change the same verdicts in the same way."""

    readings: tuple[str, ...]
    changes: tuple[ChangedVerdict, ...]
    """The verdicts that they change; empty for readings that change nothing."""


def moving(findings: Findings) -> set[str]:
    """Return the ids of the readings that change some state's verdict or its distance, and of the chosen reading."""
    asked = findings.asked
    found = {asked.id} if asked else set()
    for row in findings.read_by(None).rows:
        for ident, v in row.by_reading.items():
            if _moved(row, v) or v.distance != row.verdict.distance:
                found.add(ident)
    return found


def changes_by_reading(findings: Findings) -> tuple[ReadingGroup, ...]:
    """Return the readings in groups that change the same verdicts in the same way."""
    groups = grouped((_changes(findings.rows, r.id), r.id) for r in findings.readings)
    return tuple(ReadingGroup(tuple(ids), made) for made, ids in groups.items())


def _changes(rows: Iterable[StateVerdict], reading: str) -> tuple[ChangedVerdict, ...]:
    verdicts = ((row, row.by_reading[reading]) for row in rows)
    moved = grouped(((v.status, v.duty), r.state) for r, v in verdicts if _moved(r, v))
    return tuple(ChangedVerdict(*verdict, tuple(s)) for verdict, s in moved.items())


def _moved(row: StateVerdict, v: Verdict) -> bool:
    """Whether a verdict differs from that of a row; that a state fights stands under any reading."""
    stays = row.status in (Status.BELLIGERENT, v.status)
    return not stays or v.duty is not row.duty


def judging_otherwise(
    findings: Findings, judged: Judged
) -> Iterator[tuple[Reading, Verdict]]:
    """Yield each reading that changes the verdict at once on a duty, with that verdict.

    Only readings of the instrument, or of the law in general, are compared; none if the user chose a reading.

    Args:
        findings: the answer.
        judged: the duty with its verdicts.
    """
    ground = judged.ground
    for reading in findings.readings if not findings.asked else ():
        speaks = not reading.treaties or ground.treaty in reading.treaties
        if speaks and (reading.settles_something or reading.lowers):
            verdict = findings.at_once(ground, reading)
            if not same(verdict, judged.at_once):
                yield reading, verdict


@dataclass(frozen=True)
class Dissent:
    """A reading that clearly disagrees with the verdict on a duty, with its own verdict."""

    reading: Reading
    verdict: Verdict
    lowered: tuple[str, ...]
    """The states whose duty the reading lowers to that of its verdict."""


def dissents(findings: Findings, judged: Judged) -> list[Dissent]:
    """Return the readings of the instrument itself that clearly disagree with the verdict on a duty that would be due at
    once: they take the duty as binding, as barred, as a free choice or as not triggered, against the text. Each person
    occurs once, and one reading of each finding comes before a second.

    Args:
        findings: the answer.
        judged: the duty with its verdicts.
    """
    found: dict[tuple[int, Duty | None, tuple[str, ...]], dict[str, Dissent]] = {}
    for dissent in _disagreeing(findings, judged):
        v, person = dissent.verdict, dissent.reading.person
        alike = found.setdefault((v.status.order, v.duty, dissent.lowered), {})
        if not any(person in other for other in alike):
            alike[person] = dissent
    groups = [found[key].values() for key in sorted(found, key=lambda key: key[0])]
    return [dissent for turn in zip_longest(*groups) for dissent in turn if dissent]


def _disagreeing(findings: Findings, judged: Judged) -> Iterator[Dissent]:
    own = judged.at_once
    for r, v in judging_otherwise(findings, judged):
        speaks = r.treaties and r.kind not in ("text", "general-law")
        clear = v.status not in (Status.CONDITIONAL, Status.CONTESTED)
        clear = clear or v.duty is Duty.MAY_ASSIST
        agrees = (v.status, v.duty) == (own.status, own.duty) or _no_less(own, v)
        if speaks and clear and not agrees:
            lows = [low for low in r.lowers if low.treaty == judged.ground.treaty]
            lowered = {s for low in lows for s in low.obligors if low.duty is v.duty}
            yield Dissent(r, v, tuple(findings.display_order.sorted(lowered)))


def _no_less(own: Verdict, read: Verdict) -> bool:
    """Tell whether military help is owed for certain where a reading finds help of any form."""
    certain = own.status is Status.BOUND and own.duty is Duty.FIGHT
    return certain and read.duty is Duty.ASSIST


def moved_by(plain: Findings, reading: Reading, states: Iterable[str]) -> list[str]:
    """Return those of the given states that have a duty which the reading lowers, or which depends on an answer that
    the reading changes.

    Args:
        plain: the answer without a reading.
        reading: the reading.
        states: the ids of the states.
    """
    rests = _rests_on(plain)
    bare, read = (plain.settled_under(r) for r in (None, reading))
    apart = (bare.true ^ read.true) | (bare.false ^ read.false)
    lowered = {low.treaty for low in reading.lowers}
    return [
        s
        for s in states
        if any(g.treaty in lowered or rests[g.fact] & apart for g in plain[s].grounds)
    ]


@memoised
def _rests_on(findings: Findings) -> dict[Fact, int]:
    """By duty every answer on which it rests, as a mask."""
    grounds = (g for r in findings.rows for g in r.grounds)
    return {g.fact: reduce(or_, (*g.due, *g.arisen), 0) for g in grounds}


def most_disputed(findings: Findings) -> str:
    """Return the id of the state on which readings give the most different verdicts: among the states called to help at
    once, or else among all that owe a duty. If no state owes anything, return that of the first row; empty if there is
    no row.
    """
    rows = [r for r in findings.rows if r.status is not Status.BELLIGERENT and r.duty]
    helping = [r for r in rows if r.at_once.duty and r.at_once.duty.drawn_in] or rows
    ways = {
        r.state: len({(v.status, v.duty) for v in r.by_reading.values()})
        for r in helping
    }
    order = findings.display_order.sorted(r.state for r in findings.rows)
    place = {s: i for i, s in enumerate(order)}
    first = next((r.state for r in findings.rows), "")
    return min(ways, key=lambda s: (-ways[s], place[s]), default=first)
