"""The work on one chunk: plain data in, rows out. This is what executors run."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import lru_cache
from threading import Lock
from typing import Any

from engine.sweep.daylaw import Cells, DayLaw
from engine.sweep.exact import GROUPS
from engine.sweep.plan import Chunk, Plan, firsts, law_of, readings_of

MOST = 250_000
"""Rows of one day that are kept for other days of the same law: some 150 MiB."""
_TURN = Lock()
StateVerdict = dict[str, Any]
_KEPT: dict[tuple[Plan, str, int, int], list[StateVerdict]] = {}
"""The rows of one day, by piece."""
COUNTED = ("bound", "conditional", "contested")
COLUMNS: dict[str, type] = dict.fromkeys(("on", "attacker", "victim", "reading"), str)
COLUMNS |= (
    {f"n_{g}": int for g in COUNTED} | dict.fromkeys(GROUPS, str) | {"cascade": int}
)
"""The columns of a row and their types. Lists of states are ids with a space between."""


@lru_cache(maxsize=2)
def day_law(plan: Plan, day: str) -> DayLaw:
    """Compile the law of a day, and keep it while chunks of the same day come in."""
    corpus = law_of(plan)
    return DayLaw(corpus, date.fromisoformat(day), readings_of(plan, corpus))


def run_chunk(plan: Plan, chunk: Chunk) -> list[StateVerdict]:
    """Work out all rows of one chunk, in the order of attackers, victims and readings.

    Threads of one process take turns: they share what has been derived of a day, and Python would run one at a time.
    """
    with _TURN:
        return _run(plan, chunk)


def _run(plan: Plan, chunk: Chunk) -> list[StateVerdict]:
    first, shared = _alike(plan)[chunk.day]
    at = plan, first, chunk.start, chunk.stop
    rows = _KEPT.get(at) or _rows(*at)
    if not shared:
        return [row | {"on": chunk.day} for row in rows] if first != chunk.day else rows
    if any(key[:2] != at[:2] for key in _KEPT):
        _KEPT.clear()
    _KEPT[at] = rows
    return [{**row, "on": chunk.day} for row in rows]


@lru_cache(maxsize=2)
def _alike(plan: Plan) -> dict[str, tuple[str, bool]]:
    """For each day the first one of the same law, and whether its rows are kept for the others."""
    corpus = law_of(plan)
    found = firsts(corpus, map(date.fromisoformat, plan.days))
    often = Counter(found.values())
    rows = {d: len(plan.subjects(corpus, d)) ** 2 * len(plan.readings) for d in often}
    return {
        str(d): (str(one), often[one] > 1 and rows[one] <= MOST)
        for d, one in found.items()
    }


def _rows(plan: Plan, day: str, start: int, stop: int) -> list[StateVerdict]:
    law = day_law(plan, day)
    subjects = plan.subjects(law.corpus, law.on)
    plain = law.plain
    rows: list[StateVerdict] = []
    reaches = [law.reach(v) for v in subjects]
    text = _Joined(law)
    for attacker in subjects[start:stop]:
        at = plain.index[attacker]
        for victim, reach in zip(subjects, reaches, strict=True):
            if victim == attacker:
                continue
            size = reach.size(at)
            for name, masks in zip(
                plan.readings, text.masks(attacker, victim), strict=True
            ):
                who = {
                    "on": day,
                    "attacker": attacker,
                    "victim": victim,
                    "reading": name,
                }
                rows.append({**who, **text(masks), "cascade": size})
    return rows


class _Joined:
    """Bit sets as the columns of a row, each made once."""

    def __init__(self, law: DayLaw) -> None:
        self.law = law
        self._columns: dict[Cells, StateVerdict] = {}

    def __call__(self, masks: Cells) -> StateVerdict:
        if masks not in self._columns:
            counts = {
                f"n_{g}": m.bit_count() for g, m in zip(COUNTED, masks, strict=False)
            }
            names = {
                g: " ".join(self.law.named(m))
                for g, m in zip(GROUPS, masks, strict=True)
            }
            self._columns[masks] = counts | names
        return self._columns[masks]

    def masks(self, attacker: str, victim: str) -> tuple[Cells, ...]:
        """For each reading, a bit set for each group, from the compiled law or from the traversal."""
        cells = self.law.cells(attacker, victim)
        if cells is not None:
            return cells
        found = self.law.tallies(attacker, victim)
        return tuple(tuple(self.law.mask(getattr(t, g)) for g in GROUPS) for t in found)
