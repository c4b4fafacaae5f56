"""Sweeps in memory: the same question for every ordered pair of states, with tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from engine.forms.charts import Bar, bars, grid
from engine.forms.shown import Shown, joined
from engine.forms.table import INT, TEXT, Framed, Tables, columns, keys, table
from engine.output.answer_tables import DAY, DYAD
from engine.output.prose import CAVEAT
from engine.sweep.plan import Plan, law_of
from engine.sweep.work import COLUMNS, SweepRow
from treaties.models.corpus import Corpus
from treaties.vocabulary.keywords import keywords


@dataclass(frozen=True)
class Scan(Framed, Shown):
    """The rows of a sweep in the plan's order; iteration yields them as dictionaries.

    All rows are in memory. For many days or all states, `casus scan --out` writes rows as they come.
    """

    plan: Plan
    rows: tuple[SweepRow, ...] = field(repr=False)
    _note = f"At once, on the attack alone. {CAVEAT}"

    @property
    def law(self) -> Corpus:
        """The law of the sweep."""
        return law_of(self.plan)

    def __iter__(self) -> Iterator[SweepRow]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def most(self, count: int) -> list[SweepRow]:
        """Return the `count` rows in which the largest numbers of states are bound at once, the largest first."""
        from engine.sweep.criteria import entangling

        return sorted(self.rows, key=entangling)[:count]

    def __str__(self) -> str:
        from engine.sweep.store import table

        shown = self.most(20)
        left = len(self) - len(shown)
        return table(shown)[0] + (
            f"the {len(shown)} most entangling of {len(self)} rows\n" if left else ""
        )

    def _picture(self) -> str:
        if not self.rows:
            return ""
        day = max(r["on"] for r in self)
        reading = self.plan.readings[-1]
        last = [r for r in self if (r["on"], r["reading"]) == (day, reading)]
        states = {r["attacker"] for r in last} | {r["victim"] for r in last}
        if len(states) <= SQUARE:
            return self._square(day, last, states)
        return self._worst_attacks()

    def _square(self, day: str, rows: Sequence[SweepRow], states: set[str]) -> str:
        """The attacks of a day as a square: who attacks whom, and how many are bound."""
        names = {s: self.law.states[s].name for s in states}
        order = sorted(states, key=names.__getitem__)
        bound = {(r["attacker"], r["victim"]): r["n_bound"] for r in rows}
        marks = [
            (
                f"{names[a]} attacks",
                [str(bound.get((a, v), "") or "") for v in order],
            )
            for a in order
        ]
        note = "Down: who attacks; across: whom. Empty: nobody is bound."
        title = f"States bound at once, {day}"
        return grid(title, [names[v] for v in order], marks, note)

    def _worst_attacks(self) -> str:
        """The attacks that bind most states, those of one outcome on one victim together."""
        names = self.law.states
        several_days = len({r["on"] for r in self}) > 1
        groups: dict[tuple[str, ...], list[str]] = {}
        for r in self.most(len(self)):
            who = joined((names[s].name for s in r["bound"].split()), 8)
            counts = (str(r[c]) for c in ("n_bound", "n_conditional", "n_contested"))
            alike = (names[r["victim"]].name, r["on"], *counts, who)
            if alike in groups or len(groups) < TOP:
                groups.setdefault(alike, []).append(names[r["attacker"]].name)
        shown = []
        for (victim, on, bound, *_), attackers in groups.items():
            words = f"{joined(attackers, 1)} against {victim}"
            if several_days:
                words += f", {on}"
            shown.append(Bar(words, float(bound), bound))
        return bars("The attacks that bind most states at once", shown)

    def _tables(self) -> Tables:
        def rows() -> Iterator[dict[str, Any]]:
            states = self.law.states
            for r in self:
                on = date.fromisoformat(r["on"])
                codes = keys(states[r["attacker"]], on, "1") | keys(
                    states[r["victim"]], on, "2"
                )
                yield {**r, **codes, "on": on, "year": on.year}

        return {"pairs": lambda: table(PAIRS, rows(), corpus=self.law.hash)}


@keywords
def scan(
    *,
    on: str | None = None,
    since: str | None = None,
    until: str | None = None,
    step: str = "changes",
    readings: Sequence[str] = (),
    among: Sequence[str] = (),
    without: Sequence[str] = (),
    with_: Sequence[Path | str] = (),
    jobs: int = 1,
) -> Scan:
    """Return, for every ordered pair of states on one or many days, who is bound, conditional or contested at once.

    Args:
        on: one day, as ISO text or in words; today if neither it nor `since` is given.
        since: the first day of a range.
        until: the last day of the range; today by default.
        step: the days of a range: `changes` (each day on which the law changes), `year`, `month` or `day`.
        readings: ids of further readings for which to give verdicts; `all` for every one.
        among: the states to pair, by any name or code; all if empty.
        without: ids of treaties to remove.
        with_: treaty files to add.
        jobs: the number of processes.

    Raises `CasusError` for anything that cannot be understood.

    >>> found = scan(on="2026-01-01", among=["North Korea", "South Korea"])
    >>> [(r["attacker"], r["n_bound"]) for r in found]
    [('north-korea', 1), ('south-korea', 2)]
    """
    from engine.sweep import criteria as asked
    from engine.sweep.runner import sweep, workers

    plan = asked.plan(
        on=on,
        since=since,
        until=until,
        step=step,
        readings=readings,
        among=among,
        without=without,
        with_=with_,
    )
    with workers(jobs) as executor:
        return Scan(plan, tuple(sweep(plan, executor=executor)))


PAIRS = (
    DAY
    | columns("attacker victim")
    | DYAD
    | {
        c: INT if k is int else TEXT
        for c, k in COLUMNS.items()
        if c not in ("on", "attacker", "victim")
    }
)
"""Columns of attacks, with one row for each attack (by 1 on 2), day and reading."""


TOP = 12
"""The number of kinds of attack listed."""


SQUARE = 16
"""The largest number of states for which a sweep is drawn as a square of attackers and victims."""
