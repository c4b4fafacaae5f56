"""The benchmark with its forms: text, page and tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from engine.output.charts import Dot, dots
from engine.output.page import Shown
from engine.output.table import Framed, Table, columns, table
from treaties.models.edition import edition_line
from validation.experts.agreement_score import Concordance
from validation.experts.scored import Scored

OUTCOMES = columns(
    "warid:int cowwarid:int war war_from atopid:int multilateral:flag covered:flag expert derived agrees:flag rule "
    "level decided_by promises limits plain_flags:flag named_flags:flag"
)
"""One row a war and alliance. The `_flags` columns are what the baselines say; `agrees` is empty where not covered."""


BASELINES = columns("of n:int accuracy:float kappa:float kappa_low:float kappa_high:float")
"""One row a way of deriving; the interval is that of the project's own, and empty for one war."""

NO_INTERVAL = "one war, no interval"


def backtest_tables(test: Scored) -> Mapping[str, Callable[[], Table]]:
    """The tables of the benchmark by name."""

    def outcomes() -> Iterator[dict[str, Any]]:
        for o in test.outcomes:
            yield {
                **test.row(o),
                "cowwarid": o.coded.cowwarid,
                "war": o.coded.war,
                "multilateral": o.coded.multilateral,
                "promises": " ".join(sorted(o.promises)),
                "limits": " ".join(sorted(o.limits)),
                "plain_flags": o.plain,
                "named_flags": o.named,
            }

    def baselines() -> Iterator[dict[str, Any]]:
        low, high = test.intervals.get("kappa", (None, None))
        yield {"of": "derived", **test.score.to_dict(), "kappa_low": low, "kappa_high": high}
        yield from ({"of": name, **a.to_dict()} for name, a in test.baselines.items())

    about = {"coding": test.coding}
    return {
        "outcomes": lambda: table(OUTCOMES, outcomes(), **about),
        "baselines": lambda: table(BASELINES, baselines(), **about),
    }


def backtest_picture(test: Scored) -> str:
    """Draw the agreement with the experts beside what simpler answers reach."""
    low, high = test.intervals.get("kappa", (None, None))
    drawn = [Dot("derived here", test.score.kappa, low, high, f"kappa {test.score.kappa:.3f}")]
    drawn += [Dot(name, a.kappa, None, None, f"kappa {a.kappa:.3f}") for name, a in test.baselines.items()]
    bar = f"{NO_INTERVAL[0].upper()}{NO_INTERVAL[1:]}." if test.one_war else "Bar: 95 per cent, whole wars drawn anew."
    return dots("Agreement with the experts (Cohen's kappa)", drawn, bar)


def tell(test: Scored) -> str:
    """Coverage, scores, baselines, confusion by promise and by condition, every disagreement with its reason."""
    s = test.score
    each = test.without_each_war.values()
    accuracy, kappa = (_interval(*test.intervals.get(k, (None, None))) for k in ("accuracy", "kappa"))
    out = [
        f"Casus foederis arose or did not: {_covered(test)}, coding {test.coding}, "
        + ("articles where the corpus has them" if test.articles else "ATOP's flags only"),
        "",
        "COVERAGE",
        *(f"  {line}" for line in _coverage(test)),
        "",
        "AGREEMENT, on the covered rows",
        f"  accuracy {s.accuracy:.3f}{accuracy}   kappa {s.kappa:.3f}{kappa}",
        f"  kappa on all five kinds of verdict {test.kinds.kappa:.3f}"
        + (f"; without each war in turn {min(each):.3f} to {max(each):.3f}" if each else ""),
        f"  {NO_INTERVAL if test.one_war else 'intervals: 95 per cent, whole wars drawn anew'}",
        "",
        "BASELINES, on the same rows",
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
    if lacking := [o for o in test.outcomes if o.missing]:
        out += ["", f"NOT COVERED ({len(lacking)})"]
        out += [f"  {o.coded.war}, ATOP {o.coded.atopid}: {o.missing}; {o.derived.decided_by}" for o in lacking]
    several = [o for o in test.outcomes if o.coded.several(test.coding)]
    if several:
        out += ["", f"Rows with several codes that exclude each other: {len(several)}"]
    out += [f"Note: {note}" for note in test.notes]
    out += ["", f"{edition_line(test.law)}."] if test.law else []
    out += [f"Data: {f.source}, {f.name} (sha256 {f.sha256[:16]})" for f in test.data]
    return "\n".join(out)


def _covered(test: Scored) -> str:
    found = test.coverage
    wars = f"{found['wars_covered']} war{'s' * (found['wars_covered'] != 1)}"
    return f"{found['covered']} of {found['rows']} pairs of war and alliance covered, {wars}"


def _coverage(test: Scored) -> Iterator[str]:
    found = test.coverage
    yield f"{found['covered']} of {found['rows']} rows, {found['wars_covered']} of {found['wars']} wars"
    yield "war found in: " + ", ".join(f"{origin} {n}" for origin, n in found["by_war_from"].items())
    if found["war_in_no_file"]:
        yield _left_out(found["war_in_no_file"], "war")
    if found["alliance_in_no_file"]:
        yield _left_out(found["alliance_in_no_file"], "alliance")


def _left_out(n: int, what: str) -> str:
    rows = f"1 row whose {what} is" if n == 1 else f"{n} rows whose {what} is"
    return f"{rows} in no file: not scored, neither here nor for any baseline"


def _interval(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f" ({low:.3f} to {high:.3f})"


def _figures(a: Concordance) -> str:
    return f"accuracy {a.accuracy:.3f}  kappa {a.kappa:.3f}"


def _confusion(groups: dict[str, dict[str, int]]) -> Iterable[str]:
    keys = ["arose / arose", "arose / did not arise", "did not arise / arose", "did not arise / did not arise"]
    yield f"  {'':14}{'yes/yes':>9}{'yes/no':>9}{'no/yes':>9}{'no/no':>9}{'other':>9}"
    for group, counts in groups.items():
        cells = [counts.get(k, 0) for k in keys]
        rest = sum(counts.values()) - sum(cells)
        yield f"  {group:14}" + "".join(f"{c:>9}" for c in (*cells, rest))


class Backtest(Scored, Framed, Shown):
    """What `backtest` gives: the scores, and `str`, the notebook's form and frames of them."""

    def __str__(self) -> str:
        return tell(self)

    _note = ""

    def _picture(self) -> str:
        return backtest_picture(self)

    def _tables(self) -> Mapping[str, Callable[[], Table]]:
        return backtest_tables(self)
