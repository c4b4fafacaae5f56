"""Readings beside the text: which of them change something, and what each changes of the verdicts of states."""

from __future__ import annotations

from collections.abc import Iterable

from engine.findings.findings import Findings
from engine.record.rows import StateVerdict
from engine.record.verdict import Status, Verdict
from treaties.support.grouping import grouped
from treaties.vocabulary.terms import Duty

Change = tuple[Status, Duty | None, tuple[str, ...]]
"""A verdict and the states that come to it."""


def moving(findings: Findings) -> set[str]:
    """Find the readings that change the verdict on some state, and the chosen reading."""
    asked = findings.asked
    found = {asked.id} if asked else set()
    for row in findings.read_by(None).rows:
        for ident, v in row.by_reading.items():
            if _moved(row, v) or v.distance != row.verdict.distance:
                found.add(ident)
    return found


def changes_by_reading(
    findings: Findings, rows: Iterable[StateVerdict]
) -> dict[tuple[Change, ...], list[str]]:
    """Group readings by the verdicts of some rows that they change; readings that change nothing stand under an empty
    group.
    """
    each = list(rows)
    return grouped((_changes(each, r.id), r.id) for r in findings.readings)


def _changes(rows: Iterable[StateVerdict], reading: str) -> tuple[Change, ...]:
    verdicts = ((row, row.by_reading[reading]) for row in rows)
    moved = grouped(((v.status, v.duty), r.state) for r, v in verdicts if _moved(r, v))
    return tuple((status, duty, tuple(s)) for (status, duty), s in moved.items())


def _moved(row: StateVerdict, v: Verdict) -> bool:
    """Whether a verdict differs from that of a row; that a state fights stands under any reading."""
    stays = row.status in (Status.BELLIGERENT, v.status)
    return not stays or v.duty is not row.duty
