"""How timelines, sweeps and the benchmark show themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.notebook.answers import CAVEAT
from engine.notebook.page import Grid, Lines, Page, joined
from engine.picture.charts import Bar, Dot, bars, dots, grid
from engine.picture.timeline import timeline
from treaties.edition import edition_line

if TYPE_CHECKING:
    from engine.backtest.run import Backtest
    from engine.backtest.score import Agreement
    from engine.backtest.tables import HonourTable
    from engine.scanning import Scan
    from engine.timeline import Timeline

TOP = 12
"""Kinds of attack that are listed."""
SQUARE = 16
"""States up to which a sweep is drawn as a square of attackers and victims."""


def timeline_page(line: Timeline) -> Page:
    """A timeline: the bars of what the state owed, and every duty with its days."""
    states, law = line.law.states, line.law
    rows = [
        (
            f"{e.since} to {e.until or 'now'}", "owes" if e.owes else "is owed by",
            joined((states[o].name_on(e.since) for o in e.others), 6), str(e.duty),
            f"{law.treaty(e.treaty).name}, Art. {e.article}{'' if e.verified else ' [unverified]'}",
        )
        for e in line
    ]  # fmt: skip
    parts = [Grid(("Days", "", "Whom, or who", "Duty", "Article"), rows, f"{len(rows)} duties", True)]
    picture = timeline(law, line.state, since=line.since, until=line.until)
    name = states[line.state].name
    none = [Lines(["It owed nothing and was owed nothing by any treaty here."])]
    return Page(f"{name}: treaty duties in time", picture, parts if rows else none, f"{edition_line(law)}.")


def scan_page(scan: Scan) -> Page:
    """A sweep: how many states an attack binds at once, as a square or as the most entangling attacks."""
    if not len(scan):
        return Page("A sweep of no pairs", parts=[Lines(["No rows."])])
    names = scan.law.states
    days = sorted({r["on"] for r in scan})
    title = f"{len(scan)} attacks, {days[0] if len(days) == 1 else f'{days[0]} to {days[-1]}'}"
    groups: dict[tuple[str, ...], list[str]] = {}
    for r in scan.most(len(scan)):
        far = r.get("goal_distance")
        away = ["out of reach" if far is None else str(far)] if scan.plan.goal else []
        counts = (str(r[c]) for c in ("n_bound", "n_conditional", "n_contested"))
        who = joined((names[s].name for s in r["bound"].split()), 8)
        cells = (names[r["victim"]].name, r["on"], *counts, who, *away)
        if cells in groups or len(groups) < TOP:
            groups.setdefault(cells, []).append(names[r["attacker"]].name)
    head = ["Victim", "Attackers", "Day", "Bound", "Conditional", "Contested", "Who is bound at once"]
    head += [f"Steps to: {scan.plan.goal}"] * bool(scan.plan.goal)
    rows = [[c[0], joined(attackers, 6), *c[1:]] for c, attackers in groups.items()]
    if len(days) == 1:
        head, rows = [h for h in head if h != "Day"], [[*r[:2], *r[3:]] for r in rows]
    last = [r for r in scan if (r["on"], r["reading"]) == (days[-1], scan.plan.readings[-1])]
    among = sorted({r["attacker"] for r in last} | {r["victim"] for r in last}, key=lambda s: names[s].name)
    if len(among) <= SQUARE:
        cell = {(r["attacker"], r["victim"]): r["n_bound"] for r in last}
        marks = [(f"{names[a].name} attacks", [str(cell.get((a, v), "") or "") for v in among]) for a in among]
        picture = grid(
            f"States bound at once, {days[-1]}",
            [names[v].name for v in among],
            marks,
            "Down: who attacks; across: whom. Empty: nobody is bound.",
        )
    else:
        shown = [
            Bar(f"{joined(who, 1)} against {c[0]}" + (f", {c[1]}" if len(days) > 1 else ""), float(c[2]), c[2])
            for c, who in groups.items()
        ]
        picture = bars("The attacks that bind most states at once", shown)
    return Page(
        title,
        picture,
        [Grid(head, rows, "The most entangling")],
        f"At once, on the attack alone. {CAVEAT}",
    )


def backtest_page(test: Backtest) -> Page:
    """The benchmark: agreement with the experts beside what simpler answers reach, and every disagreement."""
    s = test.score
    low, high = test.intervals["kappa"]
    scores: list[tuple[str, Agreement]] = [("derived here", s), *test.baselines.items()]
    shown = [
        Dot(name, a.kappa, low if n == 0 else None, high if n == 0 else None, f"kappa {a.kappa:.3f}")
        for n, (name, a) in enumerate(scores)
    ]
    title = f"Did the casus foederis arise? {s.n} pairs of war and alliance, {len(set(test.wars))} wars, coding {test.coding}"
    picture = dots("Agreement with the experts (Cohen's kappa)", shown, "Bar: 95 per cent, whole wars drawn anew.")
    rows = [
        (name, f"{a.accuracy:.3f}", f"{a.kappa:.3f}" + (f" ({low:.3f} to {high:.3f})" if n == 0 else ""))
        for n, (name, a) in enumerate(scores)
    ]
    odd = [
        (o.coded.war, str(o.coded.atopid), str(o.coded.verdict(test.coding)), str(o.derived.verdict), o.derived.decided_by)
        for o in test.disagreements
    ]  # fmt: skip
    parts: list[Grid | Lines] = [
        Grid(("Of", "Accuracy", "Kappa"), rows),
        Grid(("War", "ATOP", "Experts", "Here", "Because"), odd, f"Disagreements: {len(odd)}", True),
        *([Lines(test.notes, "Notes", True)] * bool(test.notes)),
    ]
    return Page(title, picture, parts)


def honour_page(rates: HonourTable) -> Page:
    """The table of honoured alliances, beside the published one."""
    shown, rows = [], []
    for r in rates:
        there = r.published
        share = there[0] / there[1] if there else None
        known = (f"{there[0]} of {there[1]}", f"{share:.1%}") if there else ("", "")
        rate = f"{r.rate:.1%}" if r.rate is not None else ""
        rows.append((r.group, f"{r.honoured} of {r.tested}", rate, f"{r.low:.1%} to {r.high:.1%}", *known))
        if r.rate is not None:
            words = f"{rate}" + (f" (published {known[1]})" if there else "")
            shown.append(Dot(r.group, r.rate, r.low, r.high, words, share))
    picture = dots(
        "Share of tested alliances that were honoured",
        shown,
        "Bar: Jeffreys interval, 95 per cent. Diamond: as published.",
    )
    head = ("Group", "Honoured", "Rate", "Jeffreys 95 %", "Published", "Rate")
    return Page("Honoured alliances", picture, [Grid(head, rows)], "What states did, as experts coded it; not law.")
