"""The benchmark in plain text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from treaties.edition import edition_line

if TYPE_CHECKING:
    from engine.backtest.run import Backtest
    from engine.backtest.score import Agreement
    from engine.backtest.tables import Rate


def tell(test: Backtest) -> str:
    """Scores, baselines, confusion by promise and by condition, and every disagreement with its reason."""
    low, high = test.intervals["kappa"]
    alow, ahigh = test.intervals["accuracy"]
    s = test.score
    each = test.without_each_war.values()
    out = [
        f"Casus foederis arose or did not: {s.n} pairs of war and alliance, {len(set(test.wars))} wars, coding {test.coding}, "
        + ("articles where the corpus has them" if test.articles else "ATOP's flags only"),
        "",
        f"  accuracy {s.accuracy:.3f} ({alow:.3f} to {ahigh:.3f})   kappa {s.kappa:.3f} ({low:.3f} to {high:.3f})",
        f"  kappa on all five kinds of verdict {test.kinds.kappa:.3f}; without each war in turn {min(each):.3f} to {max(each):.3f}",
        "  intervals: 95 per cent, whole wars drawn anew",
        "",
        "BASELINES",
        *(f"  {name:42}{_figures(a)}" for name, a in test.baselines.items()),
        "",
        "BY PROMISE (expert / derived)",
        *_confusion(test.confusion(lambda o: o.promises)),
        "",
        "BY CONDITION (expert / derived)",
        *_confusion(test.confusion(lambda o: o.limits)),
        "",
        f"DISAGREEMENTS ({len(test.disagreements)})",
    ]
    for o in test.disagreements:
        expert = o.coded.verdict(test.coding)
        out.append(f"  {o.coded.war}, ATOP {o.coded.atopid}: experts {expert}, here {o.derived.verdict}")
        out.append(f"      {o.derived.rule} ({o.derived.level}): {o.derived.decided_by}")
    several = [o for o in test.outcomes if o.coded.several(test.coding)]
    if several:
        out += ["", f"Rows with several codes that exclude each other: {len(several)}"]
    out += [f"Note: {note}" for note in test.notes]
    out += ["", f"{edition_line(test.law)}."] if test.law else []
    out += [f"Data: {f.source}, {f.name} (sha256 {f.sha256[:16]})" for f in test.data]
    return "\n".join(out)


def _figures(a: Agreement) -> str:
    return f"accuracy {a.accuracy:.3f}  kappa {a.kappa:.3f}"


def _confusion(groups: dict[str, dict[str, int]]) -> Iterable[str]:
    keys = ["arose / arose", "arose / did not arise", "did not arise / arose", "did not arise / did not arise"]
    yield f"  {'':14}{'yes/yes':>9}{'yes/no':>9}{'no/yes':>9}{'no/no':>9}{'other':>9}"
    for group, counts in groups.items():
        cells = [counts.get(k, 0) for k in keys]
        rest = sum(counts.values()) - sum(cells)
        yield f"  {group:14}" + "".join(f"{c:>9}" for c in (*cells, rest))


def tell_table(rates: Iterable[Rate]) -> str:
    """The table of honoured alliances beside the published one."""
    out = [f"{'':18}{'honoured':>14}{'rate':>8}   {'Jeffreys 95 %':16}{'published':>12}{'rate':>8}"]
    for r in rates:
        rate = f"{r.honoured / r.tested:.1%}" if r.tested else "-"
        known = r.published
        there = f"{known[0]}/{known[1]}" if known else "-"
        share = f"{known[0] / known[1]:.1%}" if known else "-"
        out.append(
            f"{r.group:18}{f'{r.honoured}/{r.tested}':>14}{rate:>8}   {f'{r.low:.1%} to {r.high:.1%}':16}{there:>12}{share:>8}"
        )
    return "\n".join(out)
