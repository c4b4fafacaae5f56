"""The work on one chunk, as executors run it: plain data in, rows out."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import lru_cache
from threading import Lock
from typing import Any

from engine.sweep.daylaw import Cells, DayLaw
from engine.sweep.exact import GROUPS
from engine.sweep.plan import Chunk, Plan, firsts, law_of, readings_of

FEW = 3
"""The largest number of readings for which the rows of a day are cached for other days with the same law (some 150 MiB)."""
_TURN = Lock()
SweepRow = dict[str, Any]
COUNTED = ("bound", "conditional", "contested")
COLUMNS: dict[str, type] = dict.fromkeys(("on", "attacker", "victim", "reading"), str)
COLUMNS |= (
    {f"n_{g}": int for g in COUNTED} | dict.fromkeys(GROUPS, str) | {"cascade": int}
)
"""The columns of a row and their types. Lists of states are ids with a space between."""


@lru_cache(maxsize=2)
def day_law(plan: Plan, day: str) -> DayLaw:
    """Compile the law of a day. The result is kept while chunks of the same day are computed."""
    corpus = law_of(plan)
    return DayLaw(corpus, date.fromisoformat(day), readings_of(plan, corpus))


def run_chunk(plan: Plan, chunk: Chunk) -> list[SweepRow]:
    """Return all rows of a chunk, in order of attackers, victims and readings.

    Threads of one process take turns, because they share the compiled law of a day.
    """
    first, shared = _same_law(plan)[chunk.day]
    with _TURN:
        made = _kept_rows if shared and len(plan.readings) <= FEW else _rows
        rows = made(plan, first, chunk.start, chunk.stop)
    return [row | {"on": chunk.day} for row in rows]


@lru_cache(maxsize=2)
def _same_law(plan: Plan) -> dict[str, tuple[str, bool]]:
    """By day, the first day of the plan with the same law, and whether further days have that law."""
    found = firsts(law_of(plan), map(date.fromisoformat, plan.days))
    often = Counter(found.values())
    return {str(d): (str(first), often[first] > 1) for d, first in found.items()}


def _rows(plan: Plan, day: str, start: int, stop: int) -> list[SweepRow]:
    law = day_law(plan, day)
    subjects = plan.subjects(law.corpus, law.on)
    plain = law.plain
    rows: list[SweepRow] = []
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


_kept_rows = lru_cache(maxsize=16)(_rows)


class _Joined:
    """Bit sets as the columns of a row, each made once."""

    def __init__(self, law: DayLaw) -> None:
        self.law = law
        self._columns: dict[Cells, SweepRow] = {}

    def __call__(self, masks: Cells) -> SweepRow:
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
