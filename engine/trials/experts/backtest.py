"""What the benchmark found, as a value: outcomes, scores, baselines, and their forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from engine.forms.charts import Dot, dots
from engine.forms.page import Grid, Lines, Page, Shown
from engine.forms.table import FLAG, FLOAT, INT, TEXT, Framed, Table, table
from engine.trials.experts.agreement_score import Concordance, agreement, clustered, leave_one_out
from engine.trials.experts.derive import Derived
from engine.trials.experts.experts_key import Arising, CodedRow
from treaties.corpus import Corpus
from treaties.edition import DataFile, edition_line, edition_of

if TYPE_CHECKING:
    pass

SCHEMA = 1


@dataclass(frozen=True)
class BacktestRow:
    """One row of the experts with what was derived for it."""

    coded: CodedRow
    derived: Derived
    promises: frozenset[str]
    limits: frozenset[str]
    plain: bool
    named: bool
    war_from: str

    def agrees(self, coding: str) -> bool:
        """Whether both say alike that the casus foederis arose or did not; a contested verdict never agrees."""
        verdict = self.derived.verdict
        return verdict is not Arising.CONTESTED and verdict.arose == self.coded.verdict(coding).arose


@dataclass(frozen=True)
class Backtest(Framed, Shown):
    """All outcomes and every figure read off them. `coding` is the experts' coding held to be right."""

    outcomes: tuple[BacktestRow, ...]
    coding: str
    articles: bool
    notes: tuple[str, ...]
    law: Corpus | None = None
    """The law derived from, with the outside file among its files."""
    data: tuple[DataFile, ...] = ()
    """The files of experts and of wars."""

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """Expert and derived, each `arose`, `did not arise`, or for the derived `contested`."""
        return [(_two(o.coded.verdict(self.coding)), _two(o.derived.verdict)) for o in self.outcomes]

    @cached_property
    def score(self) -> Concordance:
        """Agreement on whether the casus foederis arose."""
        return agreement(self.pairs)

    @cached_property
    def kinds(self) -> Concordance:
        """Agreement on the kind of verdict: arose, did not, consultation only, non-aggression kept, contested."""
        return agreement((str(o.coded.verdict(self.coding)), str(o.derived.verdict)) for o in self.outcomes)

    @cached_property
    def wars(self) -> list[int]:
        """The war of each outcome."""
        return [o.coded.warid for o in self.outcomes]

    @cached_property
    def intervals(self) -> dict[str, tuple[float, float]]:
        """95 per cent intervals, whole wars drawn anew."""
        return clustered(self.pairs, self.wars)

    @cached_property
    def without_each_war(self) -> dict[Any, float]:
        """Kappa without each war in turn."""
        return leave_one_out(self.pairs, self.wars)

    @cached_property
    def baselines(self) -> dict[str, Concordance]:
        """What simpler answers reach on the same rows."""
        key = [expert for expert, _ in self.pairs]
        common = Counter(key).most_common(1)[0][0]
        other = "BF" if self.coding == "LLM" else "LLM"
        return {
            "majority": agreement((k, common) for k in key),
            "plain flags": agreement(zip(key, (_arose(o.plain) for o in self.outcomes), strict=True)),
            "flags, named adversary, non-provocation": agreement(
                zip(key, (_arose(o.named) for o in self.outcomes), strict=True)
            ),
            "the two expert codings": agreement(
                zip(key, (_two(o.coded.verdict(other)) for o in self.outcomes), strict=True)
            ),
        }

    @property
    def disagreements(self) -> list[BacktestRow]:
        """The outcomes in which the derived verdict is not the experts'."""
        return [o for o in self.outcomes if not o.agrees(self.coding)]

    def confusion(self, of: Callable[[BacktestRow], Iterable[str]]) -> dict[str, dict[str, int]]:
        """Counts by a grouping in which a row may stand in several groups."""
        found: dict[str, Counter[str]] = {}
        for outcome, (expert, derived) in zip(self.outcomes, self.pairs, strict=True):
            for group in of(outcome) or ("none",):
                found.setdefault(group, Counter())[f"{expert} / {derived}"] += 1
        return {g: dict(sorted(found[g].items())) for g in sorted(found)}

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "schema": SCHEMA,
            "n": self.score.n,
            "accuracy": self.score.accuracy,
            "kappa": self.score.kappa,
            "intervals": {k: list(v) for k, v in self.intervals.items()},
            "kappa_of_kinds": self.kinds.kappa,
            "coding": self.coding,
            "corpus": self.articles,
            "law": edition_of(self.law) if self.law else None,
            "data": [f.model_dump(mode="json") for f in self.data],
            "baselines": {k: v._asdict() for k, v in self.baselines.items()},
            "without_each_war": {
                "lowest": min(self.without_each_war.values()),
                "highest": max(self.without_each_war.values()),
            },
            "confusion": {
                "by_promise": self.confusion(lambda o: o.promises),
                "by_condition": self.confusion(lambda o: o.limits),
            },
            "rows": [self.row(o) for o in self.outcomes],
            "several_codes": [[o.coded.warid, o.coded.atopid] for o in self.outcomes if o.coded.several(self.coding)],
            "notes": list(self.notes),
        }

    def row(self, o: BacktestRow) -> dict[str, Any]:
        """One outcome as data."""
        return {
            "warid": o.coded.warid,
            "atopid": o.coded.atopid,
            "expert": str(o.coded.verdict(self.coding)),
            "derived": str(o.derived.verdict),
            "decided_by": o.derived.decided_by,
            "rule": o.derived.rule,
            "level": o.derived.level,
            "agrees": o.agrees(self.coding),
        }

    def __str__(self) -> str:
        return tell(self)

    def _page(self) -> Page:
        return backtest_page(self)

    def _tables(self) -> Mapping[str, Callable[[], Table]]:
        return backtest_tables(self)


