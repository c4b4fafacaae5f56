"""The work on one chunk: plain data in, rows out. This is what executors run."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from threading import Lock
from typing import Any

from engine.sweep.daylaw import DayLaw
from engine.sweep.distance import Distances
from engine.sweep.plan import Chunk, Plan, goal_of, law_of, readings_of
from engine.sweep.tally import GROUPS

_TURN = Lock()
Row = dict[str, Any]
COUNTED = ("bound", "conditional", "contested")
COLUMNS: dict[str, type] = {
    "on": str,
    "attacker": str,
    "victim": str,
    "reading": str,
    **{f"n_{g}": int for g in COUNTED},
    **dict.fromkeys(GROUPS, str),
    "cascade": int,
    "goal_distance": int,
    "goal_events": int,
    "goal_judgements": int,
    "goal_certainty": str,
}
"""The columns of a row and their types. Lists of states are ids with a space between; the `goal_` columns may be None."""


@lru_cache(maxsize=2)
def day_law(plan: Plan, day: str) -> tuple[DayLaw, Distances | None]:
    """The compiled law of a day, kept while chunks of the same day come in."""
    corpus = law_of(plan)
    law = DayLaw(corpus, date.fromisoformat(day), readings_of(plan, corpus))
    return law, Distances(law) if plan.goal else None


def run_chunk(plan: Plan, chunk: Chunk) -> list[Row]:
    """All rows of one chunk, in the order of attackers, victims and readings.

    Threads of one process take turns: they share what has been derived of a day, and Python would run one at a time.
    """
    with _TURN:
        return _run(plan, chunk)


def _run(plan: Plan, chunk: Chunk) -> list[Row]:
    law, distances = day_law(plan, chunk.day)
    goal = goal_of(plan, law.corpus)
    subjects = plan.subjects(law.corpus, law.on)
    plain = law.plain
    rows: list[Row] = []
    reaches = [law.reach(v) for v in subjects]
    text = _Joined(law)
    for attacker in subjects[chunk.start : chunk.stop]:
        at = plain.index[attacker]
        for victim, reach in zip(subjects, reaches, strict=True):
            if victim == attacker:
                continue
            size = reach.size(at)
            for i, (name, masks) in enumerate(zip(plan.readings, text.masks(attacker, victim), strict=True)):
                row: Row = {"on": chunk.day, "attacker": attacker, "victim": victim, "reading": name}
                row |= {f"n_{g}": m.bit_count() for g, m in zip(COUNTED, masks, strict=False)}
                row |= {g: text(m) for g, m in zip(GROUPS, masks, strict=True)}
                row["cascade"] = size
                if goal and distances:
                    far = distances.to(goal, attacker, victim, i)
                    d = far.distance
                    row["goal_distance"] = d.total if d else None
                    row["goal_events"] = d.events if d else None
                    row["goal_judgements"] = d.judgements if d else None
                    row["goal_certainty"] = far.certainty
                rows.append(row)
    return rows


class _Joined:
    """Bit sets as text, each joined once."""

    def __init__(self, law: DayLaw) -> None:
        self.law = law
        self._text: dict[int, str] = {}

    def __call__(self, mask: int) -> str:
        if mask not in self._text:
            self._text[mask] = " ".join(self.law.named(mask))
        return self._text[mask]

    def masks(self, attacker: str, victim: str) -> tuple[tuple[int, ...], ...]:
        """For each reading, a bit set for each group, from the compiled law or from the traversal."""
        cells = self.law.cells(attacker, victim)
        if cells is not None:
            return cells
        found = self.law.tallies(attacker, victim)
        return tuple(tuple(self.law.mask(getattr(t, g)) for g in GROUPS) for t in found)