def _two(verdict: Arising) -> str:
    return str(verdict) if verdict in (Arising.AROSE, Arising.CONTESTED) else str(Arising.DID_NOT)


def _arose(holds: bool) -> str:
    return str(Arising.AROSE if holds else Arising.DID_NOT)


OUTCOMES = {
    "warid": INT, "cowwarid": INT, "war": TEXT, "atopid": INT, "multilateral": FLAG, "expert": TEXT, "derived": TEXT,
    "agrees": FLAG, "rule": TEXT, "level": TEXT, "decided_by": TEXT, "promises": TEXT, "limits": TEXT,
    "plain_flags": FLAG, "named_flags": FLAG,
}  # fmt: skip
"""One row a war and alliance. The `_flags` columns are what the baselines say."""


BASELINES = {"of": TEXT, "n": INT, "accuracy": FLOAT, "kappa": FLOAT, "kappa_low": FLOAT, "kappa_high": FLOAT}
"""One row a way of deriving; the interval is that of the project's own."""


def backtest_tables(test: Backtest) -> Mapping[str, Callable[[], Table]]:
    """The tables of the benchmark by name."""

    def outcomes() -> Iterator[dict[str, Any]]:
        for o in test.outcomes:
            yield {
                **test.row(o), "cowwarid": o.coded.cowwarid, "war": o.coded.war, "multilateral": o.coded.multilateral,
                "promises": " ".join(sorted(o.promises)), "limits": " ".join(sorted(o.limits)),
                "plain_flags": o.plain, "named_flags": o.named,
            }  # fmt: skip

    def baselines() -> Iterator[dict[str, Any]]:
        low, high = test.intervals["kappa"]
        yield {"of": "derived", **test.score._asdict(), "kappa_low": low, "kappa_high": high}
        yield from ({"of": name, **a._asdict()} for name, a in test.baselines.items())

    about = {"coding": test.coding}
    return {
        "outcomes": lambda: table(OUTCOMES, outcomes(), **about),
        "baselines": lambda: table(BASELINES, baselines(), **about),
    }


def backtest_page(test: Backtest) -> Page:
    """The benchmark: agreement with the experts beside what simpler answers reach, and every disagreement."""
    s = test.score
    low, high = test.intervals["kappa"]
    scores: list[tuple[str, Concordance]] = [("derived here", s), *test.baselines.items()]
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


def _figures(a: Concordance) -> str:
    return f"accuracy {a.accuracy:.3f}  kappa {a.kappa:.3f}"


def _confusion(groups: dict[str, dict[str, int]]) -> Iterable[str]:
    keys = ["arose / arose", "arose / did not arise", "did not arise / arose", "did not arise / did not arise"]
    yield f"  {'':14}{'yes/yes':>9}{'yes/no':>9}{'no/yes':>9}{'no/no':>9}{'other':>9}"
    for group, counts in groups.items():
        cells = [counts.get(k, 0) for k in keys]
        rest = sum(counts.values()) - sum(cells)
        yield f"  {group:14}" + "".join(f"{c:>9}" for c in (*cells, rest))
